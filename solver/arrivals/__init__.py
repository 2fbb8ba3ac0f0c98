"""Arrivals at a ceremony: which car stops at which gate, and when."""
