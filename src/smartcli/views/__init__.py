"""What is made anew from the journal: cards, the plan, days to come, what is recalled."""
