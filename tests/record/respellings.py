# SPDX-License-Identifier: ISC
"""Entries at a log's end, honestly signed and sealed, whose request is spelled
by chance: a verifier may accept one or refuse it, but both must say the
same."""
import json

from shapes import (ANNA, AUDITOR, BEA, SF, revoked, row, rename, usual)

BITS = [b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b" ", b"\n", b"\r",
        b"\t", b"0", b"-", b"1e3", b".5", b"null", b"true", b"\\u0000",
        b"\\u00e5", b"\\ud83d\\ude00", b"\\ud83d", b"\\ude00", b"\\/", b"\\n",
        b"\\x", b"\\u12", "å".encode(), "\u2028".encode(), "😀".encode(),
        b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\x7f",
        b"\x01", b"\x1f", b"\xef\xbb\xbf", b"\f", b"\x0b", b"\x85",
        b'"x":1,', b'"params":{},', b'"method":"plan.add",', b'{"a":[{}]}',
        b"[" * 99, b"]" * 99, b"9" * 19, b"1" * 18, b"[redacted 5]",
        b'"blind":"x",', b"//", b"'", b"NaN", b"Infinity", b"-0", b"00"]


def requests(log):
    """What is signed, by whom: most of it may be spelled in many ways."""
    return [
        (SF, "activity.update", {"id": 7, "note": 'å "x" \\ /\n', "x": [
            1, -2.5e-3, None, True, [], {}, [[{"y": "z"}]]]}, b"{}"),
        (ANNA, "key.add", {"name": "Bea", "key": BEA.line(), "role":
                           "department", "department": "sf"}, b"{}"),
        (ANNA, "key.revoke", {"name": "revisor", "reason": "x"}, b"{}"),
        (AUDITOR, "key.replace", {"name": "revisor", "key": BEA.line()},
         b"{}"),
        (ANNA, "log.redact", {"seq": 4, "field": "name", "keys": [
            row(4, AUDITOR, "auditor")]}, b'{"entries":[]}'),
    ]


def respelled(programs, chance):
    """The files, and what was done."""
    log = usual(programs) if chance.random() < 0.8 else revoked(programs)
    key, method, params, reading = chance.choice(requests(log))
    body = json.dumps(log.envelope(method, params), ensure_ascii=chance.random()
                      < 0.5, separators=chance.choice(
                          ((",", ":"), (", ", ": "), ("\n,", "\t: ")))).encode()
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        at = chance.randrange(len(body) + 1)
        how = chance.randrange(4)
        if how < 2:  # beside something that has a meaning, mostly
            while chance.random() < 0.8 and body[at:at + 1] not in \
                    b'"{}[],:\\':
                at = chance.randrange(len(body) + 1)
            body = body[:at] + chance.choice(BITS) + body[at:]
        elif how == 2:
            body = body[:at] + body[at + chance.randrange(1, 9):]
        else:
            end = at + chance.randrange(1, 40)
            body = body[:at] + body[at:end] * 2 + body[end:]
    log.put(key, body, reading)
    if method == "key.add":
        log.came(BEA, "Bea", "department")
    elif method == "key.revoke" and log.signers[-1].until is None:
        log.went(AUDITOR)
    elif method == "key.replace" and log.signers[-1].until is None:
        was = log.went(AUDITOR)
        log.came(BEA, was.name, was.role)
    return log.files(), f"{method}: {body!r}"
