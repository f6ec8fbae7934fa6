"""Damage of every kind, done to lines by chance, and a disk in memory to read them from."""

import io
import json
import os
import random
import stat
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from tests.journal.making import NOON, entry, fault, lines

from smartcli.errors import SmartError
from smartcli.exchange import writers
from smartcli.exchange.report import Report
from smartcli.home.disk import System
from smartcli.journal import Journal
from smartcli.journal.line import decode, encode

LATER = NOON + timedelta(days=1)
HOME = Path("/nowhere/home")

# A disk in memory, to read from


class _Found:
    """What a look into a folder finds."""

    def __init__(self, path: str, is_folder: bool) -> None:
        self.path, self.name, self._is_folder = path, os.path.basename(path), is_folder

    def is_dir(self) -> bool:
        return self._is_folder

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return not self._is_folder


class Memory(System):
    """Files by their paths; nothing can be written, as on a disk that is full."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._folders = {str(parent) for path in files for parent in Path(path).parents}
        self._open: list[io.BytesIO] = []

    def open(self, path: str, flags: int) -> int:
        if flags & os.O_CREAT:
            raise fault(28)
        if path not in self._files:
            raise FileNotFoundError(2, os.strerror(2), path)
        self._open.append(io.BytesIO(self._files[path]))
        return len(self._open) - 1

    def read(self, file: int, size: int) -> bytes:
        return self._open[file].read(size)

    def seek(self, file: int, position: int) -> None:
        self._open[file].seek(position)

    def close(self, file: int) -> None:
        pass

    def stat(self, place: str | int) -> os.stat_result:
        if isinstance(place, int):
            return _known(stat.S_IFREG, len(self._open[place].getbuffer()))
        if place in self._folders:
            return _known(stat.S_IFDIR, 0)
        if place in self._files:
            return _known(stat.S_IFREG, len(self._files[place]))
        raise FileNotFoundError(2, os.strerror(2), place)

    def mkdir(self, _path: str) -> None:
        raise fault(28)

    def scan(self, folder: str) -> Any:
        inside = [path for path in (*self._files, *self._folders) if os.path.dirname(path) == folder]
        if not inside and folder not in self._folders:
            raise FileNotFoundError(2, os.strerror(2), folder)
        return [_Found(path, path in self._folders) for path in inside if path != folder]


def _known(kind: int, size: int) -> os.stat_result:
    return os.stat_result((kind | 0o600, 0, 0, 1, 0, 0, size, 0, 0, 0))


# Lines to begin with

TEXTS = ["a row at work", "née 🌱", "\u202e\ud800\0", "\r\n\u2028", '"op":"delete"', '{"v":1,"id":"', "\\u0041" * 9, ""]


def real_lines(home: Path) -> list[bytes]:
    """Lines of every kind, as they are in a real journal."""
    journal = Journal(home)
    ids = [journal.append(entry(text, minutes=number)).id for number, text in enumerate(TEXTS)]
    journal.append(entry(answers={"deep": [{"a": ["x"], "b": None, "c": 1.5}] * 3}, more={"mood": [3]}))
    journal.edit(ids[0], {"trigger": "edited"}, asked={"trigger": "New?"}, at=LATER)
    journal.undo(at=LATER)
    journal.edit(ids[1], {"strength": None}, asked={}, at=LATER)
    journal.delete(ids[2:4], at=LATER)
    journal.delete(ids[4:5], at=LATER)
    journal.undo(at=LATER)
    found = lines(home)
    odd = {"v": 1, "id": "01KKBPENW0FG924SA1P8ZMQN4N", "n": len(found) + 1, "op": "tomorrow", "of": ids[0], "x": [{}]}
    newer = {**decode(found[0]), "v": 2, "id": "01KKBPENW0FG924SA1P8ZMQN4P", "n": len(found) + 2, "new": {"a": 1}}
    spaced = json.dumps({**decode(found[7]), "id": "01KKBPENW0FG924SA1P8ZMQN4Q", "crc": None}).encode()
    return [*found, encode(odd), encode(newer), _checked(spaced.removesuffix(b', "crc": null}'))]


def _checked(text: bytes) -> bytes:
    """A line out of all but its end."""
    return b'%b,"crc":"%08x"}' % (text, crc32(text + b"}"))


# Damage

Damage = Callable[[bytes, random.Random], bytes]
NOISE = [
    b"\0",
    b"\0" * 512,
    b"\n",
    b"\r",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b"\\",
    b"{",
    b"}",
    b"[" * 2000,
    b"\xe2\x80\xa8",
]
NUMBERS = [b"1e999", b"-0", b"1" * 5000, b"NaN", b"Infinity", b"00", b"0x1", b"1.", b"9" * 30, b"true"]


def flips(line: bytes, chance: random.Random) -> bytes:
    changed = bytearray(line)
    for _ in range(chance.choice([1, 1, 2, 8])):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cuts(line: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(line) + 1)
    return chance.choice([line[:place], line[place:], line[:place] + line[place + chance.randint(1, 40) :]])


def splices(line: bytes, chance: random.Random) -> bytes:
    place, other = chance.randrange(len(line) + 1), chance.randrange(len(line) + 1)
    return line[:place] + line[other:]


def doubles(line: bytes, chance: random.Random) -> bytes:
    return line + chance.choice([b"", b"\n", b"\r\n", b" "]) + line


def adds_noise(line: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(line) + 1)
    return line[:place] + chance.choice(NOISE) + line[place:]


def adds_a_number(line: bytes, chance: random.Random) -> bytes:
    return line.replace(b":7", b":" + chance.choice(NUMBERS)).replace(b':"', b":" + chance.choice(NUMBERS), 1)


def odd_value(chance: random.Random) -> Any:
    values: list[Any] = [
        None,
        True,
        0,
        -1,
        1.5,
        10**400,
        "",
        "x",
        "\ud800",
        [],
        {},
        [[[[]]]],
        {"a": {"b": [1]}},
        "9" * 30,
    ]
    return chance.choice(values)


def says_something_odd(line: bytes, chance: random.Random) -> bytes:
    """What another program might write: the check sum is right, and a field is of any kind, missing or added."""
    try:
        table = decode(line)
    except ValueError:
        return line[1:]
    for _ in range(chance.choice([1, 1, 3])):
        name = chance.choice([*table, "op", "of", "undoes", "batch", "edited", "age", "v", "n", "id"])
        if chance.random() < 0.3:
            table.pop(name, None)
        elif isinstance(table.get(name), dict) and chance.random() < 0.5:
            table[name] = {**table[name], chance.choice([*table[name], "x"]): odd_value(chance)}
        else:
            table[name] = odd_value(chance)
    return encode(table)


def goes_deep(line: bytes, chance: random.Random) -> bytes:
    deep = b"[" * chance.choice([10, 19, 20, 21, 500, 5000])
    text = line.rpartition(b',"crc":')[0].replace(b'"strength":7', b'"strength":%b1%b' % (deep, b"]" * len(deep)))
    return _checked(text)


DAMAGES: Sequence[Damage] = (
    flips, flips, cuts, splices, doubles, adds_noise, adds_a_number, says_something_odd, says_something_odd, goes_deep,
)  # fmt: skip


class Fuzz:
    """Journals with damaged lines, one after the other. inputs: how many lines were damaged so far."""

    def __init__(self, home: Path, seed: int, disk: type[Memory] = Memory) -> None:
        self._disk = disk
        self._lines = real_lines(home)
        self._chance = random.Random(seed)
        self.inputs = 0
        self.wrong: list[str] = []
        self._is_in_order = True
        whole = self._read(self._journal([self._lines]))
        self._whole = {one.id: one for one in whole}
        changed = {decode(line).get("of") for line in self._lines}
        self._plain = {id for id in self._whole if id not in changed}
        assert len(self._plain) > 5
        assert not self.wrong

    def damages(self, count: int = 10) -> None:
        """Damage some lines of a journal, and read it in every way."""
        hit = set(self._chance.sample(range(len(self._lines)), count))
        damages = {number: self._chance.choice(DAMAGES) for number in hit}
        # A whole line with another id may stand where no writer would put it: a change before what it changes.
        self._is_in_order = says_something_odd not in damages.values()
        damaged = [
            damages[number](line, self._chance) if number in hit else line for number, line in enumerate(self._lines)
        ]
        self.inputs += count
        kept = {self._id(line) for number, line in enumerate(self._lines) if number not in hit} & set(self._whole)
        place = self._chance.randrange(len(damaged))
        files = self._chance.choice([[damaged], [damaged[:place], damaged[place:]], [damaged, self._lines[:2]]])
        before = len(self.wrong)
        try:
            found = self._read(self._journal(files))
        except Exception as error:  # noqa: BLE001  # whatever it is, it is the finding
            self.wrong.append(f"broke: {error!r}")
        else:
            self._compare(found, kept)
        if len(self.wrong) > before:
            self.wrong[-1] += f" {files!r}"

    def _id(self, line: bytes) -> str:
        return str(decode(line).get("id")) if b'"crc":"' in line else ""

    def _journal(self, files: Sequence[Sequence[bytes]]) -> Journal:
        end = self._chance.choice([b"\n", b"\n", b"\r\n"])
        tail = self._chance.choice([b"", b"", b"\n", b"\0" * 99, b'{"v":1,"id":"01'])
        content = {
            str(HOME / "journal" / "abcdefgh" / f"{number:06}.jsonl"): end.join([*part, b""]) + tail
            for number, part in enumerate(files, 1)
        }
        return Journal(HOME, system=self._disk({str(HOME / "device"): b"abcdefgh\n", **content}), patience=0)

    def _read(self, journal: Journal) -> list[Any]:
        """In every way there is to read it."""
        entries, trash = journal.entries(), journal.trash()
        newest = list(journal.latest())
        if self._is_in_order and [one.id for one in newest] != [one.id for one in reversed(entries)]:
            self.wrong.append("the newest first are others than the oldest first")
        list(journal.latest("urge-log"))
        list(journal.search([self._chance.choice(["row", "née", "edited", "x"])]))
        with suppress(SmartError):
            journal.find(self._chance.choice(["01", "", *[one.id for one in entries]]))
        report = Report(entries=entries, titles={}, made="2026-03-10")
        for name in ("json", "csv", "markdown"):
            list(writers.load(name).render(report))
        return [*entries, *trash]

    def _compare(self, found: list[Any], kept: set[str]) -> None:
        there: dict[str, list[Any]] = {}
        for one in found:
            there.setdefault(one.id, []).append(one)
        for id in kept:
            if id not in there:
                self.wrong.append(f"an untouched line was not read: {id}")
            elif id in self._plain and self._whole[id] not in there[id]:
                self.wrong.append(f"an untouched line was read otherwise: {id}")
