"""Rooms of guests as the core proposes them: searched for, laid beside what stands, taken over line by line."""
