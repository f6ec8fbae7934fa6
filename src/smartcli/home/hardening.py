"""Keep what the person writes out of core dumps, and away from other programs of the same user.

Where a system has no such thing, nothing happens: this must never stand in the way of writing.
"""

from __future__ import annotations

import sys
from contextlib import suppress

PR_SET_DUMPABLE = 4  # <linux/prctl.h>


def close() -> None:
    """No core dump from now on, for this process and its children; no look into its memory but by an administrator."""
    if sys.platform != "win32":  # which has no such limits
        with suppress(ImportError, OSError, ValueError):
            import resource

            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # The limit alone does not hold where the kernel hands dumps to a program, as most desktops let it.
        with suppress(ImportError, OSError, AttributeError):
            # ctypes itself takes six times as long to load, and makes functions at run time, which some systems forbid.
            from _ctypes import call_function, dlopen, dlsym

            itself = dlopen(None, 0)  # type: ignore[arg-type]  # the C library this process runs on
            call_function(dlsym(itself, "prctl"), (PR_SET_DUMPABLE, 0, 0, 0, 0))
