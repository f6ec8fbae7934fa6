"""Backups: all that a person has in one file, made before anything that rewrites, and put back without replacing."""

from smartcli.backups.rotation import FOLDER, before, newest, old

__all__ = ["FOLDER", "before", "newest", "old"]
