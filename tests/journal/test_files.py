"""Where a journal lies, and what is said where it does not: what cannot be reached is never an empty journal."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journal.making import entry, fault, keys_of, lay_key

from smartcli.errors import Damaged
from smartcli.home.disk import SYSTEM, System
from smartcli.home.seal.keys import Keys, Missing
from smartcli.journal import Journal, files
from smartcli.journal.files import Files

NOWHERE = "not plugged in"


def files_of(home: Path, system: System = SYSTEM) -> Files:
    return Files(home=home, system=system, patience=0, keys=Keys(home))


def said(error: pytest.ExceptionInfo[Damaged]) -> tuple[str, str | None]:
    return str(error.value), error.value.next


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """With an entry."""
    Journal(tmp_path / "home").append(entry())
    return tmp_path / "home"


def own(home: Path) -> Path:
    return home / "journal" / (home / "device").read_text().split()[0]


def linked(place: Path) -> None:
    """It was moved to a disk that is not there now."""
    place.rename(place.with_name(f"{place.name} elsewhere"))
    place.symlink_to(place.parent / NOWHERE)


def removed(place: Path) -> None:
    place.rename(place.with_name(f"{place.name} elsewhere"))


def a_file(place: Path) -> None:
    removed(place)
    place.write_bytes(b"")


def test_where_nothing_was_written_the_journal_is_new(tmp_path: Path, home: Path) -> None:
    assert files_of(tmp_path / "nowhere").is_new()
    assert files_of(tmp_path / "nowhere").folders() == []
    (tmp_path / "empty").mkdir()
    assert files_of(tmp_path / "empty").is_new()
    assert not files_of(home).is_new()
    assert files_of(home).folders() == [own(home)]


@pytest.mark.parametrize("how", [linked, removed, a_file])
@pytest.mark.parametrize("what", ["journal", "own"])
def test_a_journal_that_was_here_and_is_not_is_missing(home: Path, how: Callable[[Path], None], what: str) -> None:
    place = home / "journal" if what == "journal" else own(home)
    how(place)
    if what == "own" and how is a_file:  # it is odd, and hides nothing beside it
        assert not files_of(home).is_new()
        return
    with pytest.raises(Damaged) as error:
        files_of(home).is_new()
    there = place.readlink() if place.is_symlink() else place  # a link is told by where it leads
    assert said(error) == (
        f"The journal is not where it was: {there} is missing. Nothing has been changed.",
        "smartcli repair",
    )


def test_a_home_that_is_a_link_to_nowhere_has_a_journal_that_is_missing(home: Path) -> None:
    linked(home)
    with pytest.raises(Damaged) as error:
        files_of(home).is_new()
    assert said(error)[0].startswith(f"The journal is not where it was: {home / 'journal'} is missing.")


def test_a_linked_journal_is_missing_also_where_its_names_are_gone(home: Path) -> None:
    linked(home / "journal")
    (home / "device").unlink()
    with pytest.raises(Damaged, match="is missing"):
        files_of(home).is_new()


def test_names_that_are_a_link_to_nowhere_are_a_sign_of_a_journal(home: Path) -> None:
    removed(home / "journal")
    linked(home / "device")
    with pytest.raises(Damaged, match="is missing"):
        files_of(home).is_new()


def test_a_file_in_the_place_of_the_home_cannot_be_reached(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"")
    with pytest.raises(Damaged) as error:
        files_of(tmp_path / "home").is_new()
    sentence = f"The folder {tmp_path / 'home'} cannot be reached (a file lies where a folder should be)."
    assert said(error) == (f"{sentence} Nothing has been changed.", "smartcli where")


def test_names_that_cannot_be_read_hide_nothing(home: Path) -> None:
    (home / "device").unlink()
    (home / "device").mkdir()
    there = files_of(home)
    assert not there.is_new()
    with pytest.raises(Damaged) as error:
        there.names()
    assert said(error) == (
        f"{home / 'device'} cannot be read (a folder lies where a file should be). Nothing has been changed.",
        "smartcli doctor",
    )


class Closed(System):
    """A place of which nothing can be told."""

    def __init__(self, place: Path, number: int) -> None:
        self.place, self.number = place, number

    def stat(self, place: str | int) -> os.stat_result:
        if place == os.fspath(self.place):
            raise fault(self.number)
        return super().stat(place)


@pytest.mark.parametrize("what", ["home", "device", "journal", "own"])
def test_where_it_cannot_be_told_the_folder_is_to_blame(home: Path, what: str) -> None:
    place = {"home": home, "device": home / "device", "journal": home / "journal", "own": own(home)}[what]
    blamed = home / "journal" if what == "own" else home
    with pytest.raises(Damaged) as error:
        files_of(home, Closed(place, errno.EIO)).is_new()
    assert said(error)[0].startswith(f"The folder {blamed} cannot be reached (")
    if what == "own":  # a link that goes round is odd, and hides nothing beside it
        assert not files_of(home, Closed(place, errno.ELOOP)).is_new()


def test_our_names_are_those_that_a_folder_can_have(home: Path) -> None:
    name = own(home).name
    there = files_of(home)
    assert (there.names(), there.own_folder(), there.made_here()) == ([name], own(home), [own(home)])
    there.keep_names("0a1b2c3d", name, "0a1b2c3d")
    assert (home / "device").read_bytes() == f"0a1b2c3d\n{name}\n".encode()
    assert stat.S_IMODE((home / "device").stat().st_mode) == 0o600
    assert there.own_folder() == home / "journal" / "0a1b2c3d"
    assert there.made_here() == [own(home).with_name(name)]
    (home / "journal" / "0000aaaa").mkdir()
    (home / "device").write_bytes(b"../elsewhere\n\xff\n")
    assert (there.own_folder(), there.made_here(), there.is_name_lost()) == (None, [], True)
    (home / "device").unlink()
    assert (there.names(), there.own_folder(), there.made_here()) == ([], None, [])


def test_where_our_name_is_lost_a_folder_that_is_alone_is_ours_and_one_that_is_noted_also_beside_others(
    home: Path,
) -> None:
    name = own(home).name
    assert not files_of(home).is_name_recovered()
    for lost in (b"", b"../elsewhere\n", b"\x00" * 9):
        (home / "device").write_bytes(lost)
        assert (files_of(home).names()[:1], files_of(home).is_name_recovered()) == ([name], True)
    (home / "journal" / "0000aaaa").mkdir()
    assert (files_of(home).own_folder(), files_of(home).is_name_lost()) == (None, True)
    (home / "heights").mkdir(exist_ok=True)
    (home / "heights" / "own").write_text(f"{name}\n")
    (home / "device").write_bytes(b"../elsewhere\n0000aaaa\n")
    assert files_of(home).names() == [name, "0000aaaa"]  # what stands there still counts
    assert not files_of(home).is_name_lost()
    (home / "device").unlink()
    assert not files_of(home).is_name_recovered()


def test_a_name_that_a_cloud_took_away_is_known_while_the_folder_is_alone(home: Path) -> None:
    name = own(home).name
    (home / "device").rename(home / ".device.icloud")
    assert (files_of(home).names(), files_of(home).own_folder()) == ([name], home / "journal" / name)
    assert (files_of(home).is_name_recovered(), files_of(home).is_name_lost()) == (False, False)
    (home / "journal" / "0000aaaa").mkdir()
    with pytest.raises(Damaged, match="a cloud has taken it away"):
        files_of(home).names()


def test_a_file_of_names_that_is_too_large_is_not_read(home: Path) -> None:
    with (home / "device").open("ab") as file:
        file.truncate(1 << 20)
    assert files_of(home).own_folder() == own(home)
    with (home / "device").open("ab") as file:
        file.truncate((1 << 20) + 1)
    with pytest.raises(Damaged, match="cannot be read"):
        files_of(home).names()


def test_what_holds_no_segments_is_no_folder_of_the_journal(home: Path) -> None:
    for name in (".stversions", "abcdefgh"):
        (home / "journal" / name).mkdir()
    (home / "journal" / "ijklmnop").write_bytes(b"")
    assert sorted(files_of(home).folders()) == sorted([own(home), home / "journal" / "abcdefgh"])


def test_a_plain_line_counts_unless_the_journal_is_sealed(home: Path) -> None:
    assert not files_of(home).is_strict()
    lay_key(home)
    assert files_of(home).is_strict()
    assert not files_of(home).but(takes_plain=True).is_strict()
    (home / "key" / "recipient").rename(home / "key" / "recipient.off")
    assert not files_of(home).is_strict()


def test_half_a_key_makes_plain_lines_count_for_nothing_where_something_was_sealed(home: Path, tmp_path: Path) -> None:
    lay_key(home)
    (tmp_path / "sealed").mkdir()
    lay_key(tmp_path / "sealed")
    Journal(tmp_path / "sealed", keys=keys_of(tmp_path / "sealed")).append(entry())
    for place in (home, tmp_path / "sealed"):
        (place / "key" / "recipient").unlink()
        assert files_of(place).keys.is_half
    assert not files_of(home).is_strict()
    assert files_of(tmp_path / "sealed").is_strict()


def test_where_the_key_goes_while_it_is_looked_for_plain_lines_count_for_nothing(home: Path) -> None:
    class Taken(Keys):
        @property
        def is_set_up(self) -> bool:
            raise Missing("gone")

    class Away(Keys):
        @property
        def is_set_up(self) -> bool:
            raise Damaged("not to be told")

    assert files_of(home).but(keys=Taken(home)).is_strict()
    assert not files_of(home).but(keys=Away(home)).is_strict()


def test_all_lies_in_the_home(home: Path) -> None:
    there = files_of(home)
    assert [there.journal, there.device, there.lock, there.accepted, there.digests, there.quarantine] == [
        home / name for name in ("journal", "device", "lock", "accepted", "digests", "quarantine")
    ]


PLACE = Path("x")
WORDS: list[tuple[Callable[[], Damaged], str]] = [
    (lambda: files.unopened(PLACE, is_foreign=True), "x is sealed with another key."),
    (lambda: files.unopened(PLACE, is_foreign=False), "x is damaged: the key does not open it."),
    (lambda: files.linked(PLACE), "x is not a plain file, so it is not read. Please put the file itself there."),
    (lambda: files.too_large(PLACE), "x has more than 64 MB, so it is not read."),
    (
        lambda: files.unreadable(PLACE, fault(errno.EACCES)),
        "x cannot be read (it belongs to somebody else, or is closed to you)",
    ),
]


@pytest.mark.parametrize(("made", "words"), WORDS)
def test_each_trouble_is_said_in_its_words(made: Callable[[], Damaged], words: str) -> None:
    assert str(made()).startswith(words)
    assert str(made()).endswith("Nothing has been changed.")
