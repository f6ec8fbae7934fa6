"""What another program wrote, as entries: of the kind `imported`, or as answers to the questions of an exercise.

Nothing goes to a question that was not named for it, and no answer is made fit but for a number that is divided or
multiplied as it was typed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from smartcli.errors import InvalidAnswer, Usage
from smartcli.exchange.readers.brought import Brought, Omitted, Reading
from smartcli.exchange.readers.csv import DAY, TIME, named
from smartcli.exchange.readers.days_written import is_to_come
from smartcli.exercises.exercise import IMPORTED, Exercise
from smartcli.exercises.step import Answer, Step
from smartcli.home.ids import new_id, stamp
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text import incoming
from smartcli.text.language import _, ngettext, typed

NOON = time(12)  # where only the day is known
MOST_ZONE = 64  # characters of a zone's name


class Answering(Record):
    """That a question, or the day, is answered by a field. by: what its numbers are multiplied by."""

    key: str
    field: str
    by: Decimal = Decimal(1)


class Mapped(Record):
    """Which fields answer which questions, as it was typed."""

    pairs: Sequence[Answering] = ()

    @property
    def columns(self) -> Mapping[str, Sequence[str]]:
        """The fields by what they are for, each also as it would be with a number behind it."""
        found: dict[str, list[str]] = {}
        for pair in self.pairs:
            found.setdefault(pair.key, []).append(pair.field)
        return found

    @property
    def answering(self) -> Sequence[Answering]:
        return [pair for pair in self.pairs if pair.key not in (DAY, TIME)]


_PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_OPERATION = re.compile(r"(.+?)\s*([/*])\s*(\d{1,6}(?:[.,]\d{1,6})?)")
HOW = "smartcli import --from csv --map day=COLUMN,text=COLUMN FILE"


def mapped_as(typed: Iterable[str], known: Sequence[str] = ()) -> Mapped:
    """Out of `day=Date,mood=Score/2`. known: names of fields, which may hold a / or a comma. Usage: it is none."""
    pairs = []
    for part in (part for text in typed for part in _parts(incoming.from_argv(text))):
        key, between, field = (piece.strip() for piece in part.partition("="))
        if not (key and between and field):
            raise Usage(_("--map wants a question, = and the name of a column."), next=HOW)
        by = Decimal(1)
        if not named(known, field) and (found := _OPERATION.fullmatch(field)):
            number = Decimal(found[3].replace(",", "."))
            if not number:
                raise Usage(_("--map cannot divide or multiply by 0."), next=HOW)
            field, by = found[1], number if found[2] == "*" else 1 / number
        pairs.append(Answering(key=key, field=field, by=by))
    return Mapped(pairs=pairs)


def _parts(text: str) -> list[str]:
    """A piece without = belongs to the name before it, which has a comma."""
    parts: list[str] = []
    for piece in text.split(","):
        if parts and "=" not in piece:
            parts[-1] += f",{piece}"
        else:
            parts.append(piece)
    return parts


def check(mapped: Mapped, exercise: Exercise, fields: Iterable[str], *, has_day: bool) -> None:
    """Usage: a question that is not asked, or cannot be answered by one text; or a field that is not there."""
    steps = questions_of(exercise)
    known = [*dict.fromkeys(fields)]
    for pair in mapped.pairs:
        if pair.key in (DAY, TIME) and has_day:
            pass
        elif pair.key not in steps:
            keys = ", ".join(steps)
            said = _("--map names a question that cannot be answered like this. There are: {keys}.")
            raise Usage(
                said.format(keys=keys),
                next=typed("smartcli exercises show {id}", id=exercise.id) if exercise.point else HOW,
            )
        if not named(known, pair.field):
            raise Usage(_("--map names a column or field that is not in this file."), next="smartcli import --help")


def questions_of(exercise: Exercise) -> Mapping[str, Step]:
    """Those that one text can answer, by their keys."""
    return {step.key: step for step in exercise.steps if step.asks and not step.is_table}


class Coming(Record):
    """entries: the oldest first, each once. first, last: their days, "" where there are none."""

    entries: Sequence[Entry]
    left: Mapping[Omitted, int]
    notes: Sequence[str] = ()

    @property
    def days(self) -> tuple[str, str]:
        every = [entry.day for entry in self.entries]
        return min(every, default=""), max(every, default="")


def made(reading: Reading, program: str, exercise: Exercise, mapped: Mapped, *, now: datetime, today: date) -> Coming:
    """program: its name after --from, which is a part of the ids. now: aware; today: the day the person means."""
    left, seen = Counter(reading.counts), _Fitting()
    found: dict[str, Entry] = {}
    wording = _wording(exercise, mapped)
    for one in reading.found:
        if is_to_come(one.day, one.moment, now, today):
            left[Omitted.TO_COME] += 1
            continue
        answers = _answered(one, exercise, mapped.answering, seen) if mapped.answering else dict(one.answers)
        answers = {key: incoming.words(answer) for key, answer in answers.items()}
        is_short = any(step.required and answers.get(step.key) is None for step in exercise.steps)
        if not answers or is_short:
            left[Omitted.EMPTY if exercise.id == IMPORTED else Omitted.NO_ANSWER] += 1
            continue
        asked = {key: (not mapped.answering and one.asked.get(key)) or wording[key] for key in answers}
        entry = _entry(one, program, exercise, answers, asked, is_mapped=bool(mapped.answering))
        if entry.id in found:
            left[Omitted.TWICE] += 1
        found.setdefault(entry.id, entry)
    entries = sorted(found.values(), key=lambda entry: entry.id)
    left[Omitted.UNFIT] = seen.unfit.total()
    return Coming(entries=entries, left=+left, notes=(*reading.notes, *seen.notes()))


class _Fitting:
    """How many answers did not fit, by their questions; how many were rounded for it."""

    def __init__(self) -> None:
        self.unfit: Counter[str] = Counter()
        self.rounded = 0

    def notes(self) -> Iterator[str]:
        if keys := ", ".join(f"{key} ({n})" for key, n in self.unfit.items()):
            yield _("What does not fit is of: {keys}.").format(keys=keys)
        if self.rounded:
            text = ngettext(
                "{n} number was rounded, since a whole one is asked for.",
                "{n} numbers were rounded, since whole ones are asked for.",
                self.rounded,
            )
            yield text.format(n=self.rounded)


def _wording(exercise: Exercise, mapped: Mapped) -> Mapping[str, str]:
    """How each question was worded. Where nobody was asked it is the name of the column."""
    if exercise.id == IMPORTED:
        return {step.key: ", ".join(mapped.columns.get(step.key, ())) or step.ask for step in exercise.steps}
    return {step.key: step.ask for step in exercise.steps if step.asks}


def _answered(one: Brought, exercise: Exercise, pairs: Sequence[Answering], seen: _Fitting) -> dict[str, Answer]:
    """The answers that fit, in the order of the exercise. What does not is counted."""
    texts: dict[str, list[tuple[str, Decimal]]] = {}
    for pair in pairs:
        if text := one.fields.get(named([*one.fields], pair.field), ""):
            texts.setdefault(pair.key, []).append((text, pair.by))
    answers: dict[str, Answer] = {}
    for step in exercise.steps:
        if step.key not in texts or not step.asks:
            continue
        try:
            answer, is_rounded = _read(step.on(one.day), texts[step.key])
        except InvalidAnswer:
            seen.unfit[step.key] += 1
            continue
        if not step.applies(answers):  # it is only asked after another answer
            seen.unfit[step.key] += 1
        elif answer is not None:
            answers[step.key] = answer
            seen.rounded += is_rounded
    return answers


def _read(step: Step, texts: Sequence[tuple[str, Decimal]]) -> tuple[Answer, bool]:
    """An answer, and whether it was rounded. InvalidAnswer: it does not fit, or would be understood otherwise."""
    if step.has_words:
        return step.read(_words(step, [text for text, _by in texts])), False
    text, by = texts[0]
    if len(texts) > 1:
        raise InvalidAnswer
    if step.is_day:
        return step.read(text), False
    if step.offers:  # yes or no: a number of a menu was never meant
        plain = text.strip()
        if plain.isdecimal() and plain not in ("0", "1"):
            raise InvalidAnswer
        return step.read({"0": False, "1": True}.get(plain, plain)), False
    number = _number(text, by)
    try:
        return step.read(int(number) if number == number.to_integral_value() else float(number)), False
    except InvalidAnswer:
        if by == 1 or number == number.to_integral_value():
            raise
    return step.read(int(number.to_integral_value(rounding=ROUND_HALF_UP))), True  # where a whole one is wanted


def _words(step: Step, texts: Sequence[str]) -> object:
    if step.several:
        parts = [part.strip() for text in texts for part in text.split("|") if part.strip()]
        _refuse_numbers(step, parts)
        return parts
    text = "\n".join(texts)
    _refuse_numbers(step, [text])
    return text


def _refuse_numbers(step: Step, parts: Sequence[str]) -> None:
    """Where one picks, a number would be that of a row."""
    if step.picks and any(part.strip().isdecimal() and part.strip() not in step.choices for part in parts):
        raise InvalidAnswer


def _number(text: str, by: Decimal) -> Decimal:
    plain = text.strip().replace("\u2212", "-")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if not _PLAIN.fullmatch(plain):
        raise InvalidAnswer
    return (Decimal(plain) * by).quantize(Decimal("0.000001"))


def _entry(
    one: Brought,
    program: str,
    exercise: Exercise,
    answers: Mapping[str, Answer],
    asked: Mapping[str, str],
    *,
    is_mapped: bool,
) -> Entry:
    at, zone, happened = _when(one)
    said = one.identity if one.identity and not is_mapped else _without_breaks(answers if is_mapped else one.fields)
    same = json.dumps([program, exercise.id, at if not one.identity.startswith("uuid ") else "", happened, said])
    chance = hashlib.sha256(same.encode("ascii")).digest()
    moment = datetime.fromisoformat(at)
    return Entry(
        id=new_id(moment, chance=lambda size: chance[:size]),
        at=at,
        zone=zone,
        day=one.day.isoformat(),
        happened=happened,
        exercise=exercise.id,
        version=exercise.version,
        asked=asked,
        answers=answers,
        edited=one.edited if exercise.id == IMPORTED and not is_mapped else None,
    )


def _when(one: Brought) -> tuple[str, str, str | None]:
    """`at`, `zone` and `happened` of an entry. Without a zone the time of the clock stands as if it were in UTC."""
    if one.moment is None:
        return stamp(datetime.combine(one.day, NOON, UTC)), "", one.day.isoformat()
    if one.moment.tzinfo is None:
        return stamp(one.moment.replace(tzinfo=UTC)), "", None
    return stamp(one.moment), incoming.harmless(one.zone)[:MOST_ZONE], None


def _without_breaks(fields: Mapping[str, object]) -> list[list[str]]:
    """The words alone: line breaks and blanks may come otherwise in another export of the same."""
    return [[name, " ".join(str(text).split())] for name, text in sorted(fields.items())]
