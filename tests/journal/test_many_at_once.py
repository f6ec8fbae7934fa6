from tests.journal.making import triggers
from tests.journal.many_at_once import saved_at_once

from smartcli.journal import Journal


def test_w4_twelve_that_save_at_once_as_their_first_entry_keep_all_twelve(tmp_path):
    said = saved_at_once(tmp_path / "home", 12, 1)
    assert len(said) == 12
    assert sorted(triggers(Journal(tmp_path / "home").entries())) == sorted(said)


def test_w4_eight_that_save_five_hundred_each_keep_all_four_thousand(tmp_path):
    said = saved_at_once(tmp_path / "home", 8, 500)
    journal = Journal(tmp_path / "home")
    entries = journal.entries()
    assert sorted(triggers(entries)) == sorted(said)
    assert len(said) == 4000
    assert journal.unreadable == 0
    ids = [entry.id for entry in entries]
    assert ids == sorted(set(ids))
