"""Closures that standards ask for, beside those that stand; people take them over."""
