"""How often one address may knock. Kept in memory, each web process for itself; accounts rest in the database."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=True)

KNOCKS = "20 per minute"
