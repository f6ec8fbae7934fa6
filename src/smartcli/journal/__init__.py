"""The journal: everything a person has finished, in lines that are only ever added to."""

from smartcli.journal.journal import Deleted, Forgotten, Journal, Undone
from smartcli.journal.merging import Merged
from smartcli.journal.writing import NotSaved

__all__ = ["Deleted", "Forgotten", "Journal", "Merged", "NotSaved", "Undone"]
