"""Settings of one installation, read from the environment (FESTIVAL_…) and checked once at start."""

from __future__ import annotations

import secrets
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict
from werkzeug.utils import cached_property


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="FESTIVAL_", frozen=False)

    folder: Path = Path("var")
    database_url: str = ""
    secret_key: str = ""
    password_salt: str = "festival-office"
    domain: str = "festival.localhost"
    trusted_hosts: list[str] = []
    behind_tls: bool = False
    languages: tuple[str, ...] = ("vi", "en")
    upload_limit: int = 10 * 1024 * 1024
    solve_seconds: int = 60
    solve_memory_mb: int = 1536
    demo_password: str = "festival-demo"
    testing: bool = False

    @property
    def hosts(self) -> list[str]:
        """The names by which the office may be addressed; a Host header with another one is refused."""
        return self.trusted_hosts or [self.domain, "localhost", "127.0.0.1"]

    @cached_property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.folder / 'festival.sqlite').absolute()}"

    @cached_property
    def secret(self) -> str:
        """The configured key, or one that is made at first start and kept beside the database."""
        if self.secret_key:
            return self.secret_key
        kept = self.folder / "secret_key"
        self.folder.mkdir(parents=True, exist_ok=True)
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(48))
        return kept.read_text()
