"""Tables for spreadsheets and for counting, as CSV."""
