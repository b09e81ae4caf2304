# SPDX-License-Identifier: ISC
"""Honest logs of every shape. Both programs accept each of them."""
import json

import ssh
from record import Log

DAEMON = ssh.Key(b"daemon")
ANNA = ssh.Key(b"coordinator")
BEA = ssh.Key(b"another coordinator")
SF = ssh.Key(b"department")
SF_NEW = ssh.Key(b"the department's new laptop")
AUDITOR = ssh.Key(b"auditor")
STRANGER = ssh.Key(b"nobody gave this one")


def begun(programs, name="samordnare"):
    return Log(DAEMON, ANNA, programs, name)


def note(log, key=SF, text="Vi började i går.", **more):
    log.write(key, "activity.update", {"id": 7, "note": text}, **more)


def usual(programs):
    """Six entries, somebody of each role."""
    log = begun(programs)
    log.write(ANNA, "plan.add", {"code": "vbe-2022", "title": "Plan 2022"})
    log.at += 60
    log.add_key(ANNA, SF, "Åsa på Socialförvaltningen", "department", "sf")
    log.add_key(ANNA, AUDITOR, "revisor", "auditor")
    note(log)
    log.write(DAEMON, "reminder.ran", {"run": "2022-06-13"})
    return log


def empty(programs):
    return begun(programs)


def coordinators(programs):
    """They come and go, and a name is given again."""
    log = begun(programs)
    log.add_key(ANNA, BEA, "Bea", "coordinator")
    log.at += 1
    log.revoke_key(BEA, ANNA)
    log.add_key(BEA, SF, "samordnare", "auditor")
    log.at += 86400
    log.add_key(BEA, STRANGER, "Cecilia", "coordinator")
    log.revoke_key(STRANGER, BEA)
    log.write(STRANGER, "plan.add", {"code": "vbe", "title": "Plan"})
    return log


def replaced(programs):
    log = usual(programs)
    log.replace_key(SF, SF_NEW)
    note(log, SF_NEW)
    log.at += 3600
    log.replace_key(SF_NEW, STRANGER)
    note(log, STRANGER, "Klart.")
    return log


def revoked(programs):
    """Also in the second in which it was added."""
    log = usual(programs)
    log.revoke_key(ANNA, AUDITOR)
    log.at += 5
    log.revoke_key(ANNA, SF)
    return log


def names(programs):
    """What means something to a shell, to ssh-keygen or to JSON."""
    log = begun(programs, "Åsa Öberg, Ängsö")
    for count, name in enumerate((
            "åsa", "äsa", "*", "#sa", "a,b=c", "-n", '"q"', "b\\u00e5", " x ",
            "日本", "😀", "cert-authority", "планвакт", "[redacted 1]",
            "$(id)`id`", "%s%n", "a'b;c|d&e", "planvaktd ", "a" * 100)):
        log.add_key(ANNA, ssh.Key(b"name %d" % count), name, "auditor")
    return log


def spellings(programs):
    """Every way in which JSON writes the same."""
    log = usual(programs)
    note(log, text='"seen": {"seq": 1} \\ \t \n }{][ \u2028 å 😀',
         spell=lambda one: json.dumps(one).encode())
    note(log, text="rader", spell=lambda one: json.dumps(
        one, indent=3, ensure_ascii=False).encode() + b"\r\n\t \n")
    log.write(ANNA, "key.add", {
        "name": "Bea å", "key": "\t" + BEA.line() + "\tbea@x y\n",
        "role": "auditor"}, spell=lambda one: json.dumps(one).replace(
            '"role"', '"r\\u006fl\\u0065"').replace(
            "ssh-ed", "\\u0073sh\\u002Ded").replace(
            "Bea", "\\u0042\\u0065a").replace('"method"', '"m\\u0065thod"')
        .replace("/", "\\/").replace(": ", " : \n").encode())
    log.came(BEA, "Bea å", "auditor")
    log.write(SF, "activity.update", {
        "id": 7, "x": [1.5e300, -0, 0.0, 1E-7, 10 ** 30, None, True, {}, [],
                       [[[]]], {"": ""}, ""]},
              spell=lambda one: json.dumps(one, sort_keys=True).encode())
    return log


def lookalikes(programs):
    """Members whose names look like the way to another, before and after."""
    log = usual(programs)
    other = {"params.name": "Dora", "params.role": "coordinator",
             "params.key": STRANGER.line(), "seen.seq": 1, "seen.hash": "x",
             "": {"method": "plan.add"}, "params[]": {"name": "x"}}
    for key, name, first in ((BEA, "Bea", other), (SF_NEW, "Cecilia", {})):
        log.write(ANNA, "key.add", {
            "name": name, "key": key.line(), "role": "auditor",
            "n.ame": "x", "keys[]": {"entry": 4, "key": "x"}},
                  spell=lambda one, first=first: json.dumps(
                      {**first, **one, **other}).encode())
        log.came(key, name, "auditor")
    return log


def backslashes(programs):
    """Somebody redacts whose name a terminal or an echo would obey."""
    log = usual(programs)
    name = "B\\0033[2J\\a\\c\\n"
    log.add_key(ANNA, BEA, name, "coordinator")
    log.redact(BEA, (5, "Vi började i går.", "[redacted 5]"))
    return log


def deep(programs):
    log = usual(programs)
    note(log, text="x", spell=lambda one: json.dumps(one).replace(
        '"x"', "[" * 97 + "]" * 97).encode())
    return log


def large(programs):
    log = usual(programs)
    rows = [{"line": n, "activity": f"Åtgärd {n} \"x\" \\ \n",
             "purpose": "ö" * 40} for n in range(3000)]
    log.write(ANNA, "plan.import", {"plan": "vbe-2022", "rows": rows},
              reading=json.dumps({"rows": rows}))
    return log


def redacted(programs):
    """Words, twice in one entry, and the reason of a redaction."""
    log = usual(programs)
    log.redact(ANNA, (5, "Vi började i går.", "[redacted 5]"))
    log.write(ANNA, "plan.edit", {"code": "vbe-2022", "title": "Nisse"})
    log.redact(ANNA, (8, "Nisse", "en titel [redacted 8] och mer"))
    log.redact(ANNA, (7, '"Namn"', '"[redacted 7]"'),
               (9, '"Namn"', '"[redacted 9]"'))
    return log


def row(entry, key, role, department=None):
    told = {"entry": entry, "key": key.line(), "role": role}
    if department:
        told["department"] = department
    return told


def rename(log, key, name):
    for signer in log.signers:
        if signer.key is key:
            signer.name = name


def redacted_names(programs):
    """A name that was given, held and revoked, and the first of all."""
    log = replaced(programs)
    log.revoke_key(ANNA, STRANGER)
    name = "Åsa på Socialförvaltningen"
    log.redact(ANNA, *((n, name, "[redacted 3]") for n in (3, 7, 9, 11)),
               keys=[row(3, SF, "department", "sf"),
                     row(7, SF_NEW, "department", "sf"),
                     row(9, STRANGER, "department", "sf"),
                     row(11, STRANGER, "department", "sf")])
    for key in (SF, SF_NEW, STRANGER):
        rename(log, key, "[redacted 3]")
    log.redact(ANNA, (1, "samordnare", "[redacted 1]"),
               keys=[row(1, ANNA, "coordinator")])
    rename(log, ANNA, "[redacted 1]")
    return log


def redacted_again(programs):
    """A redaction that repeated a key is redacted: another repeats it."""
    log = usual(programs)
    log.redact(ANNA, (4, "revisor", "[redacted 4]"),
               keys=[row(4, AUDITOR, "auditor")])
    rename(log, AUDITOR, "[redacted 4]")
    log.redact(ANNA, (7, '"Namn"', '"[redacted 7]"'),
               keys=[row(4, AUDITOR, "auditor")])
    return log


def redacted_coordinator(programs):
    """A coordinator of whom a redacted entry tells redacts in her turn."""
    log = usual(programs)
    log.add_key(ANNA, BEA, "Bea", "coordinator")
    log.redact(ANNA, (7, "Bea", "[redacted 7]"),
               keys=[row(7, BEA, "coordinator")])
    rename(log, BEA, "[redacted 7]")
    log.redact(BEA, (4, "revisor", "[redacted 4]"),
               keys=[row(4, AUDITOR, "auditor")])
    rename(log, AUDITOR, "[redacted 4]")
    return log


def restored(programs):
    log = usual(programs)
    log.write(DAEMON, "state.restored", {"from": "Nattens kopia"})
    log.write(ANNA, "log.confirm", {"seq": 7})
    log.write(SF, "activity.update", {"id": 7, "progress": 20},
              seen={"seq": 0, "hash": "0" * 64})
    return log


def late(programs):
    """An export that was made long after its last entry."""
    log = usual(programs)
    log.time = "2099-12-31T23:59:59Z"
    return log


def reread(programs):
    """Only the reading was redacted."""
    log = usual(programs)
    note(log, reading='{"words":"Nisse"}')
    entry = log.entries[6]
    entry.told = b'{"words":"[redacted 7]"}'
    log.redacted.add(7)
    from record import sha256, sha512
    log.write(ANNA, "log.redact", {"seq": 7, "reason": "Namn"}, json.dumps(
        {"entries": [{"seq": 7, "request_sha512": sha512(entry.request),
                      "reading_sha256": sha256(entry.told)}]}))
    return log


SHAPES = [usual, empty, coordinators, replaced, revoked, names, spellings,
          lookalikes, backslashes, deep, large, redacted, redacted_names, redacted_again,
          redacted_coordinator, restored, late, reread]


def grown(programs, entries):
    """One of so many entries, of all kinds."""
    log = redacted_names(programs)
    while len(log.entries) < entries:
        log.at += 7
        log.write(ANNA, "activity.edit", {"id": len(log.entries),
                                          "purpose": "Fler känner igen det"})
    return log
