"""A sheet to print and fill in by hand, out of any exercise; it reads no journal and asks for nothing."""

import stat
from pathlib import Path

import pytest
from tests.exercises.own_exercises import MINE, put
from tests.person import OWN, Person

from smartcli.text.language import quoted

WRITTEN = "Written. Open it in a browser to print it.\n"
OPEN = "It has lines for numbers to call. Please fill them in before you hand it out.\n"


def test_a_sheet_of_what_ships_is_one_new_private_page(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    said = person.types("exercises", "worksheet", "smart-goal", "--out", str(file))
    assert (said.code, said.out, said.err) == (0, "", WRITTEN)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    page = file.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert '<div class="usual" dir="ltr">' in page
    assert "An example." not in page
    assert not person.home.exists()


def test_with_the_example_and_in_large_print(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    person.types("exercises", "worksheet", "urge-log", "--out", str(file), "--example", "--large")
    page = file.read_text("utf-8")
    assert "An example. The person is invented." in page
    assert '<div class="large" dir="ltr">' in page


@pytest.mark.parametrize("is_a_file", [False, True])
def test_an_exercise_of_one_s_own_by_its_name_or_its_file(person: Person, tmp_path: Path, is_a_file: bool) -> None:
    mine = MINE.replace('next = ["evening"]\n', "")
    if is_a_file:
        named = str(tmp_path / "from-a-stick.toml")
        Path(named).write_text(mine)
    else:
        put(person, "harbour.toml", mine)
        named = "harbour"
    file = tmp_path / "sheet.html"
    assert person.types("exercises", "worksheet", named, "--out", str(file)).code == 0
    assert "<b>1.</b> <b>How strong is it now?</b> <span>Circle one.</span>" in file.read_text("utf-8")


def test_nothing_the_person_wrote_is_on_it_and_a_sealed_journal_asks_for_nothing(
    person: Person, tmp_path: Path
) -> None:
    person.does("urge-log", {"strength": 7, "trigger": "the harbour"})
    person.does("hard-times", {"people": ["Harbour Ana, 555-0142"]})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    person.passphrases = []
    for id in ("urge-log", "hard-times", "lapse-review"):
        file = tmp_path / f"{id}.html"
        said = person.types("exercises", "worksheet", id, "--out", str(file))
        assert (said.code, said.err) == (0, WRITTEN + OPEN)
        assert "harbour" not in file.read_text("utf-8").lower()


def test_numbers_to_call_are_those_of_the_chosen_country(person: Person, tmp_path: Path) -> None:
    file, other = tmp_path / "here.html", tmp_path / "there.html"
    person.types("exercises", "worksheet", "urge-log", "--out", str(other))
    assert "In danger, or someone cannot be woken? Call now: 112 in the EU and the UK or " in other.read_text("utf-8")
    assert "Emergency number here: <span" in other.read_text("utf-8")
    person.types("settings", "change", "--answers", "-", stdin=b'{"country": "Ireland"}')
    said = person.types("exercises", "worksheet", "urge-log", "--out", str(file))
    page = file.read_text("utf-8")
    assert said.err == WRITTEN
    assert "In danger, or someone cannot be woken? Call now: 112.</p>" in page
    assert "Text line: text 50808 (24/7, free)</p>" in page
    assert "Numbers for this country: Ireland. The numbers come from web pages that were read on 20 " in page
    assert "Emergency number here:" not in page


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["gone", "--out", "{new}.html"], 1,
         "There is no such file, and no exercise of this name. smartcli exercises\n"),
        (["urge-log"], 2, "Please say where to write it. smartcli exercises worksheet ID --out FILE.html\n"),
        (["urge-log", "--out", "{new}.pdf"], 2, "The name of the file has to end in .html. --out FILE.html\n"),
        (["urge-log", "--out", "{there}"], 1,
         "There is a file of this name already. Please name a new one. \n"),
        (["urge-log", "--out", "{new}/no/such/folder.html"], 1,
         "The folder for this file is not there. Please make it first. \n"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_sentence(
    person: Person, tmp_path: Path, argv: list[str], code: int, said: str
) -> None:
    there = tmp_path / "there.html"
    there.write_text("mine")
    told = person.types("exercises", "worksheet", *(word.format(new=tmp_path / "new", there=there) for word in argv))
    assert (told.code, told.out, told.err.replace("None", "")) == (code, "", said)
    assert there.read_text() == "mine"
    assert [file.name for file in tmp_path.iterdir() if file != person.home] == ["there.html"]


def test_a_file_with_a_slip_is_explained_and_not_printed(person: Person, tmp_path: Path) -> None:
    file, sheet = tmp_path / "mine.toml", tmp_path / "sheet.html"
    file.write_text(MINE.replace('"What did you do?"', "“What did you do?”"))
    said = person.types("exercises", "worksheet", str(file), "--out", str(sheet))
    assert said.out.startswith("mine.toml: line 17: the quotes are not straight ones.")
    assert (said.code, said.err) == (1, f"It can be printed once this is mended. smartcli check {quoted(file)}\n")
    assert not sheet.exists()
