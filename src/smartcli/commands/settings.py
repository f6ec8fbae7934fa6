"""Show and change the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from smartcli.asking.answers_file import read_answers
from smartcli.asking.play import play
from smartcli.asking.session import Session
from smartcli.commands import check_in_questions
from smartcli.commands.options import AnswersOption, JsonOption, YesOption, world_of
from smartcli.errors import LeftEarly, SmartError, Usage
from smartcli.exercises import chosen_questions, content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Choice, Note
from smartcli.exercises.library import read_file
from smartcli.exercises.step import Answer, texts
from smartcli.first_aid import about, helplines
from smartcli.home import settings
from smartcli.home.settings import Settings
from smartcli.keeping.afterwards import landed
from smartcli.text.language import Later, _, typed
from smartcli.text.same_words import bare
from smartcli.views import safety_cards
from smartcli.views.as_asked import CHECK_IN
from smartcli.views.goal import goals_of
from smartcli.views.recall import recall
from smartcli.world import World

DONE = Later("The settings are changed.")
SEEN = "discreet"  # of the question among those of set-up
SHOWN = "smartcli settings --json"
ELSEWHERE = "other"  # a country we have no numbers of: help-now says so instead of guessing one

app = typer.Typer(rich_markup_mode=None, help="Show or change the settings.")


@app.callback(invoke_without_command=True)
def show(ctx: typer.Context, as_json: JsonOption = False) -> None:
    if ctx.invoked_subcommand is None:
        show_settings(world_of(ctx), as_json=as_json)


def show_settings(world: World, *, as_json: bool = False) -> None:
    """What was chosen. Damaged: it cannot be read, which is not the same as nothing."""
    kept = world.stores.opened_settings()
    if kept.unread:
        raise settings.not_shown(kept.unread)
    newest = _with_goal(world, kept)
    if as_json:
        names = ("name", "change", "about", "way", "country", "plain", "discreet", "day_ends", "check_in", "started")
        world.screen.json({"schema": 1, "settings": {name: getattr(newest, name) for name in names}})
        return
    check_in = world.stores.library.load(CHECK_IN)
    rows = [
        [_("Your name"), kept.name or _("not set")],
        [_("What you want to change"), newest.change or _("not set")],
        [_("What it is about"), _about_said(world, kept) or _("not set")],
        [_("In which way"), newest.way or _("not set")],
        [_("Country, for help lines"), _country(kept.country) or _("not set")],
        [_("Look"), _("plain lines") if kept.plain else _("colour and arrow keys")],
        [_("When others may see the screen"), _("words that tell nothing") if kept.discreet else _("the usual words")],
        [_("The check-in asks"), ", ".join(chosen_questions.on(check_in, kept.check_in))],
        [_("A day ends at"), f"{kept.day_ends:02}:00"],
    ]
    world.screen.table([_("setting"), _("now")], rows)
    world.screen.say(typed(_("To change them: smartcli settings change (the last one with --day-ends HOUR)")), "quiet")


def _about_said(world: World, kept: Settings) -> str:
    """In the words of set-up, whose questions are read only where something was picked."""
    return ", ".join(_picked(setup(world), kept.about)) if kept.about else ""


def _with_goal(world: World, kept: Settings) -> Settings:
    """The settings, with the change and the way as the goal has them, where there is one."""
    look = recall(world.stores, today=kept.day(world.now()))
    said = {key: [text for answer in look(f"setup.{key}") for text in texts(answer)] for key in ("change", "way")}
    return kept.but(**{key: " ".join(words) for key, words in said.items()})


@app.command()
def change(
    ctx: typer.Context,
    answers: AnswersOption = None,
    day_ends: Annotated[
        int | None,
        typer.Option("--day-ends", metavar="HOUR", help="Only this: the hour of the night a day ends, 0 to 12."),
    ] = None,
    check_in: Annotated[
        str | None,
        typer.Option(
            "--check-in", metavar="KEYS", help="Only this: what the check-in asks, such as urge,mood,plan; or usual."
        ),
    ] = None,
) -> None:
    """Answer the set-up questions again. What you leave as it is stays."""
    change_settings(world_of(ctx), answers=answers, day_ends=day_ends, check_in=check_in)


def change_settings(
    world: World, *, answers: str | None = None, day_ends: int | None = None, check_in: str | None = None
) -> None:
    """The set-up questions, or only the hour at which a day ends and what the check-in asks.

    answers: a file of them, or `-`.
    """
    only: dict[str, Any] = {}
    if answers is not None and (day_ends is not None or check_in is not None):
        said = _("--answers does not go with --day-ends or --check-in: please type them one after the other.")
        raise Usage(said, next="smartcli settings change --help")
    if day_ends is not None and not 0 <= day_ends <= 12:
        raise Usage(_("--day-ends wants an hour from 0 to 12."), next="smartcli settings change --day-ends 4")
    if day_ends is not None:
        only["day_ends"] = day_ends
    if check_in is not None:
        only["check_in"] = check_in_questions.read(world.stores.library.load(CHECK_IN), check_in)
    if only:
        world.stores.change_settings(lambda kept: kept.but(**only), str(DONE))
    else:
        ask(world, answers=read_answers(answers, world.read, SHOWN))
    world.screen.say(_("Kept."), "good")


@app.command("journal-folder")
def journal_folder_(
    ctx: typer.Context,
    folder: Annotated[
        str | None, typer.Argument(help="Where the journal is to lie; without it, where it lies.", metavar="[FOLDER]")
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="Back into your home folder.")] = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say where the journal lies, or move it. A folder that Syncthing, Nextcloud or git carries will do."""
    from smartcli.commands import journal_folder  # looking at other settings does without it

    journal_folder.run(world_of(ctx), folder, back=back, yes=yes, as_json=as_json)


def _country(code: str) -> str:
    found = helplines.find(code) if code else None
    return found.name if found else _("Another country") if code == ELSEWHERE else code


def setup(world: World) -> Exercise:
    """The set-up questions, an exercise like any other, with the countries there are help lines for."""
    file = content.find("setup.toml")
    met: list[OSError] = []
    found = read_file(file, lambda _file, error: met.append(error))[0] if file else None
    if found is None:
        said = _("The questions cannot be read. They lie in the folder content.")
        raise SmartError(said, next="smartcli where") from (met[0] if met else None)
    steps = [_with_countries(world, step) if step.key == "country" else step for step in found.steps]
    if goals_of(world.stores).written:  # then they are asked there
        steps = [step for step in steps if step.key not in {"change", "way"}]
        steps.insert(
            1, Note(key="goal", text=_("What you want to change, and how, stands in My goal. It is asked there."))
        )
    if world.stores.settings().started:
        steps.append(_seen_by_others())
        steps.append(check_in_questions.question(world.stores.library.load(CHECK_IN)))
    return found.but(steps=tuple(steps))


def _seen_by_others() -> Choice:
    """Whether home and the check-in are to tell nobody what this is for."""
    return Choice(
        key=SEEN,
        ask=_("Could others see your screen?"),
        help=_("Then home and the check-in can tell nobody what this is for: smartcli help discreet"),
        choices=(_("The usual words are fine"), _("Words that tell nothing, please")),
    )


def _with_countries(world: World, step: Any) -> Choice:
    """The guessed country first, so that Enter confirms it; the others by name."""
    guessed = helplines.guess(world.environ)
    names = dict(helplines.countries())
    first = [names[guessed]] if guessed in names else []
    choices = tuple(dict.fromkeys([*first, *names.values(), _("Another country")]))
    called = helplines.other_names()
    also = {name: (code, *called.get(code, ())) for code, name in names.items()}
    return _Countries(key=step.key, ask=step.ask, help=step.help, choices=choices, also=also)


class _Countries(Choice):
    """One of them, also by its two letters and by what it is called in another language."""

    also: Mapping[str, Sequence[str]]

    @property
    def other_names(self) -> Mapping[str, Sequence[str]]:
        return self.also

    def parse(self, raw: object) -> Answer:
        typed = bare(raw) if isinstance(raw, str) else ""
        named = (row for row, names in self.also.items() if typed in map(bare, names))
        return super().parse(next(named, raw) if typed else raw)


def ask(world: World, answers: Mapping[str, Any] | None = None) -> Settings:
    """Ask the set-up questions and keep what was answered; raises what a prompter raises, keeping what there is."""
    if world.stores.keys.is_set_up:
        world.stores.keys.unlocked()  # what is sealed is changed, not lost, and what is kept first can be changed again
    before = world.stores.opened_settings()
    if before.unread:
        raise settings.not_shown(before.unread)  # before somebody begins to answer
    exercise = setup(world)
    session = Session(exercise, today=before.day(world.now()), given=_given(world, exercise, before), is_reviewed=False)
    prompter = world.prompter() if answers is None else _prepared(world, exercise, before, answers)
    answered = _Answered(world, exercise, before)

    def keep(session: Session) -> None:
        half_typed = {key: text for key, text in session.draft().typed.items() if key in ("name", "change") and text}
        answered.keep({**session.answers, **half_typed})

    def card(id: str) -> str:
        return safety_cards.card(id, _about(exercise, session.given("about"), before.about))

    try:
        with answered.beside():
            given = play(session, prompter, card=card, keep=keep)
            return answered.keep(given, is_all=True)
    except (KeyboardInterrupt, EOFError) as reason:
        if isinstance(reason, EOFError) and not world.is_home_to_people:
            raise
        raise LeftEarly(_("What you answered is kept."), next="smartcli settings change", code=130) from None


def _prepared(world: World, exercise: Exercise, before: Settings, answers: Mapping[str, Any]) -> Any:
    from smartcli.asking.prompts.answers import AnswersPrompter

    return AnswersPrompter({**_given(world, exercise, before), **answers}, shows=SHOWN)


def _abouts(exercise: Exercise) -> dict[str, str]:
    """What the change can be about: its name in the settings, and its words."""
    return dict(zip(about.ABOUT, _choices(exercise, "about"), strict=False))


def _picked(exercise: Exercise, kept: str) -> list[str]:
    """The words of what the settings keep."""
    return [words for name, words in _abouts(exercise).items() if name in about.named(kept)]


def _about(exercise: Exercise, answer: Answer, before: str) -> str:
    """The names of what was picked, as the settings keep them; what was not answered stays."""
    picked = texts(answer)
    return " ".join(name for name, words in _abouts(exercise).items() if words in picked) or before


def _choices(exercise: Exercise, key: str) -> tuple[str, ...]:
    step = exercise.step(key)
    return step.choices if step else ()


def _given(world: World, exercise: Exercise, kept: Settings) -> dict[str, Answer]:
    """What is filled in. kept: what the rest goes by, too; read once more, it might look as if it were empty."""
    look = _choices(exercise, "look")
    country = kept.country or helplines.guess(world.environ) or ""
    given: dict[str, Answer] = {
        "name": kept.name or None,
        "change": kept.change or None,
        "about": _picked(exercise, kept.about) or None,
        "way": kept.way or None,
        "country": _country(country) or None,
        "look": look[kept.plain] if kept.started else None,
        SEEN: _seen_by_others().choices[kept.discreet],
    }
    if exercise.step(check_in_questions.KEY):
        given[check_in_questions.KEY] = chosen_questions.on(world.stores.library.load(CHECK_IN), kept.check_in)
    given = {key: value for key, value in given.items() if exercise.step(key)}
    return {key: value for key, value in given.items() if value is not None}


class _Answered:
    """The settings as the answers change them: what was answered otherwise than it was before, and nothing else.

    So what another window changes meanwhile stays.
    """

    def __init__(self, world: World, exercise: Exercise, before: Settings) -> None:
        self._world, self._before = world, before
        self._exercise, self._plain = exercise, _choices(exercise, "look")[1]
        self._kept: dict[str, Any] = {}  # by the names of settings

    def _check_in(self, answers: Mapping[str, Answer]) -> str:
        """Which questions the check-in asks; where nothing was changed of them, as before."""
        exercise, before = self._world.stores.library.load(CHECK_IN), self._before.check_in
        named = texts(answers.get(check_in_questions.KEY))
        if not named or named == chosen_questions.on(exercise, before):
            return before
        return chosen_questions.kept(exercise, named)

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Around all of it. InPart: it failed where some of it was kept already."""
        try:
            yield
        except (SmartError, OSError, MemoryError):
            if not self._kept:
                raise
            with landed(_("What you answered first is kept."), _("The rest is not.")):
                raise

    def keep(self, answers: Mapping[str, Answer], *, is_all: bool = False) -> Settings:
        """Keep what was answered so far."""
        before = self._before
        wanted = {**_chosen(before, answers, self._plain), "check_in": self._check_in(answers)}
        if answers.get(SEEN) is not None:
            wanted["discreet"] = answers[SEEN] == _seen_by_others().choices[1]
        wanted["about"] = _about(self._exercise, answers.get("about"), before.about)
        changed = {
            name: value for name, value in wanted.items() if name in self._kept or value != getattr(before, name)
        }
        if changed == self._kept and not is_all:
            return before
        today = before.day(self._world.now()).isoformat()

        def how(kept: Settings) -> Settings:
            return kept.but(**changed, started=kept.started or (today if is_all else ""))

        after = self._world.stores.change_settings(how, str(DONE) if is_all else "")
        self._kept = changed
        return after


def _chosen(before: Settings, answers: Mapping[str, Answer], plain: str) -> dict[str, Any]:
    """The settings that are asked for, by their names."""
    country = helplines.find(str(answers.get("country") or ""))
    return {
        "name": _text(answers, "name", before.name),
        "change": _text(answers, "change", before.change),
        "way": _text(answers, "way", before.way),
        "country": before.country if answers.get("country") is None else country.code if country else ELSEWHERE,
        "plain": before.plain if answers.get("look") is None else answers["look"] == plain,
    }


def _text(answers: Mapping[str, Answer], key: str, before: str) -> str:
    return before if key not in answers else str(answers[key] or "")
