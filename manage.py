"""What the flask command loads."""

from festival_ops.cli import create_office

app = create_office()
