"""What gunicorn and the flask command load."""

from festival_ops.app import create_app

app = create_app()
