"""What `help` can tell of: texts in data/<language>/help, Markdown-light, one a topic or a command.

A text that begins with a title is a topic of its own. The others say more of the command of their name.
"""

from __future__ import annotations

from smartcli.exercises import content

FOLDER, SUFFIX = "help", ".md"
# In the order in which they are listed. What else lies in the folder is about a command.
TOPICS = (
    "start", "words", "keys", "privacy", "safety", "screens", "discreet", "shell", "files", "environment", "exit-codes",
)  # fmt: skip
HOME = "home"  # the command without a word


def about(name: str) -> str:
    """The text of this name; "" where there is none."""
    file = content.find(FOLDER, f"{name}{SUFFIX}") if name in (*TOPICS, HOME) or name.isidentifier() else None
    return file.read_text("utf-8").strip() if file else ""


def title(name: str) -> str:
    """What a topic is about, in a few words."""
    return about(name).partition("\n")[0].removeprefix("# ")


def rows(text: str) -> list[tuple[str, str]]:
    """The terms of a text and what they mean: its lines that begin with a dash."""
    listed = (line.removeprefix("- ") for line in text.splitlines() if line.startswith("- "))
    return [(term, said) for term, _colon, said in (line.partition(": ") for line in listed)]
