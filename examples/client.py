#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""A client of planvaktd in one file, written from planvakt-protocol(7): Python's
standard library, and ssh-keygen for the signatures.

    client.py --socket PATH --key FILE --memory FILE COMMAND

    ping
    list [PLAN]
    add PLAN ACTIVITY PURPOSE TIMEFRAME LEAD

FILE of --key is a private OpenSSH key of the kind Ed25519, with its public half
in FILE.pub. FILE of --memory is this client's own: the daemon that it knows, and
its receipt. It prints JSON. Exit status: 0 done, 1 refused, 4 the daemon is not
the one that is known, or what it says is not signed by it."""
import argparse
import base64
import hashlib
import json
import os
import secrets
import socket
import struct
import subprocess
import sys
import tempfile

REQUESTS, ANSWERS = "planvakt", "planvakt-daemon"


class Refused(Exception):
    """The daemon said no."""


class Untrusted(Exception):
    """Not the daemon that we know, or not its words."""


# --- signatures ---

def string(data):
    """A string of SSH: its length in 4 bytes, then its bytes."""
    return struct.pack(">I", len(data)) + data


def public_blob(public):
    return string(b"ssh-ed25519") + string(public)


def fingerprint(public):
    digest = hashlib.sha256(public_blob(public)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def read_public(path):
    with open(path, encoding="utf-8") as file:
        kind, blob = file.read().split()[:2]
    if kind != "ssh-ed25519":
        raise SystemExit(f"client.py: {path} is no Ed25519 key")
    return base64.b64decode(blob)[-32:]


def sign(key, body):
    """The 64 bytes at the end of what ssh-keygen makes."""
    made = subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", REQUESTS],
        input=body, stdout=subprocess.PIPE, check=True).stdout
    armour = b"".join(made.splitlines()[1:-1])
    return base64.b64decode(armour)[-64:]


def is_signed(public, signature, body):
    """By way of an SSHSIG, as ssh-keygen wants it (PROTOCOL.sshsig)."""
    blob = (b"SSHSIG" + struct.pack(">I", 1) + string(public_blob(public)) +
            string(ANSWERS.encode()) + string(b"") + string(b"sha512") +
            string(string(b"ssh-ed25519") + string(signature)))
    with tempfile.TemporaryDirectory() as folder:
        signers = os.path.join(folder, "signers")
        armour = os.path.join(folder, "signature")
        with open(signers, "wb") as file:
            file.write(b"daemon ssh-ed25519 " +
                       base64.b64encode(public_blob(public)) + b"\n")
        with open(armour, "wb") as file:
            file.write(b"-----BEGIN SSH SIGNATURE-----\n" +
                       base64.encodebytes(blob) +
                       b"-----END SSH SIGNATURE-----\n")
        return subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", "daemon",
             "-n", ANSWERS, "-s", armour], input=body, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ).returncode == 0


# --- the connection ---

class Client:
    def __init__(self, path, key, memory):
        self.key, self.memory = key, memory
        self.public = read_public(key + ".pub")
        self.number = 0
        self.known = {}
        if os.path.exists(memory):
            with open(memory, encoding="utf-8") as file:
                self.known = json.load(file)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.meet()

    def exactly(self, length):
        data = b""
        while len(data) < length:
            more = self.socket.recv(length - len(data))
            if not more:
                raise Untrusted("the daemon closed the connection")
            data += more
        return data

    def receive(self):
        """The signer's public key, the body's bytes and what they say."""
        length = struct.unpack(">I", self.exactly(4))[0]
        public, signature = self.exactly(32), self.exactly(64)
        body = self.exactly(length - 96)
        if not is_signed(public, signature, body):
            raise Untrusted("a signature does not hold")
        return public, json.loads(body)

    def meet(self):
        self.daemon, hello = self.receive()
        self.hello = hello["params"]
        mark = fingerprint(self.daemon)
        if self.hello["protocol"] != 1 or self.hello["daemon"] != mark or \
                self.known.get("daemon", mark) != mark:
            raise Untrusted(f"it is another daemon: {mark}")
        self.known["daemon"] = mark

    def ask(self, method, params=None, writes=False):
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method,
                   "params": params or {}, "daemon": self.hello["daemon"],
                   "session": self.hello["session"]}
        if "receipt" in self.known:
            request["seen"] = self.known["receipt"]
        if writes:
            request.setdefault("seen", {"seq": 0, "hash": "0" * 64})
            request["blind"] = secrets.token_hex(32)
        body = json.dumps(request, ensure_ascii=False).encode()
        frame = self.public + sign(self.key, body) + body
        self.socket.sendall(struct.pack(">I", len(frame)) + frame)
        return self.answer(hashlib.sha512(body).hexdigest())

    def answer(self, request):
        public, reply = self.receive()
        if public != self.daemon or reply["request"] != request:
            raise Untrusted("that is no answer to what was asked")
        if "error" in reply:
            raise Refused(reply["error"]["message"])
        if "receipt" in reply:
            self.known["receipt"] = reply["receipt"]
        return reply["result"]

    def rows(self, method, params):
        """All pages of a list."""
        while True:
            page = self.ask(method, params)
            yield from page["rows"]
            if "next" not in page:
                return
            params = dict(params, after=page["next"])

    def remember(self):
        with open(self.memory + ".new", "w", encoding="utf-8") as file:
            json.dump(self.known, file)
        os.replace(self.memory + ".new", self.memory)


# --- the command line ---

def obey(client, command, words):
    if command == "ping" and not words:
        return client.ask("ping")
    if command == "list" and len(words) <= 1:
        return list(client.rows(
            "activity.list", {"plan": words[0]} if words else {}))
    if command == "add" and len(words) == 5:
        names = ("plan", "activity", "purpose", "timeframe", "lead")
        return client.ask("activity.add", dict(zip(names, words)), True)
    raise SystemExit(__doc__)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    for option in ("--socket", "--key", "--memory"):
        parser.add_argument(option, required=True)
    parser.add_argument("command")
    parser.add_argument("words", nargs="*")
    given = parser.parse_args()
    try:
        client = Client(given.socket, given.key, given.memory)
        result = obey(client, given.command, given.words)
        client.remember()
    except Refused as error:
        print(f"client.py: {error}", file=sys.stderr)
        return 1
    except (Untrusted, OSError) as error:
        print(f"client.py: {error}", file=sys.stderr)
        return 4
    json.dump(result, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
