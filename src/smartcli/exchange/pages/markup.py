"""Markup: what anybody wrote gets into it as nothing but text, and the type of a text says whether it is markup."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import NewType

from smartcli.record import EMPTY
from smartcli.text.sanitize import safe

# Made here alone, out of words and other markup; so the type checker finds a text that nobody escaped.
Html = NewType("Html", str)

NOTHING = Html("")
BREAK = Html("<br>")
AUTO = "auto"  # which way it runs: as its own script does


def words(text: str) -> Html:
    """Anybody's words as nothing but text: no sign in them is taken for markup, or turns the reading round."""
    return Html(escape(safe(text)).replace("\n", BREAK))


def joined(*parts: Html, between: str = "") -> Html:
    return Html(between.join(parts))


def tag(
    name: str, *inside: Html, kind: str = "", runs: str = "", between: str = "", more: Mapping[str, str] = EMPTY
) -> Html:
    """An element with this inside. kind: its class; runs: its direction, ltr, rtl or AUTO; more: its other attributes.

    No attribute holds a style or anything to run: pages are shown under a policy that refuses both.
    """
    attributes = {"class": kind, "dir": runs, **more}
    given = "".join(f' {key}="{escape(safe(value))}"' for key, value in attributes.items() if value)
    return Html(f"<{name}{given}>{between.join(inside)}</{name}>")


def on_lines(name: str, *inside: Html, kind: str = "", runs: str = "") -> Html:
    """The same with all that is inside on lines of its own."""
    return tag(name, NOTHING, *inside, NOTHING, kind=kind, runs=runs, between="\n")


def is_element(markup: Html, name: str, kind: str) -> bool:
    """Whether a piece of markup is an element of this name whose class is this, or begins like it."""
    return markup.startswith(f'<{name} class="{kind}')
