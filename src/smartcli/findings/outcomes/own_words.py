"""Outcomes of words: played back, what is still open, rigid words as an offer."""

from __future__ import annotations

from smartcli.exercises.step import texts
from smartcli.findings.outcomes.kind import Given, outcome
from smartcli.text.finding import Finding
from smartcli.text.language import _, ngettext

# The words that REBT looks for: they turn a wish into a rule. An exercise may bring its own list as `words`.
RIGID = ("should", "must", "have to", "ought", "always", "never", "can't", "cannot", "awful", "terrible", "horrible")


@outcome("rigid-words", "in", lists=["words"], may=["words"])
def rigid_words(given: Given) -> Finding | None:
    """The rigid words in a text, as an offer to try it with softer ones."""
    text = " ".join(texts(given.answers.get(given.parameters["in"]))).replace("’", "'").casefold()
    said = "".join(letter if letter.isalnum() or letter == "'" else " " for letter in text)
    padded = " ".join(["", *(word.strip("'") for word in said.split()), ""])
    looked_for = given.listed("words") if "words" in given.parameters else RIGID
    found = [word for word in looked_for if f" {word} " in padded]
    if not found:
        return None
    listed = ", ".join(f"“{word}”" for word in found)
    offer = _("You wrote {words}. Words like these leave little room. If you like, say it once with a softer word.")
    return Finding(title=given.title or _("Words to look at"), text=offer.format(words=listed))


@outcome("checklist", "of", lists=["of"], counts=True)
def checklist(given: Given) -> Finding | None:
    """Which of these steps are still empty."""
    steps = [step for key in given.listed("of") if key in given.answers and (step := given.exercise.step(key))]
    empty = [step for step in steps if given.answers.get(step.key) is None]
    title = given.title or _("What is there, and what is open")
    if not steps:  # none of them was asked with these answers
        return None
    if not empty:
        return Finding(title=title, text=_("All of it is there."))
    there = len(steps) - len(empty)
    text = ngettext("{there} of {all} is there.", "{there} of {all} are there.", there).format(
        there=there, all=len(steps)
    )
    return Finding(
        title=title, text=f"{text} {_('Still open, if you want to add it:')}", words=tuple(s.ask for s in empty)
    )


@outcome("words", "of", lists=["of"], may=["text"])
def words(given: Given) -> Finding | None:
    """The person's own sentences, played back as they are."""
    said = []
    for key in given.listed("of"):
        step, answer = given.exercise.step(key), given.answers.get(key)
        if isinstance(answer, list) and not any(isinstance(part, dict) for part in answer):
            said += [str(part) for part in answer]
        elif step and answer is not None:
            said += step.show(answer).split("\n") if step.is_table else [step.show(answer)]
    if not said:
        return None
    title = given.title or _("In your own words")
    return Finding(title=title, text=given.text, words=tuple(said))
