"""What people do to a plan: place, accept, release."""
