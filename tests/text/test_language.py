import ast
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import smartcli
from smartcli.commands import COMMANDS
from smartcli.text.language import _, languages, ngettext

SOURCE = Path(smartcli.__file__).parent
HEAD = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
GERMAN = {
    "": HEAD,
    "yes": "ja",
    "Saved.": "Gespeichert.",
    "{n} entry\0{n} entries": "{n} Eintrag\0{n} Einträge",
}


def catalogue(sentences: dict[str, str]) -> bytes:
    """A .mo file, as msgfmt would make it: a head, two tables of lengths and places, the texts."""
    pairs = sorted((one.encode(), other.encode()) for one, other in sentences.items())
    tables, texts = [b"", b""], b""
    start = 28 + 16 * len(pairs)
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<2I", len(pair[column]), start + len(texts))
            texts += pair[column] + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + tables[0] + tables[1] + texts


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A package of the words alone, with a German catalogue and an empty French folder beside them."""
    package = tmp_path / "smartcli"
    package.mkdir()
    (package / "text").mkdir()
    for name in ("__init__.py", "text/__init__.py", "text/language.py"):
        shutil.copy(SOURCE / name, package / name)
    for language in ("de", "fr", "en"):
        (package / "data" / language).mkdir(parents=True)
    (package / "data" / "de" / "smartcli.mo").write_bytes(catalogue(GERMAN))
    return tmp_path


def said(installed: Path, code: str, **environ: str) -> str:
    """What a fresh Python prints that has these words and this environment."""
    clean = {
        name: value for name, value in os.environ.items() if name not in {"LANGUAGE", "LANG"} and name[:3] != "LC_"
    }
    run = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; from smartcli.text.language import _, ngettext, languages; {code}"],
        env={**clean, **environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


@pytest.mark.parametrize(
    ("environ", "codes"),
    [
        ({}, []),
        ({"LANG": "de_AT.UTF-8"}, ["de"]),
        ({"LANG": "C.UTF-8"}, ["c"]),
        ({"LANG": "ca_ES@valencia"}, ["ca"]),
        ({"LANGUAGE": "de_AT:fr:en_US", "LANG": "es_ES"}, ["de", "fr", "en"]),
        ({"LANGUAGE": "", "LC_ALL": "fr_FR", "LANG": "de"}, ["fr"]),
        ({"LC_MESSAGES": "it_IT", "LANG": "de"}, ["it"]),
        ({"LANG": "DE"}, ["de"]),
        ({"LANGUAGE": "../../etc:/x:d e::"}, []),
        ({"LANGUAGE": "\x00:de"}, ["de"]),
    ],
)
def test_the_languages_asked_for_come_best_first_as_codes(environ, codes):
    assert languages(environ) == codes


SENTENCES = "print(_('Saved.'), _('Not there.'), *(ngettext('{n} entry', '{n} entries', n) for n in (1, 2)))"


@pytest.mark.parametrize("language", ["de_AT.UTF-8", "fr:de", "xx:de:en"])
def test_sentences_are_said_in_the_first_language_that_has_a_catalogue(installed, language):
    assert said(installed, SENTENCES, LANGUAGE=language) == "Gespeichert. Not there. {n} Eintrag {n} Einträge"


@pytest.mark.parametrize("language", ["en_GB", "en:de", "fr", "C", "", "../de"])
def test_sentences_are_english_otherwise(installed, language):
    assert said(installed, SENTENCES, LANGUAGE=language) == "Saved. Not there. {n} entry {n} entries"


def test_english_does_not_cost_the_loading_of_gettext(installed):
    loaded = "print('gettext' in sys.modules)"
    assert said(installed, loaded, LANG="en_US.UTF-8") == "False"
    assert said(installed, loaded, LANG="de_DE.UTF-8") == "True"


def test_one_and_many_are_told_apart_in_english():
    assert [ngettext("{n} day", "{n} days", n) for n in (0, 1, 2, 1_000)] == [
        "{n} days",
        "{n} day",
        "{n} days",
        "{n} days",
    ]
    assert _("Any sentence.") == "Any sentence."


def test_a_yes_in_the_person_s_language_is_understood(installed):
    shutil.copytree(SOURCE, installed / "smartcli", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    code = "from smartcli.exercises.kinds import YesNo; it = YesNo(key='it'); print([it.read(raw) for raw in ANSWERS])"
    code = code.replace("ANSWERS", "('J', 'ja', 'y', 'n')")
    assert said(installed, code, LANG="de_DE") == "[True, True, True, False]"


# Commands as this person types them

COMMAND = re.compile(r"\bsmartcli ([\w-]+)")
NAMES = {"--help", *COMMANDS}
HANDED_ON = {"next", "again", "help"}  # keywords whose text is made typed where it is shown
# Shown through typed() as a whole: what doctor sees.
ELSEWHERE = Path("keeping", "health")


def bare(code: str) -> list[str]:
    """Our sentences that name a command and reach nobody through typed(): somebody with run.py has no such command."""
    tree = ast.parse(code)
    around = {inner: outer for outer in ast.walk(tree) for inner in ast.iter_child_nodes(outer)}
    made = {
        name.id
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "typed"
        for name in ast.walk(call)
        if isinstance(name, ast.Name)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_sentence(node, around):
            named = [match[1] for match in COMMAND.finditer(node.value)]
            if any(name in NAMES for name in named) and not any(
                _is_typed(one, made) for one in _outwards(node, around)
            ):
                found.append(node.value)
    return found


def _is_sentence(node: ast.AST, around: dict[ast.AST, ast.AST]) -> bool:
    call = around.get(node)
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}


def _outwards(node: ast.AST, around: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in around:
        node = around[node]
        yield node


def _is_typed(node: ast.AST, made: set[str]) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in {"typed", "as_typed"}
    if isinstance(node, ast.keyword):
        return node.arg in HANDED_ON
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.For) else []
    return any(isinstance(name, ast.Name) and name.id in made for one in targets for name in ast.walk(one))


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda file: str(file.relative_to(SOURCE)))
def test_every_command_we_name_can_be_typed_as_it_stands(file: Path) -> None:
    if ELSEWHERE not in file.relative_to(SOURCE).parents:
        assert bare(file.read_text("utf-8")) == []


def test_a_bare_command_is_found() -> None:
    code = 'say(_("Type: smartcli urge"))\nsay(typed(_("smartcli urge")))\nhint = _("smartcli do")\nsay(typed(hint))\n'
    assert bare(code) == ["Type: smartcli urge"]
    assert bare('raise SmartError(_("No."), next="smartcli urge")\nsay(_("smartcli keeps it."))') == []


def test_a_name_that_is_far_too_long_is_no_language() -> None:
    assert languages({"LANG": "x" * 3000, "LANGUAGE": f"{'y' * 3000}:de_AT"}) == ["de"]
    assert languages({"LANG": "x" * 3000}) == []
