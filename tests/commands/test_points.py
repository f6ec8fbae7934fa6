"""The four points: what was done, when last, what could follow and why."""

from tests.person import Person


def test_a_point_tells_what_was_done_what_else_there_is_and_what_could_follow(person: Person) -> None:
    person.does("urge-log", {"strength": 3})
    person.clock.on(days=1)
    person.does("urge-log", {"strength": 3})
    said = person.types("points").out
    urges = said.partition("Urges\n")[2].partition("\n\n")[0]
    assert "\nurge-log, Urge log, 2 times, last today\nAlso here: " in urges
    assert urges.endswith(
        "If you like, next: My coping plan. Type: smartcli do coping-plan\n"
        "A plan for hard moments, made before they come. This is a common step in\ncognitive behavioural therapy (CBT)."
    )


def test_a_point_with_nothing_to_offer_says_nothing_of_it(person: Person) -> None:
    daily = person.types("points").out.partition("Every day\n")[2].partition("\n\n")[0]
    assert "check-in" not in daily
    assert "If you like" not in daily


def test_somebody_new_sees_the_way_of_the_first_weeks_until_it_is_done(person: Person) -> None:
    person.does("urge-surf", {"start": 3})
    assert person.types("points").out.startswith(
        "A way for the first weeks, if you like\n- Why I want this\n- My goal\n- Three rulers\n- My coping plan\n"
        "- My change plan\n- Ride out an urge or Urge log (done)\n"
        "And 14 more, a step a day. Each can be skipped.\n\nEvery day\n"
    )
    way = person.types("points", "--json").json["first_way"]
    assert way[4:6] == [
        {"exercises": ["change-plan"], "done": False}, {"exercises": ["urge-surf", "urge-log"], "done": True},
    ]  # fmt: skip
    for step in way:
        person.does(step["exercises"][0], {})
    assert person.types("points").out.startswith("Every day\n")


def test_somebody_who_began_long_ago_is_shown_no_first_way(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    person.clock.on(days=27)
    assert not person.types("points").out.startswith("Every day\n")
    person.clock.on(days=1)
    assert person.types("points").out.startswith("Every day\n")
    assert person.types("points", "--json").json["first_way"] == []


def test_each_point_says_how_often_it_was_practised_in_the_last_four_weeks(person: Person) -> None:
    def said(point: str) -> str:
        return person.types("points").out.partition(f"{point}\n")[2].partition("\n\n")[0]

    assert "Practised" not in person.types("points").out
    person.does("urge-log", {"strength": 3})
    assert "\nPractised 1 time so far.\n" in said("Urges")
    person.clock.on(days=27)
    person.does("urge-surf", {"start": 3})
    assert "\nPractised 2 times so far.\n" in said("Urges")
    person.clock.on(days=1)
    person.does("check-in", {"urge": 3})
    assert "\nPractised 1 time in the last four weeks.\n" in said("Urges")
    points = {one["id"]: one["last_four_weeks"] for one in person.types("points", "--json").json["points"]}
    assert (points["urges"], points["daily"]) == (1, 1)
    person.clock.on(days=28)
    assert "Practised" not in person.types("points").out


def test_all_that_is_due_stands_at_the_end(person: Person) -> None:
    steps = [{"step": f"Step {n}", "by": f"2026-03-{10 - n:02}"} for n in range(4)]
    person.does("change-plan", {"steps": steps})
    assert person.types("points").out.endswith(
        "What is due\n- You set today for this step: Step 0\n- You set yesterday for this step: Step 1\n"
        "- You set Sunday 8 March for this step: Step 2\n- You set Saturday 7 March for this step: Step 3\n\n"
    )
    person.clock.on(days=20)
    assert "What is due" not in person.types("points").out


def test_other_programs_are_told_the_same(person: Person) -> None:
    person.does("readiness-rulers", {"importance": 8, "confidence": 3, "readiness": 8})
    points = {point["id"]: point for point in person.types("points", "--json").json["points"]}
    assert points["balance"]["next"] == {
        "exercise": "smart-goal",
        "title": "A SMART goal",
        "minutes": 5,
        "why": "You rated how sure you are at 3. A small step or some help can make it easier.",
        "to_read": False,
    }
    assert points["daily"]["next"] is None


def test_what_was_declined_at_home_is_not_offered_here(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    person.types(answers=["Something else for now", "Leave"])
    points = person.types("points", "--json").json["points"]
    assert points[1]["next"]["exercise"] != "why-i-want-this"


def test_a_part_that_cannot_be_read_is_said_to_other_programs_too(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    person.does("feelings", {"strength": 3})
    [segment] = (person.home / "journal").glob("*/*.jsonl")
    first, *others = segment.read_bytes().split(b"\n")
    segment.write_bytes(b"\n".join([first[:-9], *others]))
    for argv in (["points"], ["points", "--json"], ["--json"]):
        said = person.types(*argv)
        assert (said.code, said.err.startswith("1 line could not be read.")) == (3, True)
        assert said.out != ""
