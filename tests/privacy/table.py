"""Every command there is, as Typer knows it: what holds for all commands also holds for the next one."""

from collections.abc import Iterator
from typing import Any

import typer

from smartcli import commands

# It starts other commands again and again, in homes of its own that hold nothing of the person's.
PLAYS_THE_OTHERS = ["verify"]
# What the arguments are called that a command cannot be started without.
NEEDED = {"ID": "{id}", "ID…": "{id}", "FORMAT": "json", "FILE": "{file}", "SHELL": "bash", "file": "{file}"}


def _walk(command: Any, words: list[str]) -> Iterator[tuple[list[str], Any]]:
    inside = getattr(command, "commands", {})
    for word, one in inside.items():
        yield from _walk(one, [*words, word])
    if not inside or getattr(command, "invoke_without_command", False):
        yield words, command


def every() -> list[tuple[list[str], Any]]:
    """The words of each command, and what Typer knows of it; the first is home, without a word."""
    found = sorted(_walk(typer.main.get_command(commands.build()), []), key=lambda found: found[0])
    return [one for one in found if one[0] != PLAYS_THE_OTHERS]


def command_lines() -> list[list[str]]:
    """Each command with the arguments it cannot do without; {id} and {file} stand for what a test has at hand."""
    lines = []
    for words, command in every():
        needed = [param for param in command.params if param.required]
        lines.append([*words, *(NEEDED.get(param.metavar or "", "{word}") for param in needed)])
    return lines
