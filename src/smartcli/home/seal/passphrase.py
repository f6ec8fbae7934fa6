"""A secret behind a passphrase, and back: a standard age file that the tool `age` opens too.

A new one is kept in one form (`kept`), which people can also type at `age`: UTF-8, composed (NFC), plain blanks, none
at its ends. Keyboards, clipboards and files give the same passphrase in other forms, and older keys were made with
whatever came, so opening tries a few (`forms`, `rare_forms`). Each costs scrypt's whole work.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from smartcli.errors import Damaged, InvalidAnswer
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.home.seal.scrypt import Header

WORK = 17  # scrypt's logN: 128 MiB and about a third of a second; OWASP's figure
CHILD = 18  # what takes more than this (256 MiB) is opened in a process of its own
MOST = 20  # 1 GiB; a file that wants more is refused
REFUSED = 9  # how the child says that the file did not open
MARK = "\ufeff"  # the byte-order mark, which some editors put before a file's first letter
MOST_FORMS = 8
HARD_BLANK = "\u00a0"
# Out of memory ends the whole process, so it is not ours. Nothing private is in its arguments or its environment.
OPENING = f"""
import sys
import pyrage
size = int.from_bytes(sys.stdin.buffer.read(4), "big")
passphrase = sys.stdin.buffer.read(size).decode()
try:
    secret = pyrage.passphrase.decrypt(sys.stdin.buffer.read(), passphrase)
except pyrage.DecryptError:
    sys.exit({REFUSED})
sys.stdout.buffer.write(secret)
"""


class WrongPassphrase(Damaged):
    """The file is whole as far as can be told, and this passphrase does not open it."""

    def __init__(self) -> None:
        super().__init__(
            _("That passphrase does not open it. Capital letters, blanks and signs count. Nothing is lost."),
            next="smartcli lock --from-paper",
        )


class DamagedKey(Damaged):
    """No passphrase opens the file any more, and why."""


class PyrageRefused(Exception):
    """pyrage would not open it."""


def protect(secret: bytes, passphrase: str, *, work: int = WORK) -> bytes:
    """An age file that the passphrase, as `kept`, opens. InvalidAnswer: it could not be typed again elsewhere."""
    from smartcli.home.seal import scrypt

    return scrypt.sealed(secret, _typable(passphrase), work)


def unprotect(data: bytes, passphrase: str, sums: Collection[str] = ()) -> bytes:
    """What is in an age file, binary or armored, that exactly this passphrase opens; raises as `opened` does."""
    return opened(data, [passphrase], sums)


def opened(data: bytes, forms: Iterable[str], sums: Collection[str] = ()) -> bytes:
    """What is in an age file, binary or armored, that one of these opens; else WrongPassphrase or DamagedKey.

    Those two are told apart by the sums (`checksum`) that the whole file may have. Without any, damage to the salt or
    the wrapped key cannot be known and counts as a wrong passphrase.
    """
    from smartcli.home.seal import scrypt

    head = _checked(scrypt.header(data))
    file = data.strip() if scrypt.is_armored(data) else data
    typed = [one for one in map(_bytes, forms) if one is not None]
    for one in typed:
        try:
            return _opened_apart(file, one) if head.work > CHILD else _opened(file, one)
        except PyrageRefused:
            continue
    if _is_damaged(data, sums, head, typed):
        raise _damaged(_("it has changed since it was written."))
    raise WrongPassphrase


def kept(typed: str) -> str:
    """The one form in which a new passphrase is used."""
    line = _line(typed)
    if line.isascii():
        return line.strip(" ")
    from unicodedata import category, normalize

    return normalize("NFC", "".join(" " if category(sign) == "Zs" else sign for sign in line)).strip(" ")


def forms(typed: str) -> list[str]:
    """What may be meant by what was typed, the likeliest first: at most five; of most plain letters, one."""
    from smartcli.home.seal.words import as_made

    line = _line(typed)
    found = [kept(" ".join(line.splitlines())), line, as_made(line)]
    if not line.isascii():
        from unicodedata import normalize

        found += [normalize("NFC", line), normalize("NFD", line), normalize("NFD", found[0])]
    return [form for form in dict.fromkeys(found) if form]


def rare_forms(typed: str) -> list[str]:
    """What an older key may have been made with, while all blanks counted; with `forms`, at most eight."""
    usual = forms(typed)
    if not usual:
        return []
    line = usual[0]
    found = [f"{line} ", line.replace(" ", HARD_BLANK), f" {line}", f" {line} "]
    return [form for form in dict.fromkeys(found) if form not in usual][: MOST_FORMS - len(usual)]


def check(data: bytes) -> None:
    """DamagedKey: no passphrase can open this file, which is seen without one."""
    from smartcli.home.seal import scrypt

    _checked(scrypt.header(data))


def checksum(data: bytes) -> str:
    """What tells a damaged file without its passphrase: SHA-256, as `sha256sum` writes it."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _checked(head: Header | None) -> Header:
    """Before any work is done for a file: it may ask for more than the machine has."""
    if head is None:
        raise _damaged(_("it is not, or no longer, a file that a passphrase opens."))
    if head.work > MOST:
        raise _damaged(_("opening it would take more than 1 GiB of memory."))
    return head


def _is_damaged(data: bytes, sums: Collection[str], head: Header, typed: Sequence[bytes]) -> bool:
    from smartcli.home.seal import scrypt

    if sums:
        return checksum(data) not in sums
    return head.work <= CHILD and any(scrypt.unwraps(head, one) for one in typed)


def _opened(file: bytes, typed: bytes) -> bytes:
    from smartcli.home.seal.age import pyrage

    try:
        secret: bytes = pyrage.passphrase.decrypt(file, typed.decode())
    except pyrage.DecryptError:
        raise PyrageRefused from None
    return secret


def _opened_apart(file: bytes, typed: bytes) -> bytes:
    import subprocess

    run = subprocess.run(
        [sys.executable, "-P", "-c", OPENING],
        input=len(typed).to_bytes(4, "big") + typed + file,
        capture_output=True,
        check=False,
    )
    if run.returncode == REFUSED:
        raise PyrageRefused
    if run.returncode:
        message = _("Opening this key takes 1 GiB of memory, and there was not enough. Please close what is open.")
        raise Damaged(message, next="smartcli doctor")
    return run.stdout


def _typable(passphrase: str) -> bytes:
    import unicodedata

    typed = _line(passphrase)
    # Keys such as arrows, and half characters: they show nothing, and could hardly be typed again.
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in typed):
        raise InvalidAnswer(_("There is a key in it that shows nothing, such as an arrow. Please type it once more."))
    if not kept(typed):
        raise InvalidAnswer(_("Please give a passphrase."))
    return kept(typed).encode()


def _bytes(passphrase: str) -> bytes | None:
    """None: half a character is in no passphrase."""
    try:
        return passphrase.removesuffix("\n").removesuffix("\r").encode()
    except UnicodeEncodeError:
        return None


def _line(passphrase: str) -> str:
    return passphrase.removeprefix(MARK).removesuffix("\n").removesuffix("\r")


def _damaged(what: str) -> DamagedKey:
    message = _("The key file cannot be used: {what} A backup, or the paper copy, can still open your journal.")
    return DamagedKey(message.format(what=what), next="smartcli doctor")
