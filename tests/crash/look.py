# SPDX-License-Identifier: ISC
"""Who only looks changes nothing, and tells all or an error: planvaktd check
and rehearse of a state that stands still, and what the client writes into
files."""
import hashlib
import subprocess

import town

LOOKS = (
    ("check", "--state", "state"),
    ("rehearse", "--state", "state", "--from", "2022-06-30", "--to",
     "2022-07-29", "--format", "json"),
)


def held(folder):
    """What every file below it holds, by name; but `checked`, in which check
    notes its time."""
    return {str(path.relative_to(folder)): hashlib.sha256(
        path.read_bytes()).hexdigest() if path.is_file() else ""
            for path in folder.rglob("*")
            if not path.name.startswith("checked")}


def look(place, faulty):
    """What each says: (the exit status, its words)."""
    place.faulty = faulty
    told = [place.run(faulty, "planvaktd", *words) for words in LOOKS
            if not place.halted()]
    place.faulty = False
    return told


def prepare(prepared, folder):
    """What is told of it, and the plan as a file, where nothing fails."""
    place = town.copy(prepared, folder)
    prepared.told = look(place, False)
    town.violated(any(status for status, _ in prepared.told),
                  f"{prepared.told}")
    place.start(town.EVENING)
    place.must(*PLAN)
    place.must(*RECORD)
    place.kill()
    verifies(place)
    prepared.plan = (folder / "plan.csv").read_bytes()
    prepared.record = record(place)


# --- a state that stands still ------------------------------------------------

def suffer_state(prepared, folder, shim, fault):
    """Whether the fault struck."""
    place = town.copy(prepared, folder)
    before = held(place.state)
    place.arm(shim, fault.words())
    for (status, said), whole in zip(look(place, True), prepared.told):
        town.violated(status == 0 and said != whole[1],
                      f"it ends well and says: {said[:200]}")
        town.violated(status < 0 and fault.call != "effect",
                      f"it is ended by signal {-status}")
    after = held(place.state)
    changed = {name for name in {*before, *after}
               if before.get(name) != after.get(name)}
    town.violated(changed, f"the state was changed: {sorted(changed)}")
    return place.page.struck > 0


def count_state(prepared, folder, shim):
    """The calls, without a fault."""
    place = town.copy(prepared, folder)
    place.arm(shim)
    town.violated(look(place, True) != prepared.told, "they say other things")
    return place.page


# --- what the client writes ---------------------------------------------------

PLAN = ("export", "plan.csv", "--plan", "vbe")
RECORD = ("log", "export", "record")


def write_files(place, faulty):
    """An export of the record and one of the plan: which ended well."""
    place.faulty = faulty
    done = []
    for name, words in (("record", RECORD), ("plan", PLAN)):
        if not place.halted():
            done += [name] * (place.client(*words, faulty=faulty)[0] == 0)
    place.faulty = False
    return done


def judge_files(place, done, prepared):
    """What was told to be written is there, and whole."""
    plan = prepared.plan
    if "record" in done and not (
            is_signed(place) and record(place) == prepared.record):
        verifies(place)
    file = place.folder / "plan.csv"
    town.violated("plan" in done and not file.exists(), "there is no plan")
    town.violated(file.exists() and file.read_bytes() != plan,
                  "the plan is there in part")


def record(place):
    """What it holds, but when it was written, and what was signed then."""
    told = held(place.folder / "record")
    lines = (place.folder / "record/checkpoint").read_text().splitlines()
    told["checkpoint"] = [line for line in lines
                          if not line.startswith("time ")]
    told.pop("checkpoint.sig", None)
    return told


def is_signed(place):
    """Whether the checkpoint was signed by the daemon that it names."""
    file = place.folder / "record/checkpoint"
    if not file.exists():
        return False
    text = file.read_bytes()
    checked = subprocess.run(
        ["ssh-keygen", "-Y", "check-novalidate", "-n", "planvakt-daemon", "-s",
         f"{file}.sig"], input=text, check=False, capture_output=True)
    return checked.returncode == 0 and any(
        word in text for word in checked.stdout.split()
        if word.startswith(b"SHA256:"))


def verifies(place):
    checked = subprocess.run(
        ["sh", "record/verify", "record"], cwd=place.folder, text=True,
        check=False, env=place.environment(False), stdin=subprocess.DEVNULL,
        capture_output=True)
    town.violated(checked.returncode != 0, f"verify: {checked.stderr}")


def begin_files(prepared, folder):
    """A daemon that the client knows."""
    place = town.copy(prepared, folder)
    place.start(town.EVENING)
    place.must("ping")
    return place


def suffer_files(prepared, folder, shim, fault):
    """The client fails while it writes; the second time all is well, over
    what the first one left. Whether the fault struck."""
    place = begin_files(prepared, folder)
    try:
        place.arm(shim, fault.words())
        judge_files(place, write_files(place, True), prepared)
        done = write_files(place, False)
        town.violated(done != ["record", "plan"], f"then it writes {done}")
        judge_files(place, done, prepared)
        left = [path.name for path in folder.iterdir()
                if path.name.startswith((".plan.csv", "plan.csv."))]
        town.violated(left and fault.mode == "once", f"{left} is left")
        place.must("update", "3", "--note", "Efteråt")
        return place.page.struck > 0
    finally:
        place.kill()


def count_files(prepared, folder, shim):
    """The client's calls, without a fault."""
    place = begin_files(prepared, folder)
    place.arm(shim)
    town.violated(write_files(place, True) != ["record", "plan"],
                  "nothing is written")
    place.kill()
    return place.page
