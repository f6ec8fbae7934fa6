"""The questions about a passphrase: how it is made, what may be seen without it, the key on paper."""

from __future__ import annotations

from smartcli import content
from smartcli.commands.do import ask_one
from smartcli.errors import Damaged, InvalidAnswer, Usage
from smartcli.kinds import Choices, Text
from smartcli.record import Record
from smartcli.turn import Prompter, Turn
from smartcli.words import _, typed
from smartcli.world import World

SHORT = 12  # characters; fewer are guessed quickly by whoever has the files
KINDS = {"reason": _("One of my reasons"), "contact": _("My person"), "plan": _("My plan")}
NOTHING = "nothing"


class Setup(Record):
    """What was chosen. passphrase "": the key that is there is used as it is. kinds: with blanks between."""

    passphrase: str
    secret: str
    kinds: str
    is_new: bool


def kinds(show: str | None) -> str | None:
    """The kinds of card named by --show; None where there is no such option."""
    if show is None:
        return None
    named = [] if show.strip() == NOTHING else [part.strip() for part in show.split(",") if part.strip()]
    if not set(named) <= set(KINDS):
        raise Usage(_("--show knows reason, contact and plan, with commas between, or nothing."))
    return " ".join(named)


def ask_all(world: World, kinds: str | None, *, from_paper: bool, new_key: bool, yes: bool) -> Setup | None:
    """Everything that is to be asked, before anything is done. None = not now."""
    keys = world.keys
    if keys.is_there and not from_paper and not new_key:  # sealed before, and turned off since
        keys.unlocked()
        return Setup(passphrase="", secret="", kinds=_kinds(world, kinds, yes=yes), is_new=False)
    secret = ask_secret(world) if from_paper else ""
    new = given(world) if yes else ask_new(world, world.prompter())
    if new is None:
        return None
    return Setup(passphrase=new, secret=secret, kinds=_kinds(world, kinds, yes=yes), is_new=True)


def given(world: World) -> str:
    """The passphrase that was handed in."""
    return _typable(world.passphrase(None))


def ask_new(world: World, prompter: Prompter) -> str | None:
    """A new passphrase, typed again to be sure. None = not now."""
    made, own, later = _("Six words that smartcli makes"), _("My own"), _("Not now")
    choice = ask_one(prompter, _("Which passphrase?"), [made, own, later], required=True, before=made)
    if choice == made:
        return _six_words(world, prompter)
    return _own(world, prompter) if choice == own else None


def _six_words(world: World, prompter: Prompter) -> str | None:
    from smartcli.seal import words

    file = content.find("passphrase-words.txt")
    new = words.passphrase(words.listed(file.read_text("utf-8") if file else ""))
    while True:
        world.screen.say(_("Write these words down, and keep them where you find them again:"))
        world.screen.words(new)
        again = prompter.secret(_("Type them once, to be sure. Enter alone: not now."))
        if not again:
            return None
        if "-".join(again.replace("-", " ").split()).lower() == new:
            return new
        world.screen.say(_("That is not quite the same. Here they are once more."))


def _own(world: World, prompter: Prompter) -> str | None:
    while True:
        first = prompter.secret(_("Your new passphrase? Enter alone: not now."))
        if not first:
            return None
        try:
            new = _typable(first)
        except Usage as problem:
            world.screen.say(str(problem))
            continue
        if len(new) < SHORT:
            world.screen.say(_("This is short: somebody who has the files could guess it. Several words are better."))
        if prompter.secret(_("And once more, to be sure?")) == first:
            return new
        world.screen.say(_("The two are not the same. Please begin again."))


def _typable(text: str) -> str:
    """One that can be typed again, here and with other programs."""
    if not text or any(ord(sign) < 0x20 or 0xD800 <= ord(sign) <= 0xDFFF or sign == "\x7f" for sign in text):
        raise Usage(_("Please use letters, numbers, signs and blanks only."))
    return text


def _kinds(world: World, kinds: str | None, *, yes: bool) -> str:
    """What `urge` and `help-now` may show without the passphrase."""
    if kinds is not None or yes:
        return kinds or ""
    title = _("What may urge and help-now show without the passphrase? Whoever has the files can read it.")
    step = Choices(key="show", ask=title, choices=tuple(KINDS.values()))
    prompter = world.prompter()
    while True:
        try:
            answer = step.read(prompter.ask(Turn(step=step, total=0)))
        except InvalidAnswer as problem:
            prompter.refuse(problem)
            continue
        chosen = answer if isinstance(answer, list) else []
        return " ".join(kind for kind, title in KINDS.items() if title in chosen)


def ask_secret(world: World) -> str:
    """The key, typed from paper; it must be the one of this journal where that can be told."""
    from smartcli.seal.paper import typed as read

    prompter = world.prompter()
    while True:
        text = prompter.secret(_("The key from your paper, blanks and line breaks as you like?"))
        try:
            secret = read(text)
        except InvalidAnswer as problem:
            prompter.refuse(problem)
            continue
        if not world.keys.fits(secret, world.journal.something_sealed()):
            raise Damaged(_("This is the key of another journal. Nothing was changed."), next="smartcli doctor")
        return secret


def offer_paper(world: World) -> None:
    """The way back after a forgotten passphrase; its last characters are asked once, so that it is really there."""
    from smartcli.seal.paper import last, paper

    prompter = world.prompter()
    now, later = _("Show it now, I write it down"), _("Later: smartcli lock --paper")
    title = _("Without the passphrase nobody can open your journal, we neither. A copy of the key on paper can.")
    if ask_one(prompter, title, [now, typed(later)], required=True, before=now) != now:
        return
    world.screen.say(paper(world.keys.secret, world.settings().day(world.now()).isoformat()))
    step = Text(key="last", ask=_("What are the last six characters on your paper? Enter alone: later."))
    while answer := step.read(prompter.ask(Turn(step=step, total=0))):
        if str(answer).replace(" ", "").replace("-", "").upper() == last(world.keys.secret):
            world.screen.clear()
            world.screen.say(_("Right. Keep the paper where you keep what is nobody else's business."), "good")
            return
        world.screen.say(_("That is not what stands there. Please look again."))
