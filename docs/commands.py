"""Write docs/commands.md and the man page docs/smartcli.1 out of the program's own help.

Both come from one walk through the commands, and the texts of `smartcli help`. Run it with:
.venv/bin/python docs/commands.py
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["LC_ALL"] = "C.UTF-8"  # in English, whoever runs it
os.environ.pop("SMARTCLI_COMMAND", None)

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from typer.main import get_command  # noqa: E402  found only now

from smartcli import __version__  # noqa: E402
from smartcli.commands import build  # noqa: E402
from smartcli.commands.options import FOR_ALL  # noqa: E402
from smartcli.exercises import topics  # noqa: E402

PAGE = ROOT / "docs" / "commands.md"
MAN = ROOT / "docs" / "smartcli.1"
WRITTEN = "2026-11-30"  # the day of the man page; a day that moved by itself would make it another page every day
VALUES = {"--home": "DIR", "--passphrase-fd": "N"}  # what follows the options that hold everywhere
ALSO = {"help-now": "sos"}  # other words for the same

TAKEN = (
    '`--json` on everything that reads gives one object with `"schema": 1`.',
    "`-` is standard input, and for `export` standard output.",
    "`--yes` goes with all that changes, erases or brings in what is kept, also where nothing would be asked.",
)

# Signs that roff would obey, or that would be printed as another one.
ESCAPES = {"\\": "\\e", "-": "\\-", '"': "\\(dq", "~": "\\(ti", "^": "\\(ha", "'": "\\(aq", "`": "\\(ga"}

HEAD = """# All commands

*Made by `docs/commands.py` out of the program's help: change that, not this page.*

`smartcli help NAME` and `smartcli NAME --help` say the same on your screen, and so does `man smartcli` where it was
installed. Everywhere here, `smartcli` stands for what you type to start it; in a checkout that is `python3 run.py`.
"""


@dataclass(frozen=True)
class Command:
    """A command as its help tells of it. options: each with its names, what stands for its value, and its help."""

    words: Sequence[str]  # behind smartcli; none for home
    takes: str  # what may follow it
    says: str  # paragraphs, with blank lines between
    more: str  # the same in more words, from data/en/help
    arguments: Sequence[tuple[str, str]]
    options: Sequence[tuple[str, str, str]]

    @property
    def name(self) -> str:
        return " ".join(("smartcli", *self.words))

    @property
    def short(self) -> str:
        """The first sentence."""
        return re.split(r"(?<=\.)\s", self.says, maxsplit=1)[0]


def walk() -> Iterator[Command]:
    """Every command that is not hidden, in the order of the help; home is the first."""
    return _below(get_command(build()), ())


def _below(command: Any, words: tuple[str, ...]) -> Iterator[Command]:
    below = getattr(command, "commands", {})
    if not below or command.invoke_without_command:
        yield _told(command, words)
    for word, one in below.items():
        if not one.hidden:
            yield from _below(one, (*words, word))


def _told(command: Any, words: tuple[str, ...]) -> Command:
    context = command.make_context("smartcli", [], resilient_parsing=True)
    pieces = [piece for piece in command.collect_usage_pieces(context) if piece != "[ARGS]..."]
    arguments, options = [], []
    for one in command.get_params(context):
        help = one.help or ""
        if getattr(one, "hidden", False):
            continue
        if one.param_type_name == "argument":
            arguments.append((one.make_metavar(context).strip("{}[]"), help))
        else:
            takes = "" if one.is_flag else one.make_metavar(context)
            options.append((", ".join(sorted(one.opts, key=len)), takes, help))
    paragraphs = re.split(r"\n\s*\n", (command.help or "").strip())
    return Command(
        words=words,
        takes=" ".join(piece.replace("{", "").replace("}", "") for piece in pieces),
        says="\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs),
        more=topics.about("_".join(words) or topics.HOME),
        arguments=arguments,
        options=options,
    )


# The page


def page(every: Sequence[Command]) -> str:
    lines = [HEAD, "| command | what it does |", "|---|---|"]
    for one in every:
        also = f" (or `{ALSO[one.words[0]]}`)" if one.words and one.words[0] in ALSO else ""
        lines.append(f"| [`{one.name}`](#{_anchor(one)}){also} | {one.short} |")
    lines += ["", "Every command takes these, before its name or after it:", ""]
    lines += [f"- {_code(' '.join(filter(None, (name, VALUES.get(name)))))}: {said}" for name, said in FOR_ALL.items()]
    lines += [
        "",
        *TAKEN,
    ]
    for topic in ("exit-codes", "environment", "shell", "files"):
        lines += ["", f"## {topics.title(topic)}", "", *_markdown(topics.about(topic).partition("\n")[2].strip())]
    lines += ["", "## Each of them"]
    for one in every:
        lines += ["", f"### {one.name}", "", f"`{one.name} {one.takes}`".replace(" `", "`"), "", one.says]
        if one.more:
            lines += ["", *_markdown(one.more)]
        rows = [(name, help) for name, help in one.arguments if help]
        rows += [(f"{names} {takes}".strip(), help) for names, takes, help in one.options if "--help" not in names]
        if rows:
            lines += ["", "| | |", "|---|---|"]
            lines += [f"| {_code(name)} | {help.replace('|', chr(92) + '|')} |" for name, help in rows]
    return "\n".join(lines) + "\n"


def _anchor(one: Command) -> str:
    return one.name.replace(" ", "-")


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def _markdown(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith("- "):
            term, colon, said = line.removeprefix("- ").partition(": ")
            yield f"- **{term}**{colon}{_plain(said)}"
        else:
            yield _plain(line)


def _plain(text: str) -> str:
    return re.sub(r"([<>*_$])", r"\\\1", text)


# The man page


def man(every: Sequence[Command]) -> str:
    home, *others = every
    lines = [
        '.\\" Made by docs/commands.py out of the help of the program.',
        f'.TH SMARTCLI 1 {WRITTEN} "smartcli {__version__}"',
        ".SH NAME",
        f"smartcli {roff('-')} a private companion for changing an addictive behaviour",
        ".SH SYNOPSIS",
        ".B smartcli",
        f"{roff('[--plain] [--no-input] [--home DIR] [--passphrase-fd N]')}",
        ".I command",
        "[...]",
        ".SH DESCRIPTION",
        *_paragraphs(f"{home.says}\n\n{home.more}"),
    ]
    lines += _options(home)
    lines += [".SH COMMANDS"]
    for one in others:
        also = [f"or {ALSO[one.words[0]]}"] if one.words[0] in ALSO else []
        lines += [f".SS {roff(' '.join([*one.words, *also]))}", *_usage(one), *_paragraphs(f"{one.says}\n\n{one.more}")]
        lines += _terms((name, help) for name, help in one.arguments if help)
        lines += _options(one)
    lines += [".SH OPTIONS", "Every command takes these, before its name or after it."]
    lines += _terms((f"{name} {VALUES.get(name, '')}".strip(), str(said)) for name, said in FOR_ALL.items())
    lines += _section("FILES", "files") + _section("ENVIRONMENT", "environment")
    lines += _section("EXIT STATUS", "exit-codes") + _section("SAFETY", "safety") + _section("PRIVACY", "privacy")
    first = (".SH", ".SS")  # a heading begins a paragraph by itself
    kept = [line for before, line in zip(["", *lines], lines, strict=False) if line != ".PP" or before[:3] not in first]
    return "\n".join(kept) + "\n"


def _usage(one: Command) -> list[str]:
    return [".B " + roff(one.name), *([roff(one.takes)] if one.takes else [])]


def _options(one: Command) -> list[str]:
    return _terms((f"{names} {takes}".strip(), help) for names, takes, help in one.options if "--help" not in names)


def _section(heading: str, topic: str) -> list[str]:
    text = topics.about(topic).partition("\n")[2]
    running = "\n\n".join(part for part in re.split(r"\n\s*\n", text) if not part.startswith("- "))
    return [f".SH {heading}", *_paragraphs(running), *_terms(topics.rows(text))]


def _paragraphs(text: str) -> list[str]:
    lines: list[str] = []
    for paragraph in filter(None, (part.strip() for part in re.split(r"\n\s*\n", text))):
        lines += [".PP", *_running(paragraph)]
    return lines


def _terms(rows: Iterable[tuple[str, str]]) -> list[str]:
    lines: list[str] = []
    for term, said in rows:
        lines += [".TP", f".B {roff(term)}", *_running(said or "-")]
    return lines


def _running(text: str) -> list[str]:
    """A sentence begins a line, as those who read the source are used to."""
    sentences = re.split(r"(?<=[.?!]) (?=[A-Z])", text.strip())
    return [roff(line) for one in sentences for line in textwrap.wrap(one, 72, break_on_hyphens=False)]


def roff(text: str) -> str:
    """Text in which nothing is a request or an escape."""
    escaped = "".join(ESCAPES.get(sign, sign) for sign in text)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    commands = [*walk()]
    PAGE.write_text(page(commands), "utf-8")
    MAN.write_text(man(commands), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)} and {MAN.relative_to(ROOT)}: {len(commands)} commands\n")
