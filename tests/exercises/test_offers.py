"""The path: read, checked in a counsellor's words, and what stands in for one that cannot be used."""

from pathlib import Path

import pytest
from tests.person import Person

from smartcli.authoring import path
from smartcli.exercises import offers, path_file
from smartcli.exercises.content import data
from smartcli.exercises.library import Library
from smartcli.exercises.offers import FIRST_WEEKS, UNDECIDED, WHEN, Offer
from smartcli.findings.suggesting.moments import MOMENTS
from smartcli.findings.suggesting.taken import TAKE

OURS = path_file.shipped()
LIBRARY = Library(Path("no-home"))
GOOD = """
format = 1
moments = ["urge-log"]
[[offers]]
offer = "coping-plan"
for = "decided"
when = "rated-high"
why = "You rated it at {n}."
[[offers]]
take = "something-else"
[[worth]]
point = "urges"
order = ["coping-plan", "triggers"]
"""


def said(tmp_path: Path, old: str = "", new: str = "") -> list[str]:
    assert old in GOOD
    file = tmp_path / "path.toml"
    file.write_text(GOOD.replace(old, new, 1) if old else GOOD)
    return [str(one) for one in path.problems(file, LIBRARY)]


def test_a_path_is_read() -> None:
    found, problems = path_file.read_text(GOOD)
    assert problems == []
    assert found is not None
    assert found.rows[0] == Offer(
        offer=("coping-plan",), who="decided", when="rated-high", why="You rated it at {n}."
    )  # fmt: skip
    assert [found.moments, found.worth] == [("urge-log",), {"urges": ("coping-plan", "triggers")}]


ROW = "offer 1 (coping-plan): "
SLIPS = [
    (
        '"coping-plan"', '"coping-pla"',
        "offer 1 (coping-pla): there is no exercise “coping-pla”. Did you mean “coping-plan”?",
    ),
    ('"coping-plan"', '"rulers"', "offer 1 (rulers): there is no exercise “rulers”. Did you mean “readiness-rulers”?"),
    ("why =", "reason =", f"{ROW}“reason” is not known here. Did you mean “why”?"),
    ('why = "You', 'about = "You', f"{ROW}“about” is not known here. Please take it out."),
    (
        "You rated it at {n}.", "",
        f'{ROW}it has no reason. Please add why = "…": a sentence that says to the person why.',
    ),
    ("{n}", "{words}", f"{ROW}its reason cannot tell “{{words}}”. Please say it in words."),
    ("{n}", "{", f"{ROW}a {{ or }} in its reason stands alone. Please take it out."),
    ('"rated-high"', '"rated-hi"', f"{ROW}“when” cannot be “rated-hi”. Did you mean “rated-high”?"),
    ('"decided"', '"everybody"', f"{ROW}“for” cannot be “everybody”. There are: decided, undecided."),
    ("when =", "day = 40\nwhen =", f"{ROW}“day” goes from 1 to 28. Please change the number."),
    ("when =", "every = true\nwhen =", f"{ROW}“every” should be a whole number. Please write it as in every = 7."),
    (
        'take = "something-else"', "",
        'offer 2: it offers nothing. Please write offer = "coping-plan", or take = "due".',
    ),
    (
        "take =", "every = 3\ntake =",
        "offer 2 (something-else): “every” does not go with “take”. Please take it out.",
    ),
    ('["urge-log"]', '["urge-lock"]', "moments: there is no exercise “urge-lock”. Did you mean “urge-log”?"),
    (
        "format = 1", "format = 1\nday = 3",
        "“day” is not known here. It is about one offer: please put it below an [[offers]].",
    ),
    (
        "for =", "logs = []\nfor =",
        f"{ROW}“logs” is not known here. It is about the whole path: please put it above the first [[offers]].",
    ),
    (
        '"triggers"', '"values"',
        "worth of “urges”: “values” belongs to another point. Please put it below “motivation”.",
    ),
    ('"urges"', '"urge"', "worth 1: this point is not known. Did you mean “urges”?"),
    ("format = 1", "format = 2", "this file was written for a newer smartcli. Please update smartcli to use it."),
    (
        "for =", 'instead = "urge-log.strenth"\nfor =',
        f"{ROW}“urge-log” asks nothing under the key “strenth”. Did you mean “strength”?",
    ),
    ('"decided"', '"decided', "line 6: a text has no quote at its end."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problem"), SLIPS)
def test_a_slip_is_told_with_its_row_what_is_wrong_and_the_cure(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    found = said(tmp_path, old, new)
    assert [one[: len(problem)] for one in found] == [problem]


def test_days_go_forward(tmp_path: Path) -> None:
    rows = "".join(f'[[offers]]\noffer = "values"\nday = {day}\nwhy = "x"\n' for day in (3, 2))
    (tmp_path / "path.toml").write_text(f"format = 1\n{rows}")
    assert [str(one) for one in path.problems(tmp_path / "path.toml", LIBRARY)] == [
        "offer 2 (values): its day is before that of a step above it. Please put the steps in the order of their days."
    ]


def test_ours_has_nothing_wrong_and_a_reason_for_everything() -> None:
    for file in data().glob("*/path.toml"):
        assert path.problems(file, LIBRARY) == []
    assert all(row.take or row.why.endswith((".", "?")) for row in OURS.rows)


def test_ours_names_all_that_can_be_offered_for_a_change_and_nothing_for_the_undecided_that_is_not_for_them() -> None:
    for point in OURS.worth:
        free = {one.id for one in LIBRARY.by_point()[point]} - {*OURS.moments}
        assert free - {*OURS.worth[point]} == set()
    hurried = {id for row in OURS.rows if row.who == UNDECIDED for id in row.offer}
    assert not hurried & {*OURS.only_decided}


def test_what_a_row_can_name_is_what_is_looked_up() -> None:
    assert [MOMENTS.keys(), TAKE.keys()] == [WHEN.keys(), {*offers.TAKEN}]
    assert {row.when for row in OURS.rows} - {""} == {*WHEN}
    assert max(row.day for row in OURS.rows) <= FIRST_WEEKS


@pytest.mark.parametrize("name", [*WHEN, *offers.TAKEN, *offers.ROW, *offers.LISTS])
def test_all_that_a_path_can_hold_stands_in_its_page(name: str) -> None:
    assert f"`{name}`" in (data().parent / "docs" / "path-file.md").read_text("utf-8")


# In a home


def offered(person: Person) -> tuple[str, str]:
    found = person.types("--json").json["next"]
    return found["exercise"], found["why"]


def test_a_path_in_the_home_takes_the_place_of_ours(person: Person) -> None:
    person.home.mkdir(parents=True)
    file = person.home / "path.toml"
    file.write_text('format = 1\n[[offers]]\noffer = "values"\nwhy = "We spoke of it on Monday."\n')
    assert offered(person) == ("values", "We spoke of it on Monday.")
    assert person.types("check").code == 0
    assert person.types("doctor", "--json").json


@pytest.mark.parametrize("text", ["format = 1\n[[offers]]\noffer =", "", "format = 1\n", "\0", "[" * 5000])
def test_while_there_is_a_slip_in_it_ours_stands_in_and_it_is_said(person: Person, text: str) -> None:
    person.home.mkdir(parents=True)
    ours = offered(person)
    (person.home / "path.toml").write_text(text)
    assert offered(person) == ours
    for command in ([], ["points"], ["--json"]):
        said = person.types(*command)
        heard = " ".join((said.out + said.err).split())
        assert "Your file path.toml cannot be used; smartcli's own stands in. To see where: smartcli check" in heard
    assert person.types("check", str(person.home / "path.toml")).code != 0
    assert "path.toml has a problem." in person.types("doctor").out


def test_it_is_checked_by_its_name_from_anywhere_unless_one_lies_there(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "cannot be opened" in person.types("check", "path.toml").out
    assert person.types("exercises", "path").code == 0
    assert person.types("check", "path.toml").out == "1 file is fine.\n"
    (tmp_path / "path.toml").write_text("format = 1\n")
    assert person.types("check", "path.toml").code == 1


def test_a_folder_in_its_place_stops_nothing(person: Person) -> None:
    (person.home / "path.toml").mkdir(parents=True)
    assert offered(person)
    assert person.types("points").code in (0, 3)


def test_a_copy_of_ours_to_begin_with_says_the_same(person: Person) -> None:
    ours = offered(person)
    said = person.types("exercises", "path")
    assert said.code == 0
    assert (person.home / "path.toml").read_bytes() == (data() / "en" / "path.toml").read_bytes()
    assert offered(person) == ours
    again = person.types("exercises", "path")
    assert (again.code, "already" in again.err) == (1, True)
