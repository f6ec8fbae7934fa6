"""The real program on a disk that knows no locks, or no modes: strace answers for it, as NFS and FAT would."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.program import Program

NO_LOCKS = "inject=flock:error=ENOLCK"
NO_MODES = "inject=chmod,fchmod,fchmodat:error=EPERM"


def tracer(*answers: str) -> list[str]:
    """The start of a command line that gives these answers to each such call; nothing where strace cannot do that."""
    calls = ",".join(answer.partition("=")[2].rpartition(":")[0] for answer in answers)
    trace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}"]
    trace += [word for answer in answers for word in ("-e", answer)]
    if shutil.which("strace") is None or subprocess.run([*trace, "true"], capture_output=True).returncode:
        return []
    return trace


@dataclass(frozen=True)
class OnPoorDisk(Program):
    """tracer: how each command line begins."""

    tracer: tuple[str, ...] = ()

    def command(self, *argv: str) -> list[str]:
        return [*self.tracer, *super().command(*argv)]


def files(home: Path) -> dict[str, bytes]:
    """What lies in a home but for its lock."""
    return {
        str(file.relative_to(home)): file.read_bytes()
        for file in sorted(home.rglob("*"))
        if file.is_file() and file.name != "lock"
    }
