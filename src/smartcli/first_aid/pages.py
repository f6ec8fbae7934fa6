"""What is said before anything heavy is loaded: the first words of `urge`, and all of `help-now`.

Little is imported here, so that this also works, and at once, when a dependency is missing or the journal is damaged.
Nothing here asks anything, and whatever cannot be read is left out.
"""

from __future__ import annotations

import os
import sys
import time

from smartcli.first_aid import card_cache
from smartcli.first_aid.card_cache import HARD_TIMES
from smartcli.text.language import _, command, is_inside, typed
from smartcli.text.sanitize import carries, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcli.first_aid.card_cache import AtHand
    from smartcli.first_aid.helplines import HelpLine

WIDTH = 60  # columns, where nobody knows how wide the screen is
WIDEST = 78  # columns of a wider one: as wide as running text is anywhere, so that nothing is broken twice
NARROWEST = 20
VOICES = 2  # help lines that are said once more at the end
LONGEST = 240  # characters shown of one text of the person's own
BELOW, BELOW_NARROW = 11, 10  # rows of the ways that stand below the first words of an urge
# The forms of these, the fullest first: whether own words may go on over several lines, how many reasons, how many
# answers to the urge, and whether blank lines stand between.
FORMS = (
    (True, 2, 2, True), (False, 2, 2, True), (False, 2, 2, False), (False, 1, 1, False), (False, 1, 0, False),
)  # fmt: skip

_HOLD = "\xa0"  # between the groups of a number, so that no line ends inside it
_HELD = "\0"  # between the words of a command, so that it is copied from one line, where it fits into one
_ASCII = {0x2013: "-", 0x2014: "-", 0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2026: "...", 0xB7: "-"}


def urge(home: str, *, width: int = WIDTH, rows: int = 0) -> str:
    """The first words for somebody with an urge. `home` may be "" (none), or hold nothing that can be read.

    rows: how high the screen is, 0 where nobody knows. All of it is to stand there together with the ways below it, the
    person and the line last: so on a low screen long words of one's own are cut, and then some are left out.
    """
    own = card_cache.read(home)
    room = rows - (BELOW if width >= WIDTH else BELOW_NARROW)
    forms = (_urge(own, width, form) for form in FORMS)
    page = next(forms)
    while rows and page.count("\n") >= room and (shorter := next(forms, None)):
        page = shorter
    return page


def _urge(own: AtHand, width: int, form: tuple[bool, int, int, bool]) -> str:
    is_whole, most, answers, is_apart = form
    longest = LONGEST if is_whole else width - 2
    words = [*own.by_worth("statement")[:1], *own.by_worth("reply")[:1]][:answers]
    person = _own(own.texts("contact")[:1])  # never cut: the number may stand at the end
    blocks = [
        [
            _("You can wait this out. Let the urge be here. You do not have to act on it."),
            _("Breathe with me, three times: in, and count to four. Out, and count to six."),
        ],
        _section(_("Why you want this, in your own words:"), _own(own.by_worth("reason")[:most], longest))
        or [_("There is something you want more than this. You can say it out loud.")],
        _section(_("Your own words for a moment like this:"), _own(words, longest)),
        [
            _("Your person: {person}").format(person=person[0])
            if person
            else _("You could call or text someone. A hello is enough."),
            _held(typed(_("Not safe, or a voice would help: smartcli help-now"))),
            *_unread(own.damaged, own.is_away),
        ],
    ]
    return _page(blocks if is_apart else [[line for block in blocks for line in block]], width)


def help_now(home: str, environ: Mapping[str, str], *, width: int = WIDTH, today: str = "") -> str:
    """All the help there is: numbers first, then the person's own people and plan for hard times, then what can kill.

    Of what the person wrote nothing else: no step, no goal, no plan of another exercise.

    `today` is YYYY-MM-DD; left out, it is the computer's date.
    """
    own = card_cache.read(home)
    country, chosen, about, damaged = _settings(home, environ)
    name, lines = _lines(country, about)
    today = today or time.strftime("%Y-%m-%d")
    old = _old(lines, today)
    blocks = [
        *_numbers(name, lines, chosen, old),
        _section(_("Your people:"), _own(own.texts("contact", HARD_TIMES, few=5))),
        _section(_("Your plan for hard times:"), _own(own.of("plan", HARD_TIMES))),
        *_dangers(about),
        [
            _("Nobody is watching this program, and it cannot call anyone."),
            _("You can call, or ask someone near you to call."),
        ],
        [] if old else _read(lines, today),
    ]
    return _page([*blocks, _unread(own.damaged or damaged, own.is_away), _again(country)], width)


def sources(home: str, environ: Mapping[str, str], *, width: int = WIDTH) -> str:
    """Each number that `help_now` shows there, and on which pages it was read, when."""
    country, _chosen, about, _damaged = _settings(home, environ)
    _name, lines = _lines(country, about)
    none = _("There are no checked numbers for your country here yet.") if country else ""
    blocks = [
        _section(
            told(line) if line.kind != "emergency" else _("In danger? Call {number}.").format(number=told(line)),
            [_("Read on {day}: {pages}").format(day=_day(one_line(line.seen)), pages=one_line(line.source))],
        )
        for line in lines
    ]
    return _page(blocks or [[none or _held(typed(_("To set your country: smartcli settings change")))]], width)


def show(text: str) -> None:
    """Print at once, in whatever characters standard output can carry."""
    if not carries(text):
        encoding = getattr(sys.stdout, "encoding", None) or "ascii"
        text = text.translate(_ASCII).encode(encoding, "replace").decode(encoding)
    print(text, flush=True)


def columns(environ: Mapping[str, str]) -> int:
    """How wide to write on standard output: as wide as the screen, and 78 columns at the most."""
    asked = environ.get("COLUMNS", "")
    if asked.isdecimal() and len(asked) < 5:
        wide = int(asked)
    else:
        try:
            wide = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError):  # no terminal, or closed, or no file behind it
            wide = 0
    return max(NARROWEST, min(WIDEST, wide or WIDTH))


def rows(environ: Mapping[str, str]) -> int:
    """How high the screen is; 0 where standard output is none."""
    asked = environ.get("LINES", "")
    if asked.isdecimal() and len(asked) < 5:
        return int(asked)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return 0


def _settings(home: str, environ: Mapping[str, str]) -> tuple[str, bool, str, bool]:
    """The country to show (may be ""), whether the person chose it, what their change is about, and any damage."""
    from smartcli.first_aid import helplines
    from smartcli.home import flat_toml
    from smartcli.home.filenames import SETTINGS

    table, bad = flat_toml.load(os.path.join(home, SETTINGS)) if home else ({}, 0)
    chosen = flat_toml.text(table, "country").strip()
    return chosen or helplines.guess(environ) or "", bool(chosen), flat_toml.text(table, "about"), bool(bad)


def _lines(country: str, about: str) -> tuple[str | None, list[HelpLine]]:
    """The country's name, None where it is unknown; its lines for danger, a crisis, and what is to be changed."""
    from smartcli.first_aid import helplines
    from smartcli.first_aid.about import lines as lines_for

    found = helplines.find(country)
    wanted = {"emergency", "crisis", *lines_for(about)}
    return (found.name, [line for line in found.lines if line.kind in wanted]) if found else (None, [])


def _numbers(name: str | None, lines: list[HelpLine], chosen: bool, old: list[str]) -> list[list[str]]:
    from smartcli.first_aid import helplines

    by_kind = {kind: [told(line) for line in lines if line.kind == kind] for kind in helplines.KINDS}
    voices = _section(_("To talk to someone:"), by_kind["crisis"])
    if name is None:
        voices = [_("In some EU countries you can talk to someone at 116 123. It is not staffed everywhere.")]
    return [
        _emergency(by_kind["emergency"], name),
        _whose(name, chosen),
        voices,
        _section(_("About gambling:"), by_kind["gambling"]),
        _section(_("About eating:"), by_kind["eating"]),
        _section(_("About alcohol and drugs:"), by_kind["drugs"]),
        _section(_("If you use alone, someone stays on the line:"), by_kind["using-alone"]),
        [*old, _("More help lines, by country: {site}").format(site="findahelpline.com")],
    ]


def _again(country: str) -> list[str]:
    """Whom to call once more, as the last lines: the first ones scroll away on a low screen."""
    from smartcli.first_aid import helplines

    found = helplines.find(country)
    lines = found.lines if found else []
    numbers = [told(line) for line in lines if line.kind == "emergency"]
    voices = [told(line) for line in lines if line.kind == "crisis"]
    between = _(" or ") if found else ", "
    danger = _("In danger? Call {number}.").format(number=between.join(to_call(numbers, is_known=found is not None)))
    return [*_section(_("To talk to someone:"), voices[:VOICES]), danger]


def _emergency(numbers: list[str], name: str | None) -> list[str]:
    title = _("In danger, or someone cannot be woken? Call now:")
    return _section(title, to_call(numbers, is_known=name is not None))


def to_call(numbers: list[str], *, is_known: bool) -> list[str]:
    """The emergency numbers of a country, or of several where the country is not known."""
    if is_known:
        return numbers or [_("your local emergency number")]
    return [
        _("112 in the EU and the UK"),
        _("911 in the United States and Mexico"),
        _("000 in Australia, 111 in New Zealand"),
        _("another country: the number used there"),
    ]


def _whose(name: str | None, chosen: bool) -> list[str]:
    """For which country the numbers are, and how to set it."""
    how = _held(typed(_("To set your country: smartcli settings change")))
    if name is None:
        return [_("There are no checked numbers for your country here yet.")] if chosen else [how]
    if chosen:
        return [_("Numbers for this country: {country}.").format(country=one_line(name))]
    return [
        _("Guessed from this computer's language: {country}.").format(country=one_line(name)),
        _("If you are somewhere else, call the number used there."),
        how,
    ]


def told(line: HelpLine) -> str:
    """One help line as a person would tell it: 988 Lifeline: call or text 988 (24/7), or 988lifeline.org

    One that has no other name than its number (024) is not named as well.
    """
    number = _(" or ").join(one_line(part).replace(" ", _HOLD) for part in line.number.split(" / "))
    text = one_line(line.text).replace(" ", _HOLD)
    if line.kind == "emergency":
        return number
    if not text:
        way = _("call {number}").format(number=number)
    elif not number:
        way = _("text {number}").format(number=text)
    elif number == text:
        way = _("call or text {number}").format(number=number)
    else:
        way = _("call {number}, or text {text}").format(number=number, text=text)
    hours = f" ({one_line(line.hours)})" if line.hours else ""
    site = _(", or {site}").format(site=one_line(line.web)) if line.web else ""
    if line.name in {line.number.partition(" / ")[0], line.text}:
        return f"{way[:1].upper()}{way[1:]}{hours}{site}"
    return f"{one_line(line.name)}: {way}{hours}{site}"


def _old(lines: list[HelpLine], today: str) -> list[str]:
    if any(line.old(today) for line in lines):
        return [_("Some of these numbers were last seen more than a year ago. Check before relying on them.")]
    return []


def when_read(lines: list[HelpLine], today: str) -> list[str]:
    """Since when the numbers stand as they were read; of old ones, that they are to be checked."""
    if not lines or _old(lines, today):
        return _old(lines, today)
    day = _day(one_line(min(line.seen for line in lines)))
    if len({line.seen for line in lines}) == 1:
        return [_("The numbers come from web pages that were read on {day}.").format(day=day)]
    return [_("The numbers come from web pages that were read on {day} or later.").format(day=day)]


def _read(lines: list[HelpLine], today: str) -> list[str]:
    said = when_read(lines, today)
    where = typed(_("Which pages: smartcli help-now --sources"))
    return [*said, _held(where)] if said and not is_inside() else said


def _day(seen: str) -> str:
    """29 November 2026, of a day as it stands in a file."""
    from smartcli.text.months import MONTHS

    year, month, day = [*seen.split("-"), "", ""][:3]
    is_day = month.isdecimal() and day.isdecimal() and 1 <= int(month) <= len(MONTHS)
    return _("{day} {month} {year}").format(day=int(day), month=MONTHS[int(month) - 1], year=year) if is_day else seen


def _dangers(about: str) -> list[list[str]]:
    """What can kill: an overdose, which can be anybody's, and the rest where a substance was named or may be one."""
    from smartcli.first_aid.about import is_without_substances

    overdose, *others = _all_dangers()
    return [overdose] if is_without_substances(about) else [overdose, *others]


def _all_dangers() -> list[list[str]]:
    return [
        _section(
            _("It could be an overdose if someone cannot be woken, snores or gurgles, or hardly breathes:"),
            [
                _("Call the emergency number first. Ask them what to do."),
                _("Do not leave them to sleep it off."),
                _("Give naloxone if you have it. It works on opioids only."),
                _("If they breathe, turn them on their side. Stay until help comes."),
                _("After a break, the amount you used before can kill."),
            ],
        ),
        _section(
            _("After cocaine, speed, meth or ecstasy, call the emergency number for:"),
            [_("Chest pain, a fit, a very bad headache, passing out, or getting hotter and hotter.")],
        ),
        _section(
            _("Stopping alcohol or benzodiazepines suddenly can kill:"),
            [
                _("Talk to a doctor before you stop. Do not stop a medicine from a doctor on your own."),
                _("Fits, bad shaking, being confused, or seeing things: call the emergency number."),
            ],
        ),
    ]


def _held(sentence: str) -> str:
    """A sentence of ours whose command is held together: its name, and the two words after it."""
    before, found, after = sentence.partition(f"{command()} ")
    words = after.split(" ")
    return " ".join([before + (found + " ".join(words[:2])).replace(" ", _HELD), *words[2:]])


def _unread(damaged: bool, is_away: bool) -> list[str]:
    part = [_("Part of your own notes could not be read. The rest is here.")] if damaged else []
    return [*part, _("Your own cards are with a cloud just now, not on this computer.")] if is_away else part


def _own(texts: list[str], longest: int = LONGEST) -> list[str]:
    lines = [one_line(text) for text in texts]
    return [line if len(line) <= longest else line[: longest - 3].rstrip() + "..." for line in lines]


def _section(title: str, items: list[str]) -> list[str]:
    return [title, *("  " + item for item in items)] if items else []


def _page(blocks: list[list[str]], width: int) -> str:
    """Blocks of lines, an empty line between them, none wider than asked where its words allow it."""
    shown = ("\n".join(_wrapped(line, width) for line in block) for block in blocks if block)
    return "\n\n".join(shown).replace(_HOLD, " ").replace(_HELD, " ")


def _wrapped(line: str, width: int) -> str:
    text = line.lstrip(" ")
    indent = " " * (len(line) - len(text))
    rows = [indent]
    room = width - 2 * len(indent)
    words = (word if len(word) <= room else word.replace(_HELD, " ") for word in text.split(" "))
    for word in " ".join(words).split(" "):
        if rows[-1].strip() and len(rows[-1]) + 1 + len(word) > width:
            rows.append(indent * 2 + word)  # what goes on stands further in than what begins
        else:
            rows[-1] += word if not rows[-1].strip() else f" {word}"
    return "\n".join(rows)
