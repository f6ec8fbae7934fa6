import stat
import tomllib
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.home.chosen import chosen_are
from tests.small import quick

from smartcli.home.settings import Settings, read

MADRID = ZoneInfo("Europe/Madrid")
CHOSEN = Settings(
    name='Ana "A" \\ 😀 [/x] \x1b\n',
    change="no bets",
    way="Stop",
    country="ES",
    plain=True,
    day_ends=0,
    started="2026-03-10",
)


def kept(home: Path, content: bytes) -> Settings:
    """The settings read out of a file with this content."""
    (home / "settings.toml").write_bytes(content)
    return read(home)


def test_without_a_file_everything_has_its_usual_value(tmp_path):
    assert read(tmp_path / "nowhere") == Settings(day_ends=4, plain=False)


def test_what_is_written_is_read_again(tmp_path):
    chosen_are(tmp_path, CHOSEN)
    assert read(tmp_path) == CHOSEN


def test_the_file_is_plain_toml_and_the_person_s_alone(tmp_path):
    home = tmp_path / "new" / "home"
    chosen_are(home, CHOSEN)
    file = home / "settings.toml"
    assert tomllib.loads(file.read_text("ascii"))["name"] == CHOSEN.name
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, home)] == [0o600, 0o700]
    assert {path.name for path in home.iterdir()} == {"settings.toml", "lock"}


def test_nothing_but_settings_stands_in_the_file(tmp_path):
    chosen_are(tmp_path, CHOSEN)
    assert tomllib.loads((tmp_path / "settings.toml").read_text("ascii")).keys() == {
        "name", "change", "about", "way", "country", "plain", "discreet", "day_ends", "started", "check_in", "at_hand",
        "sealed",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["more", "more_sealed", "unread", "is_unopened"])
def test_what_is_known_of_a_file_cannot_be_set_in_it(tmp_path, name):
    for value in ("true", '"a folder lies there"'):
        found = kept(tmp_path, f"{name} = {value}\n".encode())
        assert (found.unread, found.is_unopened, found.more_sealed) == ("", False, {})
        assert found.more == tomllib.loads(f"{name} = {value}")


def test_half_a_character_does_not_keep_the_rest_from_being_written(tmp_path):
    chosen_are(tmp_path, Settings(name="a \ud83d b", country="ES"))
    assert [read(tmp_path).name, read(tmp_path).country] == ["a \ufffd b", "ES"]


def test_what_a_newer_smartcli_keeps_there_stays(tmp_path):
    settings = kept(
        tmp_path, b'name = "Ana"\nsound = true\nmore = 7\nlist = ["a", "b"]\n\n[[mark]]\nday = "2026-01-01"\n'
    )
    assert settings.more == {"sound": True, "more": 7, "list": ["a", "b"], "mark": [{"day": "2026-01-01"}]}
    chosen_are(tmp_path, settings)
    assert read(tmp_path) == settings


@pytest.mark.parametrize(
    ("line", "settings"),
    [
        ("name = 7", Settings()),
        ("plain = 1", Settings()),
        ('plain = "yes"', Settings()),
        ("day_ends = 13", Settings()),
        ("day_ends = -1", Settings()),
        ("day_ends = true", Settings()),
        ("day_ends = 2.0", Settings()),
        ("day_ends = 12", Settings(day_ends=12)),
        ('name = "Ana', Settings()),
        ('country = ["ES"]', Settings()),
        ("[[name]]", Settings()),
        ("\x00\x1b", Settings()),
    ],
)
def test_what_cannot_be_understood_has_its_usual_value_and_harms_no_other(tmp_path, line, settings):
    found = kept(tmp_path, f'way = "Stop"\n{line}\n'.encode())
    assert (found.name, found.plain, found.day_ends, found.country) == ("", False, settings.day_ends, "")
    assert found.way == "Stop"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\x00" * 9, b"]]]", b"name", 'name = "Ana"'.encode("utf-16")])
def test_a_damaged_file_gives_the_usual_values(tmp_path, content):
    assert kept(tmp_path, content) == Settings()


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path):
    assert kept(tmp_path, b'\xef\xbb\xbfname = "Ana"\r\nplain = true\r\n') == Settings(name="Ana", plain=True)


def test_a_folder_in_place_of_the_file_gives_the_usual_values(tmp_path):
    (tmp_path / "settings.toml").mkdir()
    assert read(tmp_path) == Settings(unread="a folder lies where a file should be")


LINES = st.sampled_from(
    [
        'name = "Ana"',
        "x = 1",
        "[[x]]",
        "[[name]]",
        "x = [1, 2]",
        'y = "\\ud800"',
        "z = nan",
        "[x]",
        "day_ends = 3",
        "= 1",
        "a.b = 1",
    ]
)


@quick
@given(st.lists(LINES | st.text(max_size=12), max_size=8))
@example(["x = [1]", "[[x]]", "y = 2"])
def test_whatever_can_be_read_can_be_written_again(lines):
    with TemporaryDirectory() as folder:
        home = Path(folder)
        settings = kept(home, "\n".join(lines).encode("utf-8", "replace"))
        chosen_are(home, settings)
        assert read(home).day_ends == settings.day_ends
        assert read(home).more.keys() == settings.more.keys()


# The day


def at(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MADRID, fold=fold)


@pytest.mark.parametrize(
    ("now", "ends", "day"),
    [
        (at("2026-03-10T12:00"), 4, date(2026, 3, 10)),
        (at("2026-03-10T03:59:59.999999"), 4, date(2026, 3, 9)),
        (at("2026-03-10T04:00"), 4, date(2026, 3, 10)),
        (at("2026-03-10T00:00"), 0, date(2026, 3, 10)),
        (at("2026-03-10T11:59"), 12, date(2026, 3, 9)),
        (at("2026-01-01T02:00"), 4, date(2025, 12, 31)),
        (at("2028-03-01T03:00"), 4, date(2028, 2, 29)),
        # the night in which the clock goes forward: there is no 02:30
        (at("2026-03-29T03:59"), 4, date(2026, 3, 28)),
        (at("2026-03-29T04:00"), 4, date(2026, 3, 29)),
        # the night in which it goes back: 02:30 comes twice
        (at("2026-10-25T02:30", fold=1), 4, date(2026, 10, 24)),
        (at("2026-10-25T03:59"), 4, date(2026, 10, 24)),
        (at("2026-10-25T04:00"), 4, date(2026, 10, 25)),
    ],
)
def test_a_day_ends_at_an_hour_of_the_clock_on_the_wall(now, ends, day):
    settings = Settings(day_ends=ends)
    assert settings.day(now) == day
    assert settings.day(datetime.fromisoformat(now.isoformat())) == day  # an offset without the zone's rules


def test_where_nothing_was_chosen_it_ends_at_four_and_nothing_is_plain_or_hidden():
    usual = Settings()
    assert usual.day(at("2026-03-10T03:59")) == date(2026, 3, 9)
    assert usual.day(at("2026-03-10T04:00")) == date(2026, 3, 10)
    assert [usual.plain, usual.discreet, usual.is_unopened] == [False] * 3
