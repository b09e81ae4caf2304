# SPDX-License-Identifier: ISC
"""By who can write to the folder, and has no key but one of his own."""
import os
import re

import ssh
from forgery import FRESH, appended, forgery, variants
from record import SIGNED
from shapes import (ANNA, AUDITOR, DAEMON, SF, STRANGER,
                    begun, note, replaced, revoked, usual)


def cut(files, keep):
    """The first entries only."""
    files["chain"] = b"".join(files["chain"].splitlines(True)[:keep])
    for name in list(files):
        if name.startswith("entries/") and int(name[8:16]) > keep:
            del files[name]
    return files


# --- who can write to the folder, and has no key of anybody's ---------------

SIGNER = f'planvaktd namespaces="planvakt-daemon" {FRESH.line()}'


@variants(
    SIGNER, SIGNER + "\n", SIGNER + "\r\n", SIGNER + "\n\n", " " + SIGNER,
    SIGNER.replace(" ", "\t"), SIGNER.replace(" ssh", "\tssh"),
    "#\n" + SIGNER, "\n" + SIGNER, SIGNER.replace("planvaktd", "*"),
    SIGNER.replace("planvaktd", "plan*"), SIGNER.replace("planvaktd", "p?*"),
    SIGNER.replace("planvaktd", "x,planvaktd"),
    SIGNER.replace("planvaktd", '"planvaktd"'),
    SIGNER.replace("planvaktd", "planvaktd,!anna"),
    f"planvaktd {FRESH.line()}", f"planvaktd cert-authority {FRESH.line()}",
    f'planvaktd cert-authority,namespaces="planvakt*" {FRESH.line()}',
    f'planvaktd NAMESPACES="planvakt-daemon" {FRESH.line()}',
    f'planvaktd valid-before="29990101" {FRESH.line()}',
    f'* namespaces="*" {FRESH.line()} planvaktd',
    SIGNER.encode().decode() + "\0", SIGNER.replace("planvaktd", "plаnvaktd"))
def a_line_more_of_signers(programs, line):
    """The log cut, a checkpoint by a fresh key, and that key in
    allowed_signers for ssh-keygen to find."""
    log = usual(programs)
    files = cut(log.files(), 4)
    files["allowed_signers"] += line.encode()
    return log.seal(files, FRESH)


@variants("revisor", "samordnare", "planvaktd", "_sa_p__Socialf_rvaltningen")
def a_line_of_signers_turned_into_another(programs, name):
    """With tabs, which one reader takes for blanks and another does not."""
    log = usual(programs)
    files = cut(log.files(), 3)
    files["allowed_signers"] = re.sub(
        rb"(?m)^" + name.encode() + b" .*",
        b'*\tnamespaces="planvakt-daemon"\t' + FRESH.line().encode() + b"\t",
        files["allowed_signers"])
    return log.seal(files, FRESH, time="2023-01-01T00:00:00Z")


@variants("first", "last", "only", "twice", "crlf", "no end", "comment",
          "sorted", "empty", "bom", "wildcard", "longer")
def other_signers(programs, how):
    """The honest log, its signers written in another way, signed anew."""
    log = revoked(programs)
    files = log.files()
    lines = files["allowed_signers"].splitlines(True)
    mine = (SIGNER + "\n").encode()
    files["allowed_signers"] = b"".join({
        "first": [mine] + lines, "last": lines + [mine], "only": [mine],
        "twice": lines + lines[:1],
        "crlf": [line.replace(b"\n", b"\r\n") for line in lines],
        "no end": lines[:-1] + [lines[-1][:-1]],
        "comment": lines + [b"# revised\n"],
        "sorted": sorted(lines, reverse=True), "empty": [],
        "bom": [b"\xef\xbb\xbf"] + lines,
        "wildcard": [b"*" + lines[0][9:]] + lines[1:],
        "longer": [re.sub(rb',valid-before="\d+Z"', b"", line)
                   for line in lines]}[how])
    return log.seal(files, FRESH if len(lines[0]) % 2 else DAEMON)


@variants("daemon", "armor", "nothing")
def a_checkpoint_by_a_fresh_key(programs, how):
    """Signed by a key that the forger made; the armor says whose it is."""
    log = usual(programs)
    files = cut(log.files(), 5)
    log.seal(files, FRESH, **({"daemon": FRESH.fingerprint()}
                              if how == "daemon" else {}))
    if how == "armor":
        files["checkpoint.sig"] = ssh.armor(
            DAEMON.public, FRESH.sign(b"planvakt-daemon",
                                      files["checkpoint"]),
            b"planvakt-daemon")
    return files


@forgery
def the_whole_log_by_a_fresh_key_under_the_daemons_name(programs):
    """Everything made anew, with the fingerprint that people know."""
    log = usual(programs)
    for entry in log.entries:
        if entry.key is DAEMON:
            entry.key = FRESH
            entry.signature = FRESH.sign(b"planvakt", entry.request)
    log.chain()
    return log.seal(log.files(), FRESH)


def signature_of(files):
    import base64
    text = b"".join(files["checkpoint.sig"].split(b"\n")[1:-2])
    return base64.b64decode(text)[-64:]


@variants("respelled", "other bits", "after", "before", "twice", "crlf",
          "one line", "no end", "blank", "namespace", "lines of 64", "padding")
def another_spelling_of_the_checkpoints_signature(programs, how):
    """The same signature, in other bytes."""
    log = usual(programs)
    files = log.files()
    was, signature = files["checkpoint.sig"], signature_of(files)
    text = ssh.armored(DAEMON.public, signature, b"planvakt-daemon")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    bits = last[last.index(text[-2]) + 1]
    files["checkpoint.sig"] = {
        "respelled": lambda: ssh.armor(
            DAEMON.public, ssh.respell(signature), b"planvakt-daemon"),
        "other bits": lambda: ssh.armor_text(text[:-2] + bits + "="),
        "after": lambda: was + b"\n", "before": lambda: b"\n" + was,
        "twice": lambda: was + was,
        "crlf": lambda: was.replace(b"\n", b"\r\n"),
        "one line": lambda: ssh.armor_text(text).replace(
            text[70:71].encode(), text[70:71].encode(), 1).replace(
            b"\n" + text[70:80].encode(), text[70:80].encode()),
        "no end": lambda: was[:-1], "blank": lambda: was.replace(
            b"\n-----END", b" \n-----END"),
        "namespace": lambda: ssh.armor(
            DAEMON.public, DAEMON.sign(b"planvakt", files["checkpoint"]),
            b"planvakt"),
        "lines of 64": lambda: b"-----BEGIN SSH SIGNATURE-----\n" + b"".join(
            text[at:at + 64].encode() + b"\n"
            for at in range(0, len(text), 64))
        + b"-----END SSH SIGNATURE-----\n",
        "padding": lambda: ssh.armor_text(text + "===="),
    }[how]()
    return files


@variants(1, 2, 4, 5)
def the_end_cut_off(programs, keep):
    """Without a new checkpoint."""
    return cut(usual(programs).files(), keep)


@forgery
def the_end_cut_off_under_an_older_checkpoint_of_another_log(programs):
    """A genuine checkpoint by the same daemon."""
    other = begun(programs)
    other.write(ANNA, "plan.add", {"code": "x", "title": "X"})
    files, seal = cut(usual(programs).files(), 2), other.files()
    for name in ("checkpoint", "checkpoint.sig", "allowed_signers"):
        files[name] = seal[name]
    return files


@forgery
def entries_after_the_checkpoint(programs):
    """What was signed later, before the daemon counted it."""
    log = usual(programs)
    files = log.files()
    note(log)
    later = log.files()
    for name in ("checkpoint", "checkpoint.sig"):
        later[name] = files[name]
    return later


@variants("files", "chain")
def half_of_what_came_after_the_checkpoint(programs, half):
    """Of the entry that came after it."""
    log = usual(programs)
    files = log.files()
    note(log)
    later = log.files()
    for name, data in later.items():
        if (name == "chain") == (half == "chain") and \
                not name.startswith("checkpoint"):
            files[name] = data
    return files


@variants("verify", "verify.py", "access", "chain", "checkpoint", "log.txt",
          "log.csv")
def a_file_that_says_what_it_likes(programs, name):
    """`verify` that always says ok, and so on."""
    log = usual(programs)
    files = log.files()
    files[name] = b"#!/bin/sh\necho ok: 6 entries\n"
    return log.seal(files, FRESH) if name in SIGNED else files


def link_to(target):
    def make(path):
        os.symlink(target, path)
    return make


@variants("chain", "verify", "access", "checkpoint.sig", "allowed_signers",
          "checkpoint", "verify.py", "log.txt", "entries/00000002.request",
          "entries/00000003.reading", "entries/00000004.request.sig")
def a_link_in_the_place_of(programs, name):
    """To a file with the same bytes outside of the folder."""
    files = usual(programs).files()
    place = os.path.join(os.environ.get("TMPDIR", "/tmp"),
                         f"planvakt-link-{os.getpid()}")

    def make(path):
        with open(place, "wb") as file:
            file.write(data)
        os.symlink(place, path)
    data, files[name] = files[name], make
    return files


@variants("entries/00000003.reading", "entries/00000003.request",
          "entries/00000006.request.sig", "chain", "access", "checkpoint",
          "log.csv", "verify.py")
def something_special_in_the_place_of(programs, name):
    """A pipe: who opens it waits for ever."""
    files = usual(programs).files()
    files[name] = os.mkfifo
    return files


ODD = ["x", ".x", "..x", "-x", "x\ny", "verify ", " verify", "Verify",
       "verify.pyc", "log.txt.new", "log", "checkpoint.new", "entries/x", "entries/.x",
       "entries/00000099.request", "entries/00000000.request",
       "entries/0000001.request", "entries/000000001.request",
       "entries/00000001.REQUEST", "entries/00000001.request.sig.sig",
       "entries/+0000001.request", "entries/0000001 .request",
       "entries/00000001.request\n", "entries/00000001", "entries/-rf",
       "entries/０００００００１.request", "entries/00000007.reading", "сhain",
       "entries/sub/00000001.request", "__pycache__/verify.pyc", "*", "a\\b",
       "\n", "\r", "\n\nx", "entries/\n", "å"]


@variants(*ODD)
def a_file_more(programs, name):
    """Of an odd name."""
    files = usual(programs).files()
    files[name] = b"{}"
    return files


@variants("dangling", "folder", "entries")
def a_link_more(programs, where):
    """That leads nowhere, to a folder, or under entries."""
    files = usual(programs).files()
    files["entries/more" if where == "entries" else "more"] = link_to(
        "/nowhere" if where == "dangling" else "/usr")
    return files


# --- who has a key of his own too, in force, replaced or revoked ------------


@variants((usual, AUDITOR, "activity.drop"), (usual, SF, "activity.drop"),
          (revoked, AUDITOR, "activity.update"), (revoked, SF, "plan.add"),
          (replaced, SF, "activity.update"), (usual, STRANGER, "plan.add"),
          (usual, SF, "activity.update"))
def an_entry_and_a_checkpoint_by_ones_own_key(programs, case):
    """Also one that he may write: the checkpoint is not his."""
    shape, key, method = case
    log = appended(shape(programs), key, method, {"id": 3, "reason": "Nej"})
    files = log.files()
    files["allowed_signers"] += \
        f'planvaktd namespaces="planvakt-daemon" {key.line()}'.encode()
    return log.seal(files, key)
