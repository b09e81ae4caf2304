#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Dispatches, and what another's mail reader makes of their messages.

    mail_cases.py write DIRECTORY   makes a NAME.json of each dispatch
    mail_cases.py read DIRECTORY    reads NAME.eml of each; a line for each
                                    thing that is wrong, "NAME: what"
    mail_cases.py names             the names

The reader is Python's, with its strict policy. That a header's encoded words
keep RFC 2047 and that all lines are short is looked at in the bytes.
"""
import base64
import email
import email.header
import email.policy
import email.utils
import json
import pathlib
import quopri
import random
import re
import sys

HALF = "00112233445566778899aabbccddeeff"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
LONG = ("Försenad: våldsbejakande extremism och hedersrelaterat våld och"
        " förtryck – åtgärd 17 i Kultur- och fritidsförvaltningen")
LABEL = "trygghetsochsakerhetsavdelningen-i-kommunen"

SUBJECTS = {
    "ascii": "Activity 3 is late (2022)",
    "swedish": "Åtgärd 3 är försenad",
    "long-swedish": LONG,
    "200-characters": ("Three activities are overdue, " * 7)[:200],
    "200-swedish": (LONG * 2)[:200],
    "200-without-space": "å" * 200,
    "200-ascii-without-space": "a" * 200,
    "word-of-60": "a " + "b" * 60 + " c",
    "word-of-61": "a " + "b" * 61 + " c",
    "emoji": "Klart \U0001f389 " + FAMILY * 8,
    "combining": "a\u030a" * 60,
    "chinese": "漢字" * 60,
    "looks-encoded": "=?utf-8?q?x?= =?utf-8?b?eA==?=",
    "half-encoded": "x=?y ?= å",
    "specials": "a_b=c?d \"e\" (f) <g@h> , ; : \\ å",
    "specials-ascii": "a_b=c?d \"e\" (f) <g@h> , ; : \\",
    "spaces": "  två  mellanslag ",
    "spaces-ascii": " two  spaces ",
    "nbsp": "a\u00a0b \u00ad\u2013 c",
    "longest": "Å" * 499,
    "only-space": " ",
}
NAMES = {
    "name-comma": "Kommunstaben, trygghet",
    "name-comma-swedish": "Öberg, Åsa",
    "name-quotes": 'The "plan" \\ of (1) a@b <c>;:.',
    "name-dot": "Kommun A.",
    "name-swedish": "Förebyggande arbete i Åmåls kommun",
    "name-long": "Activity plan of the municipality " * 5,
    "name-long-quoted": ("The plan, " * 19).strip(),
    "name-long-swedish": "Handlingsplan för åtgärder, år två; " * 4,
    "name-one-word": "N" * 70,
    "name-emoji": FAMILY * 4,
    "name-looks-encoded": "=?utf-8?q?x?=",
    "name-spaces": " a  b ",
    "name-utf8-longest": "å" * 100,
}
TEXTS = {
    "text-swedish": "Hej!\n\nÅtgärd 17 är försenad – gör något.\n",
    "text-empty": "",
    "text-one-newline": "\n",
    "text-no-end": "slut",
    "text-swedish-no-end": "slut på åtgärden",
    "text-ends-in-blanks": "a\n\n\n",
    "text-blanks": "a \nb\t\n\tc  \n \n",
    "text-swedish-blanks": "å \nä\t\n\tö  \n \n",
    "text-last-blank": "å\t ",
    "text-dots": ".\n..\n.a\nFrom here\n>From there\n",
    "text-swedish-dots": "å\n.\n..\n.ä\nFrom ö\n",
    "text-equals": "a=b=41 =\n=41\n",
    "text-swedish-equals": "å=b=41 =\n=41\n",
    "text-line-of-76": "a" * 76 + "\n",
    "text-line-of-77": "a" * 77 + "\n",
    "text-long-line": "väg " * 800 + "\n",
    "text-long-ascii": "way " * 800 + "end\n",
    "text-separators": "b\u2028c\u2029d\u00a0e\n",
    "text-emoji": (FAMILY + "\n") * 30,
    "text-large": "Åtgärd: gör om, gör rätt.\n" * 8000,
}
ADDRESSES = {
    "address-long": "f" * 60 + "@" + LABEL + ".kommunen.example",
    "address-odd": "o'neil+plan/{x}@kommunen.example",
}
PIECES = ["å", "Ä", "ö", "a", "bc", "förvaltning", " ", " ", "  ", ",", "=?",
          "?=", "_", "=", "?", "\"", "\\", "(", ")", "<", ">", "@", ".", ";",
          ":", FAMILY, "漢", "\u00a0", "e\u0301", "x" * 30, "-"]


def dispatch(number, **members):
    """As planvaktd writes one."""
    return {
        "dispatch": number, "token": HALF * 2, "date": 1656655200,
        "offset": 7200, "from": "anna@example.se",
        "from_name": "Aktivitetsplanen", "reply_to": "samordnare@example.se",
        "to": "ks@example.se", "subject": "Åtgärd", "text": "Hej\n",
        "language": "sv", "rehearsal": False, **members}


def random_members(dice):
    def string(most, least):
        return "".join(dice.choices(PIECES, k=dice.randint(least, most)))

    text = "\n".join(string(40, 0) for _ in range(dice.randint(0, 6)))
    return {"subject": string(60, 1), "from_name": string(9, 1)[:60],
            "text": text}


def cases():
    rows = [(n, {"subject": v}) for n, v in SUBJECTS.items()]
    rows += [(n, {"from_name": v}) for n, v in NAMES.items()]
    rows += [(n, {"text": v}) for n, v in TEXTS.items()]
    rows += [(n, {"from": v, "to": v, "reply_to": v})
             for n, v in ADDRESSES.items()]
    dice = random.Random(2023)
    rows += [("random-%d" % i, random_members(dice)) for i in range(60)]
    return {n: dispatch(i, **m) for i, (n, m) in enumerate(rows, 1)}


def wrong_lines(raw):
    """No line is over 76 bytes but one of a header that is a single long
    word. A Message-ID is on one line (RFC 5322, section 2.1.1: up to 998)."""
    if b"\r" in raw or not raw.isascii() or not raw.endswith(b"\n"):
        yield "not lines of ASCII that end in LF"
    head, body = raw.split(b"\n\n", 1)
    for line in head.split(b"\n"):
        if len(line) > 76 and b" " in line.replace(b": ", b":", 1).strip():
            yield "a header's line of %d bytes" % len(line)
    for line in body.split(b"\n"):
        if len(line) > 76:
            yield "a line of %d bytes" % len(line)
    if not re.search(rb"^Message-ID: <[^ \n]+>$", raw, re.M):
        yield "Message-ID is not on one line"


def wrong_words(raw):
    """RFC 2047, section 2: 75 bytes; section 5: whole characters."""
    head = raw.split(b"\n\n", 1)[0].decode()
    for word in re.findall(r"=\?[^ \n>]*\?=", head):
        whole = re.fullmatch(r"=\?([^?]+)\?([qQbB])\?([^? ]+)\?=", word)
        if not whole or len(word) > 75:
            yield "no encoded word: " + word
            continue
        charset, how, data = whole.groups()
        if how in "qQ":
            data = quopri.decodestring(data, header=True)
        else:
            data = base64.b64decode(data, validate=True)
        try:
            data.decode(charset)
        except UnicodeDecodeError:
            yield "a character in two words: " + word


def differs(what, got, wanted):
    if got != wanted:
        yield "%s is %.300r, not %.300r" % (what, got, wanted)


def wrong_message(message, given):
    if message.defects:
        yield "defects: %r" % message.defects
    for name, header in message.items():
        if header.defects:
            yield "defects of %s: %r" % (name, header.defects)
        yield from differs(name, message.get_all(name), [header])
    sender, = message["from"].addresses
    yield from differs("from", sender.addr_spec, given["from"])
    for name in "to", "reply-to":
        address, = message[name].addresses
        yield from differs(
            name, address.addr_spec, given[name.replace("-", "_")])
    yield from differs("subject", message["subject"], given["subject"])
    yield from differs(
        "date", message["date"].datetime.isoformat(),
        "2022-07-01T08:00:00+02:00")
    yield from differs(
        "id", message["message-id"], "<dispatch-%d.%s@%s>" % (
            given["dispatch"], HALF, given["from"].split("@")[1]))
    yield from differs("MIME", message["mime-version"], "1.0")
    yield from differs("type", message.get_content_type(), "text/plain")
    yield from differs("charset", message.get_content_charset(), "utf-8")
    text = given["text"]
    if not text.endswith("\n"):
        text += "\n"
    yield from differs("text", message.get_content(), text)


def wrong_name(raw, given):
    """By the older reader: the newer one of Python 3.11 shows the space
    between two encoded words of a name, against RFC 2047, section 6.2."""
    header = email.message_from_bytes(raw)["from"].replace("\n", "")
    name = email.utils.parseaddr(header)[0]
    shown = str(email.header.make_header(email.header.decode_header(name)))
    yield from differs("name", shown, given["from_name"])


def wrong(raw, given):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    yield from wrong_lines(raw)
    yield from wrong_words(raw)
    yield from wrong_name(raw, given)
    yield from wrong_message(message, given)


def main(what, directory="."):
    for name, given in cases().items():
        base = pathlib.Path(directory) / name
        if what == "names":
            print(name)
        elif what == "write":
            base.with_suffix(".json").write_text(json.dumps(given))
        else:
            raw = base.with_suffix(".eml").read_bytes()
            for fault in wrong(raw, given):
                print("%s: %s" % (name, fault))


main(*sys.argv[1:])
