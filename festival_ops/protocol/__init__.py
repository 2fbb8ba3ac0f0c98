"""Room for delegations, guests, ceremonies, seats, liaison and lodging."""
