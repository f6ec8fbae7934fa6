import json
import random
from datetime import timedelta
from itertools import islice
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import NOON, Faulty, begin_segment, entry, lines, segments, triggers

from smartcli.errors import SmartError
from smartcli.home.disk import System
from smartcli.journal import Journal, writing
from smartcli.journal.line import decode, encode

unhurried = settings(deadline=None)  # a busy machine is no failure


def filled(home: Path, *texts: str) -> Journal:
    journal = Journal(home)
    for minutes, text in enumerate(texts):
        journal.append(entry(text, minutes=minutes))
    return journal


def rewritten(line: bytes, **changes: object) -> bytes:
    """The line as another program might have written it, with a check sum that fits."""
    return encode({**decode(line), **changes})


def write(home: Path, name: str, *some: bytes, device: str = "") -> Path:
    """A file in the journal, beside ours or in another device's folder."""
    folder = home / "journal" / device if device else segments(home)[0].parent
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"".join(line + b"\n" for line in some))
    return folder / name


# Bad lines

BAD = [
    b"\0" * 512,
    b'{"v":1,"id":"01KKBPENW0',
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b"not a line at all",
    b'{"v":1,"id":"01KKBPENW0FG924SA1P8ZMQN4N","n":2,"crc":"00000000"}',
    b"<<<<<<< HEAD",
]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_p5_w7_a_line_that_cannot_be_read_hides_no_other_and_stays_where_it_is(tmp_path, bad, place):
    filled(tmp_path, "one", "two")
    kept = lines(tmp_path)
    damaged = write(tmp_path, "000001.jsonl", *kept[:place], bad, *kept[place:])
    before = damaged.read_bytes()
    journal = Journal(tmp_path)
    assert triggers(journal.entries()) == ["one", "two"]
    assert journal.unreadable == 1
    assert triggers(journal.latest()) == ["two", "one"]
    assert damaged.read_bytes() == before
    assert [copy.read_bytes() for copy in journal.quarantine.iterdir()] == [bad]


def test_w5_w7_reading_and_saving_again_and_again_changes_nothing_in_a_damaged_line_and_copies_it_once(tmp_path):
    journal = filled(tmp_path, "one", "two", "three")
    damaged = lines(tmp_path)[1][:-30] + b"?" * 30
    write(tmp_path, "000001.jsonl", lines(tmp_path)[0], damaged, lines(tmp_path)[2])
    for number in range(5):
        assert len(Journal(tmp_path).entries()) == 2 + number
        journal.append(entry(f"later {number}", minutes=10 + number))
    assert lines(tmp_path)[1] == damaged
    assert len(list(journal.quarantine.iterdir())) == 1
    assert journal.quarantine.stat().st_mode & 0o777 == 0o700


def test_the_count_of_unreadable_lines_is_that_of_the_last_reading(tmp_path):
    journal = filled(tmp_path, "one")
    write(tmp_path, "000001.jsonl", b"broken", *lines(tmp_path))
    for _ in range(3):
        journal.entries()
        assert journal.unreadable == 1
    write(tmp_path, "000001.jsonl", lines(tmp_path)[1])
    journal.entries()
    assert journal.unreadable == 0


def test_without_room_for_the_copy_the_rest_is_shown_all_the_same(tmp_path):
    filled(tmp_path, "one")
    write(tmp_path, "000001.jsonl", b"broken", *lines(tmp_path))
    (tmp_path / "quarantine").write_bytes(b"in the way")
    journal = Journal(tmp_path)
    assert triggers(journal.entries()) == ["one"]
    assert journal.unreadable == 1


@unhurried
@given(st.data())
def test_p5_whatever_happens_to_the_bytes_of_some_lines_the_others_are_shown(tmp_path_factory, data):
    home = tmp_path_factory.mktemp("home")
    journal = filled(home, *"abcdef")
    kept = lines(home)
    hit = data.draw(st.sets(st.integers(0, len(kept) - 1)))
    for number in hit:
        place = data.draw(st.integers(0, len(kept[number]) - 1))
        noise = data.draw(st.binary(max_size=9).filter(lambda some: b"\n" not in some))
        changed = kept[number][:place] + noise + kept[number][place + data.draw(st.integers(0, 9)) :]
        kept[number] = changed if changed != lines(home)[number] else b"x"
    write(home, "000001.jsonl", *kept)
    expected = [text for number, text in enumerate("abcdef") if number not in hit]
    assert triggers(journal.entries()) == expected
    assert triggers(journal.latest()) == expected[::-1]


def test_a_line_that_is_just_being_written_is_waited_for_and_not_called_torn(tmp_path):
    class Early(System):
        """Sees the end of a segment a moment too early, once."""

        hurried = False

        def read(self, file: int, size: int) -> bytes:
            data = super().read(file, size)
            if data.startswith(b"{") and not self.hurried:
                self.hurried = True
                return data[:-20]
            return data

    filled(tmp_path, "one", "two")
    journal = Journal(tmp_path, system=Early())
    assert triggers(journal.latest()) == ["two", "one"]
    assert journal.unreadable == 0
    assert not journal.quarantine.exists()


def test_line_ends_that_were_changed_on_the_way_do_no_harm(tmp_path):
    journal = filled(tmp_path, "one", "two")
    write(tmp_path, "000001.jsonl", *(line + b"\r" for line in lines(tmp_path)), b"\r", b"")
    assert triggers(journal.entries()) == ["one", "two"]
    assert journal.unreadable == 0


# What others wrote


def test_p6_fields_and_kinds_we_do_not_know_are_kept_as_they_are(tmp_path):
    filled(tmp_path, "one")
    new = {"mood": {"x": [1.0, {"y": None}]}, "answers": {"trigger": "t", "drawing": [[1, 2], [3, 4]]}}
    write(tmp_path, "000001.jsonl", rewritten(lines(tmp_path)[0], **new))
    [one] = Journal(tmp_path).entries()
    assert one.more == {"mood": {"x": [1.0, {"y": None}]}}
    assert one.answers["drawing"] == [[1, 2], [3, 4]]
    edited = Journal(tmp_path).edit(one.id, {"trigger": "edited"}, asked={}, at=NOON)
    assert edited.more == one.more
    assert edited.answers == {"trigger": "edited", "drawing": [[1, 2], [3, 4]]}


def test_a_line_of_a_newer_version_is_shown_as_far_as_understood(tmp_path):
    filled(tmp_path, "one", "two")
    first, second = lines(tmp_path)
    write(tmp_path, "000001.jsonl", rewritten(first, v=2, news=[1]), rewritten(second, v=3, answers="otherwise"))
    journal = Journal(tmp_path)
    [one] = journal.entries()
    assert one.more == {"v": 2, "news": [1]}
    assert journal.unreadable == 1


def test_a_change_of_a_kind_we_do_not_know_changes_nothing_here_and_stays(tmp_path):
    journal = filled(tmp_path, "one")
    id = journal.entries()[0].id
    strange = encode({"v": 2, "id": f"7{id[1:]}", "n": 2, "op": "pin", "of": id})
    write(tmp_path, "000001.jsonl", *lines(tmp_path), strange)
    assert triggers(journal.entries()) == ["one"]
    assert journal.unreadable == 0
    journal.append(entry("two", minutes=1))
    assert lines(tmp_path)[1] == strange


def test_lines_that_are_written_with_spaces_or_in_another_order_are_read_too(tmp_path):
    filled(tmp_path, "one", "two")
    first, second = lines(tmp_path)
    table = decode(first)
    del table["crc"]
    text = json.dumps(dict(reversed(table.items())), ensure_ascii=False).encode()
    spaced = b'%b,"crc":"%08x"}' % (text[:-1], crc32(text))
    write(tmp_path, "000001.jsonl", spaced, second)
    journal = Journal(tmp_path)
    assert triggers(journal.entries()) == ["one", "two"]
    assert triggers(journal.latest("urge-log")) == ["two", "one"]
    assert triggers(journal.search(["ONE"])) == ["one"]
    assert journal.find(table["id"][-8:]).id == table["id"]


@pytest.mark.parametrize(
    "name",
    [
        "000001.sync-conflict-20260310-120000-ABCDEFG.jsonl",
        "000001 (conflicted copy 2026-03-10 120000).jsonl",
        "000001 (Ana's conflicted copy 2026-03-10).jsonl",
    ],
)
def test_copies_that_two_machines_made_are_read_together_and_each_entry_counts_once(tmp_path, name):
    journal = filled(tmp_path, "one", "two", "three")
    first, second, third = lines(tmp_path)
    write(tmp_path, "000001.jsonl", first, second)
    write(tmp_path, name, first, third)
    assert triggers(journal.entries()) == ["one", "two", "three"]
    assert triggers(journal.latest()) == ["three", "two", "one"]
    assert journal.differing == 0


def test_the_same_id_with_another_content_keeps_both_and_says_so(tmp_path):
    journal = filled(tmp_path, "one")
    [line] = lines(tmp_path)
    table = decode(line)
    write(tmp_path, "000001.sync-conflict-x.jsonl", rewritten(line, answers={"trigger": "otherwise"}))
    assert sorted(triggers(journal.entries())) == ["one", "otherwise"]
    assert journal.differing == 1
    assert sorted(triggers(journal.alike(table["id"]))) == ["one", "otherwise"]
    with pytest.raises(SmartError, match="Several entries have this very id"):
        journal.find(table["id"])


@pytest.mark.parametrize("order", [(0, 1, 0), (0, 0, 1), (1, 0, 0), (0, 1, 0, 1)])
def test_of_several_lines_with_one_id_each_content_counts_once(tmp_path, order):
    journal = filled(tmp_path, "one", "two")
    line, after = lines(tmp_path)
    said = (line, rewritten(line, answers={"trigger": "otherwise"}))
    write(tmp_path, "000001.jsonl", said[order[0]], after)
    for number, which in enumerate(order[1:]):
        write(tmp_path, f"000001.sync-conflict-{number}.jsonl", said[which])
    for look in (journal.entries, journal.latest, lambda: journal.search(["o"])):
        assert sorted(triggers(look())) == ["one", "otherwise", "two"]
        assert journal.differing == 1


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("changes", [{"v": 2}, {"v": 0}, {"answers": {"trigger": "otherwise"}}, {"aa": 1}])
def test_two_contents_of_one_id_are_both_told_where_what_lies_before_is_out_of_order(tmp_path, changes, swapped):
    """Newest first, the second of them comes late; which of the two was given is not told by where they lie."""
    journal = filled(tmp_path, "a", "b", "c", "d", "e")
    a, b, c, d, e = lines(tmp_path)
    twins = [rewritten(c, **changes), c][:: -1 if swapped else 1]
    layouts = ([a, e], twins, [d, e]), ([a, b], twins, [a, d])  # late for who reads newest first, and oldest first
    for layout in layouts:
        for number, some in enumerate(layout, 1):
            write(tmp_path, f"{number:06}.jsonl", *some)
        for look in (journal.entries, journal.latest, lambda: journal.latest("urge-log")):
            assert len([one for one in look() if one.id == decode(c)["id"]]) == 2
            assert journal.differing == 1


def test_a_segment_that_was_merged_out_of_order_is_read_in_order_and_its_changes_hold(tmp_path):
    journal = filled(tmp_path, "one", "two", "three")
    journal.delete([journal.entries()[1].id], at=NOON)
    shuffled = lines(tmp_path)
    random.Random(3).shuffle(shuffled)
    assert shuffled != lines(tmp_path)
    write(tmp_path, "000001.jsonl", *shuffled)
    assert triggers(journal.entries()) == ["one", "three"]
    assert triggers(journal.latest()) == ["three", "one"]


def test_entries_alone_that_were_merged_out_of_order_are_read_in_order_too(tmp_path):
    journal = filled(tmp_path, "one", "two", "three")
    write(tmp_path, "000001.jsonl", *lines(tmp_path)[::-1], lines(tmp_path)[1])
    assert triggers(journal.entries()) == ["one", "two", "three"]
    assert triggers(journal.latest()) == ["three", "two", "one"]
    assert journal.differing == 0


def test_what_is_no_segment_is_left_alone(tmp_path):
    journal = filled(tmp_path, "one")
    write(tmp_path, ".000001.jsonl.swp.jsonl", b"junk")
    write(tmp_path, "~000001.jsonl", b"junk")
    write(tmp_path, "notes.txt", b"junk")
    write(tmp_path, "000001.jsonl", b"junk", device=".stversions")
    (tmp_path / "journal" / ".gitignore").write_bytes(b"junk")
    assert triggers(journal.entries()) == ["one"]
    assert journal.unreadable == 0


# The newest first


def other_device(home: Path, name: str, *texts: str, first: int) -> None:
    """Another device's entries, written so many minutes after noon."""
    other = home.parent / f"{home.name}-{name}"
    journal = Journal(other)
    for minutes, text in enumerate(texts, first):
        journal.append(entry(text, minutes=minutes))
    [folder] = (other / "journal").iterdir()
    folder.rename(home / "journal" / name)


def test_the_entries_of_several_devices_come_in_one_order(tmp_path):
    home = tmp_path / "home"
    journal = filled(home, "a0", "a1", "a2", "a3")
    other_device(home, "bbbbbbbb", "b1", "b2", first=1)
    other_device(home, "cccccccc", "c9", first=9)
    assert triggers(journal.entries())[0] == "a0"
    assert triggers(journal.entries())[-2:] == ["a3", "c9"]
    assert triggers(journal.latest()) == triggers(journal.entries())[::-1]
    assert [entry.id for entry in journal.entries()] == sorted(entry.id for entry in journal.entries())


def test_the_newest_are_found_by_reading_the_last_segments_alone(tmp_path):
    journal = filled(tmp_path, *(letter * writing.FULL for letter in "uvwxy"), "z")
    assert len(segments(tmp_path)) == 6
    system = Faulty({})
    assert triggers(islice(Journal(tmp_path, system=system).latest(), 1)) == ["z"]
    # Whether it is sealed: the device's name, the first and the last. Then its name, how each of six begins, and three:
    # the last of all may lie in the one before, where two have written, and a line of that id in the one before that.
    assert system.calls.count("open") == 3 + 1 + 6 + 3
    assert len(triggers(journal.latest())) == 6


def test_the_newest_of_one_exercise(tmp_path):
    journal = Journal(tmp_path)
    for number, exercise in enumerate(["urge-log", "check-in", "urge-log", 'urge-log","version":1,"x":"']):
        journal.append(entry(str(number), minutes=number, exercise=exercise))
    assert triggers(journal.latest("urge-log")) == ["2", "0"]
    assert triggers(journal.latest("check-in")) == ["1"]
    assert triggers(journal.latest('urge-log","version":1,"x":"')) == ["3"]
    assert list(journal.latest("nothing")) == []
    assert list(journal.latest("\ud800")) == []


def test_the_newest_can_be_read_while_more_is_saved(tmp_path):
    journal = filled(tmp_path, "one", "two")
    found = journal.latest()
    first = next(found)
    journal.append(entry("three", minutes=5))
    assert triggers([first, *found]) == ["two", "one"]
    assert triggers(journal.latest()) == ["three", "two", "one"]


def test_an_empty_journal_folder_and_an_empty_segment_hold_nothing(tmp_path):
    (tmp_path / "a" / "journal").mkdir(parents=True)
    assert Journal(tmp_path / "a").entries() == []
    assert list(Journal(tmp_path / "a").latest()) == []
    journal = filled(tmp_path / "b", "one")
    segments(tmp_path / "b")[0].write_bytes(b"")
    assert journal.entries() == []
    assert journal.unreadable == 0


@pytest.mark.parametrize("order", ["abcae", "cabce", "abcde", "edcba", "abcab", "badcb"])
def test_what_stands_in_two_segments_that_lie_out_of_order_is_told_once(order, tmp_path):
    journal = filled(tmp_path, *(letter * writing.FULL for letter in "abcd"), "e")
    files = segments(tmp_path)
    content = dict(zip("abcde", (file.read_bytes() for file in files), strict=True))
    for file, letter in zip(files, order, strict=True):
        file.write_bytes(content[letter])
    for look in (journal.entries, journal.latest, journal.every, lambda: journal.latest("urge-log")):
        assert sorted(text[0] for text in triggers(look())) == sorted(set(order))
    assert journal.differing == 0


def test_two_entries_of_one_id_are_told_once_each_wherever_they_lie(tmp_path):
    journal = filled(tmp_path, *(letter * writing.FULL for letter in "abcd"), "e")
    files = segments(tmp_path)
    one, two, three, _four, five = (file.read_bytes() for file in files)
    table = decode(one.strip())
    other = encode({**table, "answers": {"trigger": "x"}}) + b"\n"
    for file, content in zip(files, (one, two, three, other, five + one + other), strict=True):
        file.write_bytes(content)
    for look in (journal.entries, journal.latest, journal.every):
        assert sorted(text[0] for text in triggers(look())) == ["a", "b", "c", "e", "x"]
        assert journal.differing >= 1


def test_two_entries_of_one_id_that_lie_far_apart_are_told_once_each(tmp_path):
    """Whichever is met first, before something that lies out of order."""
    journal = filled(tmp_path, "one", "two", "three")
    one, two, three = lines(tmp_path)
    other = encode({**decode(three), "answers": {"trigger": "other"}})
    for order in ((three, one, two, other), (other, one, two, three), (other, three, one, two, other)):
        for number, line in enumerate(order, 1):
            write(tmp_path, f"{number:06}.jsonl", line)
        for look in (journal.entries, journal.latest, journal.every):
            assert sorted(triggers(look())) == ["one", "other", "three", "two"]


def test_words_in_a_change_of_what_was_forgotten_are_known_to_lie_here(tmp_path):
    journal = filled(tmp_path, "one")
    [gone] = journal.entries()
    journal.edit(gone.id, {"trigger": "other words"}, asked={}, at=NOON + timedelta(hours=1))
    change = lines(tmp_path)[1]
    journal.forget([gone.id], at=NOON + timedelta(hours=1))
    write(tmp_path, "000001.jsonl", change, device="0a1b2c3d0a1b2c3d")
    again = Journal(tmp_path)
    assert again.entries() == []
    assert again.met_hidden


@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("apart", [False, True])
def test_of_two_edits_that_share_an_id_every_reading_takes_the_same_one(tmp_path, is_closed, order, apart):
    journal = filled(tmp_path, "as it was")
    begin_segment(tmp_path)
    [one] = journal.entries()
    journal.edit(one.id, {"trigger": "a"}, asked={}, at=NOON)
    place = segments(tmp_path)[-1]
    first = lines(tmp_path)[-1]
    both = [first, rewritten(first, answers={"trigger": "b"})][::order]
    if apart:
        place.write_bytes(both[0] + b"\n")
        begin_segment(tmp_path)
        segments(tmp_path)[-1].write_bytes(both[1] + b"\n")
    else:
        place.write_bytes(b"".join(line + b"\n" for line in both))
    later = ["later"] if is_closed else []
    if is_closed:
        begin_segment(tmp_path)
        Journal(tmp_path).append(entry(*later, minutes=60 * 24 * 90))
        Journal(tmp_path).count()  # which leaves digests
    read = [
        lambda one: one.entries(),
        lambda one: [*one.latest()],
        lambda one: [*one.latest("urge-log")],
        lambda one: one.some(days=set(), exercises=["urge-log"]),
        lambda one: [one.find(one.entries()[0].id)],
    ]
    for _run in range(2):
        assert {trigger for found in read for trigger in triggers(found(Journal(tmp_path)))} == {"b", *later}


@pytest.mark.parametrize("which", [None, "urge-log"])
def test_segments_that_took_each_other_s_names_show_nothing_as_it_was_before_a_change(tmp_path, which):
    """Something renamed them, so that the last one by its number has what the first one changes."""
    journal = Journal(tmp_path)
    for number, text in enumerate(("first", "taken back", "third")):
        journal.append(entry(text, minutes=number))
        begin_segment(tmp_path)
    journal.delete([journal.entries()[1].id], at=NOON + timedelta(hours=1))
    first, taken_back, third, change = segments(tmp_path)
    contents = [file.read_bytes() for file in (change, first, third, taken_back)]
    for file, content in zip(segments(tmp_path), contents, strict=True):
        file.write_bytes(content)
    assert triggers(Journal(tmp_path).entries()) == ["first", "third"]
    assert sorted(triggers(Journal(tmp_path).latest(which))) == ["first", "third"]
