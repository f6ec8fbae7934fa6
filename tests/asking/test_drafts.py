import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import FULL_DISK, NOON, Faulty, fault, python

from smartcli.asking.drafts import Draft, Drafts


def kept(home: Path, exercise: str = "urge-log", *, minutes: int = 0, **answers) -> Draft:
    """A draft that was left: kept by a session that is over."""
    drafts = Drafts(home)
    draft = drafts.new(exercise, 1, NOON + timedelta(minutes=minutes))
    draft = draft.with_answers(**{"given": {"trigger": "bus"}, "done": ["trigger"], "typed": {}, **answers})
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
        drafts.keep(draft.with_answers(given={}, done=[], typed={"trigger": text}))
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
drafts.keep(drafts.new("urge-log", 1, NOON).with_answers(given={}, done=[], typed={"trigger": "live"}))
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
    assert Drafts(tmp_path).newest("urge-log") is None
    first.release(newer)
    assert Drafts(tmp_path).newest("urge-log") == newer


# Damage


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 50, b"{", b"[]", b'{"exercise":"urge-log"}', b"\xff", b"[" * 100_000],
)
def test_w5_w7_a_damaged_draft_stops_nothing_and_is_kept_in_quarantine(tmp_path, data):
    good = kept(tmp_path)
    (tmp_path / "drafts" / "urge-log-01ZZ.json").write_bytes(data)
    drafts = Drafts(tmp_path)
    assert drafts.newest("urge-log") == good
    assert drafts.damaged == 1
    assert (tmp_path / "quarantine" / "urge-log-01ZZ.json").read_bytes() == data
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
    (tmp_path / "drafts" / "urge-log-01ZZ.json").write_bytes(b"{")
    (tmp_path / "quarantine").write_bytes(b"in the way")
    drafts = Drafts(tmp_path)
    assert len(drafts.every()) == 1
    assert drafts.damaged == 1
    assert (tmp_path / "drafts" / "urge-log-01ZZ.json").read_bytes() == b"{"


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
        assert drafts.keep(draft.with_answers(given={}, done=[], typed={})) is False
        drafts.release(draft)
    assert Drafts(tmp_path).newest("urge-log") == draft
