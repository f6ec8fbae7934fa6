"""An age file of the scrypt kind, byte by byte: writing one, and reading what stands before its payload.

The format is age-encryption.org/v1 (C2SP, age.md). pyrage opens such files, but when it writes one it picks the work by
timing and takes up to 1 GiB, so smartcli writes its own.
"""

from __future__ import annotations

import os
import re

from smartcli.record import Record

CHUNK = 1 << 16  # bytes of the payload that are sealed at once
ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
HEADER = (
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]{0,5})\n"
    rb"([A-Za-z0-9+/]{43})\n"
    rb"--- [A-Za-z0-9+/]{43}\n"
)


class Header(Record):
    """The one stanza of such a file: how the passphrase is stretched, and the file's key wrapped with the outcome."""

    salt: bytes
    work: int  # scrypt's logN
    wrapped: bytes


def sealed(secret: bytes, passphrase: bytes, work: int) -> bytes:
    # Imported only here: it takes longer than all the rest of a command's start.
    from smartcli.home.seal.aead import ChaCha20Poly1305

    key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapped = ChaCha20Poly1305(_stretched(passphrase, salt, work)).encrypt(bytes(12), key, None)
    head = f"age-encryption.org/v1\n-> scrypt {_base64(salt)} {work}\n{_base64(wrapped)}\n---".encode()
    mac = _mac(_derived(key, b"", b"header"), head)
    payload = ChaCha20Poly1305(_derived(key, nonce, b"payload"))
    chunks = [payload.encrypt(place, chunk, None) for place, chunk in _chunks(secret)]
    return b"".join([head, b" ", _base64(mac).encode(), b"\n", nonce, *chunks])


def header(data: bytes) -> Header | None:
    """Of a binary or an armored file; None where it is not exactly one scrypt stanza as the format has it."""
    import base64

    found = re.match(HEADER, _unarmored(data) if is_armored(data) else data)
    if not found:
        return None
    salt, work, wrapped = found.groups()
    return Header(salt=base64.b64decode(salt + b"=="), work=int(work), wrapped=base64.b64decode(wrapped + b"="))


def unwraps(head: Header, passphrase: bytes) -> bool:
    """Whether the passphrase is the right one for this header. Nothing is said of what comes after it."""
    from smartcli.home.seal.aead import ChaCha20Poly1305, InvalidTag

    try:
        ChaCha20Poly1305(_stretched(passphrase, head.salt, head.work)).decrypt(bytes(12), head.wrapped, None)
    except InvalidTag:
        return False
    return True


def is_armored(data: bytes) -> bool:
    return data[:1024].lstrip().startswith(ARMOR)


def _unarmored(data: bytes) -> bytes:
    """Just enough to find the header; whether all is as it must be is seen when the file is opened."""
    import base64
    import binascii

    try:
        return base64.b64decode(b"".join(data.strip().splitlines()[1:-1]), validate=True)
    except binascii.Error:
        return b""


def _stretched(passphrase: bytes, salt: bytes, work: int) -> bytes:
    import hashlib

    salt = b"age-encryption.org/v1/scrypt" + salt
    # 128 * r * N bytes, and some more for what is not the big table.
    memory = (1 << (work + 10)) + (1 << 21)
    return hashlib.scrypt(passphrase, salt=salt, n=1 << work, r=8, p=1, maxmem=memory, dklen=32)


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF with SHA-256 (RFC 5869), its first 32 bytes."""
    return _mac(_mac(salt, key), info + b"\x01")


def _mac(key: bytes, message: bytes) -> bytes:
    import hmac

    return hmac.digest(key, message, "sha256")


def _chunks(secret: bytes) -> list[tuple[bytes, bytes]]:
    """Each with its nonce: a counter, and whether it is the last one. Nothing at all is one empty chunk."""
    starts = range(0, max(len(secret), 1), CHUNK)
    return [
        (count.to_bytes(11, "big") + bytes([start == starts[-1]]), secret[start : start + CHUNK])
        for count, start in enumerate(starts)
    ]


def _base64(data: bytes) -> str:
    import base64

    return base64.b64encode(data).decode().rstrip("=")
