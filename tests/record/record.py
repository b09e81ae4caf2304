# SPDX-License-Identifier: ISC
"""An export as the tests write one, by docs/verify.md: entries that anybody
signs, in a log of a daemon that they are. What it writes is honest; a forger
changes it (forgeries_*.py, mutations.py)."""
import copy
import hashlib
import json
import os
import re

import ssh

NONE = "0" * 64
SIGNED = ("access", "allowed_signers", "log.csv", "log.txt", "verify",
          "verify.py")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
CSV_HEAD = "\ufeffseq;at;by;role;command;activities;detail;uid;what\n"
BEGUN = 1655103600  # 2022-06-13, 07:00:00 UTC


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def sha512(data):
    return hashlib.sha512(data).hexdigest()


def stamp(at, form="{}{:02}{:02}{:02}{:02}{:02}Z"):
    """UTC, reckoned by hand: days of years and months."""
    days, second = divmod(at, 86400)
    year = 1970
    while days >= 365 + leap(year):
        days -= 365 + leap(year)
        year += 1
    month = 1
    lengths = [31, 28 + leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while days >= lengths[month - 1]:
        days -= lengths[month - 1]
        month += 1
    return form.format(year, month, days + 1, second // 3600,
                       second // 60 % 60, second % 60)


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


class Entry:
    """What a line of the chain and three files say. `now` and `told` are the
    texts as they stand there, where they were redacted."""

    def __init__(self, at, key, request, reading, signature):
        self.at, self.key, self.uid = at, key, 1000
        self.request, self.reading = request, reading
        self.signature = signature
        self.now = self.told = None


class Signer:
    def __init__(self, key, name, role, since):
        self.key, self.name, self.role = key, name, role
        self.since, self.until = since, None


class Log:
    """A log that is written entry by entry."""

    def __init__(self, daemon, coordinator, programs, name="samordnare"):
        self.daemon, self.programs = daemon, programs
        self.entries, self.signers, self.lines = [], [], []
        self.redacted = set()
        self.at = BEGUN
        self.time = None
        self.write(daemon, "state.begin", {
            "coordinator": name, "key": coordinator.line(),
            "daemon_key": daemon.line(), "zone": "Europe/Stockholm",
            "hour": 8, "language": "sv"})
        self.came(daemon, "planvaktd", "daemon")
        self.came(coordinator, name, "coordinator")

    def copy(self):
        return copy.deepcopy(self)

    # --- whose keys ---

    def came(self, key, name, role):
        self.signers.append(Signer(key, name, role, self.at))

    def went(self, key):
        for signer in self.signers:
            if signer.key is key:
                signer.until = self.at
                return signer
        raise KeyError(key)

    def name_of(self, key):
        return next((s.name for s in self.signers if s.key is key), "?")

    def add_key(self, by, key, name, role, department=None):
        params = {"name": name, "key": key.line(), "role": role}
        if department:
            params["department"] = department
        self.write(by, "key.add", params)
        self.came(key, name, role)

    def replace_key(self, old, new):
        self.write(old, "key.replace", {"name": self.name_of(old),
                                        "key": new.line() + " laptop"})
        was = self.went(old)
        self.came(new, was.name, was.role)

    def revoke_key(self, by, key, reason="Slutat"):
        self.write(by, "key.revoke", {"name": self.name_of(key),
                                      "reason": reason})
        self.went(key)

    # --- entries ---

    def head(self):
        return sha256_line(self.lines[-1]) if self.lines else NONE

    def envelope(self, method, params, **other):
        return {"jsonrpc": "2.0", "id": 7, "method": method, "params": params,
                "daemon": self.daemon.fingerprint(), "session": "ab" * 32,
                "seen": {"seq": len(self.lines), "hash": self.head()},
                "blind": "cd" * 32, **other}

    def write(self, key, method, params, reading="{}", spell=None, **other):
        """An entry; `spell` makes the bytes of the request."""
        spell = spell or (lambda one: json.dumps(
            one, ensure_ascii=False, separators=(",", ":")).encode())
        self.put(key, spell(self.envelope(method, params, **other)),
                 reading.encode())

    def put(self, key, request, reading=b"{}", namespace=b"planvakt"):
        self.entries.append(Entry(self.at, key, request, reading,
                                  key.sign(namespace, request)))
        self.chain()

    def chain(self):
        """The chain anew, of the entries as they are."""
        self.lines = []
        for entry in self.entries:
            self.lines.append(line_of(len(self.lines) + 1, entry, self.head()))

    def redact(self, by, *changes, keys=None, **other):
        """A log.redact: each change is an entry's number and a pair of texts,
        what goes and what stands there instead."""
        told = []
        for number, words, mark in changes:
            entry = self.entries[number - 1]
            now = (entry.now or entry.request).replace(
                words.encode(), mark.encode())
            entry.now = re.sub(rb',"blind":"[0-9a-f]*"', b"", now)
            self.redacted.add(number)
            told.append({"seq": number, "request_sha512": sha512(entry.now),
                         "reading_sha256": sha256(entry.reading)})
        params = {"seq": changes[0][0], "field": "note", "reason": "Namn"}
        if keys is not None:
            params["keys"] = keys
        self.write(by, "log.redact", params,
                   json.dumps({"entries": told}), **other)

    # --- the folder ---

    def signers_text(self):
        names = {}
        for one in self.signers:
            names.setdefault(safe(one.name), set()).add(one.name)
        text = ""
        for one in self.signers:
            who = safe(one.name)
            who = who if len(names[who]) == 1 else one.key.fingerprint()
            spaces = "planvakt,planvakt-daemon" if one.role == "daemon" \
                else "planvakt"
            text += f'{who} namespaces="{spaces}",valid-after=' \
                    f'"{stamp(one.since)}"'
            if one.until is not None:
                end = max(one.until, one.since + 1)
                text += f',valid-before="{stamp(end)}"'
            text += f" {one.key.line()} {one.name}\n"
        return text.encode()

    def told(self):
        """log.txt and log.csv, whose sentences are the daemon's business."""
        text, table = "", CSV_HEAD
        for number, entry in enumerate(self.entries, 1):
            year, month, day = stamp(entry.at, "{} {} {}").split(" ")[:3]
            time = stamp(entry.at, "{}-{:02}-{:02}T{:02}:{:02}:{:02}Z")
            text += f"{number}: {day} {MONTHS[int(month) - 1]} {year} " \
                    f"{self.name_of(entry.key)} did something\n"
            table += f"{number};{time};somebody;;;;;1000;did something\n"
        return text.encode(), table.encode()

    def files(self):
        """All of the export: {name: bytes}."""
        files = dict(self.programs)
        files["log.txt"], files["log.csv"] = self.told()
        files["allowed_signers"] = self.signers_text()
        files["chain"] = "".join(
            f"{sha256_line(line)} {line}\n" for line in self.lines).encode()
        for number, entry in enumerate(self.entries, 1):
            name = f"entries/{number:08d}"
            files[name + ".request"] = entry.now or entry.request
            files[name + ".reading"] = entry.told or entry.reading
            files[name + ".request.sig"] = ssh.armor(
                entry.key.public, entry.signature, b"planvakt")
        return self.seal(files)

    def seal(self, files, key=None, **changed):
        """Puts a checkpoint of the files as they are, by the daemon's key or
        another; `changed` are lines of it."""
        key = key or self.daemon
        chain = files["chain"].decode("utf-8", "replace").splitlines()
        words = {
            "daemon": self.daemon.fingerprint(),
            "time": self.time or stamp(self.at,
                                       "{}-{:02}-{:02}T{:02}:{:02}:{:02}Z"),
            "entries": len(chain), "head": chain[-1].split(" ")[0]}
        words.update((name, sha256(files[name])) for name in SIGNED)
        words["redacted"] = len(self.redacted)
        words.update(changed)
        text = "planvakt-checkpoint-1\n" + "".join(
            f"{word} {value}\n" for word, value in words.items())
        files["checkpoint"] = text.encode()
        files["checkpoint.sig"] = ssh.armor(
            key.public, key.sign(b"planvakt-daemon", text.encode()),
            b"planvakt-daemon")
        return files


def safe(name):
    return "".join(c if re.fullmatch("[A-Za-z0-9._@-]", c) else "_"
                   for c in name)


def sha256_line(line):
    return sha256(line.encode() + b"\n")


def line_of(number, entry, previous):
    return (f"planvakt-log-1 {number} {entry.at} {entry.uid} "
            f"{entry.key.public.hex()} {sha512(entry.request)} "
            f"{entry.signature.hex()} {sha256(entry.reading)} {previous}")


def read_folder(folder):
    """An export that somebody else wrote: {name: bytes}."""
    files = {}
    for top, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(top, name)
            with open(path, "rb") as file:
                files[os.path.relpath(path, folder)] = file.read()
    return files
