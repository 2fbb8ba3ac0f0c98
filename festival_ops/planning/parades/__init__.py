"""Parades in their order: facts for the core, hours for the page, searches, and what follows from the last tail."""
