"""A sheet to print and fill in by hand, out of any exercise; it reads no journal and asks for nothing."""

import json
import re
import stat
import sys
from pathlib import Path

import pytest
from tests.exercises.own_exercises import MINE, put
from tests.person import OWN, Person

from smartcli.exercises.library import Library
from smartcli.home.installation import without_pdf
from smartcli.text.language import quoted

WRITTEN = "Written. Open it in a browser to print it.\n"
AGAIN = "smartcli exercises worksheet EXERCISE --out FILE"
WHICH = (
    "Please say which exercises, or --starred, --point POINT or --all. "
    "smartcli exercises worksheet ID --out FILE.html\n"
)
NO_POINT = (
    "There is no such point. There are: daily, motivation, urges, thoughts, balance. "
    "smartcli exercises worksheet --point urges --out FILE.html\n"
)
OPEN = "It has lines for numbers to call. Please fill them in before you hand it out.\n"


def test_a_sheet_of_what_ships_is_one_new_private_page(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    said = person.types("exercises", "worksheet", "smart-goal", "--out", str(file))
    assert (said.code, said.out, said.err) == (0, "", WRITTEN)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    page = file.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert '<div class="sheet usual" dir="ltr">' in page
    assert "An example." not in page
    assert not person.home.exists()


def test_with_the_example_and_in_large_print(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    person.types("exercises", "worksheet", "urge-log", "--out", str(file), "--example", "--large")
    page = file.read_text("utf-8")
    assert "An example. The person is invented." in page
    assert '<div class="sheet large" dir="ltr">' in page


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
        (["--out", "{new}.html"], 2, WHICH),
        (["--point", "gone", "--out", "{new}.html"], 2, NO_POINT),
        (["urge-log"], 2, "Please say where to write it. smartcli exercises worksheet ID --out FILE.html\n"),
        (["urge-log", "--out", "{new}.txt"], 2, f"The name of the file has to end in .html or .pdf. {AGAIN}.html\n"),
        (["urge-log", "--pdf", "--out", "{new}.html"], 2, f"The name of the file has to end in .pdf. {AGAIN}.pdf\n"),
        (["urge-log", "--paper", "a5", "--out", "{new}.pdf"], 2,
         "There are two papers: a4 and letter. smartcli exercises worksheet EXERCISE --paper a4 --out FILE.pdf\n"),
        (["urge-log", "--out", "{there}"], 1,
         f"There is a file of this name already. Please name a new one. {AGAIN}.html\n"),
        (["urge-log", "--out", "{new}/no/such/folder.html"], 1,
         f"The folder for this file is not there. Please make it first. {AGAIN}.html\n"),
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


SEVERAL = "Print it on one side of the paper: then each exercise is on paper of its own.\n"


def titles(page: str) -> list[str]:
    return re.findall(r"<h1[^>]*>(.*?)</h1>", page)


def test_several_are_one_file_in_the_order_they_were_named_each_once(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "sheets.html"
    mine = tmp_path / "mine.toml"
    mine.write_text(MINE.replace('next = ["evening"]\n', ""))
    names = ["urge-log", "Wait a while", str(mine), "urge-log"]
    said = person.types("exercises", "worksheet", *names, "--out", str(file))
    assert (said.code, said.err) == (0, WRITTEN + SEVERAL + OPEN)
    assert titles(file.read_text("utf-8")) == ["Exercises", "Urge log", "Wait a while", "Quiet harbour"]


def test_a_title_of_several_words_needs_no_quotation_marks(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    assert person.types("exercises", "worksheet", "wait", "a", "while", "--out", str(file)).code == 0
    assert titles(file.read_text("utf-8")) == ["Wait a while"]


def test_those_of_a_point_with_notes_or_all_and_your_own_are_among_them(person: Person, tmp_path: Path) -> None:
    put(
        person,
        "harbour.toml",
        MINE.replace('next = ["evening"]\n', "").replace("[[steps]]", '[facilitator]\naim = "To see."\n\n[[steps]]', 1),
    )
    put(person, "broken.toml", "format = 1\n")
    found = {}
    for words in (["--point", "urges"], ["--point", "Urges"], ["--starred"], ["--all"], ["values", "--starred"]):
        file = tmp_path / f"{'-'.join(words)}.html"
        said = person.types("exercises", "worksheet", *words, "--out", str(file))
        assert said.code == 0, said
        assert "broken.toml cannot be used." in said.err
        found[" ".join(words)] = titles(file.read_text("utf-8"))
    exercises = person.types("exercises", "--json").json["exercises"]
    assert found["--point urges"] == ["Urges", *(one["title"] for one in exercises if one["point"] == "urges")]
    assert found["--point Urges"] == found["--point urges"]
    assert found["--all"] == ["Exercises", *(one["title"] for one in exercises)]
    library = Library(Path("no-home"))
    noted = [library.title(id) for id in library.ids() if library.load(id).facilitator]
    assert sorted(found["--starred"]) == sorted(["Exercises", "Quiet harbour", *noted])
    assert len(noted) >= 12
    assert found["values --starred"][1:] == ["My values", *found["--starred"][1:]]


def test_the_leader_s_copy_has_the_notes(person: Person, tmp_path: Path) -> None:
    for name, more in (("group", []), ("leader", ["--leader"])):
        assert (
            person.types("exercises", "worksheet", "urge-log", *more, "--out", str(tmp_path / f"{name}.html")).code == 0
        )
    assert "Read the list aloud slowly." not in (tmp_path / "group.html").read_text("utf-8")
    assert "Read the list aloud slowly." in (tmp_path / "leader.html").read_text("utf-8")


def test_one_that_has_a_slip_keeps_all_from_being_written(person: Person, tmp_path: Path) -> None:
    file, sheet = tmp_path / "mine.toml", tmp_path / "sheet.html"
    file.write_text(MINE.replace('"What did you do?"', "“What did you do?”"))
    assert person.types("exercises", "worksheet", "urge-log", str(file), "--out", str(sheet)).code == 1
    assert not sheet.exists()


def width(file: Path) -> float:
    pypdf = pytest.importorskip("pypdf")
    return round(float(pypdf.PdfReader(file).pages[0].mediabox.width))


def test_as_a_pdf_on_the_paper_of_the_country_or_on_that_which_is_named(person: Person, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    file = tmp_path / "sheets.pdf"
    said = person.types("exercises", "worksheet", "urge-log", "values", "--pdf", "--large", "--out", str(file))
    assert (said.code, said.out) == (0, "")
    assert said.err == "Written. A screen reader can follow it (PDF/UA-1).\n" + SEVERAL + OPEN
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert width(file) == 595
    for country, named, wide in (("Canada", [], 612), ("Canada", ["--paper", "A4"], 595), ("Ireland", [], 595)):
        person.types("settings", "change", "--answers", "-", stdin=json.dumps({"country": country}).encode())
        new = tmp_path / f"{country}{len(named)}.pdf"
        assert person.types("exercises", "worksheet", "values", *named, "--out", str(new)).code == 0
        assert width(new) == wide


def test_a_pdf_with_a_sign_that_no_font_has_says_so(person: Person, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    file, mine = tmp_path / "sheet.pdf", tmp_path / "mine.toml"
    mine.write_text(MINE.replace('next = ["evening"]\n', "").replace("What did you do?", "What did you do? \u0378"))
    said = person.types("exercises", "worksheet", str(mine), "--out", str(file))
    assert said.code == 0
    assert " ".join(said.err.split()).startswith(
        "Written. A screen reader can follow most of it. It does not claim to be PDF/UA-1. "
        "No letters here have the sign “U+0378”."
    )
    assert file.read_bytes().startswith(b"%PDF-")


def test_without_typst_a_pdf_is_refused_with_what_to_type(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "smartcli.exchange.pages.worksheet.typesetter", raising=False)
    said = person.types("exercises", "worksheet", "values", "--out", str(tmp_path / "sheet.pdf"))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(
        "A PDF needs typst, which is not installed here. The same sheets as .html can be printed"
    )
    assert said.err.endswith(" setup pdf\n")
    assert not (tmp_path / "sheet.pdf").exists()


def test_where_it_was_installed_pip_brings_what_a_pdf_needs() -> None:
    assert str(without_pdf("/no/run.py").next).endswith(" -m pip install 'smartcli-companion[pdf]'")
