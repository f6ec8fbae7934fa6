"""The names of the months, apart from days: help-now needs them before anything else is loaded."""

from __future__ import annotations

from smartcli.text.language import Later

MONTHS = (
    Later("January"), Later("February"), Later("March"), Later("April"), Later("May"), Later("June"), Later("July"),
    Later("August"), Later("September"), Later("October"), Later("November"), Later("December"),
)  # fmt: skip
