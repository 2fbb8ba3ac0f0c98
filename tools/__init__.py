"""What builds, checks and measures the office; never imported by it."""
