"""The day that a week begins with where the person lives: Monday for most, Sunday or Saturday for some."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, timedelta

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
# By territory (ISO 3166), after the week data of Unicode's CLDR. What is not here begins it on Monday.
ON_SUNDAY = (
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK"
    " PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
)
ON_SATURDAY = "AF BH DJ DZ EG IR IQ JO KW LY OM QA SD SY"
DECIDES = ("LC_ALL", "LC_TIME", "LANG")  # how times are written, the one that has the say first


def week_begins(environ: Mapping[str, str] = os.environ) -> int:
    """A weekday, 0 = Monday. Of a locale without a territory, such as C, it is Monday."""
    named = next((environ[name] for name in DECIDES if environ.get(name)), "")
    territory = named.split(".")[0].split("@")[0].partition("_")[2].upper()
    if territory in ON_SUNDAY.split():
        return SUNDAY
    return SATURDAY if territory in ON_SATURDAY.split() else MONDAY


def week_of(one: date, begins: int) -> date:
    """The day that its week begins with. begins: a weekday, 0 = Monday."""
    return one - timedelta(days=(one.weekday() - begins) % 7)
