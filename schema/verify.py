#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Verifies an export of planvakt's log without planvakt.

    python3 verify.py DIR          (Windows: py verify.py DIR)

A second reading of docs/verify.md, that shares no line with `verify`: it needs Python
3.8 or newer and nothing else but, for the signatures, either the package
python3-cryptography or `ssh-keygen` (OpenSSH 8.2 or newer) in the PATH.

It ends with status 0 and says how many entries there are, the daemon's
fingerprint and the log's head, to compare with what you know of them; or with
status 1 and one line that says what is wrong first, and in which file.

Nothing in the folder is believed because it stands there. The daemon's key is
the one that signed entry 1; who may sign what, and when, follows from the
entries, from the first to the last; allowed_signers is made anew from them.
"""
import base64
import concurrent.futures
import datetime
import hashlib
import json
import os
import re
import struct
import subprocess
import sys

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import \
        Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

# Who may do what: METHOD WHO, of all that writes; the rest only reads. An
# export brings its own list, which may be narrower (it may be older than this
# program), never wider.
WRITES = """
activity.acknowledge member
activity.add coordinator
activity.assign coordinator
activity.confirm coordinator
activity.drop coordinator
activity.edit coordinator
activity.move coordinator
activity.reopen coordinator
activity.snooze member
activity.update member
clock.confirm coordinator
department.add coordinator
department.edit coordinator
department.import coordinator
department.replace coordinator
holidays.add coordinator
holidays.remove coordinator
key.add coordinator
key.replace holder
key.revoke coordinator
kind.add coordinator
kind.retire coordinator
ladder.reset coordinator
ladder.set coordinator
log.confirm coordinator
log.redact coordinator
meeting.add coordinator
meeting.body coordinator
meeting.drop coordinator
meeting.import coordinator
notice.issue daemon
notice.pause coordinator
notice.resend coordinator
notice.resume coordinator
notice.revise daemon
notice.settle daemon
notice.test coordinator
observation.add reporter
observation.import reporter
picture.adopt coordinator
picture.depart daemon
plan.add coordinator
plan.carry coordinator
plan.close coordinator
plan.edit coordinator
plan.follow_up coordinator
plan.import coordinator
problem.add coordinator
problem.close coordinator
quiet.add coordinator
quiet.remove coordinator
rating.set lead
reminder.ran daemon
report.note coordinator
setting.set coordinator
state.begin daemon
state.restored daemon
"""
READS = """
activity.facts activity.list activity.notes activity.show calendar.dates
calendar.meetings code.read department.list holidays.list key.list kind.list
ladder.show log.checkpoint log.export log.list log.piece log.restored log.told
meeting.bodies meeting.list notice.list notice.register notice.show
observation.list owner.read past.read picture ping plan.list plan.show
problem.list quiet.list rating.list reminder.rehearse report.list setting.list
status timeframe.read watch
"""

# The roles that each word of the list lets in. Which department leads an
# activity is for `planvaktd check` to tell.
ROLES = {
    "any": ("coordinator", "department", "auditor"),
    "holder": ("coordinator", "department", "auditor"),
    "lead": ("coordinator", "department"),
    "member": ("coordinator", "department"),
    "reporter": ("coordinator", "department"),
    "coordinator": ("coordinator",),
    "daemon": ("daemon",),
}

# What a word may have become in a later version, which may only be wider.
NARROWER = {
    "any": ("any", "lead", "member", "holder", "reporter", "coordinator"),
    "holder": ("holder",),
    "lead": ("lead", "coordinator"),
    "member": ("member", "lead", "coordinator"),
    "reporter": ("reporter", "coordinator"),
    "coordinator": ("coordinator",),
    "daemon": ("daemon",),
}

NONE = "0" * 64
DEEP = 100                  # JSON, nested no deeper
SIGNED = ("access", "allowed_signers", "log.csv", "log.txt", "verify",
          "verify.py")
PARTS = (".request", ".request.sig", ".reading")
BLOB = b"\0\0\0\x0bssh-ed25519\0\0\0\x20"

FILE = re.compile(r"([0-9]{8})\.(?:request|request\.sig|reading)")
NUMBER = r"(0|[1-9][0-9]{0,17})"
CHECKPOINT = re.compile(
    r"planvakt-checkpoint-1\n"
    r"daemon (SHA256:[A-Za-z0-9+/]{43})\n"
    r"time ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\n"
    rf"entries {NUMBER}\n"
    r"head ([0-9a-f]{64})\n"
    r"access ([0-9a-f]{64})\n"
    r"allowed_signers ([0-9a-f]{64})\n"
    r"log\.csv ([0-9a-f]{64})\n"
    r"log\.txt ([0-9a-f]{64})\n"
    r"verify ([0-9a-f]{64})\n"
    r"verify\.py ([0-9a-f]{64})\n"
    rf"redacted {NUMBER}\n")
LINE = re.compile(
    rf"([0-9a-f]{{64}}) (planvakt-log-1 {NUMBER} {NUMBER} {NUMBER} "
    r"([0-9a-f]{64}) ([0-9a-f]{128}) ([0-9a-f]{128}) ([0-9a-f]{64}) "
    r"([0-9a-f]{64}))")
KEY_LINE = re.compile(
    r"[ \t\r\n]*ssh-ed25519[ \t]+([A-Za-z0-9+/]{68})(?![^ \t\r\n])")
MARK = re.compile(r"\[redacted [0-9]")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
          "Oct", "Nov", "Dec")
CSV_HEAD = "\ufeffseq;at;by;role;command;activities;detail;uid;what".encode()


class Refused(Exception):
    """The export does not verify; says why."""


def need(holds, why):
    if not holds:
        raise Refused(why)


# --- files ------------------------------------------------------------------

def check_names(folder, entries):
    """Every file is there, is a plain file, and there is no other."""
    wanted = {"chain", "checkpoint", "checkpoint.sig", *SIGNED}
    found = check_folder(folder, "", lambda name: name in wanted
                         or name == "entries", {"entries"})
    for name in sorted(wanted | {"entries"}):
        need(name in found, f"{name} is missing")

    def belongs(name):
        number = FILE.fullmatch(name)
        return number and 1 <= int(number[1]) <= entries
    found = check_folder(os.path.join(folder, "entries"), "entries/",
                         belongs, set())
    # A checkpoint may say any number: it is not yet known to be genuine.
    for number in range(1, entries + 1):
        for part in PARTS:
            need(f"{number:08d}{part}" in found,
                 f"entries/{number:08d}{part} is missing")


def check_folder(folder, before, belongs, folders):
    found = set()
    with os.scandir(folder) as listing:
        for one in listing:
            name = before + one.name
            need(belongs(one.name),
                 f"{name} does not belong to this export: it was added, or an"
                 " export was interrupted")
            kind = "folder" if one.name in folders else "file"
            plain = one.is_dir if kind == "folder" else one.is_file
            need(plain(follow_symlinks=False) and not is_junction(one),
                 f"{name} is missing: what stands there is no plain {kind}")
            found.add(one.name)
    return found


def is_junction(one):
    """What Windows has besides symbolic links."""
    flags = getattr(one.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(flags & 0x400) if os.name == "nt" else False


def read(folder, name):
    try:
        with open(os.path.join(folder, *name.split("/")), "rb") as file:
            return file.read()
    except OSError as why:
        raise Refused(f"{name} cannot be read: {why.strerror}") from None
    except MemoryError:
        raise Refused(f"{name} cannot be read: it is too large") from None


def ascii_text(body, name):
    if b"\r" in body:
        raise Refused(f"{name} was changed: it has other line ends, as a"
                      " program writes them that copies text, not bytes")
    try:
        return body.decode("ascii")
    except UnicodeDecodeError:
        raise Refused(f"{name} was changed: it is not plain ASCII") from None


def sha256(body):
    return hashlib.sha256(body).hexdigest()


# --- signatures: OpenSSH's PROTOCOL.sshsig ----------------------------------

def string(body):
    return struct.pack(">I", len(body)) + body


def armor(key, signature, namespace):
    """The file as `ssh-keygen -Y sign` writes it."""
    body = (b"SSHSIG" + struct.pack(">I", 1) + string(BLOB + key)
            + string(namespace) + string(b"") + string(b"sha512")
            + string(string(b"ssh-ed25519") + string(signature)))
    text = base64.b64encode(body).decode()
    lines = [text[at:at + 70] for at in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines,
                      "-----END SSH SIGNATURE-----", ""]).encode()


def read_armor(body, name):
    """The signature in a file that must be as ssh-keygen writes it."""
    text = ascii_text(body, name)
    try:
        raw = base64.b64decode("".join(text.split("\n")[1:-2]), validate=True)
    except ValueError:
        raw = b""
    need(len(raw) > 64, f"{name} is not as ssh-keygen writes it: it was"
                        " changed")
    return raw[-64:]


class Signatures:
    """Checks one after the other with python3-cryptography; where that is not
    installed, all at the end with ssh-keygen, several at a time."""

    def __init__(self, folder, with_ssh_keygen=False):
        self.folder = folder
        self.keys = {}
        self.waiting = []
        self.with_ssh_keygen = with_ssh_keygen or Ed25519PublicKey is None

    def check(self, key, signature, namespace, name, body, why):
        # A number of RFC 8032 that is not reduced is another spelling of a
        # signature: who has no key can make one. Those that are made
        # honestly are under 2^252.
        need(signature[63] < 16, why + ": it is spelled in another way")
        if self.with_ssh_keygen:
            self.waiting.append((name, namespace.decode(), why))
            return
        if key not in self.keys:
            self.keys[key] = Ed25519PublicKey.from_public_bytes(key)
        signed = (b"SSHSIG" + string(namespace) + string(b"")
                  + string(b"sha512")
                  + string(hashlib.sha512(body).digest()))
        try:
            self.keys[key].verify(signature, signed)
        except InvalidSignature:
            raise Refused(why) from None

    def ask(self, one):
        name, namespace, why = one
        path = os.path.join(self.folder, *name.split("/"))
        try:
            with open(path, "rb") as body:
                ran = subprocess.run(
                    ["ssh-keygen", "-Y", "check-novalidate", "-n", namespace,
                     "-s", path + ".sig"], stdin=body, check=False,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except OSError:
            return ("neither python3-cryptography nor ssh-keygen is here:"
                    " install one of them")
        return None if ran.returncode == 0 else why

    def end(self):
        """Each file is by now known to hold the key and the signature that
        the chain has."""
        with concurrent.futures.ThreadPoolExecutor(
                max(2, os.cpu_count() or 2)) as pool:
            for why in pool.map(self.ask, self.waiting):
                if why:
                    pool.shutdown(cancel_futures=True) \
                        if sys.version_info >= (3, 9) else None
                    raise Refused(why)


# --- JSON, as strictly as the daemon reads it -------------------------------

def once(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice in it")
    return members


def no_number(text):
    raise ValueError(f"{text} is no number")


def whole(text):
    return int(text) if text != "-0" and len(text) <= 18 else float(text)


def strings(value):
    """All texts that are values, and the names of members."""
    waiting = [(value, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEP and isinstance(value, (dict, list)):
            raise ValueError("it is nested too deep")
        if isinstance(value, str):
            yield value, True
        elif isinstance(value, dict):
            for name in value:
                yield name, False
            waiting.extend((one, depth + 1) for one in value.values())
        elif isinstance(value, list):
            waiting.extend((one, depth + 1) for one in value)


def read_json(body, name):
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=once,
                           parse_constant=no_number, parse_int=whole)
        if not isinstance(value, dict):
            raise ValueError("it is no object")
        if b"\\u" in body or body.count(b"{") + body.count(b"[") > DEEP:
            for text, _ in strings(value):
                if "\0" in text or any("\ud800" <= c <= "\udfff"
                                       for c in text):
                    raise ValueError("it has half a character")
    except UnicodeDecodeError:
        raise Refused(f"{name} cannot be read: it is not UTF-8") from None
    except RecursionError:
        raise Refused(f"{name} cannot be read: it is nested too deep") from None
    except ValueError as why:
        raise Refused(f"{name} cannot be read: {why}") from None
    return value


def member(value, name, kind):
    """The member if it is there and of that kind, else None."""
    if not isinstance(value, dict):
        return None
    found = value.get(name)
    return found if type(found) is kind else None  # True is no number


def rows(value, name):
    return [one for one in member(value, name, list) or []
            if isinstance(one, dict)]


# --- who may sign -----------------------------------------------------------

class Key:
    """One key there ever was: whose, for what, and from when to when."""

    def __init__(self, raw, name, role, department, at, entry, by):
        self.raw, self.name, self.role = raw, name, role
        self.department = department
        self.since, self.until = at, None
        self.entry = entry    # the one that introduced it
        self.by = by          # the Key that signed that one

    def text(self):
        return base64.b64encode(BLOB + self.raw).decode()

    def told(self):
        """What a redaction must repeat of it."""
        return self.text(), self.role, self.department


class Keys:
    """Follows the keys through the entries, in their order."""

    def __init__(self):
        self.known = {}       # raw key: Key, in the order in which they came
        self.holders = {}     # name: the Key that has it now
        self.owed = {}        # redacted entry: what must be repeated of it
        self.repaid = set()   # those entries of which it was

    def introduce(self, file, line, name, role, department, at, entry, by):
        found = KEY_LINE.match(line or "")
        raw = base64.b64decode(found[1]) if found else b""
        need(raw[:19] == BLOB,
             f"{file}.request introduces no ssh-ed25519 key")
        need(name and not any(c < " " or c == "\x7f" for c in name),
             f"{file}.request introduces a key without a name on one line")
        raw = raw[19:]
        need(raw not in self.known, f"{file}.request introduces a key that was"
                                    " known")
        need(name not in self.holders, f"{file}.request gives a key the name"
                                       f" {name}, which another key has")
        key = Key(raw, name, role, department, at, entry, by)
        self.known[raw] = self.holders[name] = key
        return key

    def end(self, key, at):
        key.until = at
        del self.holders[key.name]

    def signer(self, raw, file):
        key = self.known.get(raw)
        need(key, f"{file}.request: no entry before it introduced its key:"
                  f" {base64.b64encode(BLOB + raw).decode()}")
        need(key.until is None, f"{file}.request: its key, of {key.name}, was"
                                " revoked or replaced before it")
        return key

    def is_weak(self, key):
        """Whether a redacted entry, of which nobody has repeated what it
        said of a key, stands between the key and the log's beginning. What
        begins the log is the daemon's word, redacted or not."""
        while key is not None:
            if key.entry != 1 and key.entry in self.owed and \
                    key.entry not in self.repaid:
                return True
            key = key.by
        return False

    def repeat(self, file, signer, row):
        """A row of a log.redact: what a redacted entry said of a key."""
        entry = member(row, "entry", int)
        need(entry in self.owed,
             f"{file}.request repeats a key of entry {entry}, which is not"
             " redacted or gave and took none")
        found = KEY_LINE.match(member(row, "key", str) or "")
        told = (found and found[1], member(row, "role", str),
                member(row, "department", str) or "")
        need(told == self.owed[entry],
             f"{file}.request repeats another key, role or department than"
             f" entry {entry} has")
        if not self.is_weak(signer):
            self.repaid.add(entry)

    def signers(self):
        """The bytes of allowed_signers."""
        names = {}
        for key in self.known.values():
            names.setdefault(safe(key.name), set()).add(key.name)
        text = ""
        for key in self.known.values():
            principal = safe(key.name)
            if len(names[principal]) > 1:
                principal = fingerprint(key.raw)
            spaces = "planvakt,planvakt-daemon" if key.role == "daemon" \
                else "planvakt"
            text += (f'{principal} namespaces="{spaces}",'
                     f'valid-after="{stamp(key.since)}"')
            if key.until is not None:
                last = max(key.until, key.since + 1)
                text += f',valid-before="{stamp(last)}"'
            text += f" ssh-ed25519 {key.text()} {key.name}\n"
        return text.encode()


def safe(name):
    return re.sub(r"[^A-Za-z0-9._@-]", "_", name)


def fingerprint(raw):
    digest = hashlib.sha256(BLOB + raw).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def stamp(at):
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=at)) \
        .strftime("%Y%m%d%H%M%SZ")


def read_access(text):
    """The export's own list: {method: who}, of what writes."""
    known = {method: ("any", "reads") for method in READS.split()}
    known.update((line.split()[0], (line.split()[1], "writes"))
                 for line in WRITES.split("\n") if line)
    found = {}
    need(text.endswith("\n"), "access does not end in a whole line")
    for number, line in enumerate(text[:-1].split("\n"), 1):
        words = line.split(" ")
        need(len(words) == 3 and words[0] not in found,
             f"access: line {number} is not METHOD WHO EFFECT: {line}")
        method, who, effect = words
        need(method in known, f"access: this program does not know {method}:"
                              " take one of the version that made the export")
        may, might = known[method]
        need(who in NARROWER[may] and effect in (might, "reads"),
             f"access: {method} is for {who} and {effect}, which is wider than"
             f" {may} and {might}, as it is known to be")
        found[method] = (who, effect)
    return {method: who for method, (who, effect) in found.items()
            if effect == "writes"}


# --- the record -------------------------------------------------------------

class Record:
    def __init__(self, folder, with_ssh_keygen=False):
        self.folder = folder
        self.keys = Keys()
        self.signatures = Signatures(folder, with_ssh_keygen)
        self.hashes = [NONE]
        self.last_at = 0
        self.changed = {}     # entry: the hashes of what stands there now
        self.claimed = {}     # entry: those that a redaction names
        self.redacted_by = {}

    def read_checkpoint(self):
        need(os.path.isdir(self.folder), f"{self.folder} is no folder")
        check = "checkpoint"
        need(os.path.isfile(os.path.join(self.folder, check)),
             f"{check} is missing: is {self.folder} an export, and was it"
             " ended?")
        self.checkpoint = read(self.folder, check)
        found = CHECKPOINT.fullmatch(ascii_text(self.checkpoint, check))
        need(found, f"{check} is no checkpoint of planvakt, or of another"
                    " version")
        self.daemon, self.time, entries, self.head = found.groups()[:4]
        self.entries, self.redacted = int(entries), int(found[11])
        need(self.entries < 10 ** 8, f"{check} counts more entries than a log"
                                     " can hold")
        check_names(self.folder, self.entries)
        self.files = {}
        for name, said in zip(SIGNED, found.groups()[4:10]):
            self.files[name] = read(self.folder, name)
            need(sha256(self.files[name]) == said,
                 f"{name} is not what the checkpoint says: it was changed")
        self.access = read_access(ascii_text(self.files["access"], "access"))
        self.told = {name: self.read_told(name)
                     for name in ("log.csv", "log.txt")}
        need(self.told["log.csv"].pop(0) == CSV_HEAD,
             "log.csv does not begin with its columns' names")

    def read_told(self, name):
        body = self.files[name]
        need(b"\0" not in body and body.endswith(b"\n"),
             f"{name} is not whole lines of text: it was changed")
        return body[:-1].split(b"\n")

    def check_checkpoint(self, key):
        """By the key that signed entry 1."""
        need(fingerprint(key) == self.daemon,
             f"checkpoint is of the daemon {self.daemon}, entry 1 is signed by"
             f" another: {fingerprint(key)}")
        name = "checkpoint.sig"
        body = read(self.folder, name)
        signature = read_armor(body, name)
        need(body == armor(key, signature, b"planvakt-daemon"),
             f"{name} is not a signature by the daemon {self.daemon} as"
             " ssh-keygen writes it: it was changed")
        self.signatures.check(
            key, signature, b"planvakt-daemon", "checkpoint", self.checkpoint,
            f"checkpoint is not signed by the daemon {self.daemon}")

    def check_line(self, number, line):
        found = LINE.fullmatch(line)
        need(found, f"chain: line {number} is no entry: it was changed")
        (digest, text, seq, at, _, key, sha512, signature, reading,
         previous) = found.groups()
        need(int(seq) == number, f"chain: entry {number} is missing, where it"
                                 f" should be is entry {seq}")
        need(previous == self.hashes[-1],
             f"chain: entry {number} does not follow on the one before it")
        need(self.last_at <= int(at) and len(at) <= 10,
             f"chain: entry {number} is older than the one before it, or of"
             " no year")
        need(sha256(text.encode() + b"\n") == digest,
             f"chain: the hash of entry {number} does not hold: it was"
             " changed")
        self.last_at = int(at)
        return (digest, bytes.fromhex(key), sha512, bytes.fromhex(signature),
                reading)

    def check_entry(self, number, line):
        digest, key, sha512, signature, reading = \
            self.check_line(number, line)
        if number == 1:
            self.check_checkpoint(key)
        file = f"entries/{number:08d}"
        request = read(self.folder, file + ".request")
        told = read(self.folder, file + ".reading")
        need(read(self.folder, file + ".request.sig") ==
             armor(key, signature, b"planvakt"),
             f"{file}.request.sig is not the signature in the chain: it was"
             " changed")
        now = (hashlib.sha512(request).hexdigest(), sha256(told))
        intact = now[0] == sha512
        if intact:
            self.signatures.check(
                key, signature, b"planvakt", file + ".request", request,
                f"{file}.request: its signature does not hold")
        if now != (sha512, reading):
            self.changed[number] = now
        body = read_json(request, file + ".request")
        self.check_request(number, file, body, intact)
        signer = self.follow(number, file, body, key, intact, told)
        self.check_told(number, signer)
        self.hashes.append(digest)

    def check_told(self, number, signer):
        """What the daemon says of an entry is of that one: its number, time
        and signer."""
        at = stamp(self.last_at)
        day = f"{int(at[6:8])} {MONTHS[int(at[4:6]) - 1]} {at[:4]}"
        clock = f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[8:10]}:{at[10:12]}:" \
                f"{at[12:14]}Z"
        for name, start in (("log.txt", f"{number}: {day} {signer.name} "),
                            ("log.csv", f"{number};{clock};")):
            line = self.told[name][number - 1:number]
            need(line and line[0].startswith(start.encode()),
                 f"{name} says nothing of entry {number} where it should, as"
                 f" \"{start}...\"")

    def check_request(self, number, file, body, intact):
        need("params" not in body or isinstance(body["params"], dict),
             f"{file}.request has params that are no object")
        need(intact or ("blind" not in body and any(
            is_value and MARK.search(text)
            for text, is_value in strings(body))),
             f"{file}.request is neither what was signed nor as a redaction"
             f" leaves it: entry {number} was changed")
        need(member(body, "daemon", str) == self.daemon,
             f"{file}.request was signed for another daemon:"
             f" {member(body, 'daemon', str)}")
        seen = member(body, "seen", dict)
        seq = member(seen, "seq", int)
        need(seq is not None and seq >= 0,
             f"{file}.request does not say what its signer had seen")
        need(seq < number, f"{file}.request: its signer had seen entry {seq},"
                           " which is not before it")
        need(member(seen, "hash", str) == self.hashes[seq],
             f"{file}.request: its signer had seen another entry {seq} than"
             " this log's")

    def follow(self, number, file, body, raw, intact, told):
        """Whether the signer may do this, and what it changes for others."""
        method, params = member(body, "method", str), body.get("params", {})
        if number == 1:
            need(method == "state.begin", f"{file}.request does not begin a"
                                          " log")
            self.begin(file, params, raw, intact)
        need(number == 1 or method != "state.begin",
             f"{file}.request: only entry 1 can begin a log")
        need(method in self.access, f"{file}.request: {method} is nothing"
                                    " that this log can hold")
        signer = self.keys.signer(raw, file)
        need(signer.role in ROLES[self.access[method]],
             f"{file}.request: {method} is signed by {signer.name}, a key of"
             f" role {signer.role}, which may not do that")
        changed = None
        if method == "key.add":
            changed = self.add(number, file, params, signer)
        elif method == "key.replace":
            changed = self.replace(number, file, params, signer)
        elif method == "key.revoke":
            changed = self.revoke(file, params)
        elif method == "log.redact":
            self.redact(number, file, params, signer, intact, told)
        if changed is not None and not intact:
            self.keys.owed[number] = changed.told()
        return signer

    def begin(self, file, params, raw, intact):
        daemon = self.keys.introduce(
            file, member(params, "daemon_key", str), "planvaktd", "daemon",
            "", self.last_at, 1, None)
        need(daemon.raw == raw, f"{file}.request begins the log of another"
                                " daemon")
        key = self.keys.introduce(
            file, member(params, "key", str),
            member(params, "coordinator", str), "coordinator", "",
            self.last_at, 1, daemon)
        if not intact:
            self.keys.owed[1] = key.told()

    def add(self, number, file, params, signer):
        role = member(params, "role", str)
        need(role in ("coordinator", "department", "auditor"),
             f"{file}.request adds a key of no role: {role}")
        return self.keys.introduce(
            file, member(params, "key", str), member(params, "name", str),
            role, member(params, "department", str) or "", self.last_at,
            number, signer)

    def replace(self, number, file, params, signer):
        need(self.keys.holders.get(member(params, "name", str)) is signer,
             f"{file}.request: key.replace is signed by {signer.name}, who is"
             " not the key's holder")
        self.keys.end(signer, self.last_at)
        return self.keys.introduce(
            file, member(params, "key", str), signer.name, signer.role,
            signer.department, self.last_at, number, signer)

    def revoke(self, file, params):
        name = member(params, "name", str)
        key = self.keys.holders.get(name)
        need(key, f"{file}.request is of a key that nobody holds: {name}")
        need(key.role != "daemon", f"{file}.request revokes the daemon's key")
        self.keys.end(key, self.last_at)
        return key

    def redact(self, number, file, params, signer, intact, told):
        """What a log.redact says stands in earlier entries from then on; and
        what these said of keys, under the coordinator's own signature."""
        reading = read_json(told, file + ".reading")
        for row in rows(reading, "entries"):
            entry = member(row, "seq", int)
            need(entry is not None and 0 < entry < number,
                 f"{file}.reading redacts what is not before it")
            self.claimed[entry] = (member(row, "request_sha512", str),
                                   member(row, "reading_sha256", str))
            self.redacted_by[entry] = (
                f"by {signer.name}, at {stamp(self.last_at)}")
        if intact:
            for row in rows(params, "keys"):
                self.keys.repeat(file, signer, row)

    def check_chain(self):
        chain = ascii_text(read(self.folder, "chain"), "chain")
        need(chain.endswith("\n"), "chain is not whole lines of text: it was"
                                   " changed")
        lines = chain[:-1].split("\n")
        for number, line in enumerate(lines, 1):
            need(number <= self.entries,
                 f"chain: entry {number} was added, the checkpoint counts"
                 f" {self.entries}")
            self.check_entry(number, line)
        need(len(lines) == self.entries,
             f"chain: it ends with entry {len(lines)}, the checkpoint counts"
             f" {self.entries}: the rest is missing")
        for name, told in self.told.items():
            need(len(told) == self.entries,
                 f"{name} goes on after the last entry")
        need(self.hashes[-1] == self.head,
             f"checkpoint ends in another entry {self.entries} than the chain")
        need(re.sub("[^0-9]", "", self.time) >= stamp(self.last_at)[:-1],
             f"checkpoint is of {self.time}, older than the last entry")

    def check_redactions(self):
        """What was changed is what was redacted, and the other way round."""
        for number in sorted(self.changed):
            need(self.changed[number] == self.claimed.get(number),
                 f"entry {number}: its request or reading is not what the"
                 " chain says, and no redaction says so: it was changed")
        for number in sorted(self.claimed):
            need(number in self.changed,
                 f"entry {number} was redacted, but this export still has its"
                 " words: export it again")
        need(len(self.changed) == self.redacted,
             f"checkpoint counts {self.redacted} redacted entries, there are"
             f" {len(self.changed)}")
        for number in sorted(set(self.keys.owed) - self.keys.repaid):
            raise Refused(
                f"entry {number} gave or took a key and is redacted, and no"
                " log.redact repeats that key under a coordinator's signature")

    def check_signers(self):
        want, have = self.keys.signers(), self.files["allowed_signers"]
        if want == have:
            return
        want, have = want.split(b"\n"), have.split(b"\n")
        at = next(at for at in range(len(want) + 1)
                  if want[at:at + 1] != have[at:at + 1])
        raise Refused(
            f"allowed_signers: line {at + 1} is not what follows from the"
            " chain: " + (want[at].decode() if at < len(want) else "nothing"))

    def verify(self):
        self.read_checkpoint()
        self.check_chain()
        self.check_redactions()
        self.check_signers()
        self.signatures.end()
        said = [f"ok: {self.entries} entries, {self.redacted} of them"
                " redacted: chain, signatures, rights and what was seen hold",
                f"daemon {self.daemon}",
                f"head   {self.entries} {self.head}",
                f"time   {self.time}"]
        said += [f"redacted: entry {number}, {self.redacted_by[number]}"
                 for number in sorted(self.changed)]
        return said


def plain(text):
    """What is said may be of the export: only ASCII comes to a terminal, a
    question mark for each other byte."""
    said = "".join(c if " " <= c <= "~" else "?" for c in
                   text.encode("utf-8", "replace").decode("latin-1"))
    return said[:600]


def tell(said):
    need(sys.stdout is not None, "what was found cannot be written: there is"
                                 " no standard output")
    try:
        print("\n".join(plain(line) for line in said), flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def main(words):
    if len(words) != 1:
        print("usage: verify.py DIR", file=sys.stderr)
        return 2
    try:
        tell(Record(words[0]).verify())
    except BrokenPipeError:  # nobody reads it any more
        return 1
    except Refused as why:
        print("verify: " + plain(str(why)), file=sys.stderr)
        return 1
    except OSError as why:
        print("verify: " + plain(str(why)), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
