"""Whatever happens to some lines, the others are read, and nothing but a sentence is ever said."""

import json
import random
from pathlib import Path

from tests.home.chosen import chosen_are
from tests.journal.damaging import DAMAGES, HOME, Damage, Fuzz, Memory, odd_value
from tests.journal.making import NOON

from smartcli.asking.drafts import Draft, Drafts
from smartcli.first_aid import card_cache
from smartcli.first_aid.card_cache import CachedCard
from smartcli.home import settings
from smartcli.home.settings import Settings
from smartcli.journal.line import decode


def test_p5_one_bad_line_hides_no_other_and_breaks_nothing_in_16000_damaged_lines(tmp_path):
    """1,000,000 in the long run: python -m tests.long fuzz 1000000."""
    fuzz = Fuzz(tmp_path / "home", seed=1)
    while fuzz.inputs < 16_000:
        fuzz.damages()
    assert fuzz.wrong == []


class StopsAtDamage(Memory):
    """Reads up to the first bad line, as peers do."""

    def read(self, file: int, size: int) -> bytes:
        whole = []
        for line in super().read(file, size).split(b"\n"):
            try:
                decode(line)
            except ValueError:
                break
            whole.append(line + b"\n")
        return b"".join(whole)


def test_a_reader_that_stops_at_a_bad_line_is_found(tmp_path):
    fuzz = Fuzz(tmp_path / "home", seed=1, disk=StopsAtDamage)
    fuzz.damages()
    assert any("an untouched line was not read" in wrong for wrong in fuzz.wrong)


# What lies beside the journal

KEPT = {"words": "née 🌱", "rows": [{"a": 1.5, "b": None}], "strength": 7}


def test_w2_w5_w7_a_damaged_draft_breaks_nothing_and_hides_no_other_in_2000(tmp_path):
    chance = random.Random(1)
    drafts = Drafts(tmp_path)
    good, hit = (drafts.new("urge-log", 1, NOON).but(given=KEPT, done=["words"], typed={}) for _ in "ab")
    for draft in (good, hit):
        assert drafts.keep(draft)
        drafts.release(draft)
    files = {str(HOME / "drafts" / file.name): file.read_bytes() for file in (tmp_path / "drafts").glob("*.json")}
    [place] = [place for place, data in files.items() if hit.id.encode() in data]
    for _ in range(2000):
        damaged = chance.choice([*DAMAGES, says_odd_json])(files[place], chance)
        found = Drafts(HOME, system=Memory({**files, place: damaged})).every()
        assert good in found
        assert all(isinstance(draft, Draft) for draft in found)


def says_odd_json(data: bytes, chance: random.Random) -> bytes:
    table = json.loads(data)
    table[chance.choice(list(table))] = odd_value(chance)
    return json.dumps(table).encode()


def damaged_at(file: Path, chance: random.Random, damage: Damage) -> tuple[bytes, int]:
    """The file with one line damaged, and which."""
    lines = file.read_bytes().split(b"\n")
    place = chance.randrange(len(lines))
    lines[place] = damage(lines[place], chance)
    return b"\n".join(lines), place


def test_w2_damaged_settings_break_nothing_and_hide_none_before_the_damage_in_1000(tmp_path):
    chance = random.Random(1)
    chosen = Settings(name="née", change="beer", way="stop", country="ES", plain=True, day_ends=5, started="2026-03-10")
    chosen_are(tmp_path, chosen.but(more={"newer": [1, "x"]}))
    whole = (tmp_path / "settings.toml").read_bytes()
    names = [line.split(b" ")[0].decode() for line in whole.split(b"\n")]
    for _ in range(1000):
        data, place = damaged_at(tmp_path / "settings.toml", chance, chance.choice(DAMAGES))
        (tmp_path / "settings.toml").write_bytes(data)
        found = settings.read(tmp_path)
        for name in [name for name in names[:place] if name != "newer"]:
            assert getattr(found, name) == getattr(chosen, name), data
        chosen_are(tmp_path, found)  # and goes on
        (tmp_path / "settings.toml").write_bytes(whole)


def test_w2_damaged_cards_break_nothing_and_hide_none_before_the_damage_in_1000(tmp_path):
    chance = random.Random(1)
    cards = [CachedCard("reason", "née 🌱", "why"), CachedCard("plan", 'a "b" \\ c'), CachedCard("contact", "\n")]
    card_cache.write(str(tmp_path), cards)
    whole = (tmp_path / "at-hand.toml").read_bytes()
    for _ in range(1000):
        data, place = damaged_at(tmp_path / "at-hand.toml", chance, chance.choice(DAMAGES))
        (tmp_path / "at-hand.toml").write_bytes(data)
        found = card_cache.read(str(tmp_path))
        if place >= 7:  # below the form and the first card
            assert found.cards[0] == cards[0], data
        (tmp_path / "at-hand.toml").write_bytes(whole)
