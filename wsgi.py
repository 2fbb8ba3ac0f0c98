"""What gunicorn loads."""

from festival_ops.app import create_app

app = create_app()
