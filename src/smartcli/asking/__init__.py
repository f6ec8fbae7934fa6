"""A walk through an exercise, and the ways to ask."""
