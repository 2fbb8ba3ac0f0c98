"""A ceremony with the plan: its hours, its script line by line, whom it greets, and what a decree says to it."""
