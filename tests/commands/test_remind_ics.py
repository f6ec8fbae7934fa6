"""A calendar file, and the next one: the same events, newer only where they say something else."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from tests.asking.prompts.keys import ENTER
from tests.asking.prompts.seat import Seat
from tests.exchange.khal import Khal, why_not
from tests.person import OWN, Person
from tests.program import Program

from smartcli.home.in_calendar import InCalendar
from smartcli.keeping.calendar_file import zone_named

WEEK = [{"day": "Wednesday", "part": "Evening", "what": "A walk by the harbour", "with": "Ana"}]
EVENING, MINE = "Evening minute", "My plan"


@pytest.fixture
def somebody(person: Person) -> Person:
    person.does("week-plan", {"slots": WEEK})
    person.does("smart-goal", {"goal": "See the harbour", "by": "2026-03-20"})
    return person


def made(person: Person, file: Path, *argv: str) -> list[Event]:
    """The events of a new file, as another program reads them."""
    file.unlink(missing_ok=True)
    said = person.types("remind", "ics", "--out", str(file), *argv)
    assert (said.code, said.out) == (0, ""), said.err
    return events(file)


def events(file: Path) -> list[Event]:
    read = Calendar.from_ical(file.read_bytes())
    assert (read["version"], read.errors) == ("2.0", [])
    return [*read.events]


def stamps(found: list[Event]) -> dict[str, tuple[str, int, str]]:
    """Of each event by what it says: its id, how often it changed, and when."""
    return {
        str(one["description"]): (str(one["uid"]), int(one["sequence"]), one.decoded("dtstamp").isoformat())
        for one in found
    }


def test_an_evening_minute_the_week_and_the_days_with_neutral_titles_and_their_zone(
    somebody: Person, tmp_path: Path
) -> None:
    found = made(somebody, tmp_path / "a.ics", "--at", "20:30")
    assert [(str(one["summary"]), str(one["description"])) for one in found] == [
        (EVENING, "A minute to look back at the day."),
        (MINE, "A walk by the harbour"),
        (MINE, "Look at my week again"),
        (MINE, "See the harbour"),
    ]
    assert {(one["class"], one["transp"], "attendee" in one, "location" in one) for one in found} == {
        ("PRIVATE", "TRANSPARENT", False, False)
    }
    assert [one.decoded("dtstart").isoformat() for one in found] == [
        "2026-03-10T20:30:00+01:00", "2026-03-11T19:00:00+01:00", "2026-03-24", "2026-03-20",
    ]  # fmt: skip
    rules = [one.get("rrule") for one in found]
    assert [rule and rule.to_ical().decode() for rule in rules] == [
        "FREQ=DAILY", "FREQ=WEEKLY;UNTIL=20260323T225959Z", None, None,
    ]  # fmt: skip
    bells = [one.subcomponents[0] for one in found]
    assert [bell.decoded("trigger") for bell in bells] == [
        timedelta(0), timedelta(minutes=-15), timedelta(hours=9), timedelta(hours=9),
    ]  # fmt: skip
    assert {str(bell["description"]) for bell in bells} == {EVENING, MINE}
    text = (tmp_path / "a.ics").read_bytes()
    assert b"DTSTART;TZID=Europe/Madrid:20260310T203000\r\n" in text
    assert text.index(b"BEGIN:VTIMEZONE\r\nTZID:Europe/Madrid\r\n") < text.index(b"BEGIN:VEVENT")
    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert b"\n" not in text.replace(b"\r\n", b"")


def test_own_titles_and_names_only_where_they_are_asked_for(somebody: Person, tmp_path: Path) -> None:
    found = made(somebody, tmp_path / "a.ics", "--at", "20:30", "--own-titles", "--with-private")
    assert [str(one["summary"]) for one in found] == [
        "Today's check-in", "A walk by the harbour, Ana", "Look at my week again", "See the harbour",
    ]  # fmt: skip


def test_the_same_again_is_the_same_file_and_only_what_changed_is_newer(somebody: Person, tmp_path: Path) -> None:
    before = stamps(made(somebody, tmp_path / "a.ics", "--at", "20:30"))
    somebody.clock.on(days=1)
    after = made(somebody, tmp_path / "b.ics")  # at the hour that was chosen
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()
    assert {(sequence, at) for _uid, sequence, at in stamps(after).values()} == {(0, "2026-03-10T11:00:00+00:00")}
    goal = next(one["id"] for one in somebody.entries() if one["exercise"] == "smart-goal")
    said = somebody.types("journal", "edit", goal, "--answers", "-", stdin=b'{"goal": "See the bay"}')
    assert said.code == 0
    now = stamps(made(somebody, tmp_path / "c.ics", "--at", "21:15"))
    assert now["See the bay"] == (before["See the harbour"][0], 1, "2026-03-11T11:00:00+00:00")
    assert now["A minute to look back at the day."][:2] == (before["A minute to look back at the day."][0], 1)
    assert now["A walk by the harbour"] == before["A walk by the harbour"]


def test_my_plan_and_remind_write_the_same_events(somebody: Person, tmp_path: Path) -> None:
    here = stamps(made(somebody, tmp_path / "a.ics", "--at", "20:30"))
    assert somebody.types("plan", "--out", str(tmp_path / "plan.ics")).code == 0
    there = stamps(events(tmp_path / "plan.ics"))
    assert there == {words: one for words, one in here.items() if words != "A minute to look back at the day."}
    assert stamps(made(somebody, tmp_path / "b.ics")) == here  # and the minute is not taken for one that is gone


def test_an_id_holds_no_word_and_differs_from_home_to_home(somebody: Person, tmp_path: Path) -> None:
    ids = {str(one["uid"]) for one in made(somebody, tmp_path / "a.ics", "--at", "20:30")}
    assert all(re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", one) for one in ids)
    other = Person(tmp_path / "other")
    other.does("week-plan", {"slots": WEEK})
    assert ids.isdisjoint(str(one["uid"]) for one in made(other, tmp_path / "b.ics", "--at", "20:30"))


def gone_of(said: str) -> str:
    words = " ".join(said.split())
    return words.partition("to be deleted by hand where you do not empty it: ")[2]


def test_what_is_taken_back_is_named_once_and_is_newer_when_it_comes_again(somebody: Person, tmp_path: Path) -> None:
    before = stamps(made(somebody, tmp_path / "a.ics", "--at", "20:30"))
    somebody.does("week-plan", {"slots": [{"day": "Friday", "part": "Morning", "what": "Rest"}]})
    goal = next(one["id"] for one in somebody.entries() if one["exercise"] == "smart-goal")
    assert somebody.types("journal", "delete", goal, "--yes").code == 0
    said = somebody.types("remind", "ics", "--at", "none", "--out", str(tmp_path / "b.ics"))
    assert gone_of(said.err) == "every day at 20:30; Friday 20 March."
    after = stamps(events(tmp_path / "b.ics"))
    assert after["Rest"][:2] == (before["A walk by the harbour"][0], 1)
    said = somebody.types("remind", "ics", "--out", str(tmp_path / "c.ics"))
    assert (gone_of(said.err), [*stamps(events(tmp_path / "c.ics"))]) == ("", ["Rest", "Look at my week again"])
    assert somebody.types("journal", "undo", "--yes").code == 0
    assert stamps(made(somebody, tmp_path / "d.ics"))["See the harbour"][:2] == (before["See the harbour"][0], 1)


def test_what_is_over_is_not_named(somebody: Person, tmp_path: Path) -> None:
    made(somebody, tmp_path / "a.ics", "--at", "20:30")
    somebody.clock.on(days=30)
    said = somebody.types("remind", "ics", "--out", str(tmp_path / "b.ics"))
    assert (gone_of(said.err), [str(one["summary"]) for one in events(tmp_path / "b.ics")]) == ("", [EVENING])


def test_floating_times_have_no_zone_and_that_is_said(somebody: Person, tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    said = somebody.types("remind", "ics", "--at", "20:30", "--floating", "--out", str(file))
    assert "The times have no zone, which Outlook and Google may not take." in said.err
    text = file.read_bytes()
    assert (b"TZID" in text, b"VTIMEZONE" in text) == (False, False)
    assert b"DTSTART:20260310T203000\r\n" in text
    assert b"UNTIL=20260323T235959\r\n" in text
    assert somebody.types("plan", "--floating", "--out", str(tmp_path / "plan.ics")).code == 0
    assert b"TZID" not in (tmp_path / "plan.ics").read_bytes()
    said = somebody.types("plan", "--floating")
    assert (said.code, said.err) == (2, "--floating is for a calendar. smartcli plan --floating --out plan.ics\n")


@pytest.mark.parametrize("name", ["+0530", "Nowhere/Atall", "../../etc/passwd", "", "CEST\0"])
def test_a_zone_that_nobody_knows_is_none(name: str) -> None:
    assert zone_named(name) is None


def test_hard_hours_only_where_they_are_wanted_and_the_log_names_some(person: Person, tmp_path: Path) -> None:
    for day in ("2026-02-03", "2026-02-06", "2026-02-13", "2026-02-18", "2026-02-20"):  # three are Fridays
        person.clock.now = datetime.fromisoformat(f"{day}T19:00:00+01:00")
        person.does("urge-log", {"strength": 5})
    person.clock.now = datetime.fromisoformat("2026-03-12T20:00:00+01:00")
    file = tmp_path / "a.ics"
    assert [str(one["summary"]) for one in made(person, file, "--at", "20:30")] == [EVENING]
    [_minute, hard] = made(person, file, "--hard-hours")
    assert str(hard["summary"]) == MINE
    assert hard.decoded("dtstart").isoformat() == "2026-03-13T19:00:00+01:00"
    assert hard["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20260408T215959Z"
    person.clock.on(days=9)
    assert made(person, file, "--hard-hours")[1] == hard
    said = person.types("remind", "ics", "--out", str(tmp_path / "b.ics"))
    assert gone_of(said.err) == "Fridays at 19:00."
    empty = Person(tmp_path / "empty")
    said = empty.types("remind", "ics", "--at", "8", "--hard-hours", "--out", str(tmp_path / "c.ics"))
    assert "Your log names no hour that was hard more often than others." in said.err


# The hour


def test_the_hour_is_asked_for_once_and_kept(somebody: Person, tmp_path: Path) -> None:
    said = somebody.types("remind", "ics", "--out", str(tmp_path / "a.ics"), answers=["quarter past", "20.15"])
    assert "Please write an hour such as 20:30." in said.out
    assert events(tmp_path / "a.ics")[0].decoded("dtstart").isoformat() == "2026-03-10T20:15:00+01:00"
    said = somebody.types("remind", "ics", "--out", str(tmp_path / "b.ics"), answers=[])
    assert (said.code, said.out) == (0, "")


def test_no_minute_is_wanted_and_is_not_asked_about_again(somebody: Person, tmp_path: Path) -> None:
    for name, answers in (("a.ics", [""]), ("b.ics", [])):
        said = somebody.types("remind", "ics", "--out", str(tmp_path / name), answers=answers)
        assert said.code == 0
        assert EVENING not in [str(one["summary"]) for one in events(tmp_path / name)]


def test_where_nobody_is_to_be_asked_there_is_no_minute_and_it_is_asked_for_later(
    somebody: Person, tmp_path: Path
) -> None:
    assert EVENING not in [str(one["summary"]) for one in made(somebody, tmp_path / "a.ics")]
    said = somebody.types("remind", "ics", "--out", str(tmp_path / "b.ics"), answers=["21"])
    assert "When should the evening minute be?" in said.out
    assert str(events(tmp_path / "b.ics")[0]["summary"]) == EVENING


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_the_hour_is_asked_for_in_a_real_terminal(program: Program, tmp_path: Path, term: str) -> None:
    seat = Seat(program, "remind", "ics", "--out", str(tmp_path / "a.ics"), term=term)
    seat.types(f"20:45{ENTER}", "When should the evening minute be?")
    seat.sees("Written.")
    assert seat.ends() == 0
    [event] = events(tmp_path / "a.ics")
    assert event.decoded("dtstart").strftime("%H:%M") == "20:45"


@pytest.mark.parametrize("hour", ["25:00", "20:60", "half past", "-1", "", "٢٠:٣٠"])
def test_an_odd_hour_is_refused_before_anything_is_written(person: Person, tmp_path: Path, hour: str) -> None:
    said = person.types("remind", "ics", "--at", hour, "--out", str(tmp_path / "a.ics"))
    assert (said.code, said.err) == (2, "--at wants an hour such as 20:30. smartcli remind ics --help\n")
    assert not (tmp_path / "a.ics").exists()


def test_what_is_missing_is_said_with_what_to_type(person: Person, tmp_path: Path) -> None:
    said = person.types("remind", "ics")
    assert (said.code, said.err) == (2, "Please name the new file. smartcli remind ics --out evening.ics\n")
    said = person.types("remind", "ics", "--out", str(tmp_path / "a.ics"))
    nothing = "There is nothing to be reminded of yet: no hour, and no day in your plan."
    assert (said.code, said.err) == (1, f"{nothing} smartcli remind ics --at 20:30 --out evening.ics\n")
    assert not person.home.exists()


@pytest.mark.parametrize("argv", [("remind", "ics"), ("plan",)], ids=" ".join)
def test_what_cannot_be_read_is_not_taken_for_nothing(person: Person, tmp_path: Path, argv: tuple[str, ...]) -> None:
    person.does("smart-goal", {"goal": "See the harbour", "by": "2026-03-20"})
    [segment] = (person.home / "journal").glob("*/*.jsonl")
    segment.write_bytes(b'{"torn\n')
    said = person.types(*argv, "--out", str(tmp_path / "a.ics"))
    assert (said.code, said.err.startswith("1 line could not be read.")) == (3, True)
    assert not (tmp_path / "a.ics").exists()


# What is remembered of it


def test_it_is_sealed_with_the_rest_and_goes_on_with_the_same_events(somebody: Person, tmp_path: Path) -> None:
    before = stamps(made(somebody, tmp_path / "a.ics", "--at", "20:30"))
    kept = somebody.home / "calendar.toml"
    assert b"harbour" not in kept.read_bytes().lower()
    assert before["See the harbour"][0].encode() in kept.read_bytes()
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").err == ""
    assert re.fullmatch(rb'sealed = "[A-Za-z0-9+/=]+"\n', kept.read_bytes())
    assert stamps(made(somebody, tmp_path / "b.ics")) == before
    assert somebody.types("unlock", "--yes").code == 0
    assert before["See the harbour"][0].encode() in kept.read_bytes()
    assert stamps(made(somebody, tmp_path / "c.ics")) == before


@pytest.mark.parametrize(
    "spoiled", [b"\xff\0seed", b'seed = "../../x"\n[[event]]\nuid = 7\n', b'sealed = "bm90aGluZw=="\n'], ids=str
)
def test_a_spoiled_file_is_set_aside_and_begun_anew(somebody: Person, tmp_path: Path, spoiled: bytes) -> None:
    (somebody.home / "calendar.toml").write_bytes(spoiled)
    found = made(somebody, tmp_path / "a.ics", "--at", "20:30")
    assert {int(one["sequence"]) for one in found} == {0}
    if b"sealed" not in spoiled:
        [aside] = (somebody.home / "quarantine").glob("calendar.toml-*")
        assert aside.read_bytes() == spoiled
    assert stamps(made(somebody, tmp_path / "b.ics")) == stamps(found)


def test_one_that_was_cut_off_to_nothing_is_said_and_begun_anew(somebody: Person, tmp_path: Path) -> None:
    made(somebody, tmp_path / "a.ics", "--at", "20:30")
    (somebody.home / "calendar.toml").write_bytes(b"")
    said = somebody.types("remind", "ics", "--at", "20:30", "--out", str(tmp_path / "b.ics"))
    gone = "What was written for a calendar before is gone: its file is empty. It begins anew."
    assert (said.code, gone in " ".join(said.err.split())) == (0, True)
    assert not (somebody.home / "quarantine").exists()
    again = somebody.types("remind", "ics", "--at", "20:30", "--out", str(tmp_path / "c.ics"))
    assert gone not in " ".join(again.err.split())


def test_one_that_cannot_be_read_is_left_and_no_file_is_written(somebody: Person, tmp_path: Path) -> None:
    (somebody.home / "calendar.toml").mkdir()
    said = somebody.types("remind", "ics", "--at", "20:30", "--out", str(tmp_path / "a.ics"))
    assert (said.code, said.err.startswith("What was written for a calendar before cannot be read (")) == (3, True)
    assert not (tmp_path / "a.ics").exists()


def test_a_newer_smartcli_finds_again_what_it_kept_there(somebody: Person, tmp_path: Path) -> None:
    (somebody.home / "calendar.toml").write_text('colour = "blue"\nseed = ""\nevening = ""\n')
    made(somebody, tmp_path / "a.ics", "--at", "20:30")
    assert 'colour = "blue"\n' in (somebody.home / "calendar.toml").read_text()


def test_a_seed_is_made_once() -> None:
    one = InCalendar().begun()
    assert one.begun() == one
    assert one.uid("week/0") == one.uid("week/0") != one.uid("week/1")


# In a real calendar

with_khal = pytest.mark.skipif(bool(why_not()), reason=why_not() or "a calendar can be filled")


@with_khal
def test_a_real_calendar_takes_the_file_again_and_again(somebody: Person, tmp_path: Path) -> None:
    khal = Khal(tmp_path / "khal")
    found = made(somebody, tmp_path / "a.ics", "--at", "20:30")
    assert khal.takes(tmp_path / "a.ics") == ""  # a zone without its rules would be complained of
    assert khal.has().keys() == {str(one["uid"]) for one in found}
    assert khal.shows("2026-03-17", "2026-03-18") == [
        "2026-03-17", "20:30 Evening minute",
        "2026-03-18", "19:00 My plan", "20:30 Evening minute",
    ]  # fmt: skip
    assert khal.shows("2026-03-30", "2026-03-30") == ["2026-03-30", "20:30 Evening minute"]  # in summer time
    khal.takes(tmp_path / "a.ics")
    assert khal.has().keys() == {str(one["uid"]) for one in found}


@with_khal
def test_a_real_calendar_takes_over_what_changed_and_keeps_the_alarms(somebody: Person, tmp_path: Path) -> None:
    khal = Khal(tmp_path / "khal")
    made(somebody, tmp_path / "a.ics", "--at", "20:30")
    khal.takes(tmp_path / "a.ics")
    somebody.clock.on(days=1)
    found = made(somebody, tmp_path / "b.ics", "--at", "21:15")
    khal.takes(tmp_path / "b.ics")
    there = khal.has()
    assert there.keys() == {str(one["uid"]) for one in found}
    assert all([bell.name for bell in one.subcomponents] == ["VALARM"] for one in there.values())
    assert khal.shows("2026-03-17", "2026-03-17") == ["2026-03-17", "21:15 Evening minute"]
    [minute] = [one for one in there.values() if str(one["summary"]) == EVENING]
    assert (int(minute["sequence"]), minute.decoded("last-modified")) == (
        1, datetime.fromisoformat("2026-03-11T11:00:00+00:00"),
    )  # fmt: skip


@with_khal
def test_a_real_calendar_takes_floating_times_and_the_plan(somebody: Person, tmp_path: Path) -> None:
    khal = Khal(tmp_path / "khal")
    made(somebody, tmp_path / "a.ics", "--at", "20:30", "--floating")
    khal.takes(tmp_path / "a.ics")
    assert somebody.types("plan", "--out", str(tmp_path / "plan.ics")).code == 0
    khal.takes(tmp_path / "plan.ics")
    assert khal.shows("2026-03-18", "2026-03-18") == ["2026-03-18", "19:00 My plan", "20:30 Evening minute"]
