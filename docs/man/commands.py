#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Writes the commands into planvakt(1), as `planvakt help` tells them.

    commands.py PLANVAKT PAGE [LOCALE]   prints the page with those of the program

A test compares; `make manual` keeps what this prints. A page in another language
than English has the locale of its commands.
"""
import re
import subprocess
import sys

BEGIN = '.\\" BEGIN'
END = '.\\" END'
LOCALE = sys.argv[3] if len(sys.argv) > 3 else "C.UTF-8"
EVERY_DAY = ("Every day", "Varje dag")
FOR_EXAMPLE = re.compile("For example: |Till exempel: ")


def told(planvakt, *words):
    return subprocess.run(
        [planvakt, "help", *words],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={"LC_ALL": LOCALE},
    ).stdout.splitlines()


def text(line):
    """A line of text: no macro, no escape."""
    line = line.replace("\\", "\\e")
    return "\\&" + line if line[:1] in (".", "'") else line


def parameters(usage):
    """`<id> [--note TEXT]...` in mdoc's words."""
    words = []
    for part in re.findall(r"\[[^\]]*\](?:\.\.\.)?|\S+", usage):
        more = part.endswith("...")
        part = part[:-3] if more else part
        optional = part.startswith("[")
        inner = ["Oo"] if optional else []
        for word in part.strip("[]").split():
            if word.startswith("--"):
                inner += ["Fl", word[1:]]
            else:
                inner += ["Ar", word.strip("<>").split(":")[-1]]
        inner += ["..."] if more else []
        words += inner + (["Oc"] if optional else [])
    return " ".join(words)


def options(lines):
    """The options that help explains, an item each."""
    found = []
    for line in lines:
        name = re.match(r"  (--\S+)(?: ([A-ZÅÄÖ]\S*))? +(.*)", line)
        if name:
            found.append(list(name.groups()))
        elif found and line.startswith(" " * 17):
            found[-1][2] += " " + line.strip()
        else:
            break
    if not found:
        return
    yield ".Bl -tag -width Ds -compact"
    for name, value, what in found:
        yield f".It Fl {name[1:]}" + (f" Ar {value}" if value else "")
        yield text(what)
    yield ".El"


def command(planvakt, name):
    lines = told(planvakt, *name.split())
    first = next(
        at for at, line in enumerate(lines) if line.startswith(f"planvakt {name}")
    )
    lines = lines[first:]
    usage = [lines.pop(0)]
    while lines[0].startswith(" " * 8):
        usage.append(lines.pop(0).strip())
    said = parameters(" ".join(usage).removeprefix(f"planvakt {name}"))
    yield f".It Ic {name} {said}".rstrip()
    what = [lines.pop(0).strip()]
    while lines and lines[0].startswith(" " * 4):
        what.append(lines.pop(0).strip())
    yield from map(text, re.split(r"(?<=[.;:]) ", " ".join(what)))
    yield from options(lines)
    whole = "\n".join(lines).replace(" \\\n   ", "").splitlines()
    for line in whole:
        if line.startswith("planvakt "):
            break
        example = FOR_EXAMPLE.match(line)
        if example:
            yield ".Pp"
            yield ".Dl " + text(line[example.end() :])


def commands(planvakt):
    inside = False
    for line in told(planvakt):
        title = re.match(r"([A-ZÅÄÖ].*):$", line)
        row = re.match(r"  (\S.*?)(?:  |$)", line)
        if title and title[1] not in EVERY_DAY:
            if inside:
                yield ".El"
            inside = True
            yield f".Ss {title[1]}"
            yield ".Bl -tag -width Ds"
        elif row and inside:
            yield from command(planvakt, row[1])
    yield ".El"


def main():
    planvakt, page = sys.argv[1:3]
    kept = True
    with open(page, encoding="utf-8") as lines:
        for line in lines.read().splitlines():
            if line.startswith(END):
                kept = True
            if kept:
                print(line)
            if line.startswith(BEGIN):
                kept = False
                for made in commands(planvakt):
                    print(made)


main()
