import os
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from smartcli.errors import InvalidAnswer
from smartcli.home.seal import scrypt
from smartcli.home.seal.passphrase import DamagedKey, WrongPassphrase, checksum, protect, unprotect

SOURCE = Path(__file__).parents[3] / "src"
SECRET = b"AGE-SECRET-KEY-1 and so on\n"
QUICK = 4  # scrypt's work in most of these tests; the real one has a test of its own
LONG = scrypt.CHUNK
TYPED = ["horse, river", "pässwörd", "пароль", "密码 🌱", "x" * 300]


@pytest.fixture(scope="module")
def file() -> bytes:
    return protect(SECRET, "right", work=QUICK)


# Writing and opening


def test_what_is_protected_opens_with_its_passphrase_and_with_pyrage_alone():
    data = protect(SECRET, "right")
    assert unprotect(data, "right") == SECRET
    assert pyrage.passphrase.decrypt(data, "right") == SECRET


def test_e7_the_work_is_128_mib_and_stands_in_the_file_with_a_salt_of_its_own():
    one, other = (scrypt.header(protect(SECRET, "right")) for _again in range(2))
    assert one is not None
    assert other is not None
    assert (one.work, other.work) == (17, 17)
    assert len(one.salt) == 16
    assert one.salt != other.salt
    assert one.wrapped != other.wrapped


@pytest.mark.parametrize("passphrase", TYPED)
def test_any_passphrase_that_can_be_typed_opens_what_it_protects(passphrase):
    data = protect(SECRET, passphrase, work=QUICK)
    assert unprotect(data, passphrase) == SECRET
    assert pyrage.passphrase.decrypt(data, passphrase) == SECRET


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" blanks at both ends ", "blanks at both ends"),
        ("e\u0301", "\u00e9"),
        ("\ufeffhard\u00a0blank\u202f", "hard blank"),
    ],
)
def test_a_new_one_is_kept_in_the_one_form_that_other_programs_are_given(typed, kept):
    data = protect(SECRET, typed, work=QUICK)
    assert unprotect(data, kept) == SECRET
    assert pyrage.passphrase.decrypt(data, kept) == SECRET


def test_a_passphrase_counts_as_it_was_typed_but_for_the_end_of_its_line():
    data = protect(SECRET, "Right \u00e9\r\n", work=QUICK)
    assert unprotect(data, "Right \u00e9") == SECRET
    assert unprotect(data, "Right \u00e9\n") == SECRET
    for other in ("right \u00e9", "Right \u00e9 ", "Right e\u0301", "Right \u00e9\n\n"):
        with pytest.raises(WrongPassphrase):
            unprotect(data, other)


@pytest.mark.parametrize("size", [0, 1, LONG - 1, LONG, LONG + 1, 2 * LONG, 2 * LONG + 1])
def test_secrets_of_every_length_come_back_whole(size):
    secret = os.urandom(size)
    assert unprotect(protect(secret, "right", work=QUICK), "right") == secret


@pytest.mark.parametrize("passphrase", ["", "\n", "\r\n", "  ", "\u00a0", "\ufeff"])
def test_an_empty_passphrase_protects_nothing(passphrase):
    with pytest.raises(InvalidAnswer, match=r"^Please give a passphrase\.$"):
        protect(SECRET, passphrase, work=QUICK)


@pytest.mark.parametrize("passphrase", ["a\x1b[A", "a\x00", "a\tb", "two\nlines", "a\udce9"])
def test_a_passphrase_that_shows_nothing_of_itself_is_asked_again_before_it_locks_anybody_out(passphrase):
    with pytest.raises(InvalidAnswer, match=r"^There is a key in it that shows nothing, such as an arrow\."):
        protect(SECRET, passphrase, work=QUICK)


# Wrong, damaged


def test_e5_a_wrong_passphrase_is_said_and_what_to_do_then(file):
    with pytest.raises(WrongPassphrase) as error:
        unprotect(file, "wrong")
    assert (
        str(error.value)
        == "That passphrase does not open it. Capital letters, blanks and signs count. Nothing is lost."
    )
    assert error.value.next == "smartcli lock --from-paper"
    assert error.value.code == 3


@pytest.mark.parametrize("passphrase", ["", "\udce9", "x\x00"])
def test_a_passphrase_that_protects_nothing_opens_nothing(file, passphrase):
    with pytest.raises(WrongPassphrase):
        unprotect(file, passphrase)


@pytest.mark.parametrize(
    "data", [b"", b"age-encryption.org/v1\n", b"\x00" * 300, b"AGE-SECRET-KEY-1QQ\n", b"-----BEGIN"]
)
def test_e5_what_is_no_such_file_is_damaged_and_not_a_wrong_passphrase(data):
    with pytest.raises(DamagedKey) as error:
        unprotect(data, "right")
    assert str(error.value) == (
        "The key file cannot be used: it is not, or no longer, a file that a passphrase opens. "
        "A backup, or the paper copy, can still open your journal."
    )
    assert error.value.next == "smartcli doctor"
    assert error.value.code == 3


def test_e5_a_file_for_a_key_is_not_taken_for_one_with_a_passphrase():
    sealed = pyrage.encrypt(SECRET, [pyrage.x25519.Identity.generate().to_public()])
    with pytest.raises(DamagedKey):
        unprotect(sealed, "right")


def test_e5_without_a_sum_damage_after_the_wrapped_key_is_told_from_a_wrong_passphrase(file):
    torn = file[:-1] + bytes([file[-1] ^ 1])
    with pytest.raises(DamagedKey, match="it has changed since it was written"):
        unprotect(torn, "right")
    with pytest.raises(DamagedKey, match="it has changed since it was written"):
        unprotect(file[:-20], "right")
    with pytest.raises(WrongPassphrase):
        unprotect(torn, "wrong")


def test_e5_with_a_sum_any_damage_is_told_whatever_was_typed(file):
    for place in (40, -1):  # in the salt, and in the payload
        data = bytearray(file)
        data[place] ^= 1
        with pytest.raises(DamagedKey):
            unprotect(bytes(data), "wrong", [checksum(file)])
    with pytest.raises(WrongPassphrase):
        unprotect(file, "wrong", [checksum(b"an older one"), checksum(file)])


def test_a_file_that_opens_is_fine_whatever_its_sum(file):
    assert unprotect(file, "right", [checksum(b"another")]) == SECRET


def test_the_sum_is_the_one_that_sha256sum_writes():
    assert checksum(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_no_flipped_bit_of_an_identity_file_is_accepted(file):
    """Every bit, each with a real try; the work is small, the file otherwise as it always is."""
    sums = [checksum(file)]
    for bit in range(len(file) * 8):
        flipped = bytearray(file)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(DamagedKey):
            unprotect(bytes(flipped), "right", sums)


# Work and memory


def with_work(file: bytes, work: bytes) -> bytes:
    """The file with another number in its header."""
    line = file.split(b"\n")[1]
    return file.replace(line, line.rpartition(b" ")[0] + b" " + work, 1)


@pytest.mark.parametrize("work", [b"21", b"22", b"23", b"30", b"63", b"99999"])
def test_a_file_that_asks_for_more_than_a_gib_is_refused_before_any_work(file, work):
    with pytest.raises(DamagedKey, match="opening it would take more than 1 GiB of memory"):
        unprotect(with_work(file, work), "right")


@pytest.mark.parametrize(
    "work", [b"0", b"04", b"+4", b"-4", b"0x4", b"4 ", b"4.", b"", b"9223372036854775812", b"\xd9\xa4"]
)
def test_work_that_is_no_plain_number_is_refused(file, work):
    with pytest.raises(DamagedKey, match="it is not, or no longer, a file"):
        unprotect(with_work(file, work), "right")


# In a process of its own, which shows what it starts and what it says.
WATCHED = """
import sys
sys.addaudithook(lambda event, args: event == "subprocess.Popen" and print("started", args[1], args[3]))
from pathlib import Path
from smartcli.home.seal.passphrase import unprotect
for passphrase in ("pässword right", "wrong"):
    try:
        print(unprotect(Path(sys.argv[1]).read_bytes(), passphrase))
    except Exception as error:
        print(type(error).__name__, error)
"""
SHORT = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
"""


def watched(code: str, place: Path) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", code, place],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


@pytest.fixture(scope="module")
def heavy(tmp_path_factory) -> Path:
    place: Path = tmp_path_factory.mktemp("heavy") / "identity.age"
    place.write_bytes(protect(SECRET, "pässword right", work=19))
    return place


def test_a_file_that_takes_much_is_opened_in_a_process_of_its_own_that_is_told_nothing_by_its_arguments(heavy):
    started, opened, again, refused = watched(WATCHED, heavy)
    assert opened == str(SECRET)
    assert refused.startswith("WrongPassphrase That passphrase does not open it.")
    assert started == again
    assert started.startswith(f"started ['{sys.executable}', '-P', '-c', ")
    assert started.endswith("] None")  # no environment but what this process has
    assert "right" not in started
    assert "SECRET" not in started


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process like this")
def test_too_little_memory_is_said_and_does_not_end_the_program(heavy):
    said = [line for line in watched(SHORT + WATCHED, heavy) if not line.startswith("started")]
    assert said == 2 * [
        "Damaged Opening this key takes 1 GiB of memory, and there was not enough. Please close what is open."
    ]
