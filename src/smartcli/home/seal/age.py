"""pyrage, which seals and opens age files. NotInstalled at its import: it is not on this computer."""

from __future__ import annotations

try:
    import pyrage
except ImportError:
    from smartcli.home.installation import not_installed

    raise not_installed("pyrage") from None

__all__ = ["pyrage"]
