# SPDX-License-Identifier: ISC
"""For formats.sh: each command in JSON, of the shape that docs/json.md gives
it; what only reads also as CSV and as a table, which must tell the same. What
writes is done once, so that only its JSON is held. Prints TAP.

    formats.py PLANVAKT SOCKET WORK SOURCE"""
import calendar
import csv
import datetime
import io
import json
import os
import re
import shlex
import subprocess
import sys
import zoneinfo

PLANVAKT, SOCKET, WORK, SOURCE = sys.argv[1:5]
ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")

# What is run, in this order. WORK is the test's folder, NOTE an entry with a
# note, ISSUED a notice that was sent, DAEMON its fingerprint, CARRIED and
# GONE_ON an activity that another plan went on with, there and before.
COMMANDS = """
ping
trust DAEMON
status
status --verbose
timeframe 'Ht 2022 - Vt 2023' snarast
plan list
plan show vbe-2022
plan edit hrv-2022 --title 'Plan, "ny"'
plan follow-up hrv-2022 --on 2022-06-30 --decision 'KF § 3'
export WORK/out.csv --plan vbe-2022
calendar WORK/out.ics --plan vbe-2022
report WORK/report.html --plan vbe-2022 --final
page WORK/page
timeline --plan vbe-2022
archive WORK/archive
activity list
activity list --all --unclear
activity list --overdue
activity show 2
activity show 3
activity notes 2
activity add --plan vbe-2022 --activity 'N;"' --purpose P --timeframe 2023 --lead ks
activity edit 10 --purpose 'Annat syfte'
activity assign 10 sf --cooperating ks
activity confirm 5
activity confirm 6 7
activity move 10 'Vt 2023' --decision 'KS § 1'
activity drop 10 --reason 'Behövs inte'
activity reopen 10 --reason 'Behövs'
activity show 10
activity move 10 löpande --decision 'KS § 2'
update 4 --status started --note 'På väg'
acknowledge 1
snooze 4 --until 2022-07-15
answer WORK/answer.eml --yes
activity show 1
activity notes 1
import WORK/plan.csv --plan hrv-2022
rating set 2 --period 'delår 1 2022' --band nearly --comment 'Åtta; "av" tio' --figure 'kostnad=412 000,50 kr' --figure antal=-3
rating list
activity show 2
department list
department add x 'Ny; "nämnd"' --mail x@kommun.example --alias N
department edit x --name 'Annan'
department import WORK/departments.csv
department replace x tek --yes
observation add --date 2022-03-02 --area vbe --kind klotter --district 'Norr; "1"' --text 'En symbol'
observation list
observation import WORK/observations.csv
kind list
kind add 'Ny; "sort"' --area other
kind retire 'Ny; "sort"'
picture adopt --on 2022-05-30 --decision 'KS § 9'
problem add 'Klotter; "x"' --area vbe --text 'Vid torget'
problem add Annat
problem list
problem close Annat --reason 'Löst'
activity edit 1 --problem 'klotter; "x"'
picture
picture --from 2022-01-01 --to 2022-06-30 --by kind --by month --by district --by area
notice list
notice list --activity 1
notice show 1
notice show ISSUED
notice test provlada@kommun.example
notice pause --until 2022-07-05 --reason Flytt
notice resume
register WORK/sent.csv
rehearse --from 2022-07-04 --to 2022-07-08
rehearse --from 2022-07-04 --to 2022-07-08 --text
ladder show
ladder set due --at 0
ladder reset due
holidays 2022
holidays add 2022-10-31 'Klämdag'
holidays remove 2022-10-31
quiet list
quiet add 2022-12-20 2022-12-31 --reason Jul
quiet remove 2022-12-20
meeting import WORK/meetings.csv
meeting add KSAU 2022-08-23 8.15 --papers 2022-08-09
meeting body KSAU --committee-of KS
meeting bodies
meeting list
meeting drop KS 2022-09-05 --reason Inställt
setting list
setting set signature 'Anna, samordnare'
log list
log list --people --activity 2
log export WORK/export
log redact NOTE --field note --reason 'Ett namn' --yes
key list
key add social WORK/keys/department.pub --role department --department sf
key revoke revisor --reason Slutat --yes
import WORK/plan.csv --plan vbe-2022 --dry-run
import WORK/plan.csv --plan vbe-2022
plan carry hrv-2022 vbe-2022 --yes
activity show CARRIED
activity show GONE_ON
plan add sista --title Sista
plan close sista --reason Slut --yes
"""

# What cannot be done twice to one state, or needs another: other tests do, and
# look at its JSON.
ELSEWHERE = {
    "watch": "watch.sh",
    "clock confirm": "clock.sh", "log confirm-restore": "restored.sh",
    "notice resend": "notices.sh", "key replace": "keys.sh",
}


def run(words, form):
    options = {"json": ["--format", "json"], "csv": ["--format", "csv"],
               "table": ["--wide"]}[form]
    words = [re.sub("^WORK", WORK, word) for word in words]
    ran = subprocess.run(
        [PLANVAKT, "--socket", SOCKET, "--key", WORK + "/keys/coordinator",
         *options, *words], stdin=subprocess.DEVNULL, capture_output=True,
        check=False)
    if ran.returncode != 0:
        raise Wrong(f"{form}: status {ran.returncode}: {ran.stderr.decode()}")
    # what a rehearsed log would end in is another each time
    return re.sub(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", "HASH",
                  ran.stdout.decode())


class Wrong(Exception):
    """An answer is not as it should be; says how."""


# --- the document ------------------------------------------------------------

TOKEN = re.compile(r"[{}\[\]]|[^\s{}\[\]]+")
PLAIN = {
    "number": lambda v: type(v) is int,
    "text": lambda v: type(v) is str,
    "flag": lambda v: type(v) is bool,
    "date": lambda v: type(v) is str and re.fullmatch(
        r"\d{4}-\d\d-\d\d", v),
    "instant": lambda v: type(v) is str and re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", v),
    "local": lambda v: type(v) is str and re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d", v),
    "texts": lambda v: type(v) is dict and all(
        type(one) is str for one in v.values()),
    "object": lambda v: type(v) is dict,
    "any": lambda v: True,
}


class Document:
    """docs/json.md: the shape of each command's answer, and shapes that have
    a name."""

    def __init__(self, text):
        self.named, self.commands = {}, {}
        for line in text.splitlines():
            found = re.fullmatch(r"\| `([^`]+)` \| `([^`]+)` \|", line)
            if not found:
                continue
            tokens = TOKEN.findall(found[2])
            shape = self.read(tokens)
            assert not tokens, line
            if found[1][0].isupper():
                self.named[found[1]] = shape
            for command in found[1].split(", "):
                self.commands[command] = shape

    def read(self, tokens):
        """A name, [shape], or {member shape ...}; "-" behind one: or null."""
        token = tokens.pop(0)
        if token == "[":
            shape = [self.read(tokens)]
            assert tokens.pop(0) == "]"
        elif token == "{":
            shape = {}
            while tokens[0] != "}":
                name = tokens.pop(0)
                shape[name] = self.read(tokens)
            tokens.pop(0)
        else:
            return token
        if tokens and tokens[0] == "-":
            tokens.pop(0)
            return (shape,)
        return shape

    def check(self, shape, value, where):
        if isinstance(shape, str) and shape.endswith("-"):
            shape = (shape[:-1],)
        if isinstance(shape, tuple):
            if value is None:
                return
            shape = shape[0]
        if isinstance(shape, str) and shape in self.named:
            shape = self.named[shape]
        if isinstance(shape, str):
            if not PLAIN[shape](value):
                raise Wrong(f"{where} is {value!r}, not {shape}")
        elif isinstance(shape, list):
            if type(value) is not list:
                raise Wrong(f"{where} is no list: {value!r}")
            for one in value:
                self.check(shape[0], one, where + "[]")
        else:
            self.check_members(shape, value, where)

    def check_members(self, shape, value, where):
        if type(value) is not dict:
            raise Wrong(f"{where} is no object: {value!r}")
        shape = dict(shape)
        if "..." in shape:
            shape = {**self.named[shape.pop("...")], **shape}
            for name in [one for one in shape if one + "?" in shape]:
                del shape[name + "?"]
        for name in value:
            if name not in shape and name + "?" not in shape:
                raise Wrong(f"{where}.{name} is not in the document")
        for name, part in shape.items():
            plain = name.rstrip("?")
            if plain in value:
                self.check(part, value[plain], f"{where}.{plain}")
            elif name == plain:
                raise Wrong(f"{where}.{name} is not there")


# --- what CSV and a table must say -------------------------------------------

def at(row, field):
    for name in field.split("."):
        row = row.get(name) if isinstance(row, dict) else None
    return row


def plain(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ("; " if value and isinstance(value[0], dict) else ", ").join(
            plain(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {plain(one)}" for name, one in value.items()
                         if one is not None)
    return str(value)


def guarded(text):
    """A spreadsheet is not to take it for a formula (README)."""
    if text[:1] in ("=", "@") or (text[:1] in ("+", "-") and not re.fullmatch(
            r"[+-]?[0-9.,]+", text)):
        return "'" + text
    return text


def squeezed(text):
    return " ".join(text.split())


UNCLEAR = {
    "undated": "no date could be read", "vague": "the date is vague",
    "lead": "the owner is not registered",
    "cooperating": "a cooperating owner is not registered",
    "equal": "owners of equal rank: who leads?",
}
# Where the words that a reason is about are none.
NOTHING = {
    "undated": ("timeframe.text", "no time is given"),
    "lead": ("owner_text", "nobody is named who leads"),
}


def unclear(row, reason):
    field, said = NOTHING.get(reason, ("", ""))
    return said if field and at(row, field) == "" else UNCLEAR[reason]


def period(text):
    """A rating's: tertials are four months, quarters three, halves six."""
    year, part = text[:4], text[5:]
    if re.fullmatch(r"T[123]", part):
        return f"tertial {part[1]} {year}"
    months = [int(one) for one in part.split("..")] if part else [1, 12]
    first, last = months[0], months[-1]
    length = last - first + 1
    if length == 12:
        return year
    if length == 3 and last % 3 == 0:
        return f"quarter {last // 3} {year}"
    if length == 6 and last % 6 == 0:
        return f"{'first' if last == 6 else 'second'} half of {year}"
    names = [calendar.month_name[one] for one in sorted(set(months))]
    return f"{'–'.join(names)} {year}"


def words(row, field):
    """As people read it: times are the municipality's, the rest is words."""
    value = at(row, field)
    if isinstance(value, bool):
        said = "yes" if value else "no"
    elif isinstance(value, str) and PLAIN["instant"](value):
        said = datetime.datetime.fromisoformat(
            value.replace("Z", "+00:00")).astimezone(ZONE).strftime(
                "%Y-%m-%d %H:%M")
    elif isinstance(value, str) and PLAIN["local"](value):
        said = f"{value[:10]} {value[11:16]}"
    elif field == "period" and isinstance(value, str):
        said = period(value)
    elif field == "value" and row.get("name") == "hour":
        said = f"{int(value):02}:00"
    elif field == "frame_max":
        said = f"{value // 2 ** 20} MiB"
    elif field == "spellings":
        said = plain([one for one in value if one != row["name"]])
    elif field == "unclear" and isinstance(value, list):
        said = "; ".join(unclear(row, one) for one in value)
    elif field == "figures" and isinstance(value, list):
        said = "; ".join(" ".join(str(one[part]) for part in (
            "name", "value", "unit") if one[part]) for one in value)
    elif field == "notices" and isinstance(value, list):
        said = "; ".join(told(one) for one in value)
    else:
        said = plain(value)
    if field == "due" and row.get("overdue"):
        said += " overdue"
    return squeezed(said) or "-"


def told(notice):
    number = notice.get("activity")
    about = f"no. {number}" if number else notice.get("plan") or ""
    n = notice.get("n", 0)
    again = f", reminder {n}" if n > 1 else ""
    if notice["stage"] == "digest":
        again = ""
    elif notice["stage"] == "escalated" and n > 1:
        again = ", the second time" if n == 2 else f", time {n}"
    return squeezed(f"{about} {notice['stage']}{again}")


# The title of what a table tells people beside the rows, by their fields.
TOLD = {}


def read_columns():
    """Of each list its columns, (field, title), by the fields alone."""
    found = {}
    client = os.path.join(SOURCE, "client")
    for name in os.listdir(client):
        if not name.endswith(".c"):
            continue
        with open(os.path.join(client, name), encoding="utf-8") as file:
            text = file.read()
        for body in re.findall(
                r"static const struct column \w+\[\] = \{(.*?)\n\};", text,
                re.S):
            rows = re.findall(r'\{ "([^"]+)", (?:"([^"]+)"|NULL),([^}]*)',
                              body)
            pairs = [row[:2] for row in rows if "COLUMN_TOLD" not in row[2]]
            fields = tuple(field for field, _ in pairs)
            found[fields] = pairs
            TOLD.update((fields, title) for _, title, traits in rows
                        if "COLUMN_TOLD" in traits)
    return found


COLUMNS = read_columns()


def check_csv(value, text):
    """Each cell is the JSON's; returns the fields of the columns."""
    rows = list(csv.reader(io.StringIO(text)))
    listed = isinstance(value, list)
    if not listed and rows[0] == ["field", "value"]:
        rows = [[row[0] for row in rows[1:]], [row[1] for row in rows[1:]]]
    values = value if listed else [value]
    if len(rows) != len(values) + 1:
        raise Wrong(f"CSV has {len(rows) - 1} rows, JSON {len(values)}")
    for one, cells in zip(values, rows[1:]):
        for field, cell in zip(rows[0], cells, strict=True):
            if cell != guarded(plain(at(one, field))) and \
                    field not in BESIDES and not (
                        field == "time" and IS_TIME.fullmatch(cell)):
                raise Wrong(f"{field} is {cell!r} in CSV, in JSON"
                            f" {guarded(plain(at(one, field)))!r}")
        if not listed and set(one) - {f.split(".")[0] for f in rows[0]}:
            raise Wrong("CSV lacks " + ", ".join(
                set(one) - {f.split(".")[0] for f in rows[0]}))
    return rows[0]


def check_list(value, fields, table):
    """Each line of the table is the row's cells, and there is no other."""
    columns = COLUMNS.get(tuple(fields))
    if columns is None:
        raise Wrong(f"no list of the client has the columns {fields}")
    lines = [squeezed(line) for line in table.splitlines()]
    shown = [(field, title) for field, title in columns if title and
             f" {title} " in f" {lines[0]} "]
    told_title = TOLD.get(tuple(fields))
    if told_title:
        heading, *lines = lines
        if not heading.endswith(f" {told_title}"):
            raise Wrong(f"the table's titles are {heading!r}")
        cells = [" ".join(words(row, field) for field, _ in shown)
                 for row in value]
        lines = [line[:len(cell)] if len(line) > len(cell) + 1 else line + "?"
                 for line, cell in zip(lines, cells)]
        lines.insert(0, heading.removesuffix(f" {told_title}"))
    if lines[0] != " ".join(title for _, title in shown):
        raise Wrong(f"the table's titles are {lines[0]!r}")
    for field, title in columns:
        if title and (field, title) not in shown and any(
                words(row, field) != "-" and at(row, field) is not False
                for row in value):
            raise Wrong(f"the table has no column {title}")
    want = [" ".join(words(row, field) for field, _ in shown)
            for row in value]
    if lines[1:] != want:
        wrong = next((pair for pair in zip(lines[1:], want)
                      if pair[0] != pair[1]), (lines[-1], want[-1]))
        raise Wrong(f"the table says {wrong[0]!r}, not {wrong[1]!r}")


def leaves(value, name=""):
    if isinstance(value, dict):
        for member, one in value.items():
            yield from leaves(one, member)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, name)
    elif value is not None and not isinstance(value, bool):
        yield name, words({name: value}, name)


def check_thing(value, table, hidden=()):
    """A screen says each text, number and time that the JSON has."""
    text = squeezed(table)
    for name, said in leaves(value):
        if name not in hidden and said != "-" and said not in text:
            raise Wrong(f"the table lacks {name}: {said}")


def check_screen(value, table, verbose):
    """One that is made for people says each thing, if not all about it; with
    --verbose all numbers too."""
    if isinstance(value, list):
        value = {"rows": [{name: one for name, one in row.items() if name in (
            "id", "activity", "date", "recipient")} for row in value]}
    for name, rows in value.items():
        if isinstance(rows, list) and name in PRUNED:
            rows = [{field: row[field] for field in PRUNED[name]}
                    for row in rows]
        if verbose or name in ("rows", "late", "unclear", "answered"):
            check_thing({name: rows}, table)


# --- the tests ---------------------------------------------------------------

# What a screen for people leaves out, which JSON has, and why.
HIDDEN = {
    # a move tells its timeframe in words, and the last one's days stand above;
    # which mail it was, and of when, is for programs
    "activity show": ("version", "start", "end", "reply",
                      "written"),
}

# Of these a screen's line says which it is and why it stands there.
PRUNED = {"late": ("id", "activity"), "soon": ("id", "activity"),
          "unclear": ("id", "activity"), "answered": ("activity",),
          "duties": ("plan", "until")}

# What CSV has besides: a list of activities can be imported again, so that it
# names its daemon (docs/import.md).
BESIDES = ("daemon",)
# The clock goes on between two answers.
IS_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Tap:
    count = failed = 0

    def it(self, name, test, *words_of_it):
        self.count += 1
        try:
            test(*words_of_it)
            print(f"ok {self.count} - {name}", flush=True)
        except (Wrong, ValueError, KeyError, IndexError) as why:
            self.failed += 1
            print(f"not ok {self.count} - {name}\n# {why!r}", flush=True)


def name_of(words_of_it):
    """The command's name in the document."""
    two = " ".join(words_of_it[:2])
    if two == "activity confirm":
        return two + " N" * (len(words_of_it) - 2)
    return two if two in DOCUMENT.commands else words_of_it[0]


def read_json(words_of_it):
    return json.loads(run(words_of_it, "json"))


def is_read(name):
    return name in ("ping", "status", "timeframe", "rehearse", "holidays") or \
        name.split(" ")[-1] in ("list", "show", "notes")


def try_one(words_of_it):
    name = name_of(words_of_it)
    if name not in DOCUMENT.commands:
        raise Wrong("docs/json.md has no shape of it")
    value = read_json(words_of_it)
    for one in value if isinstance(value, list) else [value]:
        if not is_read(name) and one.pop("unchanged", True) is not True:
            raise Wrong("unchanged is not true")
    DOCUMENT.check(DOCUMENT.commands[name], value, name)
    if value in ([], {}):
        raise Wrong("it is empty: what is tried tells nothing")
    if not is_read(name):
        return
    fields = check_csv(value, run(words_of_it, "csv"))
    table = run(words_of_it, "table")
    if "--text" in words_of_it or "--unclear" in words_of_it or \
            name == "status":
        check_screen(value, table, "--verbose" in words_of_it)
    elif isinstance(value, list):
        check_list(value, fields, table)
    else:
        hidden = HIDDEN.get(" ".join(words_of_it[:2]), ())
        if value.get("due"):
            hidden += ("review",)  # what has a due date has no reviews
        if value.get("carried_to"):  # it goes on, and was not given up
            hidden += ("dropped_reason",)
            value = value | {"status": "carried"}
        check_thing(value, table, hidden)


def fill_in(word):
    """What only the state knows: an entry, a notice."""
    if word == "NOTE":
        return str(next(row["seq"] for row in read_json(["log", "list"])
                        if "note" in row["params"]))
    if word == "ISSUED":
        return str(next(row["id"] for row in read_json(["notice", "list"])
                        if row["state"] == "accepted"))
    if word == "DAEMON":
        return read_json(["ping"])["daemon"]
    if word in ("CARRIED", "GONE_ON"):
        way = "carried_from" if word == "CARRIED" else "carried_to"
        return str(next(row["id"] for row in read_json(
            ["activity", "list", "--all"]) if way in row))
    return word


def all_are_tried(lines):
    """Every command that help names, and every one of the document."""
    helped = subprocess.run([PLANVAKT, "--help"], capture_output=True,
                            check=True).stdout.decode()
    helped = helped.split("The daemon and this program:")[1]
    there = {found[1] for found in re.finditer(
        r"(?m)^  ([a-z]+(?: [a-z-]+)?)  ", helped)}
    tried = {name_of(line) for line in lines}
    plain_names = {re.sub(" N.*", "", name) for name in tried}
    for name, test in ELSEWHERE.items():
        with open(os.path.join(SOURCE, "tests", "cli", test),
                  encoding="utf-8") as file:
            if not re.search(r"json[\" ]" + name, file.read()):
                raise Wrong(f"{test} does not look at the JSON of {name}")
    missing = there - plain_names - set(ELSEWHERE) - {"help", "complete"}
    if missing or len(there) < 50:
        raise Wrong(f"not tried: {sorted(missing)} of {len(there)}")
    missing = there - {re.sub(" N.*", "", name)
                       for name in DOCUMENT.commands} - {"help", "complete"}
    if missing:
        raise Wrong(f"docs/json.md has no shape of {sorted(missing)}")


with open(os.path.join(SOURCE, "docs", "json.md"), encoding="utf-8") as file:
    DOCUMENT = Document(file.read())


def main():
    tap = Tap()
    lines = [shlex.split(line) for line in COMMANDS.strip().splitlines()]
    tap.it("every command is tried and in docs/json.md", all_are_tried, lines)
    for line in lines:
        tap.it("planvakt " + " ".join(line), lambda of_it: try_one(
            [fill_in(word) for word in of_it]), line)
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())
