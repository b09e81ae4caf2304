# SPDX-License-Identifier: ISC
"""The power is cut: what was written and not synced is gone, or there in
part. The library records what a life writes; from the record the folder is
made again as a disk may hold it at each moment before a sync."""
import os
import random

import town

PAGE = 4096


class File:
    """Its bytes, and those that are on the disk."""

    def __init__(self, data=b""):
        self.data, self.durable = bytearray(data), bytes(data)

    def write(self, at, data):
        self.data[len(self.data):] = bytes(max(0, at - len(self.data)))
        self.data[at:at + len(data)] = data

    def resize(self, size):
        self.write(size, b"")
        del self.data[size:]

    def sync(self):
        self.durable = bytes(self.data)

    def cut(self, path, luck):
        """What the disk has: of pages that were not synced, the lucky."""
        whole = bytearray(self.durable)
        for at in range(0, len(self.data), PAGE):
            if luck():
                piece = self.data[at:at + PAGE]
                whole[len(whole):] = bytes(max(0, at - len(whole)))
                whole[at:at + PAGE] = piece
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(whole)


class Folder:
    """Its names, and those that are on the disk."""

    def __init__(self):
        self.names, self.durable = {}, {}

    def sync(self):
        self.durable = dict(self.names)

    def cut(self, path, luck):
        path.mkdir(mode=0o700, exist_ok=True)
        names = dict(self.durable)
        for name in sorted(set(self.names) | set(names)):
            if self.names.get(name) is not names.get(name) and luck():
                names[name] = self.names.get(name)
        for name, node in names.items():
            if node is not None:
                node.cut(path / name, luck)


class Disk:
    """What stands beneath a folder, and what happens to it."""

    def __init__(self, path):
        self.nodes = {}
        self.root = self.read(path)
        self.told = []

    def read(self, path):
        node = Folder() if path.is_dir() else File(path.read_bytes())
        self.nodes[path.stat().st_ino] = node
        if path.is_dir():
            for inner in path.iterdir():
                if inner.is_dir() or inner.is_file():
                    node.names[inner.name] = self.read(inner)
        node.sync()
        return node

    def apply(self, kind, inode, other, offset, data):
        """Does what a line of the record says (record() in fail.c)."""
        node = self.nodes.get(inode)
        if kind == b"A":
            self.told.append(data.decode())
        elif node is not None:
            getattr(self, kind.decode())(node, other, offset, data)

    def W(self, node, _, offset, data):
        node.write(offset, data)

    def T(self, node, _, offset, __):
        node.resize(offset)

    def S(self, node, *_):
        node.sync()

    def O(self, folder, other, truncates, data):
        name = os.fsdecode(data)
        if name not in folder.names:
            self.nodes[other] = folder.names[name] = File()
        elif truncates:
            folder.names[name].resize(0)

    def M(self, folder, other, _, data):
        self.nodes[other] = folder.names[os.fsdecode(data)] = Folder()

    def U(self, folder, _, __, data):
        folder.names.pop(os.fsdecode(data), None)

    def names_of(self, folder, other, data):
        """Two paths: (name, the folder it goes to, name there)."""
        name, _, target = os.fsdecode(data).partition("/")
        return folder.names.get(name), name, self.nodes.get(other), target

    def L(self, folder, other, _, data):
        node, _, into, target = self.names_of(folder, other, data)
        if node is not None and into is not None:
            into.names[target] = node

    def R(self, folder, other, _, data):
        node, name, into, target = self.names_of(folder, other, data)
        if node is not None and into is not None:
            del folder.names[name]
            into.names[target] = node


def events(record):
    """The lines of a record with their bytes."""
    with open(record, "rb") as file:
        for line in file:
            kind, inode, other, offset, length = line.split()
            yield (kind, int(inode), int(other), int(offset),
                   file.read(int(length)))


def cuts(disk, record, folder, lucks):
    """Makes the folder as it may be at each cut: (name, folder, what was
    told by then)."""
    nothing = (b"end", 0, 0, 0, b"")
    for number, event in enumerate([*events(record), nothing]):
        if event[0] in (b"S", b"end"):
            for luck in range(lucks + 1):
                chance = random.Random(f"{number}.{luck}")
                path = folder / f"cut.{number}.{luck}"
                disk.root.cut(path, lambda: luck and chance.random() < 0.5)
                yield f"cut {number}, luck {luck}", path, list(disk.told)
        if event[0] != b"end":
            disk.apply(*event)


def record_day(prepared, folder, shim):
    """A day without a fault: (the disk before it, the record)."""
    place = town.copy(prepared, folder)
    disk = Disk(place.folder)
    record = place.folder / "record"
    record.touch()
    place.arm(shim, record=record)
    town.live(place, record)
    place.wait_for(place.is_settled, "the letters do not leave")
    place.stop()
    return disk, record


def record_init(prepared, folder, shim):
    """The same of the making of a state."""
    place = town.Town(prepared.build, folder)
    place.folder.mkdir()
    town.begin(place)
    disk = Disk(place.folder)
    record = place.folder / "record"
    record.touch()
    place.arm(shim, record=record)
    town.violated(town.init(place, True), "no state")
    town.acknowledge(record, "init")
    return disk, record


def judged(judge, prepared, path, told):
    """What goes on from what the disk has."""
    place = town.Town(prepared.build, path)
    try:
        judge(place, told)
        return True
    finally:
        place.kill()
