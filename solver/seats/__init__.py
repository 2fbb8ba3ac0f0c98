"""The seating of a ceremony: who sits on which chair, and who moves when somebody cannot come."""
