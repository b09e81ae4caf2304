# SPDX-License-Identifier: ISC
"""Changes by chance, with nothing but write access to the folder. Each takes
the files and a random.Random, and changes some of them in place."""
import os

from forgeries_folder import FRESH, ODD
from record import SIGNED, sha256


def pick(files, chance):
    return chance.choice(sorted(files))


def text_file(files, chance):
    return chance.choice([name for name in sorted(files)
                          if files[name].count(b"\n") > 1])


def flip(files, chance):
    name = pick(files, chance)
    data = bytearray(files[name])
    for _ in range(chance.choice((1, 1, 2, 20))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    files[name] = bytes(data)


def insert(files, chance):
    name = pick(files, chance)
    data, at = files[name], chance.randrange(len(files[name]) + 1)
    more = chance.choice((b"\n", b"\0", b" ", b"\t", b"\r", b"\xff", b"0",
                          chance.randbytes(chance.randrange(1, 100))))
    files[name] = data[:at] + more + data[at:]


def remove(files, chance):
    name = pick(files, chance)
    data, at = files[name], chance.randrange(len(files[name]) + 1)
    files[name] = data[:at] + data[at + chance.randrange(1, 80):]


def truncate(files, chance):
    name = pick(files, chance)
    files[name] = files[name][:chance.randrange(len(files[name]) + 1)]


def lines(files, chance):
    """One twice, gone, moved, or in the place of another."""
    name = text_file(files, chance)
    all_of_it = files[name].splitlines(True)
    one, other = (chance.randrange(len(all_of_it)) for _ in "12")
    how = chance.randrange(4)
    if how == 0:
        all_of_it.insert(other, all_of_it[one])
    elif how == 1:
        del all_of_it[one]
    elif how == 2:
        all_of_it[one], all_of_it[other] = all_of_it[other], all_of_it[one]
    else:
        all_of_it[one] = all_of_it[other]
    files[name] = b"".join(all_of_it)


def line_ends(files, chance):
    name = text_file(files, chance)
    files[name] = files[name].replace(b"\n", chance.choice(
        (b"\r\n", b"\r", b" \n", b"", b"\n\n")))


def words(files, chance):
    """A number or a word written in another way."""
    name = text_file(files, chance)
    parts = files[name].split(b" ")
    at = chance.randrange(len(parts))
    parts[at] = chance.choice((
        b"0" + parts[at], parts[at] + b"0", parts[at].upper(), b"-1", b"",
        b"9" * chance.randrange(1, 40), parts[at] + b"\t", b"*",
        chance.choice(parts)))
    files[name] = b" ".join(parts)


def swap(files, chance):
    one, other = pick(files, chance), pick(files, chance)
    files[one], files[other] = files[other], files[one]


def overwrite(files, chance):
    files[pick(files, chance)] = files[pick(files, chance)]


def gone(files, chance):
    for _ in range(chance.choice((1, 1, 1, 3, len(files)))):
        files.pop(pick(files, chance))
        if not files:
            return


def more(files, chance):
    name = chance.choice(ODD) if chance.random() < 0.5 else "".join(
        chance.choice("abz019.-_ *[?\\'\"\n\té日\u202e") for _ in range(
            chance.randrange(1, 12)))
    if name.strip("."):
        files[chance.choice(("", "entries/")) + name.replace("/", "_")] = \
            files[pick(files, chance)]


def special(files, chance):
    """A link, a pipe or a folder in the place of a file."""
    name = pick(files, chance)
    there = os.path.abspath(__file__)
    files[name] = chance.choice((
        lambda path: os.symlink(there, path), os.mkfifo, os.mkdir,
        lambda path: os.symlink(os.path.basename(path), path),
        lambda path: os.symlink(b"../chain", path)))


def entry_moved(files, chance):
    """The three files of one entry in the place of another's."""
    numbers = sorted({name[8:16] for name in files
                      if name.startswith("entries/")})
    one, other = chance.choice(numbers), chance.choice(numbers)
    for part in (".request", ".request.sig", ".reading"):
        files[f"entries/{one}{part}"] = files[f"entries/{other}{part}"]


MUTATIONS = [flip, flip, flip, insert, insert, remove, truncate, lines, lines,
             line_ends, words, words, swap, overwrite, gone, more, special,
             entry_moved]


def mutate(files, chance, seal):
    """One or more of them; now and then the forger also puts the hashes right
    that stand in the checkpoint, and signs it with a key of his own. Returns
    what was done."""
    done = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        plain = all(isinstance(data, bytes) for data in files.values())
        if not plain or not files:
            break
        change = chance.choice(MUTATIONS)
        try:
            change(files, chance)
        except (IndexError, KeyError):  # there is nothing of that left
            continue
        done.append(change.__name__)
    if chance.random() < 0.4 and all(
            isinstance(files.get(name), bytes) and files[name].strip()
            for name in (*SIGNED, "chain")):
        if chance.random() < 0.5:
            seal(files, FRESH)
            done.append("signed anew")
        elif isinstance(files.get("checkpoint"), bytes):
            for name in SIGNED:
                head, _, rest = files["checkpoint"].partition(
                    b"\n" + name.encode() + b" ")
                if rest:
                    files["checkpoint"] = head + b"\n" + name.encode() + \
                        b" " + sha256(files[name]).encode() + rest[64:]
            done.append("hashes put right")
    return done
