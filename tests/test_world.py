"""The name of the person's time zone, as the system tells it."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartcli.world import zone


@pytest.fixture
def back() -> Iterator[None]:
    """The zone as it was, however the test leaves it."""
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("Europe/Madrid", "Europe/Madrid"),
        (":Asia/Tokyo", "Asia/Tokyo"),
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("posix/Asia/Tokyo", "Asia/Tokyo"),
        ("right/Asia/Tokyo", "Asia/Tokyo"),
        ("EST5EDT", "EST5EDT"),
        ("Japan", "Japan"),
        ("NZ", "NZ"),
        ("", "UTC"),
    ],
)
def test_what_tz_names_is_the_zone_and_not_what_the_clock_is_set_to(named: str, expected: str) -> None:
    assert zone({"TZ": named}, clock="/usr/share/zoneinfo/America/Lima") == expected


@pytest.mark.usefixtures("back")
@pytest.mark.parametrize(("rule", "expected"), [("JST-9", "UTC+0900"), ("<+03>-3", "UTC+0300")])
def test_a_rule_has_no_name_so_it_is_the_offset(rule: str, expected: str) -> None:
    os.environ["TZ"] = rule
    time.tzset()
    assert zone(os.environ) == expected


@pytest.mark.usefixtures("back")
def test_without_tz_it_is_what_the_clock_is_set_to_and_a_copy_of_a_file_gives_the_offset(tmp_path: Path) -> None:
    os.environ.pop("TZ", None)
    time.tzset()
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Madrid")
    assert zone({}, clock=str(link)) == "Europe/Madrid"
    copy = tmp_path / "copied"
    copy.write_bytes(b"")
    assert zone({}, clock=str(copy)).startswith("UTC")
    assert zone({}, clock=str(copy)) != "UTC"
