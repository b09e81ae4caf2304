#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""A mail server on loopback, for tests: smtp_server.py DIRECTORY [PORT]

Prints its port (without PORT one that is free) and serves until its standard
input ends. DIRECTORY/scenario says, anew for each connection, what it does:

    accept            takes all; the message goes to DIRECTORY/N.eml and its
                      envelope to DIRECTORY/N.envelope, "FROM TO..."
    STEP CODE WORDS   takes all until STEP (greeting, mail, rcpt, data: before
                      the message; end: after it; taken: after it was kept;
                      quit), and answers that
    STEP hang         ... and never answers
    STEP close        ... and closes the connection

N counts from 1. DIRECTORY/commands holds a line for each step that came. With
DIRECTORY/tls.pem, a certificate and its key, it offers STARTTLS, and with
DIRECTORY/smtps speaks TLS from the first byte; with DIRECTORY/login, "NAME
PASSWORD", it takes mail of nobody else.
"""
import asyncio
import pathlib
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

warnings.simplefilter("ignore")  # that a password may come without TLS


class Session(SMTP):
    def __init__(self, directory):
        self.directory = directory
        self.scenario = (directory / "scenario").read_text().split(None, 2)
        login = directory / "login"
        super().__init__(
            self, enable_SMTPUTF8=False, hostname="mx.example",
            tls_context=tls(directory), auth_required=login.exists(),
            auth_require_tls=False, authenticator=lambda *words: AuthResult(
                handled=False, success=b" ".join([words[4].login, words[4].password])
                == login.read_bytes().strip()))

    async def come_to(self, step, otherwise):
        """The answer to a step, after what the scenario has for it."""
        with open(self.directory / "commands", "a") as commands:
            print(step, file=commands)
        if self.scenario[0] != step:
            return otherwise
        if self.scenario[1] == "hang":
            await asyncio.Event().wait()
        if self.scenario[1] == "close":
            self.transport.abort()
            await asyncio.Event().wait()
        return " ".join(self.scenario[1:])

    async def push(self, status):
        if self.session.host_name is None and status.startswith("220 "):
            status = await self.come_to("greeting", status)
        await super().push(status)

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = await self.come_to("mail", "250 OK")
        if answer.startswith("2"):
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = await self.come_to("rcpt", "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def smtp_QUIT(self, arg):
        await self.come_to("quit", "")
        await super().smtp_QUIT(arg)

    async def smtp_DATA(self, arg):
        answer = await self.come_to("data", "")
        if answer:
            await self.push(answer)
        else:
            await super().smtp_DATA(arg)

    async def handle_DATA(self, server, session, envelope):
        answer = await self.come_to("end", "250 OK")
        if answer.startswith("2"):
            self.store(envelope)
            answer = await self.come_to("taken", answer)
        return answer

    def store(self, envelope):
        number = len(list(self.directory.glob("*.eml"))) + 1
        base = self.directory / str(number)
        base.with_suffix(".envelope").write_text(
            " ".join([envelope.mail_from, *envelope.rcpt_tos]) + "\n")
        base.with_suffix(".eml").write_bytes(envelope.original_content)


def tls(directory):
    certificate = directory / "tls.pem"
    if not certificate.exists():
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


async def serve(directory, port=0):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Session(directory), "127.0.0.1", port,
        ssl=tls(directory) if (directory / "smtps").exists() else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve(pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:])))
