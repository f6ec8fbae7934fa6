import json
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import NOON, Counting, begin_segment, entry, segments, triggers

from smartcli.journal import Journal, prefilter
from smartcli.journal.line import encode
from smartcli.journal.searching import folded, holds

unhurried = settings(deadline=None)  # a busy machine is no failure


def filled(home, *texts):
    journal = Journal(home)
    for minutes, text in enumerate(texts):
        journal.append(entry(text, minutes=minutes))
    return journal


def test_all_the_words_must_be_in_an_entry_and_the_newest_comes_first(tmp_path):
    journal = filled(tmp_path, "The bus was late", "a late night", "the late bus home", "nothing")
    assert triggers(journal.search(["late"])) == ["the late bus home", "a late night", "The bus was late"]
    assert triggers(journal.search(["LATE", "bus"])) == ["the late bus home", "The bus was late"]
    assert triggers(journal.search(["late bus"])) == ["the late bus home"]
    assert triggers(journal.search(["zebra"])) == []
    assert len(triggers(journal.search([]))) == 4


def test_only_what_the_person_wrote_is_searched(tmp_path):
    journal = filled(tmp_path, "one")
    for not_theirs in ("set it off", "urge-log", "trigger", "2026", "7"):
        assert triggers(journal.search([not_theirs])) == []


def test_words_in_lists_and_tables_are_found(tmp_path):
    journal = Journal(tmp_path)
    journal.append(entry(answers={"trigger": "a", "reasons": ["my Sister"], "plans": [{"when": "Friday", "n": 3}]}))
    assert triggers(journal.search(["sister", "friday"])) == ["a"]


def test_upper_and_lower_case_and_the_way_an_accent_was_typed_are_alike(tmp_path):
    journal = filled(tmp_path, "ÉTÉ", "e\u0301te\u0301", "Straße", "Привет", 'a "quoted" word', "a/b\\c", "tab\there")
    assert triggers(journal.search(["été"])) == ["e\u0301te\u0301", "ÉTÉ"]
    assert triggers(journal.search(["STRASSE"])) == ["Straße"]
    assert triggers(journal.search(["привет"])) == ["Привет"]
    assert triggers(journal.search(['"QUOTED"'])) == ['a "quoted" word']
    assert triggers(journal.search(["a/b\\c"])) == ["a/b\\c"]
    assert triggers(journal.search(["tab\there"])) == ["tab\there"]


def test_an_edited_entry_is_found_by_its_new_words_and_not_by_its_old(tmp_path):
    journal = filled(tmp_path, "before", "x" * (1 << 20), "other")
    journal.edit(journal.entries()[0].id, {"trigger": "afterwards"}, asked={}, at=NOON)
    assert triggers(journal.search(["afterwards"])) == ["afterwards"]
    assert triggers(journal.search(["before"])) == []


def test_what_is_in_the_trash_is_not_found(tmp_path):
    journal = filled(tmp_path, "secret", "other")
    journal.delete([journal.entries()[0].id], at=NOON)
    assert triggers(journal.search(["secret"])) == []


TEXTS = st.text(st.characters()) | st.text('aAéÉſsSßK\u212a"\\/\n\t bB', max_size=12)


@unhurried
@given(TEXTS, st.lists(TEXTS, max_size=2), st.data())
def test_looking_at_the_bytes_never_misses_an_entry_that_holds_the_words(text, others, data):
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    words = [folded(word) for word in (data.draw(st.sampled_from([part, part.upper(), part.swapcase()])), *others)]
    one = entry(text, answers={"a": text, "b": [others]})
    line = encode({"v": 1, "id": "0" * 26, "n": 1, **{k: v for k, v in one.as_line().items() if k not in ("v", "id")}})
    test = prefilter.holding(words)(line + b"\n" + line)
    if holds(one, words):
        assert test is not None
        assert test(line)


def test_every_letter_that_becomes_one_of_ascii_is_looked_at_wherever_it_stands():
    hiding = [chr(code) for code in range(0x80, sys.maxunicode + 1) if any(map(str.isascii, folded(chr(code))))]
    assert {"ß", "ﬁ", "ſ", "\u212a"} < {*hiding}
    for letter in hiding:
        shown = next(part for part in folded(letter) if part.isascii())
        for data in (json.dumps(letter).encode(), json.dumps(letter).upper().replace("\\U", "\\u").encode()):
            test = prefilter.holding([shown])(data)
            assert test is not None
            assert test(data)


def test_other_letters_by_number_hide_no_word():
    """A journal in another language is looked through as quickly as one in English."""
    line = json.dumps("früher, šéf, привет").encode()
    assert prefilter.holding(["late"])(line) is None
    assert prefilter.holding(["früh"])(line) is not None


WORDS = st.text(st.sampled_from('aAsSéßK\u212a"\\ü'), min_size=1, max_size=2)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(WORDS, st.sampled_from(["kept", "kept", "edited", "deleted", "forgotten", "damaged"]), WORDS)),
    st.lists(WORDS, max_size=2),
)
def test_a_search_finds_what_a_reading_of_everything_finds(tmp_path_factory, told, words):
    home = tmp_path_factory.mktemp("home")
    journal = Journal(home, system=Counting())
    ids = []
    for minutes, (text, _fate, _new) in enumerate(told):
        ids.append(journal.append(entry(text, minutes=minutes)).id)
        if minutes % 3 == 0:
            begin_segment(home)
    for id, (_text, fate, new) in zip(ids, told, strict=True):
        if fate == "edited":
            journal.edit(id, {"trigger": new}, asked={}, at=NOON)
        elif fate == "deleted":
            journal.delete([id], at=NOON)
        elif fate == "forgotten":
            journal.forget([id], at=NOON)
    damaged = [id.encode() for id, (_text, fate, _new) in zip(ids, told, strict=True) if fate == "damaged"]
    for file in segments(home):
        data = file.read_bytes()
        file.write_bytes(b"\n".join(line[1:] if line[13:39] in damaged else line for line in data.split(b"\n")))
    wanted = [folded(word) for word in words]
    every = [one for one in journal.entries() if holds(one, wanted)]
    assert [*journal.search(words)] == every[::-1]
    assert [*journal.search(words, oldest_first=True)] == every
