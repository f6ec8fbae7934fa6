"""Text that would command a terminal, or a program that reads markup, if either were to obey it."""

import re

# Control characters, direction controls, invisible tags, half characters, line separators.
CODES = [
    *range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF,
    *range(0xFFF9, 0xFFFC), 0xD800, 0xDC80, 0xDFFF, 0xE0001, *range(0xE0020, 0xE0080),
]  # fmt: skip
FORBIDDEN = frozenset(map(chr, CODES)) - {"\n"}
MARKUP = "[/x] [bold]b[/] [link=https://example.org]l[/link] [red on"
# Sequences: clear the screen, move the cursor, a link, the window's title, a private message, answer back.
SEQUENCES = "\x1b[2J\x1b[66;6H\x1b]8;;https://example.org\x1b\\\x1b]0;title\x07\x9b31m\x90q\x9c\x1bPq\x1b\\\x05\x1bc"
EVIL = f"{SEQUENCES}{MARKUP}" + "".join(map(chr, CODES)) + "end"
NO_HALVES = "".join(sign for sign in EVIL if not 0xD800 <= ord(sign) <= 0xDFFF)  # as UTF-8 can carry it
# Such text as it may stand among a person's words.
HOSTILE = "[/x] \x1b[2Jred\x1b]0;t\x07 \x00 \u202eevil\u2066 👩‍👧 مرحبا ｅ́ =1+1 \ud800 end"
# What our own output is drawn with: colours and styles; on a terminal that widgets draw on, also the cursor.
STYLES = re.compile(r"\x1b\[[0-9;]*m")
CURSOR = re.compile(r"\x1b\[\??[0-9;]*[A-HJKhlmnqt]|\r|\x1b\[[0-9]* q|\x1b\[\?[0-9;]*[hl]")


def obeyed(shown: str, own: re.Pattern[str] = STYLES) -> list[str]:
    """What of all this would reach the terminal, apart from our own sequences."""
    found = {sign for sign in own.sub("", shown) if sign in FORBIDDEN}
    return sorted(map(repr, found | {one for one in ("\x1b[2J", "\x1b[66;6H") if one in shown}))
