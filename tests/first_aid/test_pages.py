from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from tests.exercises.reading import grade

from smartcli.authoring.wording import to_avoid
from smartcli.first_aid import helplines, pages
from smartcli.home import flat_toml
from smartcli.home.filenames import AT_HAND as FILE
from smartcli.text.language import Inside
from smartcli.text.rows_of_home import ROWS
from smartcli.text.wrapping import wrapped

CARDS = [
    {"kind": "reason", "text": "Lena's first day at school"},
    {"kind": "reason", "text": "Sleeping through"},
    {"kind": "reason", "text": "An older reason"},
    {"kind": "contact", "text": "Tom, 555 0101"},
    {"kind": "contact", "text": "Aunt May - knows everything, any time after six"},
    {"kind": "plan", "text": "Walk to the river\nand back", "exercise": "hard-times"},
    {"kind": "plan", "text": "Pay the rent on Friday", "exercise": "change-plan"},
    {"kind": "reply", "text": "Not today, thank you"},
    {"kind": "reply", "text": "An older answer"},
    {"kind": "statement", "text": "I can bear this"},
]

URGE = """\
You can wait this out. Let the urge be here. You do not have
to act on it.
Breathe with me, three times: in, and count to four. Out,
and count to six.

{reason}

{person}
Not safe, or a voice would help: smartcli help-now
"""
BARE_URGE = URGE.format(
    reason="There is something you want more than this. You can say it\nout loud.",
    person="You could call or text someone. A hello is enough.",
)
OWN_URGE = URGE.format(
    reason="Why you want this, in your own words:\n  Lena's first day at school\n  Sleeping through\n\n"
    "Your own words for a moment like this:\n  I can bear this\n  Not today, thank you",
    person="Your person: Tom, 555 0101",
)

NO_COUNTRY = """\
In danger, or someone cannot be woken? Call now:
  112 in the EU and the UK
  911 in the United States and Mexico
  000 in Australia, 111 in New Zealand
  another country: the number used there

{whose}

In some EU countries you can talk to someone at 116 123. It
is not staffed everywhere.

More help lines, by country: findahelpline.com
"""
UNSET = NO_COUNTRY.format(whose="To set your country: smartcli settings change")

GUESSED = """\
In danger, or someone cannot be woken? Call now:
  911

Guessed from this computer's language: United States.
If you are somewhere else, call the number used there.
To set your country: smartcli settings change

To talk to someone:
  988 Lifeline: call or text 988 (24/7), or 988lifeline.org
  Crisis Text Line: text 741741 (24/7)

About gambling:
  National Problem Gambling Helpline: call or text
    1-800-697-3738 (24/7, free), or 1800myreset.org

About eating:
  ANAD, by people who have been through it: call
    1-888-375-7767 (Monday-Friday 9:00-21:00 Central), or
    anad.org
  National Alliance for Eating Disorders: call
    1-866-662-1235 (weekdays), or
    allianceforeatingdisorders.com

About alcohol and drugs:
  SAMHSA: call 1-800-662-4357 (24/7, English and Spanish)

If you use alone, someone stays on the line:
  Never Use Alone: call 1-800-484-3731

More help lines, by country: findahelpline.com
"""

OWN_IN_NEW_ZEALAND = """\
In danger, or someone cannot be woken? Call now:
  111

Numbers for this country: New Zealand.

To talk to someone:
  Call or text 1737 (24/7)

About gambling:
  Gambling Helpline: call 0800 654 655, or text 8006 (24/7),
    or gamblinghelpline.co.nz

About alcohol and drugs:
  Alcohol and drug line: call 0800 787 797, or text 8681

More help lines, by country: findahelpline.com

Your people:
  Tom, 555 0101
  Aunt May - knows everything, any time after six

Your plan for hard times:
  Walk to the river and back
"""

OVERDOSE = """
It could be an overdose if someone cannot be woken, snores
or gurgles, or hardly breathes:
  Call the emergency number first. Ask them what to do.
  Do not leave them to sleep it off.
  Give naloxone if you have it. It works on opioids only.
  If they breathe, turn them on their side. Stay until help
    comes.
  After a break, the amount you used before can kill.
"""
DANGERS = (
    OVERDOSE
    + """
After cocaine, speed, meth or ecstasy, call the emergency
number for:
  Chest pain, a fit, a very bad headache, passing out, or
    getting hotter and hotter.

Stopping alcohol or benzodiazepines suddenly can kill:
  Talk to a doctor before you stop. Do not stop a medicine
    from a doctor on your own.
  Fits, bad shaking, being confused, or seeing things: call
    the emergency number.
"""
)
NOBODY = """
Nobody is watching this program, and it cannot call anyone.
You can call, or ask someone near you to call.
"""
READ = """
The numbers come from web pages that were read on 20
November 2026 or later.
Which pages: smartcli help-now --sources
"""
NEVER_READ = DANGERS + NOBODY
LAST = "\nTo talk to someone:\n{}In danger? Call {}.\n"
IN_NEW_ZEALAND = LAST.format("  Call or text 1737 (24/7)\n", "111")
IN_THE_UNITED_STATES = LAST.format(
    "  988 Lifeline: call or text 988 (24/7), or 988lifeline.org\n  Crisis Text Line: text 741741 (24/7)\n", "911"
)
EVERYWHERE = """
In danger? Call 112 in the EU and the UK, 911 in the United
States and Mexico, 000 in Australia, 111 in New Zealand,
another country: the number used there.
"""
UNREAD = "\nPart of your own notes could not be read. The rest is here.\n"


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def own(home):
    (home / FILE).write_text(flat_toml.write({"card": CARDS}))
    (home / "settings.toml").write_text('country = "NZ"\n')
    return home


# What is said


def test_an_urge_is_met_with_waiting_breathing_a_reason_a_person_and_help(own):
    assert pages.urge(str(own)) + "\n" == OWN_URGE


def test_an_urge_is_met_the_same_way_when_nothing_is_known_yet(home):
    assert pages.urge(str(home)) + "\n" == BARE_URGE
    assert pages.urge("") + "\n" == BARE_URGE


def test_help_now_shows_numbers_then_own_people_and_plan_then_the_dangers(own):
    assert pages.help_now(str(own), {}, today="2026-12-01") + "\n" == (
        OWN_IN_NEW_ZEALAND + DANGERS + NOBODY + READ + IN_NEW_ZEALAND
    )


@pytest.mark.parametrize(
    ("named", "dangers"),
    [("gambling", OVERDOSE), ("eating screens", OVERDOSE), ("gambling alcohol", DANGERS), ("else", DANGERS)],
)
def test_of_dangers_of_a_substance_nothing_is_said_where_none_was_named_but_an_overdose_can_be_anybodys(
    own, named, dangers
):
    (own / "settings.toml").write_text(f'country = "NZ"\nabout = "{named}"\n')
    shown = pages.help_now(str(own), {}, today="2026-12-01") + "\n"
    assert shown.endswith("\n  Walk to the river and back\n" + dangers + NOBODY + READ + IN_NEW_ZEALAND)


def test_it_fits_into_two_low_screens_however_many_help_lines_there_are(home):
    for code, _name in helplines.countries():
        (home / "settings.toml").write_text(f'country = "{code}"\nabout = "gambling"\n')
        assert len(pages.help_now(str(home), {}, width=78).split("\n")) <= 2 * 24


def test_where_each_number_was_read_is_told_apart_and_every_number_shown_is_there(home):
    for code, _name in helplines.countries():
        (home / "settings.toml").write_text(f'country = "{code}"\n')
        told = pages.sources(str(home), {}, width=9999).split("\n\n")
        lines = helplines.for_country(code)
        assert len(told) == len(lines)
        assert [line.source for line, block in zip(lines, told, strict=True) if line.source not in block] == []
        shown = pages.help_now(str(home), {}, width=9999)
        assert [block for block in told if block.partition("\n")[0].strip() not in shown] == []


def test_where_nobody_knows_the_country_there_is_nothing_to_be_told_of_sources(home):
    assert pages.sources(str(home), {}) == "To set your country: smartcli settings change"
    (home / "settings.toml").write_text('country = "Argentina"\n')
    assert pages.sources(str(home), {}) == "There are no checked numbers for your country here yet."


def test_inside_the_menu_no_command_is_named_for_the_sources(own):
    with Inside(ROWS):
        shown = pages.help_now(str(own), {}, today="2026-12-01")
    assert "read on 20\nNovember 2026 or later.\n\n" in shown
    assert "--sources" not in shown


def test_several_numbers_of_one_line_are_read_as_words(home):
    (home / "settings.toml").write_text('country = "GB"\n')
    assert "\n  999 or 112\n" in pages.help_now(str(home), {})


def test_a_guessed_country_is_said_to_be_a_guess(home):
    shown = pages.help_now(str(home), {"LANG": "en_US.UTF-8"}, today="2026-12-01")
    assert shown + "\n" == GUESSED + DANGERS + NOBODY + READ + IN_THE_UNITED_STATES


def test_without_a_country_the_emergency_numbers_are_told_apart(home):
    assert pages.help_now(str(home), {"LANG": "C.UTF-8"}) + "\n" == UNSET + NEVER_READ + EVERYWHERE
    assert pages.help_now("", {"LANG": "es_AR.UTF-8"}) + "\n" == UNSET + NEVER_READ + EVERYWHERE


def test_a_country_without_checked_numbers_is_said_to_be_one(home):
    (home / "settings.toml").write_text('country = "Argentina"\n')
    said = NO_COUNTRY.format(whose="There are no checked numbers for your country here yet.")
    assert pages.help_now(str(home), {"LANG": "en_US"}) + "\n" == said + NEVER_READ + EVERYWHERE


def test_a_country_whose_emergency_number_nobody_confirmed_gets_no_other_countrys(home):
    (home / "settings.toml").write_text('country = "CA"\n')
    shown = pages.help_now(str(home), {"LANG": "en_US"}).split("\n")
    assert shown[:2] == ["In danger, or someone cannot be woken? Call now:", "  your local emergency number"]
    assert shown[-1] == "In danger? Call your local emergency number."


def test_numbers_seen_long_ago_are_to_be_checked(own):
    shown = pages.help_now(str(own), {}, today="2027-11-21")
    assert shown.split("\n\n")[5] == (
        "Some of these numbers were last seen more than a year ago.\n"
        "Check before relying on them.\n"
        "More help lines, by country: findahelpline.com"
    )


@pytest.mark.parametrize("code", [code for code, _name in helplines.countries()])
def test_in_every_country_what_to_call_in_danger_is_the_first_thing_and_no_line_is_too_wide(home, code):
    (home / "settings.toml").write_text(f'country = "{code}"\n')
    lines = pages.help_now(str(home), {}).split("\n")
    assert lines[0] == "In danger, or someone cannot be woken? Call now:"
    assert lines[-1] == f"In danger? Call {' or '.join(line.strip() for line in lines[1 : lines.index('')])}."
    assert [line for line in lines if len(line) > pages.WIDTH] == []


def test_own_texts_cannot_command_the_terminal_and_are_kept_short(home):
    cards = [{"kind": "reason", "text": "\x1b[2J[/x]\0\u202e one\r\n\ttwo"}, {"kind": "reason", "text": "a" * 1000}]
    (home / FILE).write_text(flat_toml.write({"card": cards}))
    lines = pages.urge(str(home)).split("\n")
    at = lines.index("Why you want this, in your own words:")
    assert lines[at + 1 : at + 3] == ["  ␛[2J[/x]␀ one two", "  " + "a" * 237 + "..."]


@pytest.mark.parametrize("width", [20, 27, 40])
def test_on_a_narrow_screen_only_what_is_one_word_is_wider(own, width):
    for text in (pages.urge(str(own), width=width), pages.help_now(str(own), {}, width=width)):
        assert [line for line in text.split("\n") if len(line) > width and " " in line.strip()] == []


def test_a_phone_number_is_never_broken_across_lines(own):
    assert "0800 787 797," in pages.help_now(str(own), {}, width=20)


def test_a_command_is_never_broken_across_lines_where_it_fits_into_one(own, home, monkeypatch):
    assert pages.urge(str(own), width=48).endswith("or a voice would help:\nsmartcli help-now")
    assert "\nTo set your country:\nsmartcli settings change\n" in pages.help_now("", {}, width=30)
    monkeypatch.setenv("SMARTCLI_COMMAND", "python3 run.py")
    assert pages.urge(str(own), width=48).endswith("or a voice would help:\npython3 run.py help-now")
    assert "\nTo set your country:\npython3 run.py settings change\n" in pages.help_now("", {}, width=40)
    assert "\nTo set your country:\npython3 run.py\nsettings change\n" in pages.help_now("", {}, width=20)


@pytest.fixture
def everything(own):
    """All that may be said, with no line broken, so that sentences are whole."""
    folders = [(str(own), {}), ("", {}), ("", {"LANG": "en_US"}), ("", {"LANG": "de_DE"})]
    return [pages.urge(folder, width=9999) for folder, _ in folders] + [
        pages.help_now(folder, environ, width=9999, today=today)
        for folder, environ in folders
        for today in ("2026-12-01", "2031-12-01")
    ]


def test_everything_said_is_calm_and_plain(everything):
    said = "\n".join(everything).replace("Never Use Alone", "a name")
    assert said.isascii()
    assert "!" not in said
    assert to_avoid(said) == {}


def test_everything_said_can_be_read_with_six_years_of_school(everything):
    assert [text for text in everything if grade(text) > 6] == []


# What is damaged or missing


@pytest.mark.parametrize("name", [FILE, "settings.toml"])
@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[[[\n" * 50, b'country = "NZ"\nwhat', None])
def test_damaged_notes_take_nothing_away_and_are_said_in_one_line(home, name, content):
    if content is None:
        (home / name).mkdir()
    else:
        (home / name).write_bytes(content)
    chosen = name == "settings.toml" and b"NZ" in (content or b"")
    shown = pages.help_now(str(home), {}, today="2026-12-01") + "\n"
    numbers = OWN_IN_NEW_ZEALAND.partition("\nYour people")[0] if chosen else UNSET
    read = NEVER_READ + (READ if chosen else "")
    assert shown == numbers + read + UNREAD + (IN_NEW_ZEALAND if chosen else EVERYWHERE)
    assert pages.urge(str(home)) + "\n" == BARE_URGE + (UNREAD.lstrip() if name == FILE else "")


def test_a_file_in_the_place_of_the_home_folder_takes_nothing_away(tmp_path):
    (tmp_path / "home").write_text("not a folder")
    assert pages.help_now(str(tmp_path / "home"), {}) + "\n" == UNSET + NEVER_READ + EVERYWHERE
    assert pages.urge(str(tmp_path / "home")) + "\n" == BARE_URGE


@pytest.mark.parametrize(
    ("asked", "width"),
    [
        ("", 60),
        ("200", 78),
        ("80", 78),
        ("59", 59),
        ("20", 20),
        ("3", 20),
        ("0", 60),
        ("-5", 60),
        ("x", 60),
        ("9" * 5000, 60),
    ],
)
def test_a_width_that_cannot_be_meant_is_mended(asked, width):
    with redirect_stdout(StringIO()):
        assert pages.columns({"COLUMNS": asked}) == width


# On one screen


LONG = [
    {"kind": kind, "text": f"{kind} {number} " + "and so on " * 30, "exercise": exercise}
    for kind, exercise in (
        ("reason", "why-i-want-this"),
        ("statement", "coping-statements"),
        ("reply", "talk-back"),
    )
    for number in (1, 2)
]
LONG += [{"kind": "contact", "text": "Aunt May, any time after six - 0171 555 0101"}]


@pytest.mark.parametrize(("columns", "rows", "below"), [(80, 24, 11), (100, 30, 11), (40, 20, 10)])
@pytest.mark.parametrize("cards", [CARDS, LONG, []], ids=["some", "long", "none"])
def test_the_first_words_leave_room_for_the_ways_and_end_with_the_person_and_the_line(
    home, columns, rows, below, cards
):
    (home / FILE).write_text(flat_toml.write({"card": cards}))
    lines = pages.urge(str(home), width=columns, rows=rows).split("\n")
    assert len(lines) <= rows - below
    assert any(line.startswith("Breathe with me") for line in lines)
    assert lines[-1].endswith("smartcli help-now")
    if cards:
        assert any(line.startswith("Your person: ") for line in lines[-4:])
        assert "Why you want this, in your own words:" in lines


def test_on_a_high_screen_and_where_nobody_knows_own_words_stand_whole(home):
    (home / FILE).write_text(flat_toml.write({"card": LONG}))
    whole = pages.urge(str(home), width=80)
    assert pages.urge(str(home), width=80, rows=60) == whole
    assert whole.count("and so on") > pages.urge(str(home), width=80, rows=24).count("and so on")


@pytest.mark.parametrize(("asked", "rows"), [("24", 24), ("", 0), ("x", 0), ("9" * 9, 0)])
def test_how_high_the_screen_is_is_known_where_there_is_one(asked, rows):
    with redirect_stdout(StringIO()):
        assert pages.rows({"LINES": asked}) == rows


def test_nothing_is_asked_before_the_ways(home, own):
    assert "?" not in pages.urge(str(own)) + pages.urge(str(home)) + pages.urge("")


def test_an_urge_and_riding_it_out_breathe_alike(own):
    from pathlib import Path

    from smartcli.exercises.kinds import Pace
    from smartcli.exercises.library import Library

    steps = [step for id in ("urge-surf", "calm-down") for step in Library(Path("/nowhere")).load(id).steps]
    paced = [step for step in steps if isinstance(step, Pace) and step.key in {"ride", "breathing"}]
    paces = {(step.inhale, step.hold, step.exhale) for step in paced}
    assert paces == {(4, 0, 6)}
    assert "in, and count to four. Out, and count to six." in pages.urge(str(own), width=80)


# What the change is about


def lines_about(home, about, country="GB"):
    (home / "settings.toml").write_text(f'country = "{country}"\nabout = "{about}"\n')
    shown = pages.help_now(str(home), {}, width=999, today="2026-12-01")
    return [title for title in ("gambling", "eating", "alcohol and drugs") if f"\nAbout {title}:\n" in shown], shown


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ("gambling", ["gambling"]),
        ("eating", ["eating"]),
        ("alcohol", ["alcohol and drugs"]),
        ("gambling drugs", ["gambling", "alcohol and drugs"]),
        ("smoking", []),
        ("screens", []),
        ("", ["gambling", "eating", "alcohol and drugs"]),
        ("else", ["gambling", "eating", "alcohol and drugs"]),
        ("what nobody knows", ["gambling", "eating", "alcohol and drugs"]),
    ],
)
def test_help_lines_are_those_of_what_the_person_wants_to_change(home, about, shown):
    found, text = lines_about(home, about)
    assert found == shown
    assert "Samaritans: call 116 123" in text  # whatever it is about
    assert "Do not leave them to sleep it off." in text


def test_a_line_for_those_who_use_alone_is_for_drugs(home):
    assert "Never Use Alone" in lines_about(home, "drugs", "US")[1]
    assert "Never Use Alone" not in lines_about(home, "alcohol", "US")[1]


def test_where_the_numbers_were_read_is_said_of_those_that_are_shown(home):
    assert "gamcare" not in lines_about(home, "alcohol")[1]
    lines_about(home, "eating")
    said = pages.sources(str(home), {}, width=999)
    assert "list of eating-disorder lines" in said
    assert "reportandsupport.nulondon.ac.uk" not in said  # that of a line about drugs


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_nothing_is_broken_a_second_time_where_it_is_shown_among_other_text(columns: int, tmp_path: Path) -> None:
    width = min(pages.WIDEST, columns - 1)
    for text in (pages.urge(str(tmp_path), width=width), pages.help_now(str(tmp_path), {"LANG": "en_IE"}, width=width)):
        assert [line for line in text.split("\n") if len(wrapped(line, columns)) > 1] == []
