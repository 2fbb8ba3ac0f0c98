"""Passes by zone: when they hold by the plan, which are asked for, what badges say, and who is let in at a gate."""
