#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""A service manager, for tests: service.py KIND PATH TOLD COMMAND...

Opens a socket at PATH as systemd does (KIND stream; datagram and two are what
planvaktd refuses), hands it to COMMAND, which keeps this process's number, and
writes what COMMAND tells it to the file TOLD, a line each; QUIET where it said
nothing for a second.
"""
import os
import socket
import sys


def listen(told, to, command):
    """Until COMMAND has ended, whose child this is not."""
    to.settimeout(1)
    with open(told, "w", buffering=1) as lines:
        while os.path.exists(f"/proc/{command}"):
            try:
                lines.write(to.recv(4096).decode() + "\n")
            except TimeoutError:
                lines.write("QUIET\n")


def main():
    kind, path, told, *command = sys.argv[1:]
    to = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    to.bind("\0" + told)
    parent = os.getpid()
    between = os.fork()
    if between == 0:
        if os.fork() == 0:
            listen(told, to, parent)
        os._exit(0)
    os.waitpid(between, 0)
    given = socket.socket(
        socket.AF_UNIX,
        socket.SOCK_DGRAM if kind == "datagram" else socket.SOCK_STREAM,
    )
    given.bind(path)
    if kind != "datagram":
        given.listen()
    to.close()
    given = os.dup2(given.detach(), 10)
    os.dup2(given, 3)
    os.close(given)
    os.environ.update(
        LISTEN_PID=str(os.getpid()),
        LISTEN_FDS="2" if kind == "two" else "1",
        NOTIFY_SOCKET="@" + told,
        WATCHDOG_USEC="200000",
    )
    os.execv(command[0], command)


main()
