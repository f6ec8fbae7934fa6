"""Print the script by which a shell completes what is typed behind smartcli."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.commands.options import world_of
from smartcli.commands.tab import ASKED
from smartcli.errors import Usage
from smartcli.exercises import content
from smartcli.text.language import _, command
from smartcli.world import World

# Files of data/shells; an installation puts them where a shell looks for them by itself.
OURS = {"bash": "smartcli.bash", "zsh": "_smartcli", "fish": "smartcli.fish"}
SHELLS = (*OURS, "powershell", "pwsh")
PROGRAM = "smartcli"


def completion(
    ctx: typer.Context, shell: Annotated[str, typer.Argument(help="bash, zsh, fish or powershell.", metavar="SHELL")]
) -> None:
    """Print the completion script of a shell. Put it where your shell looks for such scripts."""
    run(world_of(ctx), shell)


def run(world: World, shell: str) -> None:
    if shell not in SHELLS:
        raise Usage(
            _("This shell is not known. There are: {shells}.").format(shells=", ".join(SHELLS)),
            next="smartcli completion bash",
        )
    world.screen.data(script(shell))
    if command() != PROGRAM:
        said = _("This completes the word smartcli, and you type {command}. A function of that name makes one of both.")
        world.screen.note(said.format(command=command()))


def script(shell: str) -> bytes:
    """What a shell reads to know of smartcli."""
    if shell in OURS:
        return content.data().joinpath("shells", OURS[shell]).read_bytes()
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # imported there, not re-exported

    return f"{get_completion_script(prog_name=PROGRAM, complete_var=ASKED, shell=shell)}\n".encode()
