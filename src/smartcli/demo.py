"""A second way to make a World: an invented person, a home that is thrown away, a clock that stands still."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smartcli.asking import passphrases
from smartcli.asking.deck import WIDEST
from smartcli.asking.prompts.shown import ShownPrompter
from smartcli.errors import SmartError
from smartcli.exercises.library import Library
from smartcli.home import settings
from smartcli.keeping.backups.rotation import note_elsewhere
from smartcli.keeping.saving import save
from smartcli.stores import Stores
from smartcli.text.language import _
from smartcli.world import MARGIN, World

if TYPE_CHECKING:
    from smartcli.asking.turn import Prompter
    from smartcli.invented.invented import Invented

HOURS_AGO = 17  # late on the day before, after all else that they wrote
BANNER_ROWS = 2  # of a window, at the most
FITTING = {"alcohol": ("change-plan",)}
FITTING_ALL = ("coping-plan", "support-network", "staying-well")
LEADING_HOME = ("SMARTCLI_HOME", "HOME", "USERPROFILE", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")
NOWHERE = Path(os.devnull) / "home"  # a home in which nothing can lie
EVENING = datetime(2026, 11, 22, 19, 4, tzinfo=UTC)  # the same every time


@contextmanager
def invented(world: World, answers: Mapping[str, Any], *, wrote_before: bool = False) -> Iterator[World]:
    """A world in which these answers are given, on the screen of this one. Nothing is left of it afterwards.

    wrote_before: whether somebody has written in it for three months, up to the day before.
    Its home is nowhere near the person's, which a demo is not to touch: nothing of theirs lies in it.
    """
    with _apart() as folder:
        if wrote_before:
            from smartcli.invented.people import SAM  # most exercises need nobody's journal

            SAM.but(last=EVENING.date() - timedelta(days=1)).write_into(Path(folder) / "home")
        apart = world.but(
            stores=_Invented(home=Path(folder) / "home", passphrase=world.stores.passphrase, own=world.stores),
            now=lambda: EVENING,
            zone="UTC",
            screen=world.screen.narrowed(WIDEST),
            environ=_nobodys(world.environ),
            prompter=lambda: ShownPrompter(answers),
        )
        yield apart


@contextmanager
def another_life(world: World, who: Invented, *, banner: str) -> Iterator[World]:
    """The home of somebody who wrote up to the day before, as they would find it that evening.

    All of it can be used, and nothing of it is left afterwards. Whatever asks shows the banner.
    """
    with _apart() as folder:
        home = Path(folder) / "home"
        who.but(last=EVENING.date() - timedelta(days=1)).write_into(home)
        here = world.stores.settings().country  # help may be needed here, and not where they live
        settings.change(home, lambda kept: kept.but(country=here or kept.country))
        help_now = nobodys_help(world, home)

        def prompter() -> Prompter:
            one = world.prompter()
            one.becomes_anothers(banner, help_now)
            return one

        note_elsewhere(home, EVENING - timedelta(hours=HOURS_AGO))  # they keep a backup on a stick
        stores = Stores(home=home, passphrase=passphrases.asked(prompter))
        stores.so_far.no_files = _("In a demo no file is written.")
        _plan_ahead(stores, who)
        yield world.but(
            stores=stores,
            now=lambda: EVENING,
            zone="UTC",
            screen=world.screen.narrowed(WIDEST, rows_less=BANNER_ROWS),
            environ={**_nobodys(world.environ), "HOME": folder},
            prompter=prompter,
            has_passphrase=False,
        )


def _plan_ahead(stores: Stores, who: Invented) -> None:
    """What they planned last: the samples of the exercises that fit what their change is about."""
    then = EVENING - timedelta(hours=HOURS_AGO)
    for id in (*FITTING.get(who.about, ()), *FITTING_ALL):
        exercise = stores.library.load(id)
        asked = [step for step in exercise.steps if step.asks]
        answers = {step.key: step.on(then.date()).read(exercise.sample.get(step.key)) for step in asked}
        save(stores, exercise, answers, now=then, zone="UTC")


def _nobodys(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The surroundings without whatever leads to a home: nobody invented has one there."""
    return {name: value for name, value in environ.items() if name not in LEADING_HOME}


def nobodys_help(world: World, home: Path = NOWHERE) -> Callable[[], str]:
    """Help now as somebody invented would see it: of the person's it has the country, since help may be needed here."""
    from smartcli.first_aid import helplines, pages

    here = helplines.find(world.stores.settings().country)
    environ = {**_nobodys(world.environ), **({"LC_ALL": f"en_{here.code}.UTF-8"} if here else {})}
    width = min(pages.WIDEST, world.screen.width - 1) - MARGIN
    return lambda: pages.help_now(str(home), environ, width=width)


@contextmanager
def _apart() -> Iterator[str]:
    """A folder that is gone afterwards. What tempfile has for it tries without end, since 3.13, what is refused."""
    try:
        folder = tempfile.mkdtemp(prefix="smartcli-demo-")
    except FileNotFoundError:  # Python's word for it that none of the usual folders takes a file
        said = _("A demo needs a folder for temporary files, and none can be written to just now.")
        raise SmartError(said, next="smartcli doctor") from None
    try:
        yield folder
    finally:
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)


class _Invented(Stores):
    """The stores of somebody invented, with the person's own exercises to be named as what could follow."""

    own: Stores

    @cached_property
    def library(self) -> Library:
        return self.own.library
