"""The program's own sentences, in the person's language.

gettext is imported only where there is a catalogue to read (`data/<language>/smartcli.mo`), so English costs nothing.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

DOMAIN = "smartcli"
LONGEST = 8  # letters of a language's code, as its standard (BCP 47) has it


def languages(environ: dict[str, str] | os._Environ[str] = os.environ) -> list[str]:
    """The languages asked for, best first, as two-letter codes: LANGUAGE=de_AT:fr gives de, fr."""
    asked = next((environ[name] for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    codes = [part.split(".")[0].split("_")[0].split("@")[0].lower() for part in asked.split(":")]
    return [code for code in codes if code.isalpha() and len(code) <= LONGEST]


def folder() -> str:
    """The folder that holds one folder a language: inside the installed package, or at the root of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "data")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(os.path.dirname(package)), "data")


def catalogue(language: str) -> str:
    return os.path.join(folder(), language, f"{DOMAIN}.mo")


def _load() -> object | None:
    for language in languages():
        if language == "en":
            return None
        if os.path.isfile(catalogue(language)):
            import gettext

            try:
                with open(catalogue(language), "rb") as file:
                    return gettext.GNUTranslations(file)
            except Exception:  # noqa: BLE001  a damaged catalogue raises many things, and help must not wait for any
                return None
    return None


_catalogue = _load()
_way: Callable[[str], str] | None = None  # text/discreet.py: how sentences are changed just now


def through(way: Callable[[str], str] | None) -> Callable[[str], str] | None:
    """From now on sentences are said that way; gives back the way there was before. None = as they are."""
    global _way
    before, _way = _way, way
    return before


class plainly:  # noqa: N801  as a function of contextlib would be called; that takes long to load
    """Meanwhile sentences are said as they are: for help, and whatever keeps safe."""

    def __enter__(self) -> None:
        self._before = through(None)

    def __exit__(self, *_problem: object) -> None:
        through(self._before)


def is_changed() -> bool:
    """Whether there is such a way just now."""
    return _way is not None


def as_said(sentence: str) -> str:
    """A text of ours out of a file, said the way sentences are said just now."""
    return sentence if _way is None else _way(sentence)


def _(sentence: str) -> str:
    return as_said(sentence if _catalogue is None else str(_catalogue.gettext(sentence)))  # type: ignore[attr-defined]  # gettext is imported only when needed


class Later:
    """A sentence that stands in a table of ours, and is put into the person's language when it is said: `str(it)`.

    It is no str, so that the type checker sees where saying it was forgotten. Two are equal where they are the same
    sentence with the same values, in whatever language: so it can be decided by what will be said.
    """

    __slots__ = ("_sentence", "_values")

    def __init__(self, sentence: str, **values: object) -> None:
        self._sentence = sentence
        self._values = values

    def format(self, **values: object) -> Later:
        """The same with values for the names in it."""
        return Later(self._sentence, **values)

    @property
    def plain(self) -> str:
        """As it stands in our files."""
        return self._sentence

    def __str__(self) -> str:
        said = _(self._sentence) if self._sentence else ""  # of nothing, a catalogue tells of itself
        return said.format(**self._values) if self._values else said

    def __bool__(self) -> bool:
        return bool(self._sentence)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and (self._sentence, self._values) == (other._sentence, other._values)

    def __hash__(self) -> int:
        return hash(self._sentence)

    def __repr__(self) -> str:
        return f"Later({self._sentence!r})"


UNSAID = Later("")


class Typed(str):
    """A sentence in which the commands are in already, with its values: nothing in it is looked at any more."""

    __slots__ = ()


def typed(sentence: str, **values: object) -> Typed:
    """A sentence of ours with commands as this person types them: run.py leaves no `smartcli` to type.

    values: for the names in it. They are put in last, so that one with `smartcli ` in it (a folder may be called so)
    stays what it is. A path in a command goes in as `quoted(path)`.
    """
    if isinstance(sentence, Typed):
        return sentence
    if _rows and "smartcli " in sentence:
        sentence = _with_rows(sentence, is_filled=bool(values))
    if "SMARTCLI_COMMAND" in os.environ and "smartcli " in sentence:
        sentence = _with_commands(sentence, is_filled=bool(values))
    return Typed(sentence.format(**values) if values else sentence)


_rows: tuple[tuple[str, tuple[Later, ...]], ...] = ()  # of the menu the person is in, by what stands behind `smartcli`


class Inside:
    """Around a menu: a sentence names its rows, and not the commands that they stand for."""

    def __init__(self, rows: tuple[tuple[str, tuple[Later, ...]], ...]) -> None:
        """rows: what stands behind `smartcli` in a command, and the rows that lead there; longer commands first."""
        self._mine, self._before = rows, _rows

    def __enter__(self) -> None:
        global _rows  # noqa: PLW0603  like the name of the command: where somebody is, is one thing for a whole run
        _rows = self._mine

    def __exit__(self, *_problem: object) -> None:
        global _rows  # noqa: PLW0603  as above
        _rows = self._before


def is_inside() -> bool:
    """Whether the person is in a menu, and types no commands."""
    return bool(_rows)


_END = (
    r"(?![\w-]| --| \{| [A-Z…]| (?:edit|list|new|path|preview|search|show|trash|worksheet)\b)"  # behind a whole command
)


def _with_rows(sentence: str, *, is_filled: bool) -> str:
    """With the rows in place of the commands. A command without a row stays, and when it is typed is said once."""
    import re  # only inside a menu

    for words, rows in _rows:
        more = r"(?: [a-z][a-z0-9-]*| \{\w+\})?" if words == "do" else ""
        way = ", ".join(f"“{row}”" for row in rows)
        sentence = re.sub(rf"\bsmartcli {re.escape(words)}{more}{_END}", lambda _found, way=way: way, sentence)  # type: ignore[misc]  # a name bound now
    if not re.search(_COMMAND, sentence):
        return sentence
    later = _("(Commands are typed after “Leave”.)")
    return f"{sentence} {later.replace('{', '{{').replace('}', '}}') if is_filled else later}"


def command() -> str:
    """What this person types for `smartcli`."""
    return os.environ.get("SMARTCLI_COMMAND") or "smartcli"


# What can stand behind `smartcli` in a command. Elsewhere the word means the program itself: "another smartcli".
FIRST_WORDS = (
    "backup", "cards", "check", "checkin", "completion", "demo", "do", "doctor", "exercises", "export", "forget",
    "help", "help-now", "homework", "import", "insights", "journal", "lock", "meeting", "plan", "points", "remind",
    "repair", "restore", "settings", "sos", "unlock", "urge", "verify", "visit", "where",
)  # fmt: skip


_COMMAND = rf"\bsmartcli (?=--|(?:{'|'.join(FIRST_WORDS)})\b)"


def _with_commands(sentence: str, *, is_filled: bool) -> str:
    import re  # only where run.py was typed

    mine = command()
    if is_filled:
        mine = mine.replace("{", "{{").replace("}", "}}")
    return re.sub(_COMMAND, lambda _found: f"{mine} ", sentence)


def quoted(path: object) -> str:
    """A path as it can be typed into a shell, and is taken for no option."""
    import shlex

    text = os.fspath(path) if isinstance(path, os.PathLike) else str(path)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)


def ngettext(one: str, many: str, count: int) -> str:
    if _catalogue is None:
        return as_said(one if count == 1 else many)
    return as_said(str(_catalogue.ngettext(one, many, count)))  # type: ignore[attr-defined]  # as above
