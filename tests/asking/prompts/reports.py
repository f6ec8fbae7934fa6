"""What a terminal sends of its own accord, or because another program asked, and keys that are no letters."""

from collections.abc import Iterator

REPORTS = {
    "the window comes to the front": "\x1b[I",
    "the window goes behind": "\x1b[O",
    "where the cursor is": "\x1b[12;40R",
    "where it is, further up": "\x1b[2;5R",
    "what the terminal is": "\x1b[?64;1;2;6;22c",
    "what it is, at length": "\x1b[>41;354;0c",
    "a mode": "\x1b[?2026;2$y",
    "its size": "\x1b[8;40;80t",
    "dark or light": "\x1b[?997;1n",
    "the mouse": "\x1b[<0;12;4M",
    "the mouse let go": "\x1b[<0;12;4m",
    "the mouse, as long ago": "\x1b[M !!",
    "the mouse, far to the right": "\x1b[M \u00e9\u00e8",
    "the mouse, as urxvt": "\x1b[96;14;13M",
    "its colour": "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    "its ground": "\x1b]11;rgb:0000/0000/0000\x07",
    "its title": "\x1b]lMy window 9\x1b\\",
    "the title of its icon": "\x1b]LMy window 9\x1b\\",
    "its name": "\x1bP>|XTerm(380)\x1b\\",
    "a setting": "\x1bP1$r0m\x1b\\",
    "pictures": "\x1b_Gi=31;OK\x1b\\",
    "how it counts keys": "\x1b[?1u",
    "the end of a paste that never began": "\x1b[201~",
    "a key let go": "\x1b[97;1:3u",
    "in one byte": "\x9bI",
}


def strings() -> Iterator[str]:
    """Control strings of every kind, long and short, with every end."""
    for begin in ("\x1bP", "\x1bX", "\x1b]", "\x1b^", "\x1b_"):
        for words in ("hello", "{hello world", "3 window 9", "n\u00e9e;\U0001f642", ""):
            for end in ("\x1b\\", "\x07"):
                yield begin + words + end
    for begin in "\x90\x98\x9d\x9e\x9f":
        yield f"{begin}hello 9\x9c"


def keys() -> Iterator[str]:
    """Keys that have nothing to do at a question, as terminals of every kind send them."""
    yield from (f"\x1b[[{key}" for key in "ABCDE")  # F1 to F5 on the console of Linux
    yield from (f"\x1bO{key}" for key in "PQRSjklmnopqrstuvwxyXI")  # F1 to F4, the keypad
    yield from (f"\x1bO{held}{key}" for held in ("5", "1;2") for key in "PQRS")
    yield from (f"\x1b[{number}~" for number in (11, 15, 24, 25, 34))
    yield from (f"\x1b[{number};5~" for number in (15, 24))
    yield from (f"\x1b[{key}" for key in "EPQRS")
    yield from (f"\x1b[1;2{key}" for key in "PQS")
    yield from ("\x1b[57358u", "\x1b[57441;2u", "\x1b[2 ~", "\x1b[29~", "\x1b[!p")
    yield from ("\x8fP", "\x9b15~")


def unwanted() -> list[str]:
    """All that is no letter and is no part of an answer."""
    return [*REPORTS.values(), *strings(), *keys()]
