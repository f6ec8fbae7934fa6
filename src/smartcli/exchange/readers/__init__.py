"""Files of other programs, and exports of ours, read into entries: one module a format."""
