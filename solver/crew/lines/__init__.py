"""One person's whole line of duties as one decision: for contracts that bind many days at once (ADR 54)."""
