"""The rides stage: which vehicle and driver fetch whom, when, and who cannot be fetched and why."""
