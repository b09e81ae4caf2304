# SPDX-License-Identifier: ISC
"""Runs a program on a terminal of 80 x 24 and writes what it wrote there.

    terminal.py [--columns N] [--type-at WORDS [--type TEXT]]... PROGRAM...

--columns: the terminal is N wide.
--type-at: once WORDS are on the terminal, behind what was typed at before, TEXT
and a line's end are typed; without TEXT an interrupt (Ctrl-C), and then on
standard error stands whether the terminal is as it was. Exit status: the
program's, 128 and more for a
signal."""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

PATIENCE = 60


def main(words):
    typed = []
    columns = 80
    if words[0] == "--columns":
        columns, words = int(words[1]), words[2:]
    while words[0] == "--type-at":
        wait_for, text, words = words[1].encode(), None, words[2:]
        if words[0] == "--type":
            text, words = words[1].encode() + b"\n", words[2:]
        typed.append((wait_for, text))
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack(
            "HHHH", 24, columns, 0, 0))
        os.write(1, b"\n")
        os.execvp(words[0], words)
    before = termios.tcgetattr(terminal)
    seen = b""
    answered = 0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            more = os.read(terminal, 65536)
        except OSError:
            break
        if not more:
            break
        seen += more
        if typed and typed[0][0] in seen[answered:]:
            text = typed.pop(0)[1]
            answered = len(seen)
            os.write(terminal, text or b"\x03")
            if text:
                continue
            after = termios.tcgetattr(terminal)
            print("sane" if before[:4] == after[:4] else "changed",
                  file=sys.stderr)
    sys.stdout.buffer.write(seen.replace(b"\r\n", b"\n"))
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return 128 + os.WTERMSIG(status)
    return os.WEXITSTATUS(status)


sys.exit(main(sys.argv[1:]))
