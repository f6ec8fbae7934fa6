"""The keys of a keyboard, as a terminal sends them."""

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
PAGE_UP, PAGE_DOWN, HOME, END = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"
ENTER, SPACE, TAB, BACKSPACE, SHIFT_TAB = "\r", " ", "\t", "\x7f", "\x1b[Z"
CTRL_B, CTRL_C, CTRL_D, CTRL_S, CTRL_U = "\x02", "\x03", "\x04", "\x13", "\x15"


def paste(text: str) -> str:
    """What a terminal sends when text is pasted."""
    return f"\x1b[200~{text}\x1b[201~"
