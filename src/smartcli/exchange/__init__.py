"""Other programs' files, and ours for them: reports, tables, pages, a calendar."""
