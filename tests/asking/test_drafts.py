import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import FULL_DISK, NOON, Faulty, fault, keys_of, lay_key, python
from tests.small import SCALE, TEXT, at, begin, exercise

from smartcli.asking.drafts import Draft, Drafts, is_of, read, written
from smartcli.asking.turn import Walked
from smartcli.home.disk import SYSTEM
from smartcli.keeping.health.other_files import damaged_drafts
from smartcli.record import values


def kept(home: Path, exercise: str = "urge-log", *, minutes: int = 0, **answers) -> Draft:
    """A draft that was left: kept by a session that is over."""
    drafts = Drafts(home)
    draft = drafts.new(exercise, 1, NOON + timedelta(minutes=minutes))
    draft = draft.but(**{"given": {"trigger": "bus"}, "done": ["trigger"], "typed": {}, **answers})
    assert drafts.keep(draft)
    drafts.release(draft)
    return draft


def files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "drafts").iterdir())


def test_without_drafts_there_are_none_and_nothing_is_touched(tmp_path):
    drafts = Drafts(tmp_path / "home")
    assert drafts.newest("urge-log") is None
    assert drafts.every() == []
    drafts.new("urge-log", 1, NOON)
    assert not (tmp_path / "home").exists()


def test_a_draft_that_was_left_is_offered_again_with_all_that_was_typed(tmp_path):
    draft = kept(
        tmp_path,
        given={"trigger": "bus", "rows.0.who": None},
        done=["note-1", "trigger", "rows.0.who"],
        typed={"helper": "half a wo"},
    )
    assert Drafts(tmp_path).newest("urge-log") == draft
    assert draft.at == "2026-03-10T12:00:00.000000+01:00"


@settings(deadline=None)
@given(st.text(st.characters()))
def test_p7_a_text_of_any_kind_comes_back_out_of_a_draft(tmp_path_factory, text):
    home = tmp_path_factory.mktemp("home")
    kept(home, given={text: [text, {"x": text}]}, done=[text], typed={text: text})
    newest = Drafts(home).newest("urge-log")
    assert newest is not None
    assert (newest.given, newest.done, newest.typed) == ({text: [text, {"x": text}]}, [text], {text: text})


def test_the_newest_draft_of_an_exercise_is_offered_and_every_lists_the_newest_first(tmp_path):
    kept(tmp_path, minutes=0)
    newest = kept(tmp_path, minutes=2)
    other = kept(tmp_path, "check-in", minutes=1)
    assert Drafts(tmp_path).newest("urge-log") == newest
    assert [draft.at[14:16] for draft in Drafts(tmp_path).every()] == ["02", "01", "00"]
    assert Drafts(tmp_path).newest("check-in") == other
    assert Drafts(tmp_path).newest("urge") is None


def test_a_draft_that_is_kept_again_takes_the_place_of_what_it_was(tmp_path):
    drafts = Drafts(tmp_path)
    draft = drafts.new("urge-log", 1, NOON)
    for text in ("b", "bu", "bus"):
        drafts.keep(draft.but(given={}, done=[], typed={"trigger": text}))
    drafts.release(draft)
    assert [one.typed for one in Drafts(tmp_path).every()] == [{"trigger": "bus"}]
    assert files(tmp_path) == [f"urge-log-{draft.id}.json"]


def test_a_draft_is_the_persons_alone(tmp_path):
    kept(tmp_path / "home")
    assert stat.S_IMODE((tmp_path / "home" / "drafts").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "home" / "drafts").iterdir()} == {0o600}


def test_a_draft_that_is_not_needed_any_more_leaves_nothing(tmp_path):
    drafts = Drafts(tmp_path)
    draft = drafts.new("urge-log", 1, NOON)
    drafts.keep(draft)
    drafts.drop(draft)
    drafts.drop(draft)
    assert files(tmp_path) == []
    assert drafts.every() == []


# Held by a session

SESSION = """
import sys
from pathlib import Path
from smartcli.asking.drafts import Drafts
from tests.journal.making import NOON
drafts = Drafts(Path(sys.argv[1]))
drafts.keep(drafts.new("urge-log", 1, NOON).but(given={}, done=[], typed={"trigger": "live"}))
print("kept", flush=True)
sys.stdin.read()
"""


def test_a_draft_that_a_live_session_works_on_is_offered_to_nobody_until_that_is_killed(tmp_path):
    session = python(SESSION, tmp_path)
    assert session.stdout is not None
    assert session.stdout.readline() == b"kept\n"
    assert Drafts(tmp_path).newest("urge-log") is None
    assert Drafts(tmp_path).every() == []
    session.kill()
    session.communicate()
    [draft] = Drafts(tmp_path).every()
    assert draft.typed == {"trigger": "live"}
    assert Drafts(tmp_path).newest("urge-log") == draft


def test_a_draft_that_is_gone_on_with_is_held_and_the_one_before_it_offered(tmp_path):
    older, newer = kept(tmp_path, minutes=0), kept(tmp_path, minutes=1)
    first, second = Drafts(tmp_path), Drafts(tmp_path)
    assert first.newest("urge-log") == newer
    assert second.newest("urge-log") == older
    assert Drafts(tmp_path).newest("urge-log") is first.newest("urge-log") is None
    first.release(newer)
    assert Drafts(tmp_path).newest("urge-log") == newer


# Damage


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 50, b"{", b"[]", b'{"exercise":"urge-log"}', b"\xff", b"[" * 100_000],
)
def test_w5_w7_a_damaged_draft_stops_nothing_and_is_kept_in_quarantine(tmp_path, data):
    good = kept(tmp_path)
    (tmp_path / "drafts" / "urge-log-01KAP4Y0W3T8GZ5N2M7QH6RXEB.json").write_bytes(data)
    drafts = Drafts(tmp_path)
    assert drafts.newest("urge-log") == good
    assert drafts.damaged == 1
    [aside] = (tmp_path / "quarantine").iterdir()
    assert (aside.read_bytes(), aside.match("draft-????????.json")) == (data, True)
    drafts.release(good)
    again = Drafts(tmp_path)
    assert again.every() == [good]
    assert again.damaged == 0


def test_a_draft_with_a_field_of_another_kind_is_damaged(tmp_path):
    draft = kept(tmp_path)
    file = tmp_path / "drafts" / f"urge-log-{draft.id}.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "typed": {"trigger": 3}}))
    drafts = Drafts(tmp_path)
    assert drafts.every() == []
    assert drafts.damaged == 1


def test_a_copy_of_a_draft_under_another_name_is_not_offered_a_second_time(tmp_path):
    draft = kept(tmp_path)
    file = tmp_path / "drafts" / f"urge-log-{draft.id}.json"
    (tmp_path / "drafts" / "copy of it.json").write_bytes(file.read_bytes())
    drafts = Drafts(tmp_path)
    assert drafts.every() == [draft]
    assert drafts.damaged == 1


def test_a_damaged_draft_that_cannot_be_copied_stays_where_it_is(tmp_path):
    kept(tmp_path)
    (tmp_path / "drafts" / "urge-log-01KAP4Y0W3T8GZ5N2M7QH6RXEB.json").write_bytes(b"{")
    (tmp_path / "quarantine").write_bytes(b"in the way")
    drafts = Drafts(tmp_path)
    assert len(drafts.every()) == 1
    assert drafts.damaged == 1
    assert (tmp_path / "drafts" / "urge-log-01KAP4Y0W3T8GZ5N2M7QH6RXEB.json").read_bytes() == b"{"


def test_w6_a_draft_that_cannot_be_opened_is_left_alone_and_counted(tmp_path):
    kept(tmp_path)
    drafts = Drafts(tmp_path, system=Faulty({"open": [fault(13)]}))
    assert drafts.every() == []
    assert drafts.damaged == 1
    assert len(Drafts(tmp_path).every()) == 1


def test_w1_a_draft_that_cannot_be_kept_is_said_and_the_one_before_stays(tmp_path):
    draft = kept(tmp_path)
    for name in ("write", "flush", "swap", "open"):
        drafts = Drafts(tmp_path, system=Faulty({name: FULL_DISK}))
        assert drafts.keep(draft.but(given={}, done=[], typed={})) is False
        drafts.release(draft)
    assert Drafts(tmp_path).newest("urge-log") == draft


# One shape


def test_a_draft_is_a_walk_and_a_session_goes_on_from_it_as_it_is(tmp_path):
    found = exercise(TEXT, SCALE)
    kept(tmp_path, "small", given={"words": "bus"}, done=["words"], typed={"strength": "1"})
    drafts = Drafts(tmp_path)
    draft = drafts.newest("small")
    assert draft is not None
    session = begin(found, draft=draft)
    assert at(session) == "strength"
    assert session.draft() == Walked(given={"words": "bus"}, done=["words"], typed={"strength": "1"})
    session.answer("7")
    later = draft.but(**values(session.draft()))
    assert (later.id, later.exercise, later.at) == (draft.id, draft.exercise, draft.at)
    assert (later.given, later.done) == ({"words": "bus", "strength": 7}, ["words", "strength"])


def test_its_file_is_the_same_to_the_byte_as_ever(tmp_path):
    """What an older version wrote is read, and what is written now is what that one wrote."""
    id = "01KAP4Y0W3T8GZ5N2M7QH6RXEB"
    data = (
        b'{"id": "%b", "exercise": "urge-log", "version": 1, "at": "2026-03-10T12:00:00.000000+01:00", '
        b'"given": {"trigger": "n\\u00e9e"}, "done": ["trigger"], "typed": {"helper": "a"}}' % id.encode()
    )
    draft = read(data)
    assert draft is not None
    assert (draft.id, draft.given, draft.done, draft.typed) == (id, {"trigger": "née"}, ["trigger"], {"helper": "a"})
    assert written(draft) == data
    assert draft.names == (f"urge-log-{id}.json", "t8gz5n2m7qh6rxeb.age")
    assert Drafts(tmp_path).keep(draft)
    assert (tmp_path / "drafts" / draft.names[0]).read_bytes() == data


@pytest.mark.parametrize("change", [{"id": 1}, {"done": [1]}, {"typed": {"a": None}}, {"version": True}, {"given": []}])
def test_doctor_and_the_drafts_themselves_agree_on_what_is_one(tmp_path, change):
    draft = kept(tmp_path)
    [file] = (tmp_path / "drafts").glob("*.json")
    assert damaged_drafts(tmp_path, SYSTEM) == []
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    assert damaged_drafts(tmp_path, SYSTEM) == [file]
    assert Drafts(tmp_path).every() == []
    assert draft.belongs_to(file)


def test_a_draft_is_known_by_its_name_or_by_what_is_in_it(tmp_path):
    draft = kept(tmp_path)
    plain, sealed = draft.names
    assert is_of("urge-log", plain, b"")
    assert is_of("urge-log", sealed, written(draft))
    assert not is_of("check-in", plain, written(draft))
    assert not is_of("urge-log", sealed, b'{"id": "damag')


def test_an_exercise_that_is_a_path_leads_nowhere_else(tmp_path):
    draft = kept(tmp_path)
    outside = draft.but(exercise="../urge-log")
    (tmp_path / "drafts" / draft.names[0]).write_bytes(written(outside))
    (tmp_path / draft.names[0]).write_bytes(b"somebody else's")
    assert Drafts(tmp_path).every() == []
    assert (tmp_path / draft.names[0]).read_bytes() == b"somebody else's"


def test_a_draft_that_cannot_be_put_under_the_key_is_said_and_stops_no_other(tmp_path):
    drafts = [kept(tmp_path, minutes=minutes) for minutes in range(3)]
    lay_key(tmp_path)
    keys = keys_of(tmp_path)
    with pytest.raises(OSError, match="No space"):
        Drafts(tmp_path, keys=keys, system=Faulty({"swap": [FULL_DISK]})).rewrite()
    newest, *others = reversed(drafts)  # the newest is the first
    assert files(tmp_path) == sorted([newest.names[0], *(draft.names[1] for draft in others)])
    Drafts(tmp_path, keys=keys).rewrite()
    assert files(tmp_path) == sorted(draft.names[1] for draft in drafts)
    keys.unlocked()
    assert [draft.id for draft in Drafts(tmp_path, keys=keys).every()] == [draft.id for draft in reversed(drafts)]
