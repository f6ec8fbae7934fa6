"""What somebody's change is about, as far as it decides which help lines and which words of caution they see.

Kept in the settings as these names with blanks between; "" where it was not said, and while it is sealed. Then nothing
can be excluded, and all is shown.
"""

from __future__ import annotations

# In the order of the choices in setup.toml: whoever translates these keeps it.
ABOUT = ("alcohol", "drugs", "smoking", "gambling", "eating", "screens", "else")
SUBSTANCES = frozenset({"alcohol", "drugs", "smoking", "else"})  # or what may be one
LINES = {
    "alcohol": ("drugs",),
    "drugs": ("drugs", "using-alone"),
    "gambling": ("gambling",),
    "eating": ("eating",),
    "else": ("drugs", "using-alone", "gambling", "eating"),
}  # the kinds of help line


def named(about: str) -> set[str]:
    """What was named; what is not known here is left out."""
    return {*about.split()} & {*ABOUT}


def lines(about: str) -> set[str]:
    """The kinds of help line to show beside those for danger and for a crisis."""
    return {kind for name in named(about) or {"else"} for kind in LINES.get(name, ())}


def is_without_substances(about: str) -> bool:
    """Whether something was named, and nothing that is a substance or may be one."""
    found = named(about)
    return bool(found) and not found & SUBSTANCES
