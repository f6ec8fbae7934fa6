from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small import SCALE, TEXT, YES_NO, exercise, quick, table

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import KINDS, Choice, Date, Items, Note, Pace, Rank, Scale
from smartcli.exercises.reader import read
from smartcli.exercises.step import Comparison, Condition, Lead, Safety

KINDS_SAID = "text, lines, scale, choice, choices, rank, yes-no, number, date, items, pace"


def problems(*steps: Any, **more: Any) -> list[str]:
    """What is said of a file with these steps."""
    found, said = read("small", {**table(**more), "steps": list(steps)})
    assert (found is None) == bool(said)
    return [str(problem) for problem in said]


def a(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "key": "it", "ask": "What is it?", **fields}


# What is read


def test_an_exercise_is_read_as_it_stands_in_the_file():
    found = exercise(
        SCALE,
        version=3,
        about="For a try.",
        replaces=True,
        next=["urge-log"],
        draws_on=["CBT"],
        sources=["https://example.org"],
        sample={"strength": 7},
        outcomes=[{"kind": "words", "title": "Yours", "of": ["strength"]}],
        id="my-own",
    )
    assert (found.id, found.point, found.title, found.minutes, found.version) == ("my-own", "urges", "Small", 1, 3)
    assert (found.about, found.replaces, found.next, found.draws_on) == ("For a try.", True, ("urge-log",), ("CBT",))
    assert (found.sources, found.sample) == (("https://example.org",), {"strength": 7})
    (outcome,) = found.outcomes
    assert (outcome.kind, outcome.title, outcome.parameters) == ("words", "Yours", {"of": ["strength"]})


def test_what_a_file_leaves_out_has_its_usual_value():
    (step,) = exercise({"kind": "scale", "key": "s", "ask": "How?"}).steps
    assert isinstance(step, Scale)
    assert (step.low, step.high, step.ends) == (0, 10, ())
    assert (step.required, step.prefill, step.pin, step.private) == (False, False, False, False)
    assert (step.help, step.recall, step.card, step.measure, step.safety, step.only_if) == ("", (), "", "", (), None)


def test_the_shapes_inside_a_step_are_read():
    asked, ranked, told = exercise(
        a(
            "choices",
            choices=["A", "B"],
            other=True,
            only_if={"key": "strength", "at_least": 3, "at_most": 5},
            safety=["withdrawal", {"card": "crisis", "includes": "B"}],
            leads=[{"to": "urge-surf", "includes": "A"}, {"to": "delay", "includes": "B"}],
        ),
        a("rank", key="order", **{"from": "it"}, top=2),
        {"kind": "note", "text": "Well."},
    ).steps
    assert isinstance(asked, Choice)
    assert asked.choices == ("A", "B")
    assert asked.only_if == Condition(key="strength", comparison=Comparison(tests=(("at_least", 3), ("at_most", 5))))
    assert asked.safety == (
        Safety(card="withdrawal"),
        Safety(card="crisis", comparison=Comparison(tests=(("includes", "B"),))),
    )
    assert asked.leads == (
        Lead(to="urge-surf", comparison=Comparison(tests=(("includes", "A"),))),
        Lead(to="delay", comparison=Comparison(tests=(("includes", "B"),))),
    )
    assert isinstance(ranked, Rank)
    assert (ranked.from_, ranked.top) == ("it", 2)
    assert isinstance(told, Note)
    assert (told.key, told.text, told.asks) == ("note-3", "Well.", False)


def test_tables_hold_steps():
    found = exercise(
        a(
            "items",
            fields=[a("text", key="who", ask="Who?"), a("date", key="when", ask="When?")],
            at_least=1,
            at_most=3,
        ),
        a("pace", key="ride", rounds=2, seconds=30, inhale=3, hold=1, exhale=5, says=["Here."], rate="Now?"),
    )
    items, pace = found.steps
    assert isinstance(items, Items)
    assert [type(column).kind for column in items.columns] == ["text", "date"]
    assert (items.at_least, items.at_most, items.rows_from) == (1, 3, "")
    assert isinstance(pace, Pace)
    assert (pace.rounds, pace.seconds, pace.says) == (2, 30, ("Here.",))
    assert [path for path, _step in found.every_step()] == [
        "it", "it.who", "it.when", "ride", "ride.seconds", "ride.rating", "ride.more",
    ]  # fmt: skip


def test_the_wording_that_was_asked_is_given_by_path():
    found = exercise({"kind": "note", "text": "Hello."}, a("items", fields=[a("text", key="who", ask="Who?")]), SCALE)
    assert found.asked == {"it": "What is it?", "it.who": "Who?", "strength": "How strong?"}


def test_a_step_is_found_by_its_key():
    found = exercise(SCALE, TEXT)
    assert found.step("words") is found.steps[1]
    assert found.step("other") is None


def test_every_kind_can_be_written_in_a_file():
    needs: dict[str, dict[str, Any]] = {
        "note": {"text": "Well."},
        "choice": {"choices": ["A"]},
        "choices": {"choices": ["A"]},
        "rank": {"choices": ["A"]},
        "items": {"fields": [SCALE]},
    }
    steps = [a(kind, key=f"k{number}", **needs.get(kind, {})) for number, kind in enumerate(KINDS)]
    assert [type(step).kind for step in exercise(*steps).steps] == list(KINDS)


def test_only_the_engine_tells_a_date_what_day_it_is():
    (step,) = exercise(a("date")).steps
    assert isinstance(step, Date)
    assert step.today is None
    assert problems(a("date", today="2026-01-01")) == ["step 1 (it): “today” is not known here. Please take it out."]


# What is wrong, in an author's words


def test_a_file_for_a_newer_smartcli_is_refused_and_nothing_else_is_said():
    said = problems("nonsense", format=2, colour="blue")
    assert said == ["this file was written for a newer smartcli. Please update smartcli to use it."]


def test_an_empty_file_is_told_where_to_begin():
    found, said = read("empty", {})
    assert found is None
    assert [str(problem) for problem in said] == [
        "there is nothing in it. To begin with one that works: smartcli exercises new ID"
    ]


def test_a_file_with_next_to_nothing_is_told_what_it_lacks():
    found, said = read("empty", {"version": 1})
    assert found is None
    assert [str(problem) for problem in said] == [
        "“format” is missing. Please add it, such as format = 1.",
        '“point” is missing. Please add it, such as point = "urges".',
        '“title” is missing. Please add it, such as title = "My evening".',
        "“minutes” is missing. Please add it, such as minutes = 4.",
        "“sample” is missing. Please add [sample] at the end, and below it an answer to each key.",
        "there are no steps. Please add at least one [[steps]].",
    ]


HEAD: list[tuple[dict[str, Any], list[str]]] = [
    ({"titel": "x"}, ["“titel” is not known here. Did you mean “title”?"]),
    ({"colour": "x", "zebra": 1}, [
        "“colour” is not known here. Please take it out.", "“zebra” is not known here. Please take it out.",
    ]),
    ({"minutes": "3"}, ["“minutes” should be a whole number. Please write minutes = 3."]),
    ({"minutes": True}, ["“minutes” should be a whole number. Please write it as in minutes = 4."]),
    ({"version": 1.5}, ["“version” should be a whole number. Please write it as in version = 1."]),
    ({"format": "1"}, ["“format” should be a whole number. Please write format = 1."]),
    ({"format": True}, ["“format” should be a whole number. Please write it as in format = 1."]),
    ({"title": ["x"]}, ['“title” should be a text in quotes. Please write title = "x".']),
    ({"replaces": 1}, ["“replaces” should be true or false. Please write replaces = true."]),
    ({"next": "urge-log"}, ['“next” should be a list of texts. Please write next = ["urge-log"].']),
    ({"sources": [1]}, [
        '“sources” should be a list of texts. Please put quotes around each, as in sources = ["one", "two"].',
    ]),
    ({"sample": []}, ["“sample” should be a table."]),
    ({"point": "urge"}, ["this point is not known. Did you mean “urges”?"]),
    ({"point": "Thoughts"}, ["this point is not known. Did you mean “thoughts”?"]),
    ({"point": "zebra"}, ["this point is not known. There are: daily, motivation, urges, thoughts, balance."]),
    ({"ask": "?"}, ["“ask” is not known here. It is about one step: please put it below a [[steps]]."]),
    ({"choices": ["?"]}, ["“choices” is not known here. It is about one step: please put it below a [[steps]]."]),
    ({"Title": "x"}, ["“Title” is not known here. Did you mean “title”?"]),
    ({"outcomes": "words"}, ['outcome 1: an outcome needs a kind. Please add one, such as kind = "words".']),
    ({"outcomes": [{"of": ["it"]}]}, ['outcome 1: an outcome needs a kind. Please add one, such as kind = "words".']),
    ({"outcomes": [{"kind": "words"}, {"kind": 7}, 7]}, [
        'outcome 2: an outcome needs a kind. Please add one, such as kind = "words".',
        'outcome 3: an outcome needs a kind. Please add one, such as kind = "words".',
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("more", "said"), HEAD)
def test_what_is_wrong_with_the_head_is_said(more, said):
    assert problems(SCALE, **more) == said


@pytest.mark.parametrize("steps", ["text", {}, [], 7])
def test_a_file_without_steps_is_told_to_have_one(steps):
    _found, said = read("small", {**table(), "steps": steps})
    assert [str(problem) for problem in said] == ["there are no steps. Please add at least one [[steps]]."]


IS_TAKEN = "the key “strength” stands at another step already. Please give this one a key of its own."
NO_KEY = '“{key}” cannot be a key, which is made of a-z, 0-9, - and _. Please write key = "{right}".'
NO_KIND = f"“kind” is missing. There are: note, {KINDS_SAID}."
COMPARISONS = "the comparison “like” is not known. There are: is, is_not, at_least, at_most, includes."
ONLY_IF = '“only_if” wants a key and a comparison, as in { key = "strength", at_least = 7 }.'
LEADS = '“leads” wants an exercise and a comparison, as in { to = "urge-surf", is = "An urge" }.'
SAFETY = '“safety” wants the name of a card, as in "withdrawal".'
FIELD = (
    "a field of a table cannot be a note, a table or a pace. Please give it another kind, or make it a step of its own."
)
ENDS = '“ends” wants two texts: the low end and the high end. Please write ends = ["easy", "the hardest"].'
CHOICES = 'step 1 (it): “choices” is missing. Please add it, such as choices = ["one", "two"].'
RECALL = (
    'step 1 (it): “recall” should be a text or a list of texts. Please write it as in recall = "urge-log.next_time".'
)
STEP: list[tuple[Any, list[str]]] = [
    (a("scale", eends=["a", "b"]), ["step 1 (it): “eends” is not known here. Did you mean “ends”?"]),
    (a("text", low=0), ["step 1 (it): “low” is not known here. It goes with scale, number."]),
    (a("note", text="x", choices=["A"]), [
        "step 1 (it): “choices” is not known here. It goes with choice, choices, rank.",
    ]),
    (a("text", next=["urge-log"]), [
        ("step 1 (it): “next” is not known here. "
        "It is about the whole exercise: please put it above the first [[steps]]."),
    ]),
    (a("text", minutes=3), [
        ("step 1 (it): “minutes” is not known here. "
        "It is about the whole exercise: please put it above the first [[steps]]."),
    ]),
    (a("text", Ask="?"), ["step 1 (it): “Ask” is not known here. Did you mean “ask”?"]),
    (a("Scale"), ["step 1 (it): this kind of step is not known. Did you mean “scale”?"]),
    (a("yes/no"), ["step 1 (it): this kind of step is not known. Did you mean “yes-no”?"]),
    ({"kind": "text"}, [
        'step 1: “key” is missing. Please add it, such as key = "a_short_name".',
        'step 1: “ask” is missing. Please add it, such as ask = "How are you?".',
    ]),
    ({"kind": "text", "key": "it", "text": "?"}, ["step 1 (it): “text” is not known here. Did you mean “ask”?"]),
    ({"kind": "text", "key": "it", "question": "?"}, [
        "step 1 (it): “question” is not known here. Did you mean “ask”?",
    ]),
    ({"kind": "choice", "key": "it", "ask": "?", "options": ["A"]}, [
        "step 1 (it): “options” is not known here. Did you mean “choices”?",
    ]),
    ({"kind": "note"}, ['step 1: “text” is missing. Please add it, such as text = "Welcome".']),
    ({"kind": "note", "ask": "Well."}, [
        "step 1: “text” is missing. A note asks nothing: please write text = in the place of ask =.",
    ]),
    ({"type": "text", "key": "it", "ask": "?"}, [
        "step 1 (it): “kind” is missing. Please write kind = in the place of type =.",
    ]),
    (a("zebra"), [f"step 1 (it): {NO_KIND.replace('“kind” is missing', 'this kind of step is not known')}"]),
    (a("slider"), ["step 1 (it): this kind of step is not known. Did you mean “scale”?"]),
    (a("table"), ["step 1 (it): this kind of step is not known. Did you mean “items”?"]),
    ({"key": "it", "ask": "?"}, [f"step 1 (it): {NO_KIND}"]),
    ({**a("text"), "kind": ["text"]}, ["step 1 (it): this kind of step is not known. Did you mean “text”?"]),
    ("text", [f"step 1: {NO_KIND}"]),
    (a("text", key="My key"), [f"step 1 (My key): {NO_KEY.format(key='My key', right='my_key')}"]),
    (a("text", key="ü"), [f"step 1 (ü): {NO_KEY.format(key='ü', right='a_short_name')}"]),
    (a("text", key=""), ['step 1: the key is empty. Please write key = "a_short_name".']),
    (a("text", key=["it"]), ["step 1 (['it']): “key” should be a text in quotes. Please write key = \"it\"."]),
    (a("text", ask=7), ['step 1 (it): “ask” should be a text in quotes. Please write ask = "7".']),
    (a("text", required="yes"), ["step 1 (it): “required” should be true or false. Please write required = true."]),
    (a("number", low="0"), ["step 1 (it): “low” should be a number. Please write low = 0."]),
    (a("number", low=True), ["step 1 (it): “low” should be a number. Please write it as in low = 7."]),
    (a("scale", low=0.5), ["step 1 (it): “low” should be a whole number. Please write it as in low = 7."]),
    (a("scale", high=float("inf")), ["step 1 (it): “high” should be a whole number. Please write it as in high = 7."]),
    (a("scale", ends=["low"]), [f"step 1 (it): {ENDS}"]),
    (a("scale", ends=[]), [f"step 1 (it): {ENDS}"]),
    (a("choice"), [CHOICES]),
    (a("choices", other=True), [CHOICES]),
    (a("choice", choices="A"), ['step 1 (it): “choices” should be a list of texts. Please write choices = ["A"].']),
    (a("choice", choices="A, B,"), [
        'step 1 (it): “choices” should be a list of texts. Please write choices = ["A", "B"].',
    ]),
    (a("items"), ["step 1 (it): it has no columns. Please add [[steps.fields]] right below it."]),
    (a("items", fields=[]), ["step 1 (it): there are no steps. Please add at least one [[steps.fields]]."]),
    (a("text", card="zebra"), [
        "step 1 (it): this kind of card is not known. There are: reason, reply, response, contact, statement, plan.",
    ]),
    (a("text", card="Reasons"), ["step 1 (it): this kind of card is not known. Did you mean “reason”?"]),
    (a("text", card=["plan"]), ['step 1 (it): “card” should be a text in quotes. Please write card = "plan".']),
    (a("text", only_if="strength"), [f"step 1 (it): {ONLY_IF}"]),
    (a("text", only_if={"is": 1}), [f"step 1 (it): {ONLY_IF}"]),
    (a("text", only_if={"key": 1, "is": 1}), [f"step 1 (it): {ONLY_IF}"]),
    (a("text", only_if={"key": "x"}), [
        ("step 1 (it): “only_if” does not say which answer it waits for. "
        'Please add at_least = 7, is = true, or is = "At home".'),
    ]),
    (a("text", only_if={"key": "x", "at-least": 1}), [
        "step 1 (it): the comparison “at-least” is not known. Did you mean “at_least”?",
    ]),
    (a("text", recall=7), [RECALL]),
    (a("text", recall=["a.b", 7]), [RECALL]),
    (a("text", only_if={"key": "x", "at_least": "7"}), [
        "step 1 (it): “at_least” should be a number. Please write at_least = 7.",
    ]),
    (a("text", only_if={"key": "x", "at_most": True}), [
        "step 1 (it): “at_most” should be a number. Please write it as in at_most = 7.",
    ]),
    (a("text", safety=7), [f"step 1 (it): {SAFETY}"]),
    (a("text", safety=[{"is": "x"}]), [
        "step 1 (it): “safety” wants the name of a card, as in { card = \"crisis\", at_most = 1 }.",
    ]),
    (a("text", safety={"card": "crisis", "like": 1}), [f"step 1 (it): {COMPARISONS}"]),
    (a("text", leads="urge-surf"), [f"step 1 (it): {LEADS}"]),
    (a("text", leads={"to": "urge-surf"}), [f"step 1 (it): {LEADS}"]),
    (a("text", leads=[7, {"is": "x"}]), [f"step 1 (it): {LEADS}"] * 2),
    (a("text", leads={"to": "delay", "like": 1}), [f"step 1 (it): {COMPARISONS}"]),
    (a("items", fields=[{"kind": "note", "text": "x"}]), [f"step 1 (it): {FIELD}"]),
    (a("items", fields=[a("pace", key="p")]), [f"step 1 (it): {FIELD}"]),
    (a("items", fields=[a("items", key="t", fields=[SCALE])]), [f"step 1 (it): {FIELD}"]),
    (a("items", fields=[a("text", key="k", hlep="x")]), [
        "step 1 (it), step 1 (k): “hlep” is not known here. Did you mean “help”?",
    ]),
    (a("items", fields=[SCALE, SCALE]), [f"step 1 (it), step 2 (strength): {IS_TAKEN}"]),
    (a("items", fields=[a("text", key="k", hlep="x")], att_least=1), [
        "step 1 (it): “att_least” is not known here. Did you mean “at_least”?",
        "step 1 (it), step 1 (k): “hlep” is not known here. Did you mean “help”?",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("step", "said"), STEP)
def test_what_is_wrong_with_a_step_is_said(step, said):
    assert problems(step) == said


def test_a_day_in_a_sample_may_stand_without_quotes():
    found = exercise(
        a("date"), TEXT, sample={"it": date(2026, 3, 1), "words": [{"a": datetime(2026, 3, 1, 9, 30, tzinfo=UTC)}]}
    )
    assert found.sample == {"it": "2026-03-01", "words": [{"a": "2026-03-01T09:30:00+00:00"}]}


def test_two_steps_cannot_share_a_key_and_a_table_has_keys_of_its_own():
    assert problems(SCALE, TEXT, SCALE) == [f"step 3 (strength): {IS_TAKEN}"]
    assert problems(SCALE, a("items", fields=[SCALE])) == []


def test_all_that_is_wrong_is_said_at_once_each_with_its_place():
    assert problems(a("text", hlep="x"), a("scale", key="s", low="0"), point="x") == [
        "this point is not known. There are: daily, motivation, urges, thoughts, balance.",
        "step 1 (it): “hlep” is not known here. Did you mean “help”?",
        "step 2 (s): “low” should be a whole number. Please write low = 0.",
    ]


# Files nobody would write

ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates() | st.just("text"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "key", "is", "at_least", "card", "includes"]) | st.text(max_size=3), inner
        )
    ),
    max_leaves=6,
)
FIELDS = [
    "kind",
    "key",
    "ask",
    "only_if",
    "safety",
    "leads",
    "fields",
    "choices",
    "ends",
    "low",
    "high",
    "from",
    "rows_from",
    "card",
]


@quick
@given(st.dictionaries(st.sampled_from([*table(), "outcomes", "replaces", "next"]), ANY_VALUE))
def test_any_head_is_read_or_refused(more):
    _read_or_refused({**table(SCALE), **more})


@settings(quick, max_examples=100)
@given(st.sampled_from(list(KINDS)), st.dictionaries(st.sampled_from(FIELDS), ANY_VALUE, max_size=4))
def test_any_step_is_read_or_refused(kind, fields):
    _read_or_refused(table({"kind": kind, "key": "it", "ask": "?", **fields}))
    _read_or_refused(table(a("items", key="t", fields=[{"kind": kind, "key": "it", "ask": "?", **fields}]), YES_NO))


def _read_or_refused(file: dict[str, Any]) -> None:
    found, said = read("any", file)
    assert (found is None) == bool(said)
    assert found is None or isinstance(found, Exercise)
    assert all(str(problem) for problem in said)
