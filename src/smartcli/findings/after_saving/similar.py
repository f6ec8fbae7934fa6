"""After an urge: what followed the last ones that came at the same time of the week."""

from __future__ import annotations

from datetime import date, timedelta

from smartcli.findings.after_saving.window import Lately, after_saving
from smartcli.text import times_of_week
from smartcli.text.finding import Finding
from smartcli.text.language import Later, _
from smartcli.views.recall_sources import measuring, time_of_week

WEEKS = 3  # in each of which there was one, or nothing is said
# By what followed, as `Acted` has it.
WORDS = {
    "no": Later("not acted on"),
    "partly": Later("acted on in part"),
    "yes": Later("acted on"),
}
UNSAID = Later("not said")


@after_saving
def similar_times(seen: Lately) -> Finding | None:
    """Of the urge just written, where there was one at its time in each of the last three weeks: what followed those.

    Of several in a week the last one counts. The newest stands last.
    """
    if seen.saved is None or not seen.exercise.measuring("trigger") or (time := time_of_week(seen.saved)) is None:
        return None
    from smartcli.views.at_urges import followed  # only where an urge was written down

    found: dict[str, str] = {}
    for entry, exercise in measuring(seen.entries, seen.find, "trigger"):
        if entry.day not in found and time_of_week(entry) == time:
            end = followed(exercise, entry.answers)
            found[entry.day] = str(WORDS[end.value] if end else UNSAID)
    on = date.fromisoformat(seen.saved.day)
    days = [(on - timedelta(weeks=back)).isoformat() for back in range(WEEKS, 0, -1)]
    if not all(day in found for day in days):
        return None
    text = _("An urge came at this time in each of the last three weeks too ({time}): {ends}.")
    ends = ", ".join(found[day] for day in days)
    return Finding(text=text.format(time=times_of_week.said(time), ends=ends))
