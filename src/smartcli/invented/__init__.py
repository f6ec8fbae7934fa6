"""Invented people: whole journals made by a seed, in which it is known what is there to be found."""
