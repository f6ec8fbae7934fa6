"""The rows of home by the commands they stand for. Inside the menu a sentence names the row and not the command."""

from __future__ import annotations

from smartcli.text.language import Later

URGE = Later("An urge is here now")
CHECK_IN = Later("Daily check-in, one minute")
INSIGHTS = Later("What my log tells")
HOMEWORK = Later("Homework, if you want")  # while there is some for today
EXERCISE = Later("Do an exercise")
JOURNAL = Later("Look back")
PLAN = Later("My plan")
CARDS = Later("My cards")
POINTS = Later("The four points")
VISIT = Later("A page for a visit")
ANOTHER_DAY = Later("For another day")
SETTINGS = Later("Settings")
HELP_NOW = Later("Help now")
KEY = Later("!")  # of help now, at every question
HIDDEN = Later("What was forgotten, and is hidden here")
UNSEALED = Later("Lines that are not sealed")
BACKUP = Later("Make a backup")
QUESTIONS = Later("The questions from the beginning")  # these below Settings
SEAL = Later("Seal my words with a passphrase")
PAPER = Later("The key, to write it down")
PASSPHRASE = Later("Another passphrase")
UNSEAL = Later("Take the seal off")
WELL = Later("Is all well here?")
MEND = Later("Mend what can be mended")
PLACES = Later("Where my words are")
CALENDAR = Later("In a calendar")  # these below My plan
PAGE = Later("On a page, to print")

# What can stand behind `smartcli` in a sentence, the longer ones first, and the row, or the rows on the way to it. What
# is not here has no row: there `typed()` says when it is typed.
ROWS: tuple[tuple[str, tuple[Later, ...]], ...] = (
    ("do", (EXERCISE,)),
    ("exercises", (EXERCISE,)),
    ("urge", (URGE,)),
    ("help-now", (KEY,)),
    ("checkin", (CHECK_IN,)),
    ("insights", (INSIGHTS,)),
    ("journal list", (JOURNAL,)),
    ("journal undo", (JOURNAL,)),
    ("journal", (JOURNAL,)),
    ("plan --out my-week.ics", (PLAN, CALENDAR)),
    ("plan --out plan.html", (PLAN, PAGE)),
    ("plan", (PLAN,)),
    ("cards away", (CARDS,)),
    ("cards back", (CARDS,)),
    ("cards pick", (CARDS,)),
    ("cards", (CARDS,)),
    ("points", (POINTS,)),
    ("visit", (VISIT,)),
    ("settings change", (SETTINGS, QUESTIONS)),
    ("settings", (SETTINGS,)),
    ("forget --agree", (HIDDEN,)),
    ("forget --disagree", (HIDDEN,)),
    ("lock --accept", (UNSEALED,)),
    ("lock --paper", (SETTINGS, PAPER)),
    ("lock --change", (SETTINGS, PASSPHRASE)),
    ("lock", (SETTINGS, SEAL)),
    ("unlock", (SETTINGS, UNSEAL)),
    ("doctor", (SETTINGS, WELL)),
    ("repair", (SETTINGS, WELL)),
    ("where", (SETTINGS, PLACES)),
    ("backup", (BACKUP,)),
)
