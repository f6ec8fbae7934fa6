"""Exercises that a test plants among the person's own, such as ones that are not shipped yet."""

from pathlib import Path

HEAD = 'format = 1\nversion = 1\npoint = "balance"\ntitle = "{title}"\nminutes = 1\nreplaces = {replaces}\n'


def plant(home: Path, id: str, **steps: str) -> None:
    """An exercise with these steps, given as the lines of TOML under each [[steps]]."""
    text = HEAD.format(title=id.capitalize().replace("-", " "), replaces="true")
    for key, lines in steps.items():
        text += f'[[steps]]\nkey = "{key}"\nask = "{key}?"\n{lines}\n'
    (home / "exercises").mkdir(parents=True, exist_ok=True)
    (home / "exercises" / f"{id}.toml").write_text(f"{text}\n[sample]\n", "utf-8")


LINES = 'kind = "lines"'
TEXT = 'kind = "text"'
DATE = 'kind = "date"'
