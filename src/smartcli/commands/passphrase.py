"""The questions about a passphrase: how it is made, what may be seen without it, the key on paper."""

from __future__ import annotations

from unicodedata import category

from smartcli.asking.choose import choose
from smartcli.asking.passphrases import LONGEST, too_long
from smartcli.asking.turn import Prompter, Turn
from smartcli.errors import Damaged, InvalidAnswer, Usage
from smartcli.exercises import content
from smartcli.exercises.kinds import Choices, Text
from smartcli.home.seal import paper
from smartcli.home.seal.passphrase import kept
from smartcli.keeping.locking import Setup
from smartcli.text.language import Later, _, typed
from smartcli.world import World

SHORT = 12  # characters; fewer are guessed quickly by whoever has the files
KINDS = {
    "reason": Later("One of my reasons"),
    "contact": Later("My person"),
    "plan": Later("My plan"),
    "response": Later("What I do when an urge comes, and how it went"),
}
NOTHING = "nothing"
MADE, OWN, LATER = "made", "own", "later"  # ways to a passphrase


def kinds(show: str | None) -> str | None:
    """The kinds of card named by --show; None where there is no such option."""
    if show is None:
        return None
    named = [] if show.strip() == NOTHING else [part.strip() for part in show.split(",") if part.strip()]
    if not set(named) <= set(KINDS):
        raise Usage(_("--show knows reason, contact, plan and response, with commas between, or nothing."))
    return " ".join(named)


def ask_all(world: World, kinds: str | None, *, from_paper: bool, new_key: bool, yes: bool) -> Setup | None:
    """Everything that is to be asked, before anything is done. None = not now."""
    keys = world.stores.keys
    if keys.is_there and not from_paper and not new_key:  # sealed before, and turned off since
        keys.unlocked()
        return Setup(passphrase="", secret="", kinds=_kinds(world, kinds, yes=yes), is_new=False)
    if not from_paper and not new_key and world.stores.journal.has_any_sealed():
        why = typed(
            _(
                "This journal is sealed already, with a key that is not in use here. Take that key from its paper "
                "copy. If you have none, or a stranger sealed it: smartcli lock --new-key"
            )
        )
        raise Damaged(why, next="smartcli lock --from-paper")
    secret = ask_secret(world, yes=yes) if from_paper else ""
    if from_paper and kinds is None:  # a new passphrase changes nothing else
        kinds = world.stores.settings().at_hand
    new = given(world) if yes else ask_new(world, world.prompter())
    if new is None:
        return None
    if secret and _is_key(new):
        said = _(
            "The key itself is no passphrase. --from-paper --yes takes two lines: the key, then the new passphrase."
        )
        raise Usage(said, next="smartcli lock --help")
    return Setup(passphrase=new, secret=secret, kinds=_kinds(world, kinds, yes=yes), is_new=True)


def need_key(world: World) -> None:
    """Usage: there is none, and none is needed. Damaged: it is gone."""
    keys = world.stores.keys
    if keys.is_lost(world.stores.journal.has_any_sealed):
        raise Damaged(_("The journal is sealed, and the key is not here. What brings it back:"), next="smartcli doctor")
    if not keys.is_there:
        raise Usage(_("The journal is not sealed: there is no key."), next="smartcli lock")


def given(world: World) -> str:
    """The passphrase that was handed in."""
    return _typable(world.stores.passphrase(None))


def ask_new(world: World, prompter: Prompter) -> str | None:
    """A new passphrase, typed again to be sure. None = not now."""
    ways = {MADE: _("Six words that smartcli makes"), OWN: _("My own"), LATER: _("Not now")}
    way = choose(prompter, _("Which passphrase?"), ways, required=True, before=MADE)
    if way == MADE:
        return _six_words(world, prompter)
    return _own(world, prompter) if way == OWN else None


def _six_words(world: World, prompter: Prompter) -> str | None:
    from smartcli.home.seal import words

    file = content.find("passphrase-words.txt")
    new = words.passphrase(words.listed(file.read_text("utf-8") if file else ""))
    while True:
        world.screen.say(_("Write these words down, and keep them where you find them again:"))
        world.screen.words(new)
        again = prompter.secret(_("Type them once, to be sure. Enter alone: not now."))
        if not again:
            return None
        if words.as_made(again) == new:
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
        again = prompter.secret(_("And once more, to be sure? Enter alone: choose another."))
        if kept(again) == new:
            return new
        if again:
            world.screen.say(_("The two are not the same. Please begin again."))


def _typable(text: str) -> str:
    """One that can be typed again, here and with other programs."""
    text = kept(text)
    if not text or any(category(sign) in ("Cc", "Cs") for sign in text):
        raise Usage(_("Please use letters, numbers, signs and blanks only."), next="smartcli lock --help")
    if len(text.encode()) >= LONGEST:
        raise too_long()
    return text


def _kinds(world: World, kinds: str | None, *, yes: bool) -> str:
    """What `urge` and `help-now` may show without the passphrase."""
    if kinds is not None or yes:
        return kinds or ""
    title = _("What may urge and help-now show without the passphrase? Others can read that. Enter alone: nothing.")
    shown = {kind: str(words) for kind, words in KINDS.items()}
    step = Choices(key="show", ask=title, choices=tuple(shown.values()))
    prompter = world.prompter()
    while True:
        try:
            answer = step.read(prompter.ask(Turn(step=step, total=0)))
        except InvalidAnswer as problem:
            prompter.refuse(problem)
            continue
        chosen = answer if isinstance(answer, list) else []
        return " ".join(kind for kind, words in shown.items() if words in chosen)


def ask_secret(world: World, *, yes: bool = False) -> str:
    """The key, typed from paper; it must be the one of this journal where that can be told."""
    if yes:
        try:
            return _of_this_journal(world, paper.typed(world.stores.passphrase(None)))
        except InvalidAnswer as problem:
            raise Usage(str(problem)) from None
    prompter = world.prompter()
    while True:
        try:
            return _of_this_journal(world, paper.typed(_lines_of_key(prompter)))
        except InvalidAnswer as problem:
            prompter.refuse(problem)


def _is_key(text: str) -> bool:
    """Whether it can be read as a key from paper."""
    try:
        return bool(paper.typed(text))
    except InvalidAnswer:
        return False


def _of_this_journal(world: World, secret: str) -> str:
    if not world.stores.keys.fits(secret, world.stores.journal.all_sealed()):
        raise Damaged(_("This is the key of another journal. Nothing was changed."), next="smartcli doctor")
    return secret


def _lines_of_key(prompter: Prompter) -> str:
    """The key line by line, as it stands on the paper, or all at once; an empty line ends it."""
    text = prompter.secret(_("Type the key from your paper: its first line below AGE-SECRET-KEY-1, or all of it."))
    while text and len(text.replace("AGE-SECRET-KEY-1", "").replace(" ", "")) < paper.LENGTH:
        more = prompter.secret(_("And the next line? Enter alone: that was all."))
        if not more:
            break
        text += more
    return text


def offer_paper(world: World) -> None:
    """The way back after a forgotten passphrase; its last characters are asked once, so that it is really there."""
    prompter = world.prompter()
    ways = {True: _("Show it now, I write it down"), False: typed(_("Later: smartcli lock --paper"))}
    title = _(
        "Without the passphrase nobody can open your journal, and neither can we. A copy of the key on paper can."
    )
    if not choose(prompter, title, ways, required=True, before=True):
        return
    world.screen.say(paper.paper(world.stores.keys.secret, world.stores.settings().day(world.now()).isoformat()))
    step = Text(key="last", ask=_("What are the last six characters on your paper? Enter alone: later."))
    while answer := step.read(prompter.ask(Turn(step=step, total=0))):
        if str(answer).replace(" ", "").replace("-", "").upper() == paper.last(world.stores.keys.secret):
            world.screen.clear()
            world.screen.say(_("Right. Keep the paper where you keep what is nobody else's business."), "good")
            return
        world.screen.say(_("That is not what stands there. Please look again."))
