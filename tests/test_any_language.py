"""No decision hangs on how a sentence is said: in a language in which none is ever said the same way twice, the same
keys do the same."""

import ast
import io
import json
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.keeping.health.homes import MENDED, filled
from tests.person import OWN, Person

import smartcli
from smartcli.asking.prompts.breathing import drawn
from smartcli.exercises import toml_errors
from smartcli.exercises.kinds import Breaths
from smartcli.record import values
from smartcli.text import language, times_of_week
from smartcli.text.language import Later, _, ngettext
from smartcli.views.plan.lines import PlanLine, grouped


class Babel:
    """A catalogue in which every saying is another one. Only the names of what is filled in are left of a sentence."""

    def __init__(self) -> None:
        self._said = count()

    def gettext(self, sentence: str) -> str:
        number = "".join(chr(ord("a") + int(digit)) for digit in str(next(self._said)))
        return "⟦" + " ".join([number, *re.findall(r"\{\w+\}", sentence)]) + "⟧"

    def ngettext(self, _one: str, many: str, _count: int) -> str:
        return self.gettext(many)


@pytest.fixture
def babel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_catalogue", Babel())


def test_in_this_language_nothing_is_said_twice_the_same(babel: None) -> None:
    assert _("Saved.") != _("Saved.")
    assert ngettext("{n} day", "{n} days", 2).format(n=7).endswith(" 7⟧")
    assert str(Later("Saved.")) != str(Later("Saved."))


# The walks: each types the numbers of rows, or Enter, and gives back how each command ended.

Walk = Callable[[Person], list[int]]


def first_run(person: Person) -> list[int]:
    """A look around; set up, and one small win; files stay plain; the four points, and out."""
    look, set_up, points, leave = ["2"], ["3", "Sam", "Fewer bets", "2", "", "", "2"], "9", "12"
    return [person.types(answers=[*look, *set_up, "My daughter", "", "1", points, leave]).code]


def leaving_at_an_urge(person: Person) -> list[int]:
    return [person.types("urge", answers=[row]).code for row in ("4", "x")] + [person.types(answers=["1", "4"]).code]


def something_else_to_do(person: Person) -> list[int]:
    person.does("coping-plan", {"plans": [{"situation": "Alone", "response": "Walk"}]})
    return [person.types("urge", answers=["2", "1", "4"]).code, person.types("urge", answers=["3", "7", "^C"]).code]


def a_draft_gone_on_with(person: Person) -> list[int]:
    codes = [person.types("do", "urge-log", answers=["4", "^C"]).code]
    return [*codes, person.types("do", "urge-log", answers=["1", "the bell", *[""] * 20]).code]


def a_draft_let_go(person: Person) -> list[int]:
    codes = [person.types("do", "urge-log", answers=["4", "^C"]).code]
    return [*codes, person.types("do", "urge-log", answers=["2", "6", *[""] * 20]).code]


def what_is_next_declined(person: Person) -> list[int]:
    """At home: no to what is offered, a look back, the settings left as they are, and out."""
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    person.does("check-in", {"urge": 3})
    decline, back, settings, leave = "3", "5", "10", "12"
    return [person.types(answers=[decline, back, settings, "Ana", "^C", leave]).code]


def an_exercise_by_its_point(person: Person) -> list[int]:
    """The third point, back again, the second, its second exercise, and out of it."""
    return [person.types("do", answers=["3", "<", "2", "2", "My son", "^C"]).code]


def what_stood_there_before(person: Person) -> list[int]:
    """A plan written anew, in which all that stood there is skipped: kept once, and let go once."""
    person.does("staying-well", {"protect": ["Sleep"], "signs": ["Late nights"]})
    skipped = ["-", "-", "1", "-", "-", "-", ""]
    return [person.types("do", "staying-well", answers=[*skipped, row]).code for row in ("1", "2")]


def cards(person: Person) -> list[int]:
    """Which stand first, one edited, one put away and taken back, by the numbers of kinds and of cards."""
    person.does("why-i-want-this", {"reasons": ["My daughter", "Sleep", "The sea"]})
    person.does("support-network", {"people": [{"name": "Ana", "reach": "555 0101"}, {"name": "Bo"}]})
    typed = [
        (["pick"], ["1", "3, 2"]),
        (["pick"], ["2", "2"]),
        (["edit"], ["1", "2", "Sleep, at last"]),
        (["away"], ["1", "1"]),
        (["back"], ["1", "1"]),
        (["away"], ["2", "1"]),
    ]
    return [person.types("cards", *argv, answers=answers).code for argv, answers in typed]


def lock_and_unlock(person: Person) -> list[int]:
    """Not now; sealed with a passphrase of one's own, the paper later; a draft; left sealed; made readable."""
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    person.does("coping-plan", {"plans": [{"situation": "Alone", "response": "Walk"}]})
    person.passphrases = [OWN]
    codes = [person.types("lock", answers=[row]).code for row in ("3",)]
    codes.append(person.types("lock", answers=["2", OWN, OWN, "1, 3", "2"]).code)
    codes.append(person.types("do", "coping-plan", answers=["2", "^C"]).code)
    codes.append(person.types("unlock", answers=["1"]).code)
    assert b'"response"' not in b"".join(file.read_bytes() for file in person.home.rglob("*.jsonl"))
    codes.append(person.types("unlock", answers=["2"]).code)
    return codes


def repair(person: Person) -> list[int]:
    """Everything in disorder that can be mended: left so, and then mended; nothing that was not shown."""
    filled(person)
    for name in ("bit rot", "spare copy", "draft", "settings", "left over", "modes"):
        MENDED[name](person.home)
    return [person.types("repair", answers=[row]).code for row in ("2", "1")]


def a_backup_brought_back(person: Person) -> list[int]:
    person.does("check-in", {"urge": 3})
    person.types("backup", str(person.home.parent / "kept.zip"))
    person.does("check-in", {"urge": 4})
    codes = [person.types("forget", "--everything", "--yes").code]
    kept = str(person.home.parent / "kept.zip")
    return [*codes, *(person.types("restore", kept, answers=[row]).code for row in ("2", "1"))]


WALKS = [
    first_run, leaving_at_an_urge, something_else_to_do, a_draft_gone_on_with, a_draft_let_go, what_is_next_declined,
    an_exercise_by_its_point,     what_stood_there_before, cards, lock_and_unlock, repair, a_backup_brought_back,
]  # fmt: skip


def state(person: Person) -> dict[str, Any]:
    """All that is kept in a home, without what is different each time."""
    stores = person.world(io.StringIO(), io.StringIO(), None, b"").stores
    device = (person.home / "device").read_text().split("\n")[0] if (person.home / "device").exists() else "none"
    files = (str(file.relative_to(person.home)) for file in person.home.rglob("*") if file.is_file())
    return {
        "entries": [(entry.exercise, entry.day, entry.answers, entry.asked) for entry in stores.journal.latest()],
        "drafts": [(one.exercise, one.given, one.done, one.typed) for one in stores.drafts.every()],
        "settings": values(stores.opened_settings()),
        "marks": values(stores.marks()),
        "cards": person.types("cards", "--json").json["cards"],
        "sealed": stores.keys.is_set_up,
        "files": sorted(re.sub(rf"{device}|[0-9A-Za-z]{{20,}}|[0-9a-f]{{6,}}|\d+", "*", name) for name in files),
        "doctor": [(one["id"], one["result"]) for one in person.types("doctor", "--json").json["checks"]],
    }


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_the_same_keys_do_the_same(walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english, other = Person(tmp_path / "english" / "home"), Person(tmp_path / "other" / "home")
    for one in (english, other):
        one.home.parent.mkdir()
    codes = walk(english)
    with monkeypatch.context() as patched:
        patched.setattr(language, "_catalogue", Babel())
        assert walk(other) == codes
    found = state(english)
    assert found["files"] or walk is leaving_at_an_urge
    assert comparable(state(other)) == comparable(found)


def comparable(found: dict[str, Any]) -> Any:
    text = re.sub(r'"(entry|id)": "[0-9A-Z]{26}"', '"id": "*"', json.dumps(found, default=str, indent=1))
    return json.loads(text)


# Comparisons

# What a person typed or wrote is compared with words of their language: yes, tomorrow, yesterday.
READ = {"exercises/kinds/measuring.py", "views/days.py", "journal/selection.py"}
FILES = sorted(Path(smartcli.__file__).parent.rglob("*.py"))


def compared(code: str) -> list[str]:
    """The comparisons that have a sentence of ours on one of their sides."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Compare):
            sides = [side for side in (node.left, *node.comparators) if not isinstance(side, ast.IfExp)]
            if any(_is_said(part) for side in sides for part in ast.walk(side)):
                found.append(ast.unparse(node))
    return found


def _is_said(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext", "typed"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FILES[0].parent)))
def test_no_sentence_of_ours_is_compared(file: Path) -> None:
    name = file.relative_to(FILES[0].parent).as_posix()
    assert bool(compared(file.read_text("utf-8"))) == (name in READ)


def test_a_sentence_that_is_compared_is_found() -> None:
    assert compared('if words == _("hold"): ...')
    assert compared('if answer in {"yes", _("yes")}: ...')
    assert not compared('words = _("one") if count == 1 else _("many")')


# What is decided within one saying


def full(seconds: float) -> int:
    """How many seconds of a breath are drawn as full."""
    line = drawn(Breaths(key="ride", seconds=60, inhale=4, hold=2, exhale=6), "", seconds, 80)
    return sum(text.count("●") for _style, text, *_rest in line)


def test_a_breath_fills_and_empties(babel: None) -> None:
    assert [full(second) for second in range(12)] == [1, 2, 3, 4, 2, 2, 6, 5, 4, 3, 2, 1]


SLIPS = """\
title = "A text over
two lines"
one = yes
two = no
three = yes
four = 7,5
five = 8,5
six = 9,5
seven = 1,5
"""


def test_the_same_slip_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    english = toml_errors.found(SLIPS)
    monkeypatch.setattr(language, "_catalogue", Babel())
    other = toml_errors.found(SLIPS)
    assert len(english) == len(other) == 5
    assert [problem.cure.count("⟦") for problem in other] == [1, 1, 1, 1, 2]


def test_lines_of_the_plan_stand_under_one_heading(babel: None) -> None:
    signs, way = Later("Signs"), Later("My way")
    lines = [PlanLine(words=(word,), says=says) for word, says in (("a", signs), ("b", signs), ("c", way))]
    (_none, alone), (_heading, together) = grouped(lines)
    assert len(alone) == 1
    assert together == ["a", "b"]


def test_a_hard_time_that_was_worked_out_is_known_in_any_language(person: Person, babel: None) -> None:
    person.clock.on(days=-18, hours=8)  # Friday, eight in the evening
    for _week in range(3):
        person.does("urge-log", {"strength": 6})
        person.clock.on(days=7)
    title = "Often hard, with nothing there yet"
    for part, is_said in (("Morning", True), ("Evening", False)):
        slots = {"slots": [{"day": "Friday", "part": part, "what": "A walk"}]}
        said = person.types("do", "week-plan", "--answers", "-", stdin=json.dumps(slots).encode())
        assert (title in said.out) is is_said


def test_a_time_that_a_person_wrote_in_english_or_in_their_language_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert times_of_week.named("Fridays in the evening, mostly") == (4, 3)
    monkeypatch.setattr(language, "_catalogue", German())
    assert times_of_week.named("Fridays in the evening (4)") == (4, 3)
    assert times_of_week.named("Freitags abends (4)") == (4, 3)
    assert times_of_week.named("Abends (6)") == (times_of_week.ANY, 3)
    assert times_of_week.named("Irgendwann") is None


GERMAN = {"Fridays": "Freitags", "in the evening": "abends", "Evenings": "Abends"}


class German:
    """A few words of it."""

    def gettext(self, sentence: str) -> str:
        return GERMAN.get(sentence, sentence)
