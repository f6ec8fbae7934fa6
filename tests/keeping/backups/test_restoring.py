"""Putting back what is beside the journal: added where it is missing, and never over anything."""

import errno
from pathlib import Path

import pytest
from tests.journal.making import NOON, Faulty, fault

from smartcli.home.carriers import synced_by
from smartcli.home.seal.keys import Keys, nobody
from smartcli.keeping.backups import archive, drill, opening, restoring
from smartcli.keeping.backups.opening import Archive
from smartcli.keeping.backups.places import is_beside

KEY = {"key/recipient": b"age1one\n", "key/identity.age": b"secret", "key/identity.sum": b"sum"}


def backup(files: dict[str, bytes]) -> Archive:
    return opening.check(archive.render(files, NOON))


def fill(home: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(data)


def content(home: Path) -> dict[str, bytes]:
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def restore(made: Archive, home: Path) -> restoring.Beside:
    plan = restoring.plan(made, home)
    for part in plan.parts.values():
        restoring.put(made, part, home)
    return plan


def test_all_goes_into_an_empty_home_but_the_name_of_the_device(tmp_path: Path) -> None:
    files = {"settings.toml": b"x", "exercises/a": b"y", "drafts/a-1.json": b"{}", "quarantine/q": b"z", **KEY}
    plan = restore(backup({"device": b"abcdefgh\n", **files}), tmp_path)
    assert content(tmp_path) == files
    assert (plan.settings, plan.key, plan.refused) == ("added", "added", 0)


def test_what_is_here_stays_and_what_differs_is_refused(tmp_path: Path) -> None:
    mine = {"settings.toml": b"mine", "exercises/a": b"mine", "exercises/b": b"same", "drafts/a-1.json": b"mine"}
    fill(tmp_path, mine)
    theirs = {"settings.toml": b"?", "exercises/a": b"?", "exercises/b": b"same", "exercises/c": b"new"}
    plan = restore(backup({**theirs, "drafts/a-1.json": b"?"}), tmp_path)
    assert content(tmp_path) == {**mine, "exercises/c": b"new"}
    assert plan.parts["exercises"].counts == {"added": 1, "already": 1, "refused": 1}
    assert plan.parts["drafts"].counts == {"added": 0, "already": 0, "refused": 1}
    assert (plan.settings, plan.refused) == ("kept", 2)


@pytest.mark.parametrize("names", [[*KEY], ["key/recipient"], ["key/identity.age"]])
def test_a_key_goes_only_where_there_is_none(tmp_path: Path, names: list[str]) -> None:
    other = dict.fromkeys(names, b"other")
    fill(tmp_path, other)
    plan = restore(backup({**KEY, "key/before/identity.age": b"older"}), tmp_path)
    assert content(tmp_path) == other
    assert (plan.key, plan.refused) == ("other", 0)


def test_the_same_key_behind_another_passphrase_stays_as_it_is_here(tmp_path: Path) -> None:
    mine = {"key/recipient.off": KEY["key/recipient"], "key/identity.age": b"behind another passphrase"}
    fill(tmp_path, mine)
    plan = restore(backup({**KEY, "key/before/identity.age": b"older"}), tmp_path)
    assert content(tmp_path) == {**mine, "key/before/identity.age": b"older"}
    assert (plan.key, plan.refused) == ("added", 0)
    assert restoring.plan(backup(KEY), tmp_path).key == "same"
    (tmp_path / "key" / "recipient.off").rename(tmp_path / "key" / "recipient")  # and nothing of it is new
    assert restoring.plan(backup(KEY), tmp_path).key == "same"


def test_x5_files_of_a_kind_we_do_not_know_are_refused_and_counted(tmp_path: Path) -> None:
    plan = restore(backup({"plans/a": b"x", "settings.toml/x": b"y", "exercises": b"z"}), tmp_path)
    assert content(tmp_path) == {}
    assert plan.refused == 2


def test_what_is_here_and_cannot_be_read_is_never_taken_for_nothing(tmp_path: Path) -> None:
    fill(tmp_path, {"exercises/a": b"mine"})
    with pytest.raises(OSError, match="Input/output error"):
        restoring.plan(backup({"exercises/a": b"?"}), tmp_path, Faulty({"open": fault(errno.EIO)}))


def test_what_came_to_be_there_meanwhile_stays(tmp_path: Path) -> None:
    made = backup({"exercises/a": b"theirs"})
    plan = restoring.plan(made, tmp_path)
    fill(tmp_path, {"exercises/a": b"mine"})
    restoring.put(made, plan.parts["exercises"], tmp_path)
    assert content(tmp_path) == {"exercises/a": b"mine"}


@pytest.mark.parametrize("call", ["open", "read", "write", "flush", "stat", "chmod", "mkdir", "swap"])
def test_w1_a_fault_while_restoring_harms_nothing_and_is_no_success(tmp_path: Path, call: str) -> None:
    made = backup({"exercises/a": b"theirs", "exercises/b": b"theirs", "exercises/mine": b"?"})
    for passed in range(10):
        home = tmp_path / str(passed)
        fill(home, {"exercises/mine": b"mine"} if passed % 2 else {"settings.toml": b"mine"})
        before = content(home)
        part = restoring.plan(made, home).parts["exercises"]
        try:
            restoring.put(made, part, home, Faulty({call: [*[None] * passed, fault(errno.ENOSPC)]}))
        except OSError:
            pass
        else:
            assert set(content(home)) == {*before, "exercises/a", "exercises/b", "exercises/mine"}
        after = content(home)
        assert {name: after[name] for name in before} == before
        assert {after[name] for name in set(after) - set(before)} <= {b"theirs", b"?"}
        restoring.put(made, part, home)
        assert restoring.plan(made, home).is_new is False


def test_our_own_keys_open_what_was_sealed_with_them(tmp_path: Path) -> None:
    ours = Keys(tmp_path / "home")
    fill(tmp_path / "home", KEY)
    fill(tmp_path / "same", KEY)
    fill(tmp_path / "other", {**KEY, "key/recipient": b"age1two\n"})
    (tmp_path / "plain").mkdir()
    assert drill.keys_in(tmp_path / "same", ours, nobody) is ours
    assert drill.keys_in(tmp_path / "other", ours, nobody).folder == tmp_path / "other" / "key"
    assert drill.keys_in(tmp_path / "plain", ours, nobody).folder == tmp_path / "plain" / "key"


# Places


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox/x", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Nextcloud", "Nextcloud"),
        ("OneDrive - Work/a/b", "OneDrive"),
        ("Google Drive", "Google Drive"),
        ("Library/Mobile Documents/x", "iCloud"),
        ("Documents", ""),
        ("my-dropbox", ""),
    ],
)
def test_a_folder_that_is_carried_elsewhere_is_known_by_its_name(tmp_path: Path, folder: str, name: str) -> None:
    assert synced_by(tmp_path / folder / "b.zip") == name


def test_a_folder_of_syncthing_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "carried" / "inside").mkdir(parents=True)
    (tmp_path / "carried" / ".stfolder").mkdir()
    assert synced_by(tmp_path / "carried" / "inside" / "b.zip") == "Syncthing"
    assert synced_by(tmp_path / "b.zip") == ""


def test_one_disk_is_told_from_two(tmp_path: Path) -> None:
    assert is_beside(tmp_path, tmp_path) is True
    assert is_beside(Path("/proc/self"), tmp_path) is False
    assert is_beside(tmp_path / "nowhere", tmp_path) is True
