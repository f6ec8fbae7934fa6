"""What holds for every look: an id and a title of its own, and one that fails stops no other."""

from pathlib import Path

from tests.journal.making import Faulty, fault
from tests.keeping.health.homes import filled
from tests.person import NOON, Person

from smartcli.keeping.health import LOOKS, Noticed, Surroundings, Terminal, look_at, worst
from smartcli.keeping.health.looking import RESULTS


def seen(home: Path, **more: object) -> list[Noticed]:
    given = Surroundings(home=home, environ={}, platform="linux", now=NOON, **more)  # type: ignore[arg-type]  # fields of Given
    return list(look_at(given))


def test_looks_come_module_by_module_with_titles_and_ids_of_their_own(tmp_path: Path) -> None:
    found = seen(tmp_path / "home")
    assert [one.id for one in found][:3] == ["home", "elsewhere", "journal"]
    assert len(LOOKS) == 9
    assert len({one.id for one in found}) == len({one.title for one in found}) == len(found)
    assert all(one.said and one.result in RESULTS for one in found)


def test_a_disk_that_refuses_everything_is_told_look_by_look(person: Person) -> None:
    filled(person)
    for call in ("open", "read", "scan", "stat"):
        found = seen(person.home, system=Faulty({call: fault(5)}))
        assert {one.id for one in found} >= {one.id for one in seen(person.home)} - {"lines"}
        assert worst(found) == "damaged"


def test_the_worst_counts() -> None:
    assert worst([]) == "well"
    assert worst([Noticed(said="", result="look"), Noticed(said="")]) == "look"
    assert worst([Noticed(said="", result="damaged"), Noticed(said="", result="look")]) == "damaged"


def test_a_terminal_is_described_in_words(tmp_path: Path) -> None:
    terminal = Terminal(is_one=True, plain=True, width=132, height=40, encoding="cp1252", has_shapes=False)
    given = Surroundings(home=tmp_path, environ={"NO_COLOR": "1"}, platform="linux", now=NOON, terminal=terminal)
    [said] = [one.said for one in look_at(given) if one.id == "terminal"]
    assert said == (
        "132 by 40, cp1252. It cannot show bars and dots, so plain signs are used. Plain lines are set. "
        "No colour, as NO_COLOR says."
    )
