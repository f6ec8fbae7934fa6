"""An empty network to run programs in: nothing but the loopback, for them and for whatever they start.

python without_network.py COMMAND, within one: brings the loopback up, lets go of the rights that needed, and becomes
the command. Linux alone has such a thing.
"""

import os
import shutil
import subprocess
import sys
from functools import cache

# An administrator may make one; others make themselves a place first in which they may, and stay who they are.
MADE_BY = ["unshare", "--net"]
OF_OTHERS = ["--map-current-user", "--keep-caps"]
INTERFACE_UP = 0x8914, b"lo".ljust(16, b"\0") + (0x1 | 0x40).to_bytes(2, sys.byteorder)  # SIOCSIFFLAGS, up and running
FORGET_RIGHTS = 47, 4  # PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL


def inside(command: list[str]) -> list[str]:
    """The command as it runs in an empty network. -S: without the watch of the suite, which stops whoever opens one."""
    made = [*MADE_BY, *([] if _is_administrator() else OF_OTHERS)]
    return [*made, sys.executable, "-S", os.path.abspath(__file__), *command]


@cache
def why_not() -> str:
    """Why none can be had here, or nothing."""
    if shutil.which("unshare") is None:
        return "needs the program unshare"
    if subprocess.run(inside(["true"]), capture_output=True).returncode:
        return "cannot be made on this system"
    return ""


def _is_administrator() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def become(command: list[str]) -> None:
    import ctypes
    import fcntl
    import socket  # noqa: TID251  to bring up what leads nowhere

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_one:
        number, up = INTERFACE_UP
        fcntl.ioctl(any_one, number, up.ljust(40, b"\0"))
    if not _is_administrator():
        ctypes.CDLL(None).prctl(*FORGET_RIGHTS, 0, 0, 0)
    os.execvp(command[0], command)


if __name__ == "__main__":
    become(sys.argv[1:])
