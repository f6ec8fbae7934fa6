"""The journal: everything a person has finished, in lines that are only ever added to."""

from smartcli.journal.journal import Deleted, Journal, Undone
from smartcli.journal.merging import Merged
from smartcli.journal.writing import NotSaved

__all__ = ["Deleted", "Journal", "Merged", "NotSaved", "Undone"]
