"""What can be wrong with a shipped exercise beyond what `check` says: every complaint names file, step and cure."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from smartcli.asking.play import play
from smartcli.asking.prompts.answers import AnswersPrompter
from smartcli.asking.session import Session
from smartcli.asking.turn import Turn
from smartcli.authoring import check, wording
from smartcli.authoring.reach import Tests, Wanted, played
from smartcli.errors import InvalidAnswer, Usage
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Breaths, Lines, Pace, Rows, Text
from smartcli.exercises.library import Library, read_file
from smartcli.exercises.step import Step

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 3, 10)
LIBRARY = Library(Path("no-home"))


def languages(data: Path = DATA) -> list[Path]:
    """The folder of every language that has exercises."""
    return sorted(folder.parent for folder in data.glob("*/exercises"))


def exercise_files(data: Path = DATA) -> list[Path]:
    return sorted(file for folder in languages(data) for file in (folder / "exercises").glob("*.toml"))


def named(file: Path) -> str:
    """A file as a test's id and as a complaint's beginning: en/urge-log."""
    return f"{file.parent.parent.name}/{file.stem}"


def load(file: Path) -> Exercise:
    found, problems = read_file(file)
    assert found is not None, [f"{named(file)}: {problem}" for problem in problems]
    return found


def checked(file: Path) -> list[str]:
    """What an author would be told. The words to avoid are English ones; width counts in every language."""
    found, problems = read_file(file)
    if found is None:
        return [f"{named(file)}: {problem}" for problem in problems]
    wide = [
        f"{named(file)}: step “{path}”: {width} letters wide. Please word it in {wording.WIDEST}."
        for path, width in wording.wide(found)
    ]
    return [*(f"{named(file)}: {problem}" for problem in check(found, LIBRARY)), *wide]


# Every place is reached


class Watching(AnswersPrompter):
    """Answers written beforehand, and a note of all that was asked and told."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        super().__init__(answers)
        self.asked: set[str] = set()
        self.heard: list[str] = []

    def ask(self, turn: Turn) -> object:
        place = turn.place
        self.asked.add(f"{place.table}.{place.field}" if place else turn.step.key)
        return super().ask(turn)

    def tell(self, text: str, own: Any = (), *, wait: bool = False) -> None:
        self.heard.append(text)
        super().tell(text, own, wait=wait)


def walked(exercise: Exercise, given: Mapping[str, Any]) -> Watching:
    """A walk with these answers by somebody who wrote something before, wherever a step recalls."""
    watching = Watching(given)
    session = Session(exercise, today=TODAY, recall=lambda _path: ["words from before"], at_hand=given)
    play(session, watching, card=lambda id: f"the card {id}")
    return watching


def unreached(file: Path, exercise: Exercise) -> Iterator[str]:
    """Steps, fields and notes that the answers made for them do not lead to."""
    for path, step in places(exercise):
        wanted = Wanted(exercise)
        if step.asks:
            wanted.path(path)
        else:
            wanted.before(step)
        given = wanted.answers()
        seen = None if given is None else _walk(exercise, given)
        if seen is None or not (path in seen.asked if step.asks else _said(step) in seen.heard):
            yield f"{named(file)}: step “{path}”: nobody is led to it. Please look at its only_if and those before it."


def unsafe(file: Path, exercise: Exercise) -> Iterator[str]:
    """Safety cards that do not come after the answers that need them, and ones that come after others."""
    for path, step in places(exercise):
        for safety in step.safety:
            tests: Tests = safety.comparison.tests if safety.comparison else ()
            wanted = Wanted(exercise)
            wanted.path(path, tests)
            given = wanted.answers()
            seen = None if given is None else _walk(exercise, given)
            if seen is None or f"the card {safety.card}" not in seen.told:
                yield (
                    f"{named(file)}: step “{path}”: the safety card {safety.card} is not shown after {dict(tests)}. "
                    "Please compare with an answer that can be given."
                )


def unnamed(file: Path, exercise: Exercise) -> Iterator[str]:
    """Exercises that an answer is to lead to, and that are not named to somebody who gave it."""
    for step in exercise.steps:
        for lead in step.leads:
            wanted = Wanted(exercise)
            wanted.path(step.key, lead.comparison.tests)
            given = wanted.answers()
            if given is None or lead.to not in exercise.led_to(played(exercise, given)):
                yield f"{named(file)}: step “{step.key}”: nobody is led to {lead.to}."


def places(exercise: Exercise) -> Iterator[tuple[str, Step]]:
    """Every step and every field that an author wrote; what a pace asks of itself is not theirs."""
    for path, step in exercise.every_step():
        table = exercise.step(path.partition(".")[0])
        if isinstance(step, Rows) and not isinstance(step, Pace):
            continue  # its fields are asked, not itself
        if "." not in path and isinstance(step, Pace):
            yield f"{path}.seconds", step.columns[0]
        elif not isinstance(table, Pace) and not (getattr(table, "rows_from", "") and _is_first(table, path)):
            yield path, step


def _is_first(table: Step | None, path: str) -> bool:
    return isinstance(table, Rows) and path == f"{table.key}.{table.columns[0].key}"


def _said(step: Step) -> str:
    return str(getattr(step, "text", ""))


def _walk(exercise: Exercise, given: Mapping[str, Any]) -> Watching | None:
    try:
        return walked(exercise, given)
    except (InvalidAnswer, Usage):
        return None


# Minutes are honest

A_MINUTE = {"typed": 2.0, "picked": 4.0}  # about so many steps of a kind are answered in a minute
LEEWAY = 1.6  # people are not all equally quick


def takes(exercise: Exercise) -> float:
    """About how many minutes its sample takes."""
    minutes = 0.0
    session = Session(exercise, today=TODAY)
    prompter = AnswersPrompter(exercise.sample)
    while step := session.step:
        if not step.asks:
            session.told()
            continue
        answer = prompter.ask(session.turn())
        if isinstance(step, Breaths):
            minutes += (answer if isinstance(answer, int) else 0) / 60
        elif answer is not None:
            many = len(answer) if isinstance(step, Lines) and isinstance(answer, list) else 1
            minutes += many / A_MINUTE["typed"] if isinstance(step, Text | Lines) else 1 / A_MINUTE["picked"]
        session.answer(answer)
    return minutes


def dishonest(file: Path, exercise: Exercise) -> Iterator[str]:
    """Minutes far off what the sample takes."""
    about = takes(exercise)
    if about > LEEWAY * exercise.minutes + 1.5 or exercise.minutes > LEEWAY * about + 1.5:
        yield (
            f"{named(file)}: minutes = {exercise.minutes}, but the sample takes about {about:.0f}. "
            "Please say so, or ask for less."
        )


# Translations


def untranslatable(file: Path, data: Path = DATA) -> list[str]:
    """Keys and kinds that a translation has changed; entries and recall count on them."""
    original = data / "en" / "exercises" / file.name
    if not original.exists():
        return [f"{named(file)}: there is no exercise of this name in English. Please name it as it is there."]
    ours, theirs = ({path: step.kind for path, step in load(one).every_step()} for one in (file, original))
    changed = sorted({path for path, _kind in ours.items() ^ theirs.items()})
    return [f"{named(file)}: step “{path}”: not as in English. Please keep its key and kind." for path in changed]
