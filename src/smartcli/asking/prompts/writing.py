"""The terminal's widgets for what is written: one text, or several lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPress, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.lexers import Lexer

from smartcli.asking.prompts.app import Desk
from smartcli.asking.prompts.from_questionary import hidden_box, text_box
from smartcli.asking.prompts.keystream import pasted
from smartcli.asking.prompts.page import Page, Paragraph, entering, page
from smartcli.asking.prompts.question_text import Saying, asks_for_help_now
from smartcli.exercises.kinds import Lines, Text
from smartcli.exercises.step import Step
from smartcli.text.incoming import harmless
from smartcli.text.language import _
from smartcli.text.same_words import taken
from smartcli.text.sanitize import safe

IsDone = Callable[[Buffer], bool]


def text(step: Step, saying: Saying, desk: Desk) -> object:
    """One text; what is pasted stays whole. Also for every kind that has no widget of its own."""
    turn = saying.turn
    is_text = isinstance(step, Text)
    box = page(saying, _("Ctrl-S skips") if saying.skipping and turn.start else "", recalled=is_text)
    return _write(desk, box, turn.start, empty=entering(saying), before=turn.recalled if is_text else ())


def lines(_step: Lines, saying: Saying, desk: Desk) -> object:
    """A box of lines: Enter begins the next one, Enter on an empty last line is the end."""
    start = saying.turn.start
    ways = _("Ctrl-S skips") if saying.skipping and start else ""
    box = page(saying, ways, hint=_("one a line"), recalled=True)
    box.rows = 4
    return _write(desk, box, start, empty=entering(saying), several=True, before=saying.turn.recalled)


def secret(ask: str, desk: Desk) -> str:
    """What is not shown while it is typed, and not remembered. Every sign is text: a passphrase may begin with `!`."""
    box = Page(parts=[Paragraph("class:question", ask)], ways=[_("It is not shown"), _("Enter goes on")])
    box.is_empty = lambda: False
    box.is_written = True
    app = hidden_box(desk.io)
    app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), _pasting()])
    typed: str | None = desk.run(app, box)
    return harmless(typed or "")


def own_words(saying: Saying, desk: Desk, start: str, beside: Sequence[str] | None = None) -> object:
    """Words that are not in a list. beside: what is ticked there, where there may be several."""
    several = beside is not None
    box = page(saying, hint=_("your own words, one a line") if several else _("your own words"))
    empty = _("Enter goes on") if beside else _("Enter goes back to the list") if not several else entering(saying)
    step = saying.turn.step
    if beside is not None:
        box.check = lambda raw: step.read([*beside, *filled_lines(raw)])
    return _write(desk, box, start, empty=empty, several=several, beside=beside or ())


def filled_lines(raw: object) -> list[str]:
    return [line for line in raw.split("\n") if line.strip()] if isinstance(raw, str) else []


def _write(
    desk: Desk,
    box: Page,
    start: str,
    *,
    empty: str,
    several: bool = False,
    beside: Sequence[str] = (),
    before: Sequence[str] = (),
) -> object:
    """empty: what Enter does with nothing written. before: earlier words, which can be taken over."""
    app, buffer = text_box(start, Harmless(), desk.io, several=several)
    buffer.on_text_changed += lambda _buffer: box.changed()
    box.typed = lambda: "\n".join([*beside, buffer.text])
    box.is_empty = lambda: not buffer.document.current_line
    box.enter = lambda: _entering(buffer, empty, several=several)
    box.is_written = True
    keys = _keys(desk, box, buffer, _ends_on_empty_line if several else lambda buffer: True)
    own = [app.key_bindings or KeyBindings(), keys, _pasting(), _taking_over(buffer, before)]
    app.key_bindings = merge_key_bindings(own)
    return desk.run(app, box)


def _entering(buffer: Buffer, empty: str, *, several: bool) -> str:
    """What Enter does now."""
    if not buffer.text.strip():
        return empty
    if not several:
        return _("Enter takes it")
    return _("Enter goes on") if _ends_on_empty_line(buffer) else _("Enter begins a line; on an empty one it goes on")


class Harmless(Lexer):
    """Shows what is being typed with nothing in it that a terminal obeys; as long as it is, so that the cursor fits."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        lines = document.lines

        def line(number: int) -> StyleAndTextTuples:
            text = lines[number] if number < len(lines) else ""
            if safe(text) != text:
                text = "".join(safe(character)[:1] or "\ufffd" for character in text)
            return [("", text)]

        return line


def _ends_on_empty_line(buffer: Buffer) -> bool:
    document = buffer.document
    return document.is_cursor_at_the_end and not document.current_line.strip()


def _pasting() -> KeyBindings:
    """What is pasted is written as it is; an Enter that came with several lines ends it, as a typed one would."""
    keys = KeyBindings()

    @keys.add(Keys.BracketedPaste, eager=True)
    def paste(event: KeyPressEvent) -> None:
        words, is_entered = pasted(event.data)
        event.current_buffer.insert_text(words)
        if is_entered:
            event.key_processor.feed(KeyPress(Keys.ControlM, "\r"), first=True)

    return keys


def _taking_over(buffer: Buffer, before: Sequence[str]) -> KeyBindings:
    """Tab on an empty line writes what was written before there; again, the one after it that stands in no other."""
    keys = KeyBindings()
    words = [" ".join(text.split()) for text in before]

    @keys.add("tab", eager=True, filter=Condition(lambda: bool(words)))
    def take_over(_event: KeyPressEvent) -> None:
        document = buffer.document
        line, row = document.current_line, document.cursor_position_row
        above, below = document.lines[:row], document.lines[row + 1 :]
        begin = words.index(line) + 1 if line in words else 0
        free = [one for one in [*words[begin:], *words[:begin]] if not taken(one, [*above, *below])]
        if line in ("", *words) and free:
            new = free[0]
            text = "\n".join([*above, new, *below])
            buffer.document = Document(text, cursor_position=len("\n".join([*above, new])))

    return keys


def _keys(desk: Desk, box: Page, buffer: Buffer, is_end: IsDone) -> KeyBindings:
    keys = KeyBindings()
    ends = Condition(lambda: is_end(buffer))

    @keys.add("enter", eager=True, filter=ends)
    def take(event: KeyPressEvent) -> None:
        if asks_for_help_now(buffer.text):
            buffer.reset()
            desk.cover()
        elif not box.refuses(buffer.text):
            event.app.exit(result=buffer.text)

    @keys.add("enter", eager=True, filter=~ends)
    @keys.add("escape", "enter", eager=True)
    def begin_line(_event: KeyPressEvent) -> None:
        buffer.insert_text("\n")

    return keys
