"""Who goes along with delegations: what they do and when, what the core is asked, what stands, what a hand changes."""
