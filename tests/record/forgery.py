# SPDX-License-Identifier: ISC
"""What somebody would do on purpose. Each is a function of a honest log that
gives the files of a forged export; its docstring says what was tried. They
stand by what the forger has: nothing but the folder, a key of his own, or the
daemon's key too. Not everything that has a name here was ever accepted."""
import ssh

FRESH = ssh.Key(b"made by the forger")
FORGERIES = []


def forgery(function):
    FORGERIES.append((function.__name__.replace("_", " "), function))
    return function


def variants(*all_of_them):
    """The same with each of the values: one forgery each."""
    def register(function):
        for count, value in enumerate(all_of_them):
            def one(programs, value=value):
                return function(programs, value)
            one.__doc__ = function.__doc__
            told = "" if isinstance(value, tuple) or hasattr(value, "sign") \
                else ": " + ascii(value)[:60]
            FORGERIES.append((
                f"{function.__name__.replace('_', ' ')}, {count + 1}{told}",
                one))
        return function
    return register


def appended(log, key, method, params, **other):
    """His entry at the end, and a checkpoint by his key."""
    log.write(key, method, params, **other)
    return log
