"""What is worth knowing of the place a backup lies in: another disk, or the same one."""

from __future__ import annotations

from pathlib import Path

from smartcli.home.disk import SYSTEM, System


def is_beside(path: Path, home: Path, system: System = SYSTEM) -> bool:
    """Whether both lie on one disk, and would be lost together. Where that cannot be told: yes."""
    try:
        return system.stat(str(path)).st_dev == system.stat(str(home)).st_dev
    except OSError:
        return True
