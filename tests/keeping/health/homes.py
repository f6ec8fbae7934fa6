"""Homes in every kind of disorder, for doctor and repair."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.person import Person

Spoil = Callable[[Path], None]


_known: dict[int, dict[str, bytes]] = {}


def filled(person: Person, count: int = 5) -> Path:
    """A home with so many check-ins in it; its only segment. Made once, and after that copied."""
    if count not in _known:
        for number in range(count):
            person.does("check-in", {"line": f"evening {number}"})
            person.clock.on(minutes=1)
        files = [file for file in person.home.rglob("*") if file.is_file()]
        _known[count] = {str(file.relative_to(person.home)): file.read_bytes() for file in files}
    elif not person.home.exists():
        for name, data in _known[count].items():
            (person.home / name).parent.mkdir(parents=True, exist_ok=True)
            (person.home / name).write_bytes(data)
        close(person.home, top=True)
        person.clock.on(minutes=count)
    return segment(person.home)


def segment(home: Path) -> Path:
    return min((home / "journal" / own(home)).glob("0*.jsonl"))


def own(home: Path) -> str:
    return (home / "device").read_text().split("\n")[0]


def lines(home: Path) -> list[bytes]:
    return segment(home).read_bytes().removesuffix(b"\n").split(b"\n")


def put(home: Path, lines: list[bytes], end: bytes = b"\n") -> None:
    segment(home).write_bytes(b"\n".join(lines) + end)


def old(file: Path) -> None:
    """As if it had been left long ago."""
    os.utime(file, (1_000_000_000, 1_000_000_000))


def bit_rot(home: Path) -> None:
    first, second, *rest = lines(home)
    put(home, [first, second.replace(b"evening", b"evenimg"), *rest])


def torn_tail(home: Path) -> None:
    *rest, last = lines(home)
    put(home, [*rest, last[:60]], end=b"")


def torn_then_written_on(home: Path) -> None:
    """A writer that knew no cure put its line behind a torn one."""
    first, second, third, *rest = lines(home)
    put(home, [first, second[:50] + third, *rest])


def lost_break(home: Path) -> None:
    first, second, *rest = lines(home)
    put(home, [first + second, *rest])


def byte_order_mark(home: Path) -> None:
    segment(home).write_bytes(b"\xef\xbb\xbf" + segment(home).read_bytes())


def zeros(home: Path) -> None:
    """What a power cut leaves on some file systems."""
    segment(home).write_bytes(segment(home).read_bytes() + bytes(300))


def not_utf8(home: Path) -> None:
    put(home, [b"\xff\xfe\x00 of another program", *lines(home)])


def all_torn(home: Path) -> None:
    put(home, [line[:40] for line in lines(home)])


def bad_settings(home: Path) -> None:
    (home / "settings.toml").write_text('name = "Ana"\nway == stop\nplain = true\n')


def settings_not_utf8(home: Path) -> None:
    (home / "settings.toml").write_bytes(b'name = "Ana\xff"\nway == stop\n')


def bad_marks(home: Path) -> None:
    (home / "marks.toml").write_text('[[first]]\nmark = "0a1b2c3d"\n[[declined]]\nexercise == "values"\n')


def bad_homework(home: Path) -> None:
    row = '[[homework]]\nid = "0a1b2c3d"\nwhy = "To see."\nby = ""\nword = ""\nuntil = ""\ntaken = "2026-03-10"\n'
    (home / "homework.toml").write_text(f"{row}what = [\n")


def bad_cards(home: Path) -> None:
    (home / "at-hand.toml").write_text('[[card]]\nkind = "reason"\ntext = "My daughter"\nwhat = [\n')


def bad_draft(home: Path) -> None:
    (home / "drafts").mkdir(mode=0o700, exist_ok=True)
    (home / "drafts" / "check-in-01KAP4Y0W3T8GZ5N2M7QH6RXEB.json").write_text('{"id": ')


def left_over(home: Path) -> None:
    half = segment(home).with_name(".000001.jsonl.0a1b2c3d.tmp")
    half.write_bytes(b"half")
    (home / "drafts").mkdir(mode=0o700, exist_ok=True)
    lock = home / "drafts" / "check-in-01KAP4Y0W3T8GZ5N2M7QH6RXEB.lock"
    lock.touch()
    for file in (half, lock):
        old(file)


def open_modes(home: Path) -> None:
    home.chmod(0o755)
    segment(home).chmod(0o644)


def spare_copy(home: Path) -> None:
    data = b"\n".join(lines(home)[:3]) + b"\n"
    segment(home).with_name("000001.sync-conflict-20261122-190411-ABCDEFG.jsonl").write_bytes(data)


def torn_copy(home: Path) -> None:
    first, second, *_rest = lines(home)
    segment(home).with_name("000001 (conflicted copy).jsonl").write_bytes(first + b"\n" + second[:50])


def bad_name(home: Path) -> None:
    (home / "device").write_text("My laptop\nk3v9x1qd\n")


MENDED: dict[str, Spoil] = {
    "bit rot": bit_rot,
    "torn tail": torn_tail,
    "torn, then written on": torn_then_written_on,
    "lost break": lost_break,
    "byte order mark": byte_order_mark,
    "zeros": zeros,
    "not utf-8": not_utf8,
    "bad name": bad_name,
    "all torn": all_torn,
    "settings": bad_settings,
    "settings, not utf-8": settings_not_utf8,
    "marks": bad_marks,
    "homework": bad_homework,
    "cards": bad_cards,
    "draft": bad_draft,
    "left over": left_over,
    "modes": open_modes,
    "spare copy": spare_copy,
    "torn copy": torn_copy,
}


# What is named, and for the person to see to


def linked(home: Path) -> None:
    segment(home).with_name("000002.jsonl").symlink_to(segment(home))


def misplaced(home: Path) -> None:
    segment(home).with_name("000002.jsonl").mkdir(mode=0o700)


def in_the_cloud(home: Path) -> None:
    segment(home).with_name(".000002.jsonl.icloud").write_bytes(b"bplist00")


def elsewhere_torn(home: Path) -> None:
    """A damaged line in another machine's folder."""
    there = home / "journal" / "m4ch1n3b"
    there.mkdir(mode=0o700)
    (there / "000001.jsonl").write_bytes(b"torn\n")


def gap(home: Path) -> None:
    first, _second, _third, *rest = lines(home)
    put(home, [first, *rest])


def absent(home: Path) -> None:
    segment(home).rename(segment(home).with_name("000003.jsonl"))


def cloned(home: Path) -> None:
    first, second, *rest = lines(home)
    put(home, [first, second, *rest, second])


def strange_file(home: Path) -> None:
    segment(home).with_name("notes.txt").write_text("mine")


def no_name(home: Path) -> None:
    (home / "device").unlink()


def gone(home: Path) -> None:
    (home / "journal").rename(home.parent / "journal-elsewhere")


def own_folder_gone(home: Path) -> None:
    (home / "journal" / own(home)).rename(home.parent / "folder-elsewhere")


def dead_link(home: Path) -> None:
    gone(home)
    (home / "journal").symlink_to(home.parent / "no-such-place")


def unknown_kind(home: Path) -> None:
    from smartcli.journal.line import encode

    put(home, [*lines(home), encode({"v": 2, "id": "01KAP4Y0W3T8GZ5N2M7QH6RXEB", "n": 6, "what": "newer"})])


def bad_key(home: Path) -> None:
    (home / "key").mkdir(mode=0o700)
    (home / "key" / "identity.age").write_bytes(b"age-encryption.org/v1\n")
    (home / "key" / "identity.sum").write_text("0000\n")


def in_git(home: Path) -> None:
    (home / "journal" / ".git").mkdir()


NAMED: dict[str, Spoil] = {
    "linked": linked,
    "misplaced": misplaced,
    "in the cloud": in_the_cloud,
    "torn elsewhere": elsewhere_torn,
    "gap": gap,
    "absent segment": absent,
    "cloned": cloned,
    "strange file": strange_file,
    "no name": no_name,
    "gone": gone,
    "own folder gone": own_folder_gone,
    "dead link": dead_link,
    "unknown kind": unknown_kind,
    "bad key": bad_key,
    "in git": in_git,
}


def unmark(home: Path) -> None:
    """A home as before there were marks of what was seen of the journal: for a test that writes its files itself."""
    shutil.rmtree(home / "heights", ignore_errors=True)


def state(folder: Path) -> dict[str, tuple[int, int, int, bytes | str]]:
    """All there is to know of a folder: kind and mode, time of change, inode, bytes."""
    found: dict[str, tuple[int, int, int, bytes | str]] = {}
    for place in [folder, *folder.rglob("*")]:
        known = place.lstat()
        held: bytes | str = b""
        if place.is_symlink():
            held = str(place.readlink())
        elif place.is_file():
            held = place.read_bytes()
        found[str(place)] = (known.st_mode, known.st_mtime_ns, known.st_ino, held)
    return found


def whole(home: Path) -> set[str]:
    """The ids of all lines that can be read, wherever in the journal they stand."""
    from smartcli.journal.line import decode

    found = set()
    for file in home.glob("journal/*/*.jsonl"):
        for line in file.read_bytes().split(b"\n") if file.is_file() else ():
            try:
                found.add(str(decode(line)["id"]))
            except (ValueError, KeyError):
                continue
    return found


def close(home: Path, *, top: bool = False) -> None:
    """What a test wrote is made private, unless that is what it is about: then the home itself is open."""
    if top:
        home.chmod(0o700)
    elif home.stat().st_mode & 0o077:
        return
    for place in home.rglob("*"):
        if not place.is_symlink() and ".git" not in place.parts:
            place.chmod(0o700 if place.is_dir() else 0o600)


def not_well(person: Person) -> dict[str, str]:
    """The looks that are not well, but for the backup that nobody has made yet."""
    table = json.loads(person.types("doctor", "--json").out)
    return {one["id"]: one["result"] for one in table["checks"] if one["result"] != "well" and one["id"] != "backups"}
