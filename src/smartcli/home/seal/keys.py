"""The key folder: a recipient that seals without asking, and an identity that a passphrase opens once a run."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from smartcli.errors import HERE, Damaged
from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import IDENTITY, IDENTITY_SUM, KEY, RECIPIENT, RECIPIENT_OFF
from smartcli.home.seal.passphrase import (
    WORK,
    DamagedKey,
    WrongPassphrase,
    checksum,
    forms,
    kept,
    opened,
    protect,
    rare_forms,
    unprotect,
)
from smartcli.text.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyrage.x25519 import Identity, Recipient

TRIES = 3  # passphrases that are asked for before we give up
FILES = (IDENTITY, IDENTITY_SUM, RECIPIENT, RECIPIENT_OFF)


def lacking(names: Collection[str]) -> list[str]:
    """The parts that a key of these files lacks, so that it is half a one; nothing where none of them is there."""
    if not set(FILES).intersection(names):
        return []
    wanted = [IDENTITY, IDENTITY_SUM, *([] if RECIPIENT_OFF in names else [RECIPIENT])]
    return [name for name in wanted if name not in names]


class Locked(Damaged):
    """Something is sealed, and nobody is there to give the passphrase."""


class Unopened(ValueError):
    """This was not sealed with our key, or has changed since."""


class Foreign(Unopened):
    """This is whole, as far as can be seen, and was sealed with another key."""


MISSING, UNUSABLE, FOREIGN = "missing", "unusable", "foreign"  # how a recipient can be wrong
NO_MATCH = "No matching keys"  # how age says so; whatever else it says is of a file that has changed


def nobody(_before: WrongPassphrase | None) -> str:
    """Where there is nobody to ask."""
    raise Locked(
        _("The journal is sealed, and nobody is there to give the passphrase. The same command takes it from a file:"),
        next=f"{HERE} --passphrase-fd 3 3<FILE",
    )


# Asks for the passphrase; what was wrong with the one before is handed in.
Ask = Callable[[WrongPassphrase | None], str]


class Keys:
    """The key of one home. Nothing is read, and nothing is asked, before it is needed.

    <home>/key/ holds `recipient` (seals), `identity.age` (opens, behind the passphrase) and `identity.sum`, which tells
    a damaged file from a wrong passphrase, and a recipient that is another key's: in each of its lines stand the sum of
    a file and the recipient that belongs to it. While sealing is off, `recipient.off` takes the place of `recipient`.
    """

    def __init__(
        self,
        home: Path,
        ask: Ask = nobody,
        *,
        work: int = WORK,
        system: System = SYSTEM,
        mended: Callable[[str], None] = lambda _how: None,
    ) -> None:
        """mended: told how the recipient was, where it was written anew."""
        self.folder = home / KEY
        self._ask = ask
        self._mended = mended
        self._work = work  # scrypt's logN of a passphrase file that is written
        self._system = system
        self._was_on = False  # whether sealing was on when it was last looked at
        self._identity: Identity | None = None
        self._refused: Locked | None = None  # that nobody gave the passphrase for what was met while sealing is off

    # What there is

    @property
    def is_set_up(self) -> bool:
        """Whether what is written is sealed: looked up each time, since another window may lock or unlock.

        DamagedKey: it was so a moment ago, and the key is gone. Nothing is written in the open then.
        """
        is_on = self._has(RECIPIENT)
        if self._was_on and not is_on and not self._has(RECIPIENT_OFF):
            raise Missing(_("The key that was here is gone: another window took it away."), next="smartcli doctor")
        self._was_on = is_on
        return is_on

    @property
    def is_half(self) -> bool:
        """Whether a part of the key is missing, so that it cannot be told what is wanted: nothing is written then."""
        return not self.is_set_up and self._has(IDENTITY) and not self._has(RECIPIENT_OFF)

    @property
    def is_off(self) -> bool:
        """Whether sealing was turned off, or the making of a key was cut off before it was turned on."""
        return not self.is_set_up and self._has(RECIPIENT_OFF)

    @property
    def is_there(self) -> bool:
        """Whether there is a key at all, be it on or off."""
        return self._has(IDENTITY)

    @property
    def is_open(self) -> bool:
        """Whether the passphrase was given in this run."""
        return self._identity is not None

    @property
    def secret(self) -> str:
        """The identity, for a paper copy. Asks the passphrase."""
        return str(self.unlocked())

    @property
    def public(self) -> str:
        """The recipient that belongs to the identity. Asks the passphrase."""
        return str(self.unlocked().to_public())

    @property
    def lacks_identity(self) -> bool:
        """Whether what is written could be sealed, and nobody could open it with what is here."""
        return self.is_set_up and not self.is_there

    def is_lost(self, has_any_sealed: Callable[[], bool]) -> bool:
        """Whether nothing here opens what is sealed: the identity is not there, nor a passphrase that could help."""
        return not self.is_there and (self.is_set_up or has_any_sealed())

    # Sealing and opening

    def seal(self, data: bytes) -> bytes:
        """An age file that only the identity opens."""
        from smartcli.home.seal.age import pyrage

        recipient = (self._told() if self._has(RECIPIENT) else None) or self._known(RECIPIENT, is_needed=True)
        if recipient is None:
            raise unusable() if self.is_there else damaged()
        sealed: bytes = pyrage.encrypt(data, [recipient])
        return sealed

    def seal_again(self, data: bytes) -> bytes:
        """What was opened and changed, sealed for the same key, be that on or off. Asks the passphrase."""
        from smartcli.home.seal.age import pyrage

        sealed: bytes = pyrage.encrypt(data, [self.unlocked().to_public()])
        return sealed

    def open(self, sealed: bytes) -> bytes:
        """What is in an age file. Asks the passphrase at the first use in this run. Unopened: not for this key."""
        return _opened_with(self._unlocked_on_the_way(), sealed)

    def unlocked(self, *, is_look: bool = False) -> Identity:
        """The identity. Locked, WrongPassphrase or DamagedKey where it is not to be had. is_look: nothing is mended."""
        if self._identity is None:
            self._identity = _identity(self._asked(self._read(IDENTITY), self._sums()))
            if not is_look:
                self._complete(self._identity)
        return self._identity

    def _unlocked_on_the_way(self) -> Identity:
        """The same for what is met in reading. While sealing is off, all else is read without: so it asks only once."""
        if self._refused and not self.is_open:
            raise self._refused
        try:
            return self.unlocked()
        except Locked as error:
            self._refused = None if self.is_set_up else error
            raise

    @property
    def unfit(self) -> str:
        """What is wrong with the recipient, as far as is known without asking: MISSING, UNUSABLE, FOREIGN or ""."""
        name = self._recipient_name()
        if not self._has(name):
            return MISSING if self.is_there else ""
        own, known = self._own(), self._known(name)
        if known is None:
            return UNUSABLE
        return FOREIGN if own and str(known) != own else ""

    @property
    def knows_its_recipient(self) -> bool:
        """Whether the recipient can be written anew without asking for the passphrase."""
        return bool(self._own())

    def put_right(self, *, is_off: bool = False) -> None:
        """Write the recipient as it should be. OSError; Damaged: that is not known, or it does not lie there.

        is_off: nothing is sealed now. Only who knows that need say so: where it lies here, its name tells.
        """
        own, how = self._own(), self.unfit
        if not own:
            raise unusable()
        self._write(RECIPIENT_OFF if is_off else self._recipient_name(), f"{own}\n")
        if self.unfit:
            raise unusable()
        if how:
            self._mended(how)

    def _recipient_name(self) -> str:
        return RECIPIENT_OFF if self._has(RECIPIENT_OFF) and not self._has(RECIPIENT) else RECIPIENT

    def _own(self) -> str:
        """The recipient that belongs to the identity, as that tells, or its sum; "" = not known."""
        known = self._identity.to_public() if self._identity else self._told()
        return str(known or "")

    def _told(self) -> Recipient | None:
        """The recipient that belongs to the identity as it lies here, by the sum beside it; None = it tells nothing."""
        from smartcli.home.seal.age import pyrage

        try:
            here = checksum(self._read(IDENTITY))
            for line in self._read(IDENTITY_SUM).decode("ascii", "replace").splitlines():
                if line.split()[:1] == [here] and len(line.split()) == 2:
                    return pyrage.x25519.Recipient.from_str(line.split()[1])
        except (DamagedKey, pyrage.RecipientError):
            pass
        return None

    def _asked(self, data: bytes, sums: list[str]) -> bytes:
        wrong: WrongPassphrase | None = None
        given = ""
        for _try in range(TRIES):
            try:
                given = self._ask(wrong)
            except WrongPassphrase:  # there is no other
                break
            try:
                return opened(data, forms(given), sums)
            except WrongPassphrase as again:
                wrong = again
        return opened(data, rare_forms(given), sums)

    def _known(self, name: str, *, is_needed: bool = False) -> Recipient | None:
        """The recipient in a file; None where it cannot be read. is_needed: what the system said of that is raised."""
        from smartcli.home.seal.age import pyrage

        try:
            return pyrage.x25519.Recipient.from_str(self._read(name).decode("ascii", "replace").strip())
        except pyrage.RecipientError:
            return None
        except DamagedKey as error:
            if is_needed and not isinstance(error, Missing):
                raise
            return None

    def _sums(self) -> list[str]:
        try:
            return self._read(IDENTITY_SUM).decode("ascii", "replace").split()
        except Missing:  # written by hand, or by the standard tools
            return []

    def _complete(self, identity: Identity) -> None:
        """Write the recipient anew where it is missing, damaged or another key's: the identity knows it."""
        with suppress(OSError, DamagedKey):
            self._keep_told(identity)
        if how := self.unfit:
            with suppress(OSError):
                self._write(self._recipient_name(), f"{identity.to_public()}\n")
                self._mended(how)

    def _keep_told(self, identity: Identity) -> None:
        """See to it that the sum beside the identity tells its recipient; an older key's does not, one may be lost."""
        if self._told():
            return
        for _try in range(TRIES):  # another window may be changing the passphrase
            data = self._read(IDENTITY)
            self._write(IDENTITY_SUM, _sum_line(data, identity))
            if self._read(IDENTITY) == data:
                return

    # Making and changing

    def fits(self, secret: str, sealed: Iterable[bytes]) -> bool:
        """Whether a secret from paper is the key of this home, as far as its recipient, or what is sealed, tells.

        sealed: age files. It is enough that one opens: others may be a stranger's. Where there is none, any key fits.
        """
        identity = _identity(secret.encode())
        names = [str(known) for name in (RECIPIENT, RECIPIENT_OFF) if (known := self._known(name))]
        if own := self._own():  # what lies beside it may be another key's
            if own == str(identity.to_public()):
                return True
            names = [own for _one in names]
        if names:
            return names[0] == str(identity.to_public())
        return opens_any(sealed, partial(_opened_with, identity)) is not False

    def create(self, passphrase: str, secret: str = "") -> None:
        """A new key, or the one from a paper copy, behind this passphrase; sealing is on when this returns."""
        from smartcli.home.seal.age import pyrage

        identity = _identity(secret.encode()) if secret else pyrage.x25519.Identity.generate()
        disk.private_folder(self.folder.parent, self._system)
        disk.private_folder(self.folder, self._system)
        if not self._has(RECIPIENT):  # until all is in place, nothing is sealed
            self._write(RECIPIENT_OFF, f"{identity.to_public()}\n")
        self._protect(identity, passphrase)
        self._write(RECIPIENT, f"{identity.to_public()}\n")
        self._remove(RECIPIENT_OFF)
        self._identity = identity

    def opens_with(self, passphrase: str) -> bool:
        """Whether this passphrase, as a new one is kept, is the one that holds."""
        try:
            return bool(unprotect(self._read(IDENTITY), kept(passphrase)))
        except Damaged:
            return False

    def change_passphrase(self, passphrase: str) -> None:
        """The same key behind another passphrase."""
        self._protect(self.unlocked(), passphrase)

    def turn_off(self) -> None:
        """From now on nothing is sealed. The key stays: older backups, and other machines, may still need it."""
        self._write(RECIPIENT_OFF, self._read(RECIPIENT).decode("ascii", "replace"))
        self._remove(RECIPIENT)

    def turn_on(self) -> None:
        """Seal again, with the key that is there. Asks the passphrase."""
        self._write(RECIPIENT, f"{self.unlocked().to_public()}\n")
        self._remove(RECIPIENT_OFF)

    def set_aside(self, name: str) -> None:
        """Put the key into a folder of its own inside the key folder, so that a new one can be made."""
        self.copy_aside(name)
        for file in FILES:
            self._remove(file)
        self._identity = None
        self._was_on = False

    def copy_aside(self, name: str) -> None:
        """Keep what is here of the key in a folder of its own inside the key folder; it stays where it is, too."""
        into = self.folder / name
        disk.private_folder(into, self._system)
        for file in FILES:
            if self._has(file):
                disk.replace(into / file, self._read(file), self._system)

    def share(self, other: Keys) -> None:
        """Open as another is, of which the key here is a copy: so that its passphrase is asked once."""
        self._identity = other._identity

    def let_go(self) -> None:
        """The person erased everything, the key too: that it is gone is no trouble."""
        self._identity = None
        self._was_on = False

    def mark(self) -> tuple[bytes, bool]:
        """What tells whether another window has changed the key since."""
        return (self._read(IDENTITY) if self.is_there else b"", self.is_set_up)

    def _protect(self, identity: Identity, passphrase: str) -> None:
        """Write the identity, and look whether it opens what it should; both sums count while the files are swapped."""
        data = protect(f"{identity}\n".encode(), passphrase, work=self._work)
        if str(_identity(unprotect(data, kept(passphrase)))) != str(identity):
            raise damaged()
        line = _sum_line(data, identity)
        before = ""
        if self.is_there:
            told = self._told()
            before = f"{checksum(self._read(IDENTITY))}{f' {told}' if told else ''}\n"
        self._write(IDENTITY_SUM, f"{line}{before}")
        try:
            disk.replace(self.folder / IDENTITY, data, self._system)
        except OSError:  # it may lie there all the same: what counts is what can be read
            if not self._lies_there(data):
                raise
        if not self._lies_there(data):
            raise damaged()
        with suppress(OSError):  # with both sums in it all is well, too
            self._write(IDENTITY_SUM, line)

    def _lies_there(self, data: bytes) -> bool:
        """Whether this is the identity now. Damaged: a second look did not tell, either."""
        with suppress(OSError):
            return disk.read_if_any(self.folder / IDENTITY, self._system) == data
        try:
            return disk.read_if_any(self.folder / IDENTITY, self._system) == data
        except OSError as error:
            from smartcli.home.reasons import why  # hardly ever

            said = _(
                "The key was written, and cannot be read just now ({why}). The new passphrase holds, or the old one."
            )
            raise Damaged(said.format(why=why(error)), next="smartcli doctor") from None

    # Files

    def _has(self, name: str) -> bool:
        """Damaged: it cannot be told; that is never taken for a no."""
        try:
            self._system.stat(os.fspath(self.folder / name))
        except (FileNotFoundError, NotADirectoryError):
            if disk.is_away(self.folder / name):
                raise TakenAway from None
            return False
        except OSError as error:
            from smartcli.home.reasons import why

            said = _("The folder {place} cannot be reached ({why}).").format(place=self.folder, why=why(error))
            raise Damaged(said, so=_("Nothing has been changed."), next="smartcli where") from None
        return True

    def _read(self, name: str) -> bytes:
        try:
            return disk.read(self.folder / name, self._system)
        except FileNotFoundError:
            raise Missing(
                _("A part of the key is missing: {place}.").format(place=self.folder / name), next="smartcli doctor"
            ) from None
        except OSError as error:  # which says nothing of what is in it
            from smartcli.home.reasons import why

            said = _("The key cannot be read just now ({why}).").format(why=why(error))
            raise DamagedKey(said, so=_("Nothing has been changed."), next="smartcli doctor") from None

    def _write(self, name: str, text: str) -> None:
        disk.replace(self.folder / name, text.encode("ascii", "replace"), self._system)

    def _remove(self, name: str) -> None:
        disk.remove(self.folder / name, self._system)
        disk.flush_folder(os.fspath(self.folder), self._system)  # or it would be there again after a power cut


class TakenAway(DamagedKey):
    """A part of the key is not on this computer, and may come back."""

    def __init__(self) -> None:
        said = _("A part of the key is not on this computer just now: a cloud has taken it away.")
        more = _("Ask the cloud to keep your folder on this computer, and wait until it is back.")
        super().__init__(f"{said} {more}", next="smartcli doctor")


class Missing(DamagedKey):
    """A part of the key is not there."""


def damaged() -> DamagedKey:
    return DamagedKey(
        _(
            "The key is damaged; your passphrase may well be right. A backup in the folder backups has it too, and so "
            "has the paper copy."
        ),
        next="smartcli lock --from-paper",
    )


def unusable() -> DamagedKey:
    return DamagedKey(
        _(
            "The file recipient in the folder key cannot be used, so nothing can be sealed. It is mended when you next "
            "give the passphrase:"
        ),
        next="smartcli lock",
    )


def _sum_line(data: bytes, identity: Identity) -> str:
    """What stands beside an identity, of the file and of what belongs to it."""
    return f"{checksum(data)} {identity.to_public()}\n"


def padded(data: bytes) -> bytes:
    """With blanks at its end, up to 512 bytes, or twice, or four times … as many, so that its length tells nothing."""
    size = 512
    while size < len(data):
        size *= 2
    return data.ljust(size)


def _identity(secret: bytes) -> Identity:
    from smartcli.home.seal.age import pyrage

    lines = [line for line in secret.decode("ascii", "replace").splitlines() if line.startswith("AGE-SECRET-KEY-")]
    try:
        return pyrage.x25519.Identity.from_str(lines[0])
    except (pyrage.IdentityError, IndexError):
        raise damaged() from None


def _opened_with(identity: Identity, sealed: bytes) -> bytes:
    """What is in an age file. Unopened: it is not for this key."""
    from smartcli.home.seal.age import pyrage

    try:
        plain: bytes = pyrage.decrypt(sealed, [identity])
    except pyrage.DecryptError as error:
        raise (Foreign if NO_MATCH in str(error) else Unopened) from None
    return plain


def opens_any(sealed: Iterable[bytes], key: Callable[[bytes], object]) -> bool | None:
    """Whether one of these age files opens; None where there is none. `key` raises Unopened for one that does not."""
    is_any = None
    for one in sealed:
        is_any = False
        with suppress(Unopened):
            key(one)
            return True
    return is_any
