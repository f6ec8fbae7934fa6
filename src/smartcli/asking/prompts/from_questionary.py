"""What is taken out of questionary: its lists and its boxes for text, without the question around them.

A question of questionary is a whole prompt_toolkit application, made to be run by questionary itself. The page runs
it instead, with texts above and below it and keys of its own, so this file reaches for what questionary does not
promise. It is written for 2.1, and no other file knows of questionary:

- `Question.application`, with its layout and keys, may be changed before it runs. Else nothing here works.
- A list is one window whose content is an `InquirerControl`, from `questionary.prompts.common`. Where it is another,
  `Listed` finds none and every list ends in StopIteration.
- Its `pointed_at` is the marked row's place, and `selected_options` holds the values that are ticked, which are places
  here. Where they have other names, arrows and ticks go on working and letters, numbers and starting values do not.
- A box for text has one window on the buffer "DEFAULT_BUFFER", prompt_toolkit's own. It hands `lexer` on to that.
- A list of ticks has the keys `a` and `i`, for all and for all others. ticking.py has eager ones, which win over them.
- What stands in a row is its choice's `title`, and may be changed between two drawings.
- The names of styles in theme.py.

tests/asking/prompts/test_terminal.py presses the keys of all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.lexers import Lexer
from questionary.prompts.common import InquirerControl

Title = str | list[tuple[str, str]]


class Listed:
    """A list: the application that runs it, the window it lies in, the row that is marked, the rows that are ticked.

    Rows are known by their places, from 0, so that no two are equal by accident.
    """

    def __init__(self, app: Application[Any]) -> None:
        self.app = app
        self.window = next(w for w in app.layout.find_all_windows() if isinstance(w.content, InquirerControl))
        self._control: InquirerControl = self.window.content  # type: ignore[assignment]  # it was looked for

    @property
    def pointed_at(self) -> int:
        return self._control.pointed_at

    @pointed_at.setter
    def pointed_at(self, place: int) -> None:
        self._control.pointed_at = place

    def titled(self, place: int, title: Title) -> None:
        """Let something else stand in a row."""
        self._control.choices[place].title = title

    @property
    def below(self) -> int:
        """How many rows begin below what was to be seen when it was last drawn."""
        info = self.window.render_info
        if info is None:
            return 0
        lines, count = 0, 0
        for choice in self._control.choices:
            count += lines > info.last_visible_line()
            title = choice.title
            text = title if isinstance(title, str) else "".join(part for _style, part, *_handler in title or ())
            lines += text.count("\n") + 1
        return count

    @property
    def ticked(self) -> list[int]:
        return list(self._control.selected_options)

    @ticked.setter
    def ticked(self, places: Sequence[int]) -> None:
        self._control.selected_options = list(places)

    @property
    def last(self) -> int:
        return self._control.choice_count - 1


def one_of(titles: Sequence[Title], io: Mapping[str, Any]) -> Listed:
    """A list to take one row of; its result is the row's place."""
    return Listed(questionary.select("", _choices(titles), use_jk_keys=False, **io).application)


def several_of(titles: Sequence[Title], ticked: Sequence[int], io: Mapping[str, Any]) -> Listed:
    """A list to tick rows in."""
    choices = _choices(titles)
    for place in ticked:
        choices[place].checked = True
    return Listed(questionary.checkbox("", choices, use_jk_keys=False, **io).application)


def _choices(titles: Sequence[Title]) -> list[questionary.Choice]:
    return [questionary.Choice(title, value=place) for place, title in enumerate(titles)]


def text_box(start: str, lexer: Lexer, io: Mapping[str, Any], *, several: bool) -> tuple[Application[Any], Buffer]:
    """A box to write in, one line or several, and what is typed in it."""
    question = questionary.text(">", default=start, qmark="", multiline=several, instruction="", lexer=lexer, **io)
    app = question.application
    window = next(w for w in app.layout.find_all_windows() if _is_text(w))
    buffer: Buffer = window.content.buffer  # type: ignore[attr-defined]  # _is_text has looked
    return app, buffer


def _is_text(window: Window) -> bool:
    return isinstance(window.content, BufferControl) and window.content.buffer.name == "DEFAULT_BUFFER"


def hidden_box(io: Mapping[str, Any]) -> Application[Any]:
    """A box in which nothing is shown."""
    return questionary.password(">", qmark="", **io).application
