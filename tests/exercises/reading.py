"""Read what data/ shows to people: every text with its place, and how hard it is to read."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENGLISH = Path(__file__).parents[2] / "data" / "en"

# What a file says to the program, not to people.
STRUCTURE = frozenset({
    "kind", "key", "card", "safety", "measure", "recall", "only_if", "rows_from", "from", "to", "x", "y", "of", "in",
    "items", "label", "importance", "satisfaction", "tag", "by", "id", "point", "next", "sources",
    "offer", "take", "for", "when", "after", "instead", "moments", "logs", "only_decided", "order",
})  # fmt: skip
# Sentences; the rest (titles, choices, ends of a scale) are labels of a few words, which would flatter a grade.
PROSE = frozenset({"about", "ask", "help", "text", "says", "rate", "card", "why", "facilitator"})

WORD = re.compile(r"[a-z]+(?:['’][a-z]+)*", re.IGNORECASE)
END = re.compile(r"(?<=[.?!])\s+|\n")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One text that a person reads: the file, where in it, and under which name."""

    file: str
    where: str
    name: str
    text: str


def files(language: Path = ENGLISH) -> list[Path]:
    return sorted(path for path in language.rglob("*") if path.suffix in {".toml", ".md"})


def everywhere() -> list[Path]:
    """The files of every language there is."""
    return [path for folder in sorted(ENGLISH.parent.iterdir()) if folder.is_dir() for path in files(folder)]


def shown(path: Path) -> list[Shown]:
    """Every text of a content file that people read, in order."""
    language = path.relative_to(ENGLISH.parent).parts[0]
    file = path.relative_to(ENGLISH.parent / language if language == ENGLISH.name else ENGLISH.parent).as_posix()
    if path.suffix == ".md":
        return [Shown(file=file, where="", name="card", text=path.read_text("utf-8"))]
    found = walk(tomllib.loads(path.read_text("utf-8")), "", "")
    return [Shown(file=file, where=where, name=name, text=text) for where, name, text in found]


def walk(part: Any, where: str, name: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(part, str):
        yield where, name, part
    elif isinstance(part, list):
        for number, one in enumerate(part, 1):
            yield from walk(one, f"{where} {_title(one) or number}", name)
    elif isinstance(part, dict):
        in_sample = where.startswith(" sample")
        for key, value in part.items():
            if in_sample or key not in STRUCTURE:
                whole = next((one for one in (name, key) if one in {"sample", "facilitator"}), "")
                yield from walk(value, f"{where} {key}", whole or key)


def _title(part: Any) -> str:
    return str(part.get("key", "")) if isinstance(part, dict) else ""


def prose(texts: list[Shown]) -> str:
    """What is to be read in sentences, one text a line."""
    return "\n".join(one.text for one in texts if one.name in PROSE)


def sentences(text: str) -> list[str]:
    """The sentences of a text; the end of a line ends one too."""
    return [part.strip() for part in END.split(text) if WORD.search(part)]


def words(text: str) -> list[str]:
    return WORD.findall(text)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: about the years of school a text asks for."""
    found = [word for sentence in sentences(text) for word in words(sentence)]
    count = sum(syllables(word) for word in found)
    return 0.39 * len(found) / len(sentences(text)) + 11.8 * count / len(found) - 15.59


# A silent e, at the end or before an ending: "urge", "called", "makes", "safely"; not in "little", "wanted", "places".
SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouyl]l)"
    r"(?:e(?=$|ly$|ty$|ness$|dom$|ful$)|(?<![dt])e(?=d$)|(?<![cgsxz])(?<![cs]h)e(?=s$))"
)
# Two vowels side by side that are both heard: "being", "idea", "experience", "easier", "quiet", "doable".
SPLIT = re.compile(
    r"[aeiouy](?=ing)|(?<=d)e(?=as?$)|(?<![cst])i(?=[aou])|(?<!fr)i(?=e[nrt])|o(?=able)|(?<!q)u(?=a[lt])|cre(?=at)"
)
# Where these rules miscount a word that our texts use.
COUNTED = {
    "choir": 2,
    "evening": 2,
    "evenings": 2,
    "every": 2,
    "everything": 3,
    "people": 2,
    "somebody": 3,
    "someone": 2,
    "something": 2,
    "sometimes": 2,
}


def syllables(word: str) -> int:
    """The syllables of an English word: its groups of vowels, less a silent e, more where two vowels are both heard."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if word in COUNTED:
        return COUNTED[word]
    return max(1, len(re.findall(r"[aeiouy]+", SILENT.sub("", word))) + len(SPLIT.findall(word)))
