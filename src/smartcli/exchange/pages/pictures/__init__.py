"""Pictures on a page, as SVG: legible in grey, with a title and a description, and with their numbers in a table."""
