"""Ways to bring entries in: ours (json), and those of other programs, one module each (see programs.py)."""
