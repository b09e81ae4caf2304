# SPDX-License-Identifier: ISC
"""By who has the daemon's key, where words were redacted and signatures can no
longer be checked."""
import json
import re

from forgery import FRESH, forgery, variants
from record import sha256, sha512
from shapes import (ANNA, AUDITOR, BEA, DAEMON, SF, SF_NEW,
                    STRANGER, note, redacted, rename, replaced, revoked, row,
                    usual)


@variants("unnamed", "mark", "blind", "words", "later", "twice", "count",
          "number", "text", "daemon", "department", "other", "reading")
def a_redaction_that_is_none(programs, how):
    """Words in a request are changed, and something is missing."""
    log = usual(programs)
    by = {"daemon": DAEMON, "department": SF}.get(how, ANNA)
    log.redact(by, (5, "Vi började i går.", "[redacted 5]"))
    entry, decision = log.entries[4], log.entries[6]
    if how == "unnamed":
        del log.entries[6]
    elif how == "mark":
        entry.now = entry.now.replace(b"[redacted 5]", b"Inget.")
    elif how == "blind":
        entry.now = entry.now.replace(b',"seen"', b',"blind":"00","seen"')
    elif how == "words":
        entry.now = None
    elif how == "other":
        entry.now = entry.now.replace(b'"id":7', b'"id":8')
    elif how == "reading":
        entry.told = b'{"x":1}'
    elif how == "count":
        log.redacted.clear()
    told = json.loads(decision.reading)
    if how in ("mark", "blind"):
        told["entries"][0]["request_sha512"] = sha512(entry.now)
    elif how == "later":
        told["entries"][0]["seq"] = 8
    elif how == "number":
        told["entries"][0]["seq"] = 5.0
    elif how == "text":
        told["entries"][0]["seq"] = "5"
    elif how == "twice":
        told["entries"].append({**told["entries"][0],
                                "request_sha512": "0" * 128})
    decision.reading = json.dumps(told).encode()
    log.chain()
    return log.files()


@variants(b"", b"[]", b"{", b'{"entries":[],"entries":[]}', b"\0", b"null",
          b'{"entries":{"seq":5}}', b'{"entries":[[]]}')
def a_reading_of_a_redaction_that_says_nothing(programs, reading):
    """Chained as it is."""
    log = usual(programs)
    log.redact(ANNA, (5, "Vi började i går.", "[redacted 5]"))
    log.entries[6].reading = reading
    log.chain()
    return log.files()


@variants(None, [], [row(3, SF, "department", "sf")],
          [row(4, SF, "auditor")], [row(4, AUDITOR, "coordinator")],
          [row(4, AUDITOR, "auditor", "sf")], [row(5, AUDITOR, "auditor")],
          [row(99, AUDITOR, "auditor")], {"entry": 4},
          [row(4, AUDITOR, "auditor"), row(3, SF, "department", "sf")],
          [{**row(4, AUDITOR, "auditor"), "entry": "4"}],
          [{**row(4, AUDITOR, "auditor"), "entry": 4.0}])
def a_redacted_key_that_nobody_repeats(programs, keys):
    """A key.add is redacted; the decision does not say what it gave."""
    log = usual(programs)
    log.redact(ANNA, (4, "revisor", "[redacted 4]"), keys=keys)
    rename(log, AUDITOR, "[redacted 4]")
    return log.files()


@variants(("-", None), ("ö", "ä"), ("ö", None), ("a b", "a-b"),
          ("a\\nb", "a b"), ("s f", "s"), ("%20", " "), ("-", ""),
          ("%2d", "-"))
def a_redacted_key_of_another_department(programs, pair):
    """The department is said in other letters than it was given in."""
    log = usual(programs)
    log.add_key(ANNA, BEA, "Bea", "department", pair[0])
    log.redact(ANNA, (7, "Bea", "[redacted 7]"),
               keys=[row(7, BEA, "department", pair[1])])
    rename(log, BEA, "[redacted 7]")
    return log.files()


@variants("params", "reading")
def a_repetition_in_what_only_looks_like_a_list(programs, how):
    """An object whose name looks like the way to a list's rows."""
    log = usual(programs)
    keys = [row(4, AUDITOR, "auditor")]
    log.redact(ANNA, (4, "revisor", "[redacted 4]"), keys=keys)
    rename(log, AUDITOR, "[redacted 4]")
    entry = log.entries.pop()
    log.chain()
    reading = entry.reading
    params = {"seq": 4, "field": "name", "reason": "Namn"}
    if how == "params":
        params["keys[]"] = keys[0]
    else:
        params["keys"] = keys
        told = json.loads(reading)
        reading = json.dumps({"entries[]": told["entries"][0]}).encode()
    log.write(ANNA, "log.redact", params, reading.decode())
    return log.files()


def forged_key(log, method="key.add"):
    """An entry in a coordinator's name, whose signature nobody can check."""
    params = {"name": "[redacted 7]", "key": FRESH.line(),
              "role": "coordinator"}
    log.write(ANNA, method, params)
    entry = log.entries[-1]
    entry.signature = bytes(63) + b"\1"
    entry.now = re.sub(rb',"blind":"[0-9a-f]*"', b"", entry.request)
    entry.request = b"never seen by anybody"
    log.chain()
    log.came(FRESH, "[redacted 7]", "coordinator")
    log.redacted.add(7)
    return {"entries": [{"seq": 7, "request_sha512": sha512(entry.now),
                         "reading_sha256": sha256(entry.reading)}]}


@variants(FRESH, ANNA, AUDITOR, SF, DAEMON)
def a_forged_key_said_to_be_redacted(programs, by):
    """By the daemon's key: a coordinator's key.add that she never signed, and
    a redaction of it by whoever. Where that is she herself, she signed another
    redaction, and what is added to its reading she did not."""
    log = usual(programs)
    told = forged_key(log)
    keys = [row(7, FRESH, "coordinator")] if by is not ANNA else None
    params = {"seq": 7, "field": "name", "reason": "Namn"}
    if keys:
        params["keys"] = keys
    log.write(by, "log.redact", params, json.dumps(told))
    log.write(FRESH, "plan.add", {"code": "x", "title": "X"})
    return log.files()


@forgery
def a_forged_key_that_repeats_through_another(programs):
    """The key that was forged adds another coordinator, who redacts."""
    log = usual(programs)
    told = forged_key(log)
    log.add_key(FRESH, BEA, "Bea", "coordinator")
    log.write(BEA, "log.redact", {
        "seq": 7, "field": "name", "reason": "Namn",
        "keys": [row(7, FRESH, "coordinator")]}, json.dumps(told))
    return log.files()


@forgery
def a_key_revoked_by_a_redacted_entry(programs):
    """Whose decision does not repeat it."""
    log = revoked(programs)
    log.redact(ANNA, (7, "Slutat", "[redacted 7]"))
    return log.files()


@forgery
def a_repetition_in_a_redacted_decision(programs):
    """What was signed there cannot be checked any more."""
    log = usual(programs)
    log.redact(ANNA, (4, "revisor", "[redacted 4]"),
               keys=[row(4, AUDITOR, "auditor")])
    rename(log, AUDITOR, "[redacted 4]")
    log.redact(ANNA, (7, '"Namn"', '"[redacted 7]"'))
    return log.files()


@forgery
def a_beginning_that_nobody_repeats(programs):
    """The first entry redacted, and only the daemon says what it was."""
    log = usual(programs)
    log.redact(ANNA, (1, "samordnare", "[redacted 1]"))
    rename(log, ANNA, "[redacted 1]")
    return log.files()


@variants(SF_NEW, STRANGER)
def a_replaced_key_that_signs_again(programs, key):
    """The new one before it was there, or the old one after."""
    log = replaced(programs)
    log.entries.pop(6)
    log.chain()
    note(log, key)
    return log.files()
