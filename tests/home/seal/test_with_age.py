"""What smartcli seals opens with the standard tool `age`, and the other way round."""

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
from pyrage.x25519 import Identity

from smartcli.home.seal.paper import paper
from smartcli.home.seal.passphrase import protect, unprotect

pytestmark = pytest.mark.skipif(shutil.which("age") is None, reason="needs the tool age (apt-get install age)")
pexpect = pytest.importorskip("pexpect", reason="types passphrases, which age takes from a terminal only")

SECRET = b"a secret\n"
PATIENCE = 60  # seconds; only reached where something is wrong
TYPED = ["right enough", "pässwörd — пароль 🌱"]


def typed(arguments: list[str], *lines: str) -> None:
    """Run age in a terminal and answer its questions."""
    child = pexpect.spawn("age", arguments, encoding="utf-8", timeout=PATIENCE)
    for line in lines:
        child.expect("passphrase[^:]*: ")
        child.sendline(line)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before


@pytest.mark.parametrize("passphrase", TYPED)
def test_age_opens_what_is_protected_here(tmp_path, passphrase):
    (tmp_path / "identity.age").write_bytes(protect(SECRET, passphrase))
    typed(["-d", "-o", f"{tmp_path}/plain", f"{tmp_path}/identity.age"], passphrase)
    assert (tmp_path / "plain").read_bytes() == SECRET


@pytest.mark.parametrize("armor", [[], ["-a"]], ids=["binary", "armored"])
@pytest.mark.parametrize("passphrase", TYPED)
def test_what_age_protects_opens_here(tmp_path, passphrase, armor):
    (tmp_path / "plain").write_bytes(SECRET)
    typed(["-p", *armor, "-o", f"{tmp_path}/identity.age", f"{tmp_path}/plain"], passphrase, passphrase)
    assert unprotect((tmp_path / "identity.age").read_bytes(), passphrase) == SECRET


def test_age_seals_lines_with_the_recipient_and_pyrage_opens_them():
    identity = Identity.generate()
    sealed = age("-r", str(identity.to_public()), given=SECRET)
    assert pyrage.decrypt(sealed, [identity]) == SECRET


def test_an_identity_behind_a_passphrase_opens_lines_with_age_alone(tmp_path):
    identity = Identity.generate()
    (tmp_path / "identity.age").write_bytes(protect(f"{identity}\n".encode(), "right enough"))
    (tmp_path / "line.age").write_bytes(pyrage.encrypt(SECRET, [identity.to_public()]))
    keys = f"{tmp_path}/identity.age"
    typed(["-d", "-i", keys, "-o", f"{tmp_path}/plain", f"{tmp_path}/line.age"], "right enough")
    assert (tmp_path / "plain").read_bytes() == SECRET


@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq")
def test_the_recipes_on_the_paper_copy_open_a_whole_segment_and_every_sealed_line(tmp_path):
    identity = Identity.generate()
    lines = [b'{"v":1,"n":1}  \n', '{"v":1,"n":2,"é":"🌱"}  \n'.encode()]
    (tmp_path / "000001.jsonl.age").write_bytes(pyrage.encrypt(b"".join(lines), [identity.to_public()]))
    with (tmp_path / "000002.jsonl").open("w") as segment:
        print('{"v":1,"n":0,"id":"plain","crc":"00000000"}', file=segment)
        for line in lines:
            sealed = base64.b64encode(pyrage.encrypt(line, [identity.to_public()])).decode()
            print(json.dumps({"v": 1, "n": 1, "age": sealed, "crc": "00000000"}), file=segment)
    page = paper(str(identity), "2026-11-22")
    (tmp_path / "key.txt").write_text(re.sub(r"\s", "", page[page.index("    AGE-SECRET") :]))
    recipes = page[page.index("    age -d") : page.index("This is the key")]
    assert shell(recipes, tmp_path) == b"".join(lines + lines)


def age(*arguments: str, given: bytes) -> bytes:
    return subprocess.run(["age", *arguments], input=given, capture_output=True, check=True).stdout


def shell(recipe: str, folder: Path) -> bytes:
    """What a person gets who types this."""
    return subprocess.run(["sh", "-e"], input=recipe.encode(), cwd=folder, capture_output=True, check=True).stdout
