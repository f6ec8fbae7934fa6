"""points, exercises, cards, demo, settings, check, where, completion, and help for every command."""

import io
import os
import re
from pathlib import Path

import pytest
import typer
from tests.person import Person

import smartcli
from smartcli.asking.prompts.line_input import meant
from smartcli.commands import build
from smartcli.commands.settings import setup


def test_points_count_what_was_done(person: Person) -> None:
    person.does("check-in", {})
    person.does("check-in", {})
    daily = person.types("points", "--json").json["points"][0]
    assert daily["id"] == "daily"
    assert daily["exercises"][0] == {"id": "check-in", "title": "Check-in", "done": 2, "last": "2026-03-10"}
    assert "check-in, Check-in, 2 times, last today" in person.types("points").out


def test_exercises_are_listed_for_other_programs(person: Person) -> None:
    said = person.types("exercises", "list", "--json").json
    assert said["schema"] == 1
    first = said["exercises"][0]
    assert {"id", "point", "title", "minutes"} <= first.keys()
    assert person.types("exercises", "--json").json == said


def test_an_exercise_is_shown_with_its_sample(person: Person) -> None:
    one = person.types("exercises", "show", "urge-log", "--json").json["exercise"]
    assert one["id"] == "urge-log"
    assert one["steps"][0]["kind"] == "scale" or one["steps"][0]["key"]
    assert one["sample"]["strength"] == 7
    assert "How strong is the urge, or how strong was it?" in person.types("exercises", "show", "urge-log").out


def test_cards_come_from_what_was_written_and_go_with_it(person: Person) -> None:
    entry = person.does("why-i-want-this", {"reasons": ["My daughter", "Sleep"]})
    assert person.types("cards").out == "My reasons\n- My daughter\n- Sleep\n\n"
    assert person.types("cards", "--json").json["cards"][0]["text"] == "My daughter"
    person.types("journal", "delete", entry["id"])
    assert person.types("cards").out.startswith("No cards yet.")
    assert "My daughter" not in person.types("urge").out
    person.types("journal", "undo")
    assert "My daughter" in person.types("urge").out


def test_the_demo_saves_nothing_and_says_so(person: Person) -> None:
    said = person.types("demo", "thought-reframing")
    assert said.code == 0, said.err
    assert said.out.startswith("DEMO: an invented person. Nothing is saved.\n")
    assert said.out.endswith("DEMO: an invented person. Nothing is saved.\n")
    assert "Here it would be saved." in said.out
    assert "Saved." not in said.out
    assert not person.home.exists()


def test_what_is_done_every_day_is_played_with_three_months_of_somebody_invented_behind_it(person: Person) -> None:
    week = person.types("demo", "weekly-review").out
    assert week.index("First the last seven days in numbers.") < week.index("How was your week")
    assert "Something is written on 6 of 7 days." in week
    assert "Something is written on" not in week.partition("Here it would be saved.")[2]
    assert "Four times seven days:" in person.types("demo", "check-in").out
    assert "Four times seven days:" not in person.types("demo", "urge-log").out
    assert not person.home.exists()


@pytest.mark.parametrize("id", sorted(path.stem for path in Path(__file__).parents[2].glob("data/en/exercises/*.toml")))
def test_every_exercise_can_be_demonstrated_the_same_way_each_time(person: Person, id: str) -> None:
    assert person.types("demo", id).out == person.types("demo", id).out


def test_settings_are_shown_and_changed(person: Person) -> None:
    said = person.types("settings", "change", answers=["Sam", "Fewer bets", "", "4", "Germany", "1"])
    assert said.code == 0, said.err
    assert "Your name, Sam" in person.types("settings").out
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Kim"}')
    kept = person.types("settings", "--json").json["settings"]
    assert (kept["name"], kept["change"], kept["country"]) == ("Kim", "Fewer bets", "DE")


def test_the_hour_at_which_a_day_ends_is_a_setting(person: Person) -> None:
    assert person.types("settings", "change", "--day-ends", "13").code == 2
    assert person.types("settings", "change", "--day-ends", "2").code == 0
    person.clock.on(hours=-9)  # three in the night
    assert person.does("check-in", {})["day"] == "2026-03-10"


def test_the_country_is_guessed_and_confirmed_by_enter(person: Person) -> None:
    person.environ["LANG"] = "de_AT.UTF-8"
    person.types("settings", "change", answers=["", "", "", "", ""])
    assert person.types("settings", "--json").json["settings"]["country"] == "AT"


def test_the_shipped_content_is_checked(person: Person) -> None:
    said = person.types("check")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("files are fine.\n")


def test_check_speaks_to_an_author(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'format = 1\npoint = "urges"\ntitle = "Mine"\nminutes = 1\n[[steps]]\nkind = "scale"\nkey = "a"\nasks = "?"\n'
    )
    said = person.types("check", str(file))
    assert said.code == 1
    assert said.out.startswith("mine.toml: ")
    assert "step 1 (a): “asks” is not known here. Did you mean “ask”?" in said.out
    first = person.types("check", str(file), "--json").json["problems"][0]
    assert first["file"] == "mine.toml"
    assert first.keys() == {"file", "where", "what", "cure"}
    assert person.types("check", "--json").json == {"schema": 1, "problems": [], "hints": []}


def test_a_personal_exercise_works_at_once(person: Person) -> None:
    (person.home / "exercises").mkdir(parents=True)
    (person.home / "exercises" / "tea.toml").write_text(
        'format = 1\nversion = 1\npoint = "balance"\ntitle = "Tea"\nminutes = 1\n'
        '[[steps]]\nkind = "text"\nkey = "cup"\nask = "Which tea?"\n[sample]\ncup = "Mint"\n'
    )
    assert person.does("tea", {"cup": "Fennel"})["answers"] == {"cup": "Fennel"}
    assert "tea" in [one["id"] for one in person.types("exercises", "list", "--json").json["exercises"]]
    assert "Fennel" in person.types("export", "markdown").out


def test_where_shows_every_path(person: Person) -> None:
    said = person.types("where", "--json").json
    assert said["version"] == smartcli.__version__
    assert said["where"]["journal"] == {"path": str(person.home / "journal"), "exists": False}
    assert f"home, {person.home}, not there yet" in person.types("where").out.replace("\n  ", " ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_prints_a_script_and_touches_nothing(person: Person, shell: str) -> None:
    said = person.types("completion", shell)
    assert "_SMARTCLI_COMPLETE" in said.out
    assert not person.home.exists()


def test_completion_of_another_shell_is_refused(person: Person) -> None:
    assert person.types("completion", "my-secret").code == 2


def test_everything_that_reads_speaks_json(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    assert person.types("--json").json == {
        "schema": 1,
        "day": "2026-03-10",
        "checked_in": True,
        "last_day": "2026-03-10",
        "drafts": [],
        "due": [],
        "next": {
            "exercise": "why-i-want-this",
            "title": "Why I want this",
            "minutes": 1,
            "why": "Your own reasons are a good place to begin.",
            "to_read": False,
        },
        "homework": [],
    }
    assert person.types("help-now", "--json").json["help"].startswith("In danger")
    assert person.types("journal", "--json").json["entries"] == person.entries()
    exported = person.types("export", "json").out.encode()
    counted = person.types("import", "-", "--json", stdin=exported).json
    assert (counted["read"], counted["added"], counted["already"], counted["refused"]) == (1, 0, 1, 0)


def test_help_now_shows_numbers_first(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"country": "Ireland"}')
    said = person.types("help-now", "--help")
    assert said.code == 0
    assert "116 123" in first_words(person)


def first_words(person: Person) -> str:
    from smartcli.first_aid import pages

    return pages.help_now(str(person.home), {}).replace("\xa0", " ")


def commands() -> list[list[str]]:
    group = typer.main.get_command(build())
    found: list[list[str]] = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]  # a group has commands
        found.append([name])
        found += [[name, sub] for sub in getattr(command, "commands", {})]
    return found


GROUPS = dict.fromkeys(tuple(command[:-1]) for command in commands())  # () is smartcli itself


@pytest.mark.parametrize("group", GROUPS, ids=" ".join)
def test_no_command_s_sentence_is_cut_off_in_a_list(
    group: tuple[str, ...], capsys: pytest.CaptureFixture[str], person: Person
) -> None:
    assert person.types(*group, "--help").code == 0
    listed = capsys.readouterr().out.partition("Commands:\n")[2].partition("\n\n")[0].split("\n")
    assert [line for line in listed if not re.fullmatch(r"  \S+ +\S.{5,}[^.]\.", line)] == []


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str], person: Person) -> None:
    said = person.types(*command, "--help")
    text = capsys.readouterr().out
    assert said.code == 0
    usage, sentence = [line.strip() for line in text.split("\n") if line.strip()][:2]
    assert usage.startswith(f"Usage: smartcli {' '.join(command)}")
    assert sentence.endswith(".") or len(sentence) > 30
    assert os.linesep.join(["-h"]) in text


@pytest.mark.parametrize("typed", ["Deutschland", "allemagne", "Deutschl", "Germany", "ger"])
def test_a_country_is_known_by_its_names_in_other_languages(person: Person, typed: str) -> None:
    world = person.world(io.StringIO(), io.StringIO(), None, b"")
    country = next(step for step in setup(world).steps if step.key == "country")
    assert country.read(meant(country, typed)) == "Germany"


def test_a_country_is_known_by_its_names_in_answers_too(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin='{"country": "España"}'.encode())
    assert person.types("settings", "--json").json["settings"]["country"] == "ES"


@pytest.mark.parametrize("typed", ["gb", "GB", "uk", "United Kingdom"])
def test_a_country_is_known_by_its_two_letters_too(person: Person, typed: str) -> None:
    world = person.world(io.StringIO(), io.StringIO(), None, b"")
    country = next(step for step in setup(world).steps if step.key == "country")
    assert country.read(meant(country, typed)) == "United Kingdom"


@pytest.mark.parametrize("only", [["--day-ends", "4"], ["--check-in", "urge"]])
def test_answers_beside_one_setting_alone_are_refused_and_not_passed_over(person: Person, only: list[str]) -> None:
    said = person.types("settings", "change", *only, "--answers", "-", stdin=b'{"name": "Ana"}')
    assert (said.code, said.err.startswith("--answers does not go with --day-ends or --check-in")) == (2, True)
    assert not (person.home / "settings.toml").exists()
