"""The public test vectors of the age format, against pyrage and against our own way in."""

import hashlib
import zlib
from pathlib import Path

import pyrage
import pytest

from smartcli.home.seal.passphrase import DamagedKey, WrongPassphrase, unprotect

VECTORS = sorted(path for path in (Path(__file__).parent / "vectors").iterdir() if path.suffix != ".md")
# Where pyrage 1.4 is not as the format has it, and why that does no harm here.
DEVIATIONS = {
    "armor_whitespace_outside": (
        "does not open",
        "blanks and empty lines around an armored file; smartcli writes none, and unprotect takes them away",
    ),
    "stanza_missing_body": (
        "opens",
        "a stanza without its last short line; the header's MAC holds, so whoever wrote the file wrote it like this",
    ),
    "stanza_missing_final_line": (
        "opens",
        "as above, with a full line before; nothing that was changed afterwards is accepted",
    ),
    "scrypt_work_factor_23": (
        "opens",
        "takes 8 GiB; unprotect refuses it by its header, and pyrage is never asked to seal or to open others' files",
    ),
}
TOO_MUCH = {"scrypt_work_factor_23"}  # not tried here, for its memory


class Vector:
    """expect and the other fields by name, and the age file."""

    def __init__(self, path: Path) -> None:
        head, _empty, data = path.read_bytes().partition(b"\n\n")
        self.name = path.name
        self.fields: dict[str, list[str]] = {}
        for line in head.decode().splitlines():
            key, _colon, value = line.partition(": ")
            self.fields.setdefault(key, []).append(value)
        self.data = zlib.decompress(data) if "compressed" in self.fields else data

    @property
    def is_good(self) -> bool:
        return self.fields["expect"] == ["success"]

    def opened(self) -> bytes:
        plain: bytes
        if "passphrase" in self.fields:
            plain = pyrage.passphrase.decrypt(self.data, self.fields["passphrase"][0])
        else:
            keys = [pyrage.x25519.Identity.from_str(text) for text in self.fields.get("identity", [])]
            plain = pyrage.decrypt(self.data, keys)
        return plain


ALL = [Vector(path) for path in VECTORS]
WITH_PASSPHRASE = [vector for vector in ALL if "passphrase" in vector.fields]


def name(vector: Vector) -> str:
    return vector.name


def test_all_the_vectors_are_there():
    kinds = ("armor", "header", "hmac", "scrypt", "stanza", "stream", "x25519", "empty", "version")
    counts = {kind: sum(vector.name.split("_")[0] == kind for vector in ALL) for kind in kinds}
    assert counts == {
        "armor": 32,
        "header": 1,
        "hmac": 8,
        "scrypt": 25,
        "stanza": 14,
        "stream": 28,
        "x25519": 14,
        "empty": 1,
        "version": 1,
    }
    assert len(ALL) == sum(counts.values())
    assert sum(vector.is_good for vector in ALL) == 21


@pytest.mark.parametrize("vector", [one for one in ALL if one.name not in DEVIATIONS], ids=name)
def test_pyrage_opens_what_it_should_and_nothing_else(vector):
    if vector.is_good:
        assert hashlib.sha256(vector.opened()).hexdigest() == vector.fields["payload"][0]
    else:
        with pytest.raises(pyrage.DecryptError):
            vector.opened()


@pytest.mark.parametrize("vector", [one for one in ALL if one.name in DEVIATIONS.keys() - TOO_MUCH], ids=name)
def test_pyrage_deviates_only_as_it_is_known_to(vector):
    what, why = DEVIATIONS[vector.name]
    assert why
    if what == "opens":
        assert vector.opened() == b"age"
        assert not vector.is_good
    else:
        assert vector.is_good
        with pytest.raises(pyrage.DecryptError):
            vector.opened()


@pytest.mark.parametrize("vector", WITH_PASSPHRASE, ids=name)
def test_unprotect_is_as_the_format_has_it_without_a_deviation(vector):
    [expected], [passphrase] = vector.fields["expect"], vector.fields["passphrase"][:1]
    if expected == "success":
        assert hashlib.sha256(unprotect(vector.data, passphrase)).hexdigest() == vector.fields["payload"][0]
    # An unknown kind of stanza matches no passphrase at all.
    elif expected == "no match" and vector.name != "scrypt_uppercase":
        with pytest.raises(WrongPassphrase):
            unprotect(vector.data, passphrase)
    else:
        with pytest.raises(DamagedKey):
            unprotect(vector.data, passphrase)


@pytest.mark.parametrize("vector", [one for one in ALL if one not in WITH_PASSPHRASE], ids=name)
def test_unprotect_takes_nothing_that_is_not_for_a_passphrase(vector):
    with pytest.raises(DamagedKey):
        unprotect(vector.data, "password")


def test_an_armored_file_with_blanks_around_it_opens():
    [vector] = [one for one in ALL if one.name == "armor_scrypt"]
    [passphrase] = vector.fields["passphrase"]
    plain = unprotect(vector.data, passphrase)
    assert hashlib.sha256(plain).hexdigest() == vector.fields["payload"][0]
    assert unprotect(b" \r\n\n\t" + vector.data.strip().replace(b"\n", b"\r\n") + b"\n \n", passphrase) == plain


def test_no_flipped_bit_of_a_sealed_file_is_accepted():
    identity = pyrage.x25519.Identity.generate()
    sealed = pyrage.encrypt(b'{"v":1}', [identity.to_public()])
    for bit in range(len(sealed) * 8):
        flipped = bytearray(sealed)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(bytes(flipped), [identity])
