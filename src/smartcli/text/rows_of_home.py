"""The rows of home by the commands they stand for. Inside the menu a sentence names the row and not the command."""

from __future__ import annotations

from smartcli.text.language import Later

URGE = Later("An urge is here now")
CHECK_IN = Later("Daily check-in, one minute")
EXERCISE = Later("Do an exercise")
JOURNAL = Later("Look back")
PLAN = Later("My plan")
CARDS = Later("My cards")
POINTS = Later("The four points")
ANOTHER_DAY = Later("For another day")
SETTINGS = Later("Settings")
HELP_NOW = Later("Help now")
KEY = Later("!")  # of help now, at every question
HIDDEN = Later("What was forgotten, and is hidden here")
UNSEALED = Later("Lines that are not sealed")
BACKUP = Later("Make a backup")

# What can stand behind `smartcli` in a sentence, the longer ones first. What is not here has no row: it stays as it is.
ROWS: tuple[tuple[str, Later], ...] = (
    ("do", EXERCISE),
    ("exercises", EXERCISE),
    ("urge", URGE),
    ("help-now", KEY),
    ("checkin", CHECK_IN),
    ("journal undo", JOURNAL),
    ("journal", JOURNAL),
    ("plan", PLAN),
    ("cards away", CARDS),
    ("cards back", CARDS),
    ("cards pick", CARDS),
    ("cards", CARDS),
    ("points", POINTS),
    ("settings change", SETTINGS),
    ("settings", SETTINGS),
    ("forget --agree", HIDDEN),
    ("forget --disagree", HIDDEN),
    ("lock --accept", UNSEALED),
    ("backup", BACKUP),
)
