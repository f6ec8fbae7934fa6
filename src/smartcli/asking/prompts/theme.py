"""How the terminal looks: its quiet colours."""

from __future__ import annotations

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.styles import Style

# Okabe and Ito's colours, told apart by nearly everybody; never red, and never the only carrier.
BLUE, ORANGE, GREEN = "#56B4E9", "#E69F00", "#009E73"
STYLE = Style.from_dict(
    {
        "title": "bold",
        "question": "bold",
        "quiet": "dim",
        "words": BLUE,  # the person's own
        "answer": f"{GREEN} nobold",
        "notice": ORANGE,
        "knob": f"{ORANGE} bold",
        "filled": BLUE,
        # questionary's names
        "qmark": BLUE,
        "pointer": f"{ORANGE} bold",
        "highlighted": "bold",
        "selected": f"{GREEN} noreverse",
        "text": "",
    }
)
Fragments = StyleAndTextTuples
