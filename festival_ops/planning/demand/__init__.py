"""How many people the posts ask for: worked out from standards and from the programme, laid beside the needs."""
