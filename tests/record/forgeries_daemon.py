# SPDX-License-Identifier: ISC
"""By who has the daemon's key too: everything is linked and signed anew, and
only rules can tell."""
import json
import re

import ssh
from forgery import FRESH, appended, variants
from record import sha256_line
from shapes import (ANNA, AUDITOR, BEA, DAEMON, SF, STRANGER, note, redacted,
                    replaced, revoked, usual)


@variants((usual, AUDITOR, "activity.drop"), (usual, SF, "activity.drop"),
          (usual, AUDITOR, "activity.update"), (usual, SF, "key.revoke"),
          (usual, SF, "log.redact"), (usual, AUDITOR, "activity.snooze"),
          (revoked, AUDITOR, "activity.update"), (revoked, SF, "plan.add"),
          (replaced, SF, "activity.update"), (usual, STRANGER, "plan.add"),
          (usual, DAEMON, "plan.add"), (usual, DAEMON, "activity.update"),
          (usual, ANNA, "reminder.ran"), (usual, SF, "notice.issue"),
          (usual, ANNA, "state.begin"), (usual, DAEMON, "state.begin"),
          (usual, ANNA, "activity.list"), (usual, ANNA, "plan.burn"),
          (usual, ANNA, ""), (usual, ANNA, "plan.add "), (usual, ANNA, "*"),
          (usual, ANNA, "plan.add|x"), (usual, ANNA, "plan.add coordinator"),
          (usual, DAEMON, "key.replace"), (usual, ANNA, "Plan.add"),
          (usual, ANNA, "writes"), (usual, ANNA, "pl\u0430n.add"))
def an_entry_that_its_signer_may_not_write(programs, case):
    """By role, by time, by method."""
    shape, key, method = case
    log = appended(shape(programs), key, method, {
        "id": 3, "name": "planvaktd", "key": STRANGER.line(), "reason": "x"})
    return log.files()


def widen(text, method, who, effect="writes"):
    return re.sub(rb"(?m)^" + re.escape(method) + rb" .*$",
                  method + b" " + who + b" " + effect.encode(), text)


@variants(b"any", b"lead", b"recipient", b"holder", b"daemon", b"auditor", b"",
          b"coordinator writes\nactivity.drop any", b"Coordinator", b"*")
def the_access_list_widened(programs, who):
    """By the daemon, for an auditor to drop an activity."""
    log = appended(usual(programs), AUDITOR, "activity.drop", {"id": 3})
    files = log.files()
    files["access"] = widen(files["access"], b"activity.drop", who)
    return log.seal(files)


@variants(b"activity.burn any writes\n", b"activity.drop any writes\n",
          b"activity.drop coordinator writes\n", b"\n", b" ", b"x",
          b"activity.drop coordinator writes", b"#\n", b"\0\n",
          b"activity.list any writes\n", b"activity.list daemon reads\n",
          b"plan.x coordinator reads\n", b"activity.drop any reads\n",
          b"activity.add\tany\twrites\n", b"activity.drop any  writes\n")
def a_line_more_of_access(programs, line):
    """A method twice, one that nobody knows, or none."""
    log = usual(programs)
    files = log.files()
    files["access"] += line
    return log.seal(files)


@variants((rb"\n\Z", b""), (b"activity.drop", b"activity.d\0rop"),
          (b" writes\n", b" writes\0\n"), (b"\n", b"\r\n"), (b"\n", b"\n\n"),
          (rb"\Z", b"\0"))
def the_access_list_in_other_bytes(programs, pair):
    """What one reader passes over is a line of another: it is as it was
    written, or it is not."""
    files = usual(programs).files()
    files["access"] = re.sub(*pair, files["access"], count=1)
    return usual(programs).seal(files)


@variants(b"log.redact", b"key.add", b"state.begin", b"activity.update")
def a_method_left_out_of_access(programs, method):
    """Whose entries the log has nevertheless."""
    log = redacted(programs)
    files = log.files()
    files["access"] = re.sub(rb"(?m)^" + method + rb" .*\n", b"",
                             files["access"])
    return log.seal(files)


@variants({"seq": 99}, {"seq": 7}, {"seq": 6.0}, {"seq": "6"}, {"seq": -1},
          {"seq": True}, {"seq": None}, {}, {"seq": 10 ** 18},
          {"seq": 10 ** 30}, {"seq": 5}, {"hash": "0" * 64},
          {"hash": 6}, {"hash": None})
def something_else_seen(programs, seen):
    """The number and the hash are of one entry before it."""
    log = usual(programs)
    if seen:
        seen = {"seq": 6, "hash": log.head(), **seen}
    note(log, seen=seen)
    return log.files()


def spelled(*pair):
    return lambda one: json.dumps(one, ensure_ascii=False).replace(
        *pair).encode("utf-8", "surrogateescape")


@variants(('"seq": 6', '"seq": 06'), ('"seq": 6', '"seq": 6e0'),
          ('"seq": 6', '"seq": +6'), ('"seq": 6', '"seq": 6, "seq": 6'),
          ('"seq": 6', '"seq": 6, "s\\u0065q": 6'), ('"seq": 6', '"seq": -0'),
          ('"method":', '"method": "plan.add", "method":'),
          ('"method":', '"method": "", "method":'),
          ('"params":', '"params": {}, "params":'),
          ('"params": {', '"params": {"note": "x", '),
          ('"}, "daemon"', '",}, "daemon"'), ('"}, "daemon"', '"]}, "daemon"'),
          ('"daemon":', '"daemon": "x", "daemon":'),
          ("}", "}}"), ('"note"', "note"), ('"note"', "'note'"),
          ('"id": 7', '"id": NaN'), ('"id": 7', '"id": Infinity'),
          ('"id": 7', '"id": 0x7'), ('"id": 7', '"id": .7'),
          ('"id": 7', '"id": 7.'), ('"id": 7', '"id": 1 2'),
          ('"id": 7', '"id": truefalse'), ('"id": 7', '"id": nul'),
          ('"id": 7', '"id" 7'), ('"id": 7', '"id":: 7'),
          ('"id": 7', '"id": 7,, "x": 1'), ('"id": 7', '"id": [1,]'),
          ('"id": 7', '"id": [1 2]'), ('"id": 7', '"id": {"a"}'),
          ('"id": 7', '"id": {"a":}'), ('"id": 7', '"id": "7'),
          ('"id": 7', '"id": {1: 2}'), ('"id": 7', '7: 7'),
          ('"id": 7', '"id": /* */ 7'), ("Vi ", "Vi\n"), ("Vi ", "Vi\t"),
          ("Vi ", "\\x41"), ("Vi ", "\\u12"), ("Vi ", "\\u00gg"),
          ("Vi ", "\\ud800"), ("Vi ", "\\udc00\\ud800"), ("Vi ", "\\u0000"),
          ("Vi ", "\\ud83d\\u0041"), ("Vi ", "\udcff"), ("Vi ", "\udcc0\udc80"),
          ("Vi ", "\udced\udca0\udc80"), ("Vi ", "\udcf5\udc90\udc80\udc80"),
          ("Vi ", "\udce0\udc80\udc80"), ("Vi ", "\0"), ("Vi ", "\x1f"),
          ('{"jsonrpc"', '\ufeff{"jsonrpc"'), ('{"jsonrpc"', '[{"jsonrpc"'),
          ('{"jsonrpc"', '{}{"jsonrpc"'), ('{"jsonrpc"', ',{"jsonrpc"'),
          ('{"jsonrpc"', '\x0b{"jsonrpc"'), ('{"jsonrpc"', '\xa0{"jsonrpc"'),
          ('"cd', '"\\'), ('"id": 7', '"id": ' + "[" * 200 + "]" * 200),
          ('"id": 7', '"id": ' + "[" * 20000 + "]" * 20000),
          ('"id": 7', '"id": ' + "[" * 99 + "]" * 99),
          ("{", ""), ('"params"', '"params": 1, "other"'),
          ('"params"', '"params": [], "other"'),
          ('"params"', '"params": null, "other"'),
          ('"params"', '"params": "", "other"'))
def what_is_no_json(programs, pair):
    """Signed by who may, and in the log. Nobody may read it in two ways."""
    log = usual(programs)
    note(log, spell=spelled(*pair))
    return log.files()


@variants(b"", b"{}", b"null", b'""', b"[]", b"{", b'{"', b"\n\n", b"\0",
          b"x" * 100000, b"{}" * 5000)
def a_request_of_nothing(programs, request):
    """Signed, and in the log."""
    log = usual(programs)
    log.put(ANNA, request)
    return log.files()


@variants("planvakt-daemon", "file", "", "planvakt ", "Planvakt", "git")
def a_signature_in_another_namespace(programs, namespace):
    """For something else."""
    log = usual(programs)
    request = json.dumps(log.envelope("plan.add", {"code": "x"})).encode()
    log.put(ANNA, request, namespace=namespace.encode())
    return log.files()


@variants("respelled", "swapped", "other", "zero")
def another_signature(programs, how):
    """In the chain and its file."""
    log = usual(programs)
    entry = log.entries[4]
    entry.signature = {
        "respelled": ssh.respell(entry.signature),
        "swapped": log.entries[3].signature,
        "other": STRANGER.sign(b"planvakt", entry.request),
        "zero": bytes(64)}[how]
    del log.entries[5:]
    log.chain()
    return log.files()


@variants("SHA256:" + "A" * 43, "", None, 1, DAEMON.fingerprint() + "=")
def a_request_to_another_daemon(programs, daemon):
    """Taken from another log of the same people."""
    log = usual(programs)
    note(log, daemon=daemon)
    return log.files()


@variants("removed", "swapped", "twice", "reading", "first", "backdated",
          "at", "uid")
def history_rewritten(programs, how):
    """And linked anew, before what people signed later."""
    log = usual(programs)
    note(log)
    entries = log.entries
    if how == "removed":
        del entries[1]
    elif how == "swapped":
        entries[1], entries[2] = entries[2], entries[1]
    elif how == "twice":
        entries.insert(2, entries[1])
    elif how == "reading":
        entries[1].reading = b'{"other":1}'
    elif how == "first":
        del entries[0]
    elif how == "backdated":
        entries[6].at = 1
    elif how == "at":
        entries[1].at += 1
    else:
        entries[1].uid = 0
    log.chain()
    return log.files()


@variants({"role": "daemon"}, {"role": "root"}, {"role": None}, {"role": 1},
          {"role": "Coordinator"}, {"name": ""}, {"name": None},
          {"name": "a\nb"}, {"name": "a\x7f"}, {"name": "revisor"},
          {"name": "planvaktd"}, {"name": "samordnare"}, {"name": ["x"]},
          {"key": SF.line()}, {"key": DAEMON.line()}, {"key": ""},
          {"key": BEA.text()}, {"key": BEA.line()[:-1]},
          {"key": BEA.line() + "="}, {"key": BEA.line() + "A"},
          {"key": BEA.line().replace("ssh-ed25519", "ssh-rsa")},
          {"key": BEA.line().replace("AAAA", "AAAB", 1)}, {"key": None},
          {"key": "restrict " + BEA.line()}, {"key": 'no-pty ' + BEA.line()},
          {"key": "SSH-ED25519 " + BEA.text()},
          {"key": BEA.line().replace("I", "J", 1)})
def a_key_that_cannot_be_added(programs, params):
    """By a coordinator."""
    log = usual(programs)
    log.write(ANNA, "key.add", {"name": "Bea", "key": BEA.line(),
                                "role": "auditor", **params})
    log.came(BEA, "Bea", "auditor")
    return log.files()


@variants(("key.revoke", ANNA, "planvaktd"), ("key.revoke", ANNA, "nobody"),
          ("key.revoke", ANNA, "Revisor"), ("key.replace", SF, "revisor"),
          ("key.replace", ANNA, "revisor"), ("key.replace", SF, "nobody"),
          ("key.revoke", ANNA, None), ("key.revoke", ANNA, "revisor "),
          ("key.replace", AUDITOR, "rev\u0456sor"))
def a_key_that_cannot_be_ended(programs, case):
    """The daemon's, nobody's, another's."""
    log = usual(programs)
    log.write(case[1], case[0], {"name": case[2], "key": BEA.line(),
                                 "reason": "x"})
    return log.files()


@variants("ghost", "gone", "name", "since", "until", "role", "order")
def signers_that_the_log_did_not_give(programs, how):
    """And a checkpoint over them."""
    log = replaced(programs)
    signers = log.signers
    if how == "ghost":
        log.came(FRESH, "ghost", "auditor")
    elif how == "gone":
        del signers[3]
    elif how == "name":
        signers[3].name = "rеvisor"
    elif how == "since":
        signers[3].since -= 1
    elif how == "until":
        signers[2].until = None
    elif how == "role":
        signers[1].role = "daemon"
    else:
        signers[2], signers[3] = signers[3], signers[2]
    return log.files()


@variants("one gone", "one more", "two swapped", "another number", "another day",
          "another time", "another name", "a name that begins alike", "no head",
          "no end", "a NUL", "empty", "a line before", "a byte-order mark")
def sentences_of_something_else(programs, how):
    """log.txt or log.csv, signed by the daemon, that leaves out, adds or
    turns what the chain says of an entry."""
    log = usual(programs)
    files = log.files()
    name = "log.csv" if how in ("another time", "no head", "no end") \
        else "log.txt"
    lines = files[name].splitlines(True)
    files[name] = {
        "one gone": lambda: b"".join(lines[:2] + lines[3:]),
        "one more": lambda: b"".join(lines + lines[-1:]),
        "two swapped": lambda: b"".join(
            [lines[1], lines[0]] + lines[2:]),
        "another number": lambda: files[name].replace(b"\n3: ", b"\n03: "),
        "another day": lambda: files[name].replace(b" 13 Jun", b" 14 Jun", 1),
        "another time": lambda: files[name].replace(b":00Z", b":01Z", 1),
        "another name": lambda: files[name].replace(
            b"samordnare", b"revisor", 1),
        "a name that begins alike": lambda: files[name].replace(
            b"samordnare ", b"samordnarens ", 1),
        "no head": lambda: b"".join(lines[1:]),
        "no end": lambda: files[name][:-1],
        "a NUL": lambda: files[name].replace(b"did", b"d\0id", 1),
        "empty": lambda: b"",
        "a line before": lambda: b"\n" + files[name],
        "a byte-order mark": lambda: b"\xef\xbb\xbf" + files[name]}[how]()
    return log.seal(files)


@variants({"entries": 5}, {"entries": 7}, {"entries": "06"},
          {"entries": "6 "}, {"entries": -6}, {"entries": 10 ** 20},
          {"entries": "1000000000"}, {"entries": ""},
          {"redacted": 1}, {"redacted": "00"}, {"redacted": "x"},
          {"head": "0" * 64}, {"head": "A" * 64}, {"time": "2022-06-13"},
          {"time": "2022-06-13T06:59:59Z"}, {"time": "2022-06-12T23:59:59Z"},
          {"time": "0000-00-00T00:00:00Z"}, {"time": "later"},
          {"daemon": "SHA256:" + "A" * 43}, {"daemon": "no"},
          {"daemon": FRESH.fingerprint()}, {"more": "x"},
          {"access": "0" * 64}, {"verify.py": "0" * 64}, {"time": "x\nmore y"})
def a_checkpoint_that_says_something_else(programs, changed):
    """Signed by the daemon."""
    log = usual(programs)
    return log.seal(log.files(), **changed)


@variants((b"\n", b"\r\n"), (b"planvakt-checkpoint-1", b"planvakt-checkpoint-2"),
          (b" ", b"\t"), (b"time", b"Time"), (b"\nredacted", b"\n\nredacted"))
def a_checkpoint_of_another_form(programs, pair):
    """Signed by the daemon."""
    log = usual(programs)
    files = log.files()
    text = files["checkpoint"].replace(*pair)
    files["checkpoint"] = text
    files["checkpoint.sig"] = ssh.armor(
        DAEMON.public, DAEMON.sign(b"planvakt-daemon", text),
        b"planvakt-daemon")
    return files


@variants(("planvakt-log-1 2 ", "planvakt-log-1 02 "),
          ("planvakt-log-1 2 ", "planvakt-log-2 2 "),
          (" 1000 ", " 01000 "), (" 1000 ", " -1 "), (" 1000 ", " x "),
          (" 1000 ", " 9999999999999999999 "), (" 1000 ", "  "),
          (" 165", " 999165"), (" 165", " 0165"), (" 1000 ", " 1000  "),
          ("a", "A"), ("planvakt-log-1", "PLANVAKT-LOG-1"))
def a_line_of_another_form(programs, pair):
    """With a hash that holds, in a chain that is linked."""
    log = usual(programs)
    files = log.files()
    lines = files["chain"].decode().splitlines()
    previous = lines[0].split(" ")[0]
    for at in range(1, len(lines)):
        text = lines[at][65:-64] + previous
        text = text.replace(*pair)
        previous = sha256_line(text)
        lines[at] = previous + " " + text
    files["chain"] = ("\n".join(lines) + "\n").encode()
    return log.seal(files)
