"""After an urge: what followed the last ones that came at the same time of the week."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from smartcli.findings.after_saving.window import Lately, after_saving
from smartcli.text import times_of_week
from smartcli.text.finding import Finding
from smartcli.text.language import Later, _
from smartcli.views.recall_sources import measuring, time_of_week

WEEKS = 3  # in each of which there was one, or nothing is said
# By what followed, as `Acted` has it.
WORDS = {
    "yes": Later("acted on"),
    "partly": Later("acted on in part"),
    "no": Later("not acted on"),
}
UNSAID = Later("not said")


@after_saving
def similar_times(seen: Lately) -> Finding | None:
    """Of the urge just written, where there was one at its time in each of the last three weeks: what followed those.

    Of several at one time each is told. The newest week stands last.
    """
    if seen.saved is None or not seen.exercise.measuring("trigger") or (time := time_of_week(seen.saved)) is None:
        return None
    from smartcli.views.at_urges import followed  # only where an urge was written down

    found: dict[str, Counter[str]] = {}
    for entry, exercise in measuring(seen.entries, seen.find, "trigger"):
        if time_of_week(entry) == time:
            end = followed(exercise, entry.answers)
            found.setdefault(entry.day, Counter())[end.value if end else ""] += 1
    on = date.fromisoformat(seen.saved.day)
    days = [(on - timedelta(weeks=back)).isoformat() for back in range(WEEKS, 0, -1)]
    if not all(day in found for day in days):
        return None
    text = _("An urge came at this time in each of the last three weeks too ({time}): {ends}.")
    ends = ", ".join(_said(found[day]) for day in days)
    return Finding(text=text.format(time=times_of_week.said(time), ends=ends))


def _said(ends: Counter[str]) -> str:
    """Not acted on; or, of several that did not all end alike: acted on (1) and not acted on (2)."""
    words = [(words, ends[end]) for end, words in {**WORDS, "": UNSAID}.items() if ends[end]]
    if len(words) == 1:
        return str(words[0][0])
    return _(" and ").join(_("{words} ({n})").format(words=words, n=n) for words, n in words)
