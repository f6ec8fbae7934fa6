"""The cards, the short texts kept at hand: show them, pick which stand first, edit one, put one away, print them."""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer

from smartcli.commands.options import JsonOption, PrivateOption, world_of
from smartcli.errors import Usage
from smartcli.exchange import new_file
from smartcli.first_aid import card_cache
from smartcli.journal.unread import exit_code, unread
from smartcli.text.language import _, ngettext, typed
from smartcli.views.cards import HEADINGS, Card
from smartcli.views.own_cards import sorted_out
from smartcli.world import World

app = typer.Typer(rich_markup_mode=None, help="Show your cards: reasons, plans, answers, people.")
WORDS = {"pick": "pick", "edit": "edit", "away": "away", "back": "away"}  # and the files they are in


@app.callback(invoke_without_command=True)
def cards(
    ctx: typer.Context,
    as_json: JsonOption = False,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="A new .html file: one card for the wallet to print.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="With --out: all your cards on a page, without your lists of people.")
    ] = False,
    with_private: PrivateOption = False,
    without_people: Annotated[
        bool, typer.Option("--without-people", help="Leave your people off the one card.")
    ] = False,
) -> int:
    """Show your cards: reasons, plans, answers, people.

    With --out, one card to print and fold: three reasons, three plans, two of your people, a help line. The ones that
    you picked come first.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    return run(
        world_of(ctx), as_json=as_json, out=out, all_=all_, with_private=with_private, without_people=without_people
    )


def run(
    world: World,
    *,
    as_json: bool = False,
    out: str | None = None,
    all_: bool = False,
    with_private: bool = False,
    without_people: bool = False,
) -> int:
    """On the screen, or in one of the other ways. 3 where not all of the journal could be read."""
    if as_json and out is not None:
        raise Usage(_("Please take only one of --json and --out."), next="smartcli cards --help")
    if all_ and out is None:
        raise Usage(_("--all belongs to --out."), next=typed("smartcli cards --out FILE.html --all"))
    if as_json:
        here, put_away = sorted_out(world.stores)
        rows = [_as_table(number, card) for number, card in enumerate(here, 1)]
        world.screen.json({"schema": 1, "cards": rows, "away": [_as_table(None, card) for card in put_away]})
    elif out is not None:
        from smartcli.commands.cards import wallet  # only where they are printed

        path = new_file.new_path(out, ".html")
        if all_:
            wallet.write_all(world, path, with_private=with_private)
        else:
            wallet.write_one(world, path, with_private=with_private, without_people=without_people)
    else:
        show_cards(world)
    home = str(world.stores.home)
    if os.path.isdir(home) and (card_cache.is_old(home) or card_cache.read(home).damaged):
        from smartcli.keeping.afterwards import tried
        from smartcli.keeping.saving import renew_at_hand

        with tried(world.stores.so_far, _("But what urge and help-now show could not be renewed.")):
            renew_at_hand(world.stores)  # the cache was thrown away or spoiled: here is a good moment
    world.screen.notes([*world.stores.library.unusable(), *unread(world.stores.journal)])
    return exit_code(world.stores.journal)


def _as_table(number: int | None, card: Card) -> dict[str, Any]:
    names = ("kind", "text", "exercise", "entry", "day", "first", "private")
    return {"number": number, **{name: getattr(card, name) for name in names}}


def show_cards(world: World) -> None:
    """The cards, kind by kind."""
    found, put_away = sorted_out(world.stores)
    if not found and not put_away:
        text = _("No cards yet. They come from what you write, for example: smartcli do why-i-want-this")
        world.screen.say(typed(text))
    for kind, heading in HEADINGS.items():
        _show(world, str(heading), [card for card in found if card.kind == kind])
    if put_away:
        text = ngettext("{n} card is put away.", "{n} cards are put away.", len(put_away)).format(n=len(put_away))
        world.screen.say(f"{text} {typed(_('To take one back: smartcli cards back'))}", "quiet")


def _show(world: World, heading: str, found: list[Card]) -> None:
    if not found:
        return
    world.screen.title(heading)
    for card in found:
        world.screen.say(f"- {card.text}")
    world.screen.say()
