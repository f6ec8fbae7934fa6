"""typst, which sets sheets as PDF. NotInstalled at its import: it is a part of its own, for who wants it."""

from __future__ import annotations

from typing import Any

try:
    import typst as installed
except ImportError:
    from smartcli.home.installation import without_pdf

    raise without_pdf() from None

# Its own types do not know of files in memory, which are all that it is given.
typst: Any = installed
