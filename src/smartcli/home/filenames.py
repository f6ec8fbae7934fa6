"""What the files and folders in a home are called: names alone, which first aid can load at once.

What becomes of each is in layout.py.
"""

JOURNAL = "journal"
DEVICE = "device"
LOCK = "lock"
UNFINISHED = "unfinished"  # what was begun here and takes several steps; see unfinished.py
MOVING = "moving"  # the journal on its way to another folder: the new one, the one before; see move_noted.py
ACCEPTED = "accepted"  # what lay in the open when the journal was sealed; see journal/accepted.py
DRAFTS = "drafts"
QUARANTINE = "quarantine"
DIGESTS = "digests"
HEIGHTS = "heights"
EXERCISES = "exercises"
PATH = "path.toml"  # what is offered when, as a counsellor or the person wants it
SETTINGS = "settings.toml"
MARKS = "marks.toml"
CALENDAR = "calendar.toml"  # what was written for a calendar last; see in_calendar.py
PROMPT_LINE = "prompt-line"  # whether today is written, for whoever may not open the journal; see prompt_line.py
HOMEWORK = "homework.toml"  # what was taken of somebody, for the days between two meetings
AT_HAND = "at-hand.toml"
AT_HAND_LOCK = "at-hand.lock"
TOLD = "told-open"  # that others can read what is written here was said

AWAY = ".icloud"  # how the name ends of what stands for a file that a cloud took away, after a dot and its own name
BACKUPS = "backups"
ELSEWHERE = "elsewhere"  # in it: when the person last made a backup in another place
UNPACKED = ".unpacked-"  # how a folder's name begins in which a backup is tried
UNPACKED_HELD = "held"  # in it: locked for as long as somebody tries it
HALF = ".tmp"  # how the name ends of what is half written; see disk.temporary

KEY = "key"
RECIPIENT = "recipient"
RECIPIENT_OFF = "recipient.off"  # the same while sealing is off
IDENTITY = "identity.age"
IDENTITY_SUM = "identity.sum"
