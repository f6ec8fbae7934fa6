"""ChaCha20-Poly1305, for the one file that pyrage cannot write. NotInstalled at its import: it is not here."""

from __future__ import annotations

try:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
except ImportError:
    from smartcli.home.installation import not_installed

    raise not_installed("cryptography") from None

__all__ = ["ChaCha20Poly1305", "InvalidTag"]
