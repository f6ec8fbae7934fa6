"""Homes in which anything lies: links, loops, pipes, sockets, folders named like files, forbidden and huge ones.

Each case is made from a number, in a process of its own that is no administrator, and one command is run in it.
"""

import ctypes
import json
import os
import random
import resource
import shutil
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.person import OWN, Person
from tests.privacy import table

from smartcli import __main__ as program
from smartcli import world as worlds
from smartcli.home import filenames, layout

REAL_WORLD = worlds.real  # a test keeps it out of reach; a case has a home of its own
HANG = 30  # seconds after which it is one, however busy the machine is
LONGEST = 5  # seconds of work that an answer may take
MEMORY = 3 << 30  # bytes a command may have
CODES = {0, 1, 2, 3, 4, 130}
WORD = "harbour"  # in every entry that is the person's
BEYOND = 1 << 40  # bytes of a huge file, in which there are none

# Commands that change what is shown, or play in homes of their own.
ERASING = {"forget", "restore", "import", "demo", "lock", "unlock", "repair", "journal delete", "journal edit"}
ANSWERS = {
    "do": ["urge-log", "--answers", "-"],
    "checkin": ["--answers", "-"],
    "settings change": ["--answers", "-"],
    "cards pick": ["--answers", "-"],
    "cards away": ["reason", "--answers", "-"],
    "cards back": ["reason", "--answers", "-"],
    "cards edit": ["reason", "--answers", "-"],
    "exercises new": ["mine-too"],
    "journal search": ["row"],
    "forget": ["--exercise", "urge-log"],
    "restore": ["--dry-run"],
    "repair": ["--dry-run"],
    "doctor": ["--report"],
    "backup": ["--to", "{folder}"],
}
STDIN = {
    "do": {"strength": 7, "trigger": [f"a {WORD}"]},
    "checkin": {"line": f"by the {WORD}"},
    "settings change": {"name": "Ana"},
    "cards pick": {"reason": ["1"]},
}


@dataclass
class Tried:
    """One case: what was odd, what was typed, and what came of it."""

    number: int
    odd: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    said: str = ""
    code: int = -1
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"case {self.number}: {'; '.join(self.wrong)}; {' '.join(self.typed)!r} with {self.odd}: {self.said[-400:]}"
        )


class Shore:
    """Where homes come from: a plain and a sealed one that are in order, and a place to spoil copies of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ids: dict[bool, str] = {}
        for is_sealed in (False, True):
            self._made(is_sealed)
        (folder / "cases").mkdir()

    def model(self, is_sealed: bool) -> Path:
        return self.folder / ("sealed" if is_sealed else "plain")

    def _made(self, is_sealed: bool) -> None:
        person = Person(self.model(is_sealed))
        (person.home / "journal" / "aaaa0000").mkdir(parents=True)  # no name by chance: a case is the same again
        (person.home / "device").write_text("aaaa0000\n")
        if is_sealed:
            person.passphrases = [OWN]
            assert person.types("lock", "--yes").code == 0
        for number in range(3):
            self.ids[is_sealed] = person.does("urge-log", {"strength": 7, "trigger": [f"{WORD} {number}"]})["id"]
            person.clock.on(minutes=1)
            own = person.home / "journal" / (person.home / "device").read_text().split()[0]
            newest = max(own.glob("0*"))
            newest.with_name(f"{int(newest.name[:6]) + 1:06}.jsonl").write_bytes(b"")
        person.does("why-i-want-this", {"reasons": [f"the {WORD} lights", "sleep"]})
        person.types("do", "urge-log", answers=["7", f"{WORD} draft", "^C"])
        person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Ana"}')
        person.types("cards", "pick", "--answers", "-", stdin=b'{"reason": ["1"]}')
        other = person.home / "journal" / "zzzz0000"
        shutil.copytree(own, other)
        for place in ("exercises", "quarantine", "backups"):
            (person.home / place).mkdir(exist_ok=True)
        (person.home / "exercises" / "mine.toml").write_text(
            'format = 1\ntitle = "Mine"\npoint = "urges"\nminutes = 1\n'
        )
        person.types("backup")

    def clear(self, number: int) -> None:
        place = self.folder / "cases" / str(number)
        for path, folders, _files in os.walk(place):
            for name in folders:
                if not os.path.islink(os.path.join(path, name)):
                    os.chmod(os.path.join(path, name), 0o700)
        shutil.rmtree(place, ignore_errors=True)


# Odd things


def _all(home: Path) -> list[str]:
    """All that lies in a home, as far as it can be looked into."""
    return sorted(os.path.join(path, name) for path, folders, files in os.walk(home) for name in [*folders, *files])


def _names(chance: random.Random, home: Path) -> str:
    """A place in a home: one that is there, one that could be, or one that nobody thought of."""
    folders = [row.name for row in layout.TABLE if row.is_folder and row.is_one]
    there = [os.path.relpath(path, home) for path in _all(home)]
    folders += [path for path in there if path.startswith("journal/") and os.path.isdir(home / path)] * 2
    known = [row.name for row in layout.TABLE if row.is_one]
    known += [f"key/{name}" for name in (filenames.RECIPIENT, filenames.IDENTITY, filenames.IDENTITY_SUM)]
    name = chance.choice(
        [
            "000007.jsonl", "000001.jsonl.age", "01jb2aaaaaaaaaaaaaaaaaaaaa.jsonl", "000001.sync-conflict-1.jsonl",
            ".000001.jsonl.icloud", "urge-log-01JB2AAAAAAAAAAAAAAAAAAAAA.json", "aaaaaaaaaaaaaaaa.age", "a.lock",
            "foo.toml", "urge-log.toml", "auto-2026-03-01-120000.zip", "my-log-2026-03-01-1200.zip", "elsewhere",
            ".half.toml.0a1b2c3d.tmp", ".unpacked-0a1b", "recipient.off", "0a1b2c3d-12.line", "marks.toml-0a1b2c3d",
            "b" * 255, "a\x1b[31mb", "new\nline.jsonl", "\udcff\udcfe.jsonl", "\udcff.toml", "émoji😀.json",
            "a b.jsonl.age",
            "abcd1234", "-rf", "~", ".git", "lock", "x.digest",
        ]
    )  # fmt: skip
    which = chance.random()
    if which < 0.45 and there:
        return chance.choice(there)
    if which < 0.6:
        return chance.choice(known)
    return f"{chance.choice([*folders, '.'])}/{name}"


def _contents(chance: random.Random, before: bytes) -> bytes:
    deep = b"a = " + b"[" * 5000 + b"]" * 5000
    return chance.choice(
        [
            lambda: b"", lambda: chance.randbytes(chance.randrange(3000)), lambda: before,
            lambda: before[: len(before) // 2], lambda: before.replace(b'"v":1', b'"v":9'),
            lambda: before.replace(b"format = 1", b"format = 9"), lambda: bytes(4096), lambda: b"\xef\xbb\xbf" + before,
            lambda: before.decode("latin-1").encode("utf-16"), lambda: before * 3, lambda: deep, lambda: b"{" * 100_000,
            lambda: b"[" * 100_000, lambda: b"PK\x03\x04" + before, lambda: b"age-encryption.org/v1\n" + before,
            lambda: b"a = 1\n" * 50_000, lambda: b'{"v":1,"n":1,"age":"AAAA","crc":"00000000"}\n',
            lambda: b"9" * 9000, lambda: before + b"\n\x00\n" + before,
            lambda: b"\n".join(b"[[steps]]\nkind = \"text\"\nkey = \"k%d\"\nask = \"a\"" % n for n in range(1500)),
        ]
    )()  # fmt: skip


def _beginning(place: str) -> bytes:
    """What stands in a plain file, as far as it can be read and is not endless."""
    with suppress(OSError):
        if stat.S_ISREG(os.lstat(place).st_mode):
            with open(place, "rb") as file:
                return file.read(1 << 20)
    return b""


def _spoil(chance: random.Random, home: Path) -> str:
    """Make one thing odd; what was done, and where."""
    place = home / _names(chance, home)
    before = _beginning(os.fspath(place)) or _beginning(chance.choice(_all(home)))
    kind = chance.choice(sorted(KINDS))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if kind != "mode":
            if os.path.isdir(place) and not os.path.islink(place):
                shutil.rmtree(place)
            elif os.path.lexists(place):
                place.unlink()
        KINDS[kind](chance, place, before)
    except OSError as error:
        return f"{kind} not made ({error.errno})"
    return f"{kind} at {os.path.relpath(place, home)!r}"


def _sparse(_chance: random.Random, place: Path, before: bytes) -> None:
    with open(place, "wb") as file:
        file.write(before[:100])
        file.truncate(BEYOND)


def _mode(chance: random.Random, place: Path, _before: bytes) -> None:
    if os.path.lexists(place):
        os.chmod(place, chance.choice([0, 0o200, 0o400, 0o500, 0o777, 0o100, 0o600]))


def _file(chance: random.Random, place: Path, before: bytes) -> None:
    place.write_bytes(_contents(chance, before))


def _folder(chance: random.Random, place: Path, before: bytes) -> None:
    place.mkdir()
    if chance.random() < 0.5:
        (place / place.name[:200]).write_bytes(before)


def _link(chance: random.Random, place: Path, _before: bytes) -> None:
    others = [
        "..", ".", "/", "/dev/zero", "/dev/null", "/dev/full", "/dev/tty", "/proc/self/mem", "/nowhere/at/all",
        "../settings.toml", "/etc/passwd", "../journal", "../drafts", "lock",
    ]  # fmt: skip
    place.symlink_to(chance.choice(others))


KINDS: dict[str, Callable[[random.Random, Path, bytes], None]] = {
    "file": _file,
    "file again": _file,
    "folder": _folder,
    "link": _link,
    "loop": lambda _chance, place, _before: place.symlink_to(place.name),
    "pipe": lambda _chance, place, _before: os.mkfifo(place),
    "socket": lambda _chance, place, _before: os.mknod(place, stat.S_IFSOCK | 0o600),
    "mode": _mode,
    "huge": _sparse,
    "gone": lambda _chance, place, _before: None,
}


def _command(chance: random.Random, place: Path, id: str) -> tuple[list[str], bytes]:
    lines = [line for line in table.command_lines() if line != ["demo"]]
    line = chance.choice(lines)
    if chance.random() < 0.3:
        line = chance.choice([["journal", "list"], ["urge"], ["help-now"], ["doctor"], ["do"], ["backup"], []])
    name = " ".join(word for word in line if word[0] != "{" and word not in ("json", "bash"))
    chosen = {"{id}": id, "{file}": str(place / "some.json"), "{word}": "urge-log", "{folder}": str(place / "out")}
    words = [*line, *(ANSWERS.get(name, []) if chance.random() < 0.7 or name in ("do", "checkin") else [])]
    if name == "restore":
        found = sorted((place / "home" / "backups").glob("*.zip")) if os.access(place / "home" / "backups", 5) else []
        chosen["{file}"] = str(chance.choice([*found, place / "some.json"]))
    if name not in ("urge", "help-now", "sos") and chance.random() < 0.5:
        known = {" ".join(words): command for words, command in table.every()}[name]
        options = {option for one in known.params for option in one.opts} & {"--json", "--yes"}
        words += chance.sample([*sorted(options), "--no-input", "--plain"], 2)
    return [chosen.get(word, word) for word in words], json.dumps(STDIN.get(name, {})).encode()


def _reachable(home: Path, is_sealed: bool) -> set[str]:
    """The words of entries in segments that are as they were made and can be reached."""
    found: set[str] = set()
    own = _beginning(os.fspath(home / "device")).decode("ascii", "replace").split()[:1]
    if is_sealed or (own and not os.path.exists(home / "journal" / own[0])):  # a journal that is gone is an error
        return found
    for number in range(3):
        for file in home.glob(f"journal/*/{number + 1:06}.jsonl"):
            try:
                is_whole = (
                    not any(part.is_symlink() for part in (file, file.parent, file.parent.parent, home))
                    and stat.S_ISREG(file.lstat().st_mode)
                    and not file.parent.name.startswith(".")
                    and file.stat().st_size < 1 << 20
                    and f"{WORD} {number}".encode() in file.read_bytes()
                    and all(os.access(part, os.R_OK | os.X_OK) for part in (home, file.parent, file.parent.parent))
                )
            except OSError:
                continue
            if is_whole:
                found.add(f"{WORD} {number}")
    return found


def _inside(shore: Shore, number: int) -> Tried:
    """In a process of its own: make the home, run the command, look at it."""
    chance = random.Random(number)
    tried = Tried(number=number)
    is_sealed = chance.random() < 0.25
    place = shore.folder / "cases" / str(number)
    place.mkdir()
    (place / "out").mkdir()
    (place / "some.json").write_text('{"schema": 1, "entries": []}')
    home = place / "home"
    shutil.copytree(shore.model(is_sealed), home)
    os.chdir(place)
    tried.odd = [_spoil(chance, home) for _ in range(chance.choice([1, 1, 1, 2, 3, 5]))]
    try:
        tried.typed, stdin = _command(chance, place, shore.ids[is_sealed])
    except OSError:
        tried.typed, stdin = ["journal", "list"], b""
    reachable = _reachable(home, is_sealed)
    os.environ.clear()
    os.environ.update({"HOME": str(place), "SMARTCLI_HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
    worlds.real = REAL_WORLD
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def run(argv: list[str], stdin: bytes) -> tuple[int, str, str]:
        argv = [*argv]
        if is_sealed and argv and argv[0] not in ("urge", "help-now", "sos"):
            reading, writing = os.pipe()
            os.write(writing, f"{OWN}\n".encode())
            os.close(writing)
            argv += ["--passphrase-fd", str(reading)]
        return _spoken(argv, stdin, place)

    begun = time.process_time()
    tried.code, out, err = run(tried.typed, stdin)
    tried.seconds = time.process_time() - begun
    tried.said = out + err
    tried.wrong = list(_wrong(tried))
    name = " ".join(word for word in tried.typed[:2] if word[0] not in "-/")
    if not {name, name.split(" ")[0]} & ERASING:
        code, out, err = run(["journal", "list", "--json"], b"")
        try:
            listed = {str(entry["answers"].get("trigger")) for entry in json.loads(out)["entries"]}
        except (ValueError, KeyError):
            listed = set()
        lost = {word for word in reachable if not any(word in one for one in listed)}
        if lost:
            tried.wrong.append(f"{sorted(lost)} not shown, exit {code}: {err[-300:]}")
    return tried


def _spoken(argv: list[str], stdin: bytes, place: Path) -> tuple[int, str, str]:
    out, err = place / "stdout", place / "stderr"
    (place / "stdin").write_bytes(stdin)
    for number, path, flags in ((0, place / "stdin", os.O_RDONLY), (1, out, os.O_RDWR), (2, err, os.O_RDWR)):
        file = os.open(path, flags | os.O_CREAT | os.O_TRUNC * (number > 0), 0o600)
        os.dup2(file, number)
        os.close(file)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False, errors=errors)  # noqa: SIM115
        for number, mode, errors in ((0, "r", "strict"), (1, "w", "strict"), (2, "w", "backslashreplace"))
    )
    code = program.main(argv)
    sys.stdout.flush()
    sys.stderr.flush()
    return code, out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace")


def _wrong(tried: Tried) -> Iterator[str]:
    if tried.code not in CODES:
        yield f"exit {tried.code}"
    if tried.seconds > LONGEST:
        yield f"{tried.seconds:.1f} s"
    for words in ("Something inside", "Traceback", "is missing or broken", "Errno"):
        if words in tried.said:
            yield words
    if not tried.said.strip() and tried.code:
        yield "not a word"


def as_anybody() -> None:
    """Give up what an administrator may do beyond others: read and enter what is closed to them."""
    if os.getuid() == 0 and sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        head, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        if library.capset(head, none):
            raise OSError(ctypes.get_errno(), "capset")


def case(shore: Shore, number: int) -> Tried:
    """Try one case, in a process of its own that ends when it hangs."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            os.setsid()
            as_anybody()
            tried = _inside(shore, number)
            os.write(writing, json.dumps(vars(tried)).encode("ascii")[: 1 << 15])
        except BaseException as error:  # noqa: BLE001
            import traceback

            failed = Tried(number=number, wrong=[f"the case itself: {error!r}"], said=traceback.format_exc()[-600:])
            os.write(writing, json.dumps(vars(failed)).encode("ascii"))
        finally:
            os._exit(0)
    os.close(writing)
    begun = time.monotonic()
    told = None
    while time.monotonic() - begun < HANG:
        done, _status = os.waitpid(child, os.WNOHANG)
        if done:
            data = os.read(reading, 1 << 20)
            told = json.loads(data) if data else {"number": number, "wrong": ["it ended without a word"]}
            break
        time.sleep(0.002)
    if told is None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told = {"number": number, "wrong": ["it hangs"]}
    os.close(reading)
    shore.clear(number)
    return Tried(**told)


def tries(folder: Path, count: int, seed: int) -> tuple[int, list[str]]:
    """So many cases: how many were tried, and what was wrong."""
    shore = Shore(folder)
    found = (case(shore, seed * 1_000_000 + number) for number in range(count))
    return count, [str(one) for one in found if one.wrong]
