"""Inside the menu no sentence names a command as if it could be typed there: a row stands for it, or “Leave”."""

import ast
import re
from pathlib import Path

import pytest

from smartcli.text import language
from smartcli.text.language import FIRST_WORDS, Inside, typed
from smartcli.text.rows_of_home import ROWS

ROOT = Path(__file__).parents[2]
COMMAND = re.compile(rf"\bsmartcli (?:--|(?:{'|'.join(FIRST_WORDS)})\b)")
LATER = "(Commands are typed after “Leave”.)"
FILES = sorted([*(ROOT / "data" / "en").rglob("*.toml"), *(ROOT / "data" / "en").rglob("*.md")])


def sentences() -> list[str]:
    """Every text of the program, and of its exercises and cards, in which a command stands."""
    found = []
    for file in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found += [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    for file in FILES:
        found += [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [one for one in found if COMMAND.search(one) and '"""' not in one]


@pytest.mark.parametrize("sentence", sentences())
def test_a_command_becomes_its_rows_or_is_said_to_come_after_leaving(sentence: str) -> None:
    with Inside(ROWS):
        told = typed(sentence)
    assert bool(COMMAND.search(told)) == told.endswith(LATER)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_text_of_ours_says_to_type_the_name_of_a_row(file: Path) -> None:
    with Inside(ROWS):
        told = typed(file.read_text(encoding="utf-8"))
    assert not re.search(r"[Tt]ype:? “(?!!”)", told)


def test_no_word_of_a_longer_command_is_left_behind_its_row() -> None:
    with Inside(ROWS):
        assert typed("smartcli journal list") == "“Look back”"
        assert typed("smartcli journal search WORDS") == f"smartcli journal search WORDS {LATER}"
        assert typed("smartcli exercises new my-evening") == f"smartcli exercises new my-evening {LATER}"
        assert typed("smartcli lock, or smartcli unlock") == (
            "“Settings”, “Seal my words with a passphrase”, or “Settings”, “Take the seal off”"
        )


def test_values_of_a_sentence_are_put_in_after_it_was_told_when_a_command_is_typed() -> None:
    with Inside(ROWS):
        told = typed("{n} lines: smartcli restore FILE", n=3)
    assert told == f"3 lines: smartcli restore FILE {LATER}"


def test_a_translation_with_braces_is_no_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_", lambda sentence: sentence.replace("Leave", "{Leave}"))
    with Inside(ROWS):
        assert typed("{n}: smartcli restore FILE", n=3).endswith("“{Leave}”.)")
