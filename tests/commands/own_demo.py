"""An own exercise with notes for whoever leads a group."""

MINE = """format = 1
point = "urges"
title = "Quiet harbour"
minutes = 2

[facilitator]
aim = "To look at one hour."

[[steps]]
kind = "scale"
key = "now"
ask = "How strong is it now?"
ends = ["calm", "wild"]
facilitator = "Wait."

[sample]
now = 4
"""
