"""How delegations are driven: the places of guests among those of rides, drafted transfers, and who drives them."""
