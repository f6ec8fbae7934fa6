from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import NOON, entry, triggers

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
