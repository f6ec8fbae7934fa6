"""Print the script that completes commands in a shell."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.commands.options import world_of
from smartcli.errors import Usage
from smartcli.text.language import _
from smartcli.world import World

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def completion(
    ctx: typer.Context, shell: Annotated[str, typer.Argument(help="bash, zsh, fish or powershell.", metavar="SHELL")]
) -> None:
    """Print the completion script of a shell. Put it where your shell looks for such scripts."""
    run(world_of(ctx), shell)


def run(world: World, shell: str) -> None:
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # imported there, not re-exported

    if shell not in SHELLS:
        raise Usage(_("This shell is not known. There are: {shells}.").format(shells=", ".join(SHELLS)))
    script = get_completion_script(prog_name="smartcli", complete_var="_SMARTCLI_COMPLETE", shell=shell)
    world.screen.data(f"{script}\n".encode())
