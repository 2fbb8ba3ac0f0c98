"""Rides with the plan: who is to be taken where and when, how long ways take, and what the core is asked."""
