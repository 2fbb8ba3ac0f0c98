"""Closures of roads in the hours that the plan gives them."""
