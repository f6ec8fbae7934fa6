"""The line for a prompt kept up to date: shown from the beginning of a day until that day is written, or two weeks."""

from __future__ import annotations

from datetime import date, datetime, time

from smartcli.findings.today import CHECK_IN, Today
from smartcli.home import prompt_line
from smartcli.home.clock import shifted
from smartcli.home.prompt_line import PromptLine
from smartcli.journal.entry import Entry
from smartcli.stores import Stores
from smartcli.text.language import Later
from smartcli.views.dates import STAYS

OPEN = Later("Your minute for today is open.")  # neutral: whoever looks over a shoulder reads it too


def begin(stores: Stores, now: datetime) -> None:
    """Keep such a line from now on. Of a sealed journal that is closed, as if today were not written. OSError."""
    _put(stores, now, is_written=Today(stores=stores, now=now).is_checked_in)


def saved(stores: Stores, entry: Entry, now: datetime) -> None:
    """After an entry was saved: it is known without a look into the journal. OSError: the line is as it was."""
    if prompt_line.is_kept(stores.home):
        is_today = entry.exercise == CHECK_IN and entry.day == stores.settings().day(now).isoformat()
        _put(stores, now, is_written=is_today or _says_written(stores, now))


def renew(stores: Stores, now: datetime) -> None:
    """The same after anything else, such as a deletion. Asks for no passphrase. SmartError, OSError: as it was."""
    if prompt_line.is_kept(stores.home):
        is_written = _says_written(stores, now) if stores.is_closed else Today(stores=stores, now=now).is_checked_in
        _put(stores, now, is_written=is_written)


def _says_written(stores: Stores, now: datetime) -> bool:
    """Whether the line that is there is one for tomorrow."""
    line, tomorrow = prompt_line.read(stores.home), _begins(stores, shifted(stores.settings().day(now), 1), now)
    return line is not None and line.since == tomorrow


def _put(stores: Stores, now: datetime, *, is_written: bool) -> None:
    since = shifted(stores.settings().day(now), int(is_written))
    until = shifted(since, STAYS)
    line = PromptLine(since=_begins(stores, since, now), until=_begins(stores, until, now), text=str(OPEN))
    prompt_line.write(stores.home, line)


def _begins(stores: Stores, day: date, now: datetime) -> int:
    """When a day of this person's begins."""
    return int(datetime.combine(day, time(stores.settings().day_ends), now.tzinfo).timestamp())
