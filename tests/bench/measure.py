# SPDX-License-Identifier: ISC
"""Running programs and saying what they took: medians and spread of both
sides, interleaved, so that what else the machine does meets both."""
import os
import statistics
import subprocess
import sys
import time

SHELL = ["/bin/bash", "-c", '"$@"; exit $?', "bash"]


def say(text):
    print(text, file=sys.stderr, flush=True)


class Sample:
    """One run: seconds by the clock, seconds of processor of all that worked
    for it, most memory of the program in KiB."""

    def __init__(self, clock, processor=None, memory=None):
        self.clock, self.processor, self.memory = clock, processor, memory


class Series:
    def __init__(self):
        self.samples = []

    def add(self, sample):
        self.samples.append(sample)

    def of(self, name):
        return [value for value in (getattr(sample, name)
                                    for sample in self.samples)
                if value is not None]

    def median(self, name="clock"):
        values = self.of(name)
        return statistics.median(values) if values else None

    def most(self, name="memory"):
        return max(self.of(name), default=None)

    def spread(self, name="clock"):
        """Half of the middle half, in per cent of the median."""
        values = sorted(self.of(name))
        if len(values) < 3:
            return None
        quarter = len(values) / 4
        low = values[int(quarter)]
        high = values[min(len(values) - 1, int(3 * quarter))]
        return 50 * (high - low) / statistics.median(values)


def processor_of(pids):
    """Seconds of processor that these processes have used, by the scheduler,
    which counts finer than times(2)."""
    used = 0
    for pid in pids:
        with open(f"/proc/{pid}/schedstat", encoding="ascii") as file:
            used += int(file.read().split()[0]) / 1e9
    return used


class Runner:
    """Runs commands in an environment of their own."""

    def __init__(self, tools, work):
        self.tools, self.output = tools, os.path.join(work, "output")
        self.env = {"PATH": "/usr/bin:/bin", "HOME": os.path.join(work, "home"),
                    "XDG_STATE_HOME": os.path.join(work, "client"),
                    "LC_ALL": "C.UTF-8", "TZ": "Europe/Stockholm",
                    "TMPDIR": work}
        os.makedirs(self.env["HOME"], exist_ok=True)

    def run(self, words, helpers=(), output=None, statuses=(0,), **env):
        """A Sample; `helpers` are processes that work for it."""
        before = processor_of(helpers)
        ran = subprocess.run(
            [os.path.join(self.tools, "clocked"), output or self.output,
             *words], env={**self.env, **env}, check=False,
            stdin=subprocess.DEVNULL, capture_output=True)
        if ran.returncode != 0:
            raise RuntimeError(f"{words}: {ran.stderr.decode()}")
        clock, processor, memory, status = ran.stdout.decode().split()
        if int(status) not in statuses:
            raise RuntimeError(f"{' '.join(words)}: exit status {status}: "
                               f"{ran.stderr.decode()}")
        return Sample(float(clock), float(processor) +
                      processor_of(helpers) - before, int(memory))

    def rate(self, words, helpers=()):
        """A Sample of a tool that prints how many, in how many seconds, and
        how many of its own processor: seconds for one."""
        before = processor_of(helpers)
        ran = subprocess.run(words, env=self.env, check=False,
                             stdin=subprocess.DEVNULL, capture_output=True)
        if ran.returncode != 0:
            raise RuntimeError(f"{words}: {ran.stderr.decode()}")
        count, seconds, own = ran.stdout.decode().split()
        worked = processor_of(helpers) - before if helpers else float(own)
        return Sample(float(seconds) / int(count), worked / int(count))


def interleave(sides, least, most, seconds):
    """Runs each of the functions in turn, at least `least` times, at most
    `most`, for about so many seconds; a Series for each. What was first is
    last in the next round. A first round, which warms up, is not counted
    where there is time."""
    series = [Series() for _ in sides]
    until = time.monotonic() + seconds
    began = time.monotonic()
    order = list(range(len(sides)))
    if least > 1:
        for at in order:
            sides[at]()
        if time.monotonic() - began > seconds / least:
            until = 0
    rounds = 0
    while rounds < least or (rounds < most and time.monotonic() < until):
        for at in order:
            series[at].add(sides[at]())
        order.reverse()
        rounds += 1
    return series
