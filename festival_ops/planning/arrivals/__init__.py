"""When cars stop at the gates of a ceremony: searched for, changed by hand, and what follows from the slots."""
