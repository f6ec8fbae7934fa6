"""A reminder every evening by the system's own timers: what is written for it, and taken away again."""
