"""What commands a terminal, and what one sends that is no letter: control sequences and control strings (ECMA-48).

Told once for every way in. A string goes only with its end: else what follows is somebody's words.
"""

from __future__ import annotations

import re

ALONE = 0.05  # seconds; what belongs to an Escape comes sooner, all else was typed after it
MOST = 1 << 16  # characters of an answer of the terminal's whose end is waited for

_CSI = "(?:\x1b\\[|\x9b)"
_VALUES = "[0-?]*[ -/]*"
_SEQUENCE = f"{_CSI}(?:\\[[A-E]|{_VALUES}[@-~])"  # with a second bracket: F1 to F5 on the console of Linux
_SHIFTED = "(?:\x1bO|\x8f)[0-9;]*"  # SS3 leads F keys, the keypad, and at times the arrows; SS2 leads no key
_MOUSE = f"{_CSI}M"  # three signs follow where a terminal sends it; in a text it takes a line away, and words follow
_WORDS = "[^\x00-\x07\n\r\x0e-\x1f\x7f\x9c]*"
_STRING = f"(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f]){_WORDS}"  # DCS, SOS, OSC, PM, APC
_SURE = f"(?:\x1b(?:\\][0-9lL]|P[0-9>$!+|]|_G)|[\x90\x98\x9d-\x9f]){_WORDS}"  # of those, what nobody types
_END = "(?:\x07|\x1b\\\\|\x9c)"
_CUT_OFF = f"{_MOUSE}[^\x00-\x1f]{{0,2}}|{_CSI}(?:\\[|{_VALUES})|{_SHIFTED}"

# In a text that was given: also another set of letters, and what was begun and did not come.
GIVEN = re.compile(f"{_SEQUENCE}|{_STRING}{_END}|\x1b[ -/]+[0-~]|\x1b\\[")
# From a keyboard, one after the other. A sequence ends where the next one begins.
SENT = re.compile(
    f"(?P<report>{_MOUSE}[^\x00-\x1f]{{3}}|{_STRING}{_END}|{_CSI}{_VALUES}(?=\x1b))"
    f"|(?P<key>{_SEQUENCE}|{_SHIFTED}[@-~])"
)
# What may become one of these with what comes next, and of that what is no words where nothing more comes.
HALF = re.compile(f"(?:\x1b|{_CUT_OFF}|{_STRING}\x1b?)\\Z")
LEFT = re.compile(f"(?:{_CUT_OFF}|{_SURE}\x1b?)\\Z")
_ALL = re.compile(f"{SENT.pattern}|{LEFT.pattern}")


def from_keyboard(text: str) -> str:
    """What was typed, without the keys and the reports among it."""
    return text if text.isascii() and text.isprintable() else _ALL.sub("", text)
