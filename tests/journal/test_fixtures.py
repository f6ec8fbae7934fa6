"""A journal as each released version of the format has written it is read exactly, now and for ever.

For every version there are two files in fixtures/: the segment as it lay on the disk, and what it says. Neither is ever
changed; a new version of the line gets two of its own.
"""

import json
import shutil
from pathlib import Path

import pytest
from tests.journal.making import entry

from smartcli.journal import Journal

FIXTURES = Path(__file__).parent / "fixtures"
SCHEMAS = sorted(file.stem for file in FIXTURES.glob("*.jsonl"))


@pytest.fixture(params=SCHEMAS)
def schema(request, tmp_path):
    folder = tmp_path / "journal" / "abcdefgh"
    folder.mkdir(parents=True)
    shutil.copy(FIXTURES / f"{request.param}.jsonl", folder / "000001.jsonl")
    (tmp_path / "device").write_text("abcdefgh\n")
    return request.param


def test_there_is_one_for_every_version():
    assert SCHEMAS == ["schema-1"]


def test_u2_what_an_earlier_version_wrote_says_what_it_said_then(tmp_path, schema):
    journal = Journal(tmp_path)
    found = {
        "entries": [one.as_json() for one in journal.entries()],
        "trash": [one.as_json() for one in journal.trash()],
        "unreadable": journal.unreadable,
    }
    # As JSON, which tells true from 1 and 1 from 1.0, and keeps the order.
    assert json.dumps(found) == json.dumps(json.loads((FIXTURES / f"{schema}.json").read_text()))


def test_u2_it_is_carried_on_and_every_byte_of_it_stays(tmp_path, schema):
    before = (FIXTURES / f"{schema}.jsonl").read_bytes()
    Journal(tmp_path).append(entry("and it goes on"))
    assert (tmp_path / "journal" / "abcdefgh" / "000001.jsonl").read_bytes().startswith(before)
    assert len(Journal(tmp_path).entries()) == len(json.loads((FIXTURES / f"{schema}.json").read_text())["entries"]) + 1
