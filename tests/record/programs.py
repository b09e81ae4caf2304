# SPDX-License-Identifier: ISC
"""The two programs that verify an export, as the tests run them."""
import importlib.util
import os
import shutil
import subprocess

PATIENCE = 120  # seconds, for what should take one
SOURCE = os.path.join(os.path.dirname(__file__), "..", "..", "schema")


def load(path):
    spec = importlib.util.spec_from_file_location("verify", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SECOND = load(os.path.join(SOURCE, "verify.py"))


def write_folder(folder, files):
    """The bytes of each name; what is not bytes makes something else."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "entries"))
    for name, data in files.items():
        path = os.path.join(os.fsencode(folder), os.fsencode(name))
        if callable(data):
            data(path)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def first(folder):
    """Runs `verify`: whether it accepts, and what it said; a fault of its
    own is told as None."""
    try:
        ran = subprocess.run(
            ["sh", os.path.join(SOURCE, "verify.sh"), folder], check=False,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE,
            env={"PATH": "/usr/bin:/bin"})
    except subprocess.TimeoutExpired:
        return None, f"it does not end within {PATIENCE} s"
    said = ran.stderr.decode("utf-8", "replace").strip()
    if ran.returncode == 0 and not said:
        return True, ran.stdout.decode()
    if ran.returncode == 1 and said.startswith("verify: ") and \
            "\n" not in said and not ran.stdout and said.isprintable():
        return False, said
    return None, f"status {ran.returncode}: {said}"


def second(folder, with_ssh_keygen=False):
    """The same of `verify.py`, in this process."""
    try:
        said = SECOND.Record(folder, with_ssh_keygen).verify()
    except SECOND.Refused as why:
        return False, "verify: " + SECOND.plain(str(why))
    except Exception as why:  # a program must not end so
        return None, repr(why)
    return True, "".join(SECOND.plain(line) + "\n" for line in said)
