"""Who sits where at a ceremony: what the core is asked, what stands, and what a hand changes."""
