"""Settings of one installation, read from the environment (FESTIVAL_…) and checked once at start."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from werkzeug.utils import cached_property

YES_OR_NO = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


@dataclass(kw_only=True)
class Settings:
    folder: Path = Path("var")
    database_url: str = ""
    secret_key: str = ""
    passport_keys: str = ""
    password_salt: str = "festival-office"
    domain: str = "festival.localhost"
    trusted_hosts: list[str] = field(default_factory=list)
    behind_tls: bool = False
    languages: list[str] = field(default_factory=lambda: ["vi", "en"])
    upload_limit: int = 10 * 1024 * 1024
    solve_seconds: int = 60
    solve_memory_mb: int = 1536
    demo_password: str = "festival-demo"
    two_factor_required: bool = True
    testing: bool = False

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """What is not given stays as it is by default. ValueError names what cannot be read."""
        given: dict[str, object] = {}
        for setting in fields(cls):
            name = f"FESTIVAL_{setting.name.upper()}"
            if name in environment:
                try:
                    given[setting.name] = _READERS[str(setting.type)](environment[name])
                except (ValueError, KeyError):
                    raise ValueError(
                        f"{name} must be {_KINDS[str(setting.type)]}, not “{environment[name]}”."
                    ) from None
        return cls(**given)  # type: ignore[arg-type]

    @property
    def hosts(self) -> list[str]:
        """The names by which the office may be addressed; a Host header with another one is refused."""
        return self.trusted_hosts or [self.domain, "localhost", "127.0.0.1"]

    @cached_property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.folder / 'festival.sqlite').absolute()}"

    @property
    def passport_key_file(self) -> Path:
        """Where the keys to passports stand; a place that is saved apart from the database is the better one."""
        return Path(self.passport_keys) if self.passport_keys else self.folder / "passport_keys"

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


def _texts(written: str) -> list[str]:
    texts = json.loads(written)
    if not (isinstance(texts, list) and all(isinstance(text, str) for text in texts)):
        raise ValueError
    return texts


_READERS: Mapping[str, Callable[[str], object]] = {
    "Path": Path,
    "str": str,
    "int": int,
    "bool": lambda written: YES_OR_NO[written.lower()],
    "list[str]": _texts,
}
_KINDS = {"int": "a whole number", "bool": "true or false", "list[str]": 'a list of texts such as ["one", "two"]'}
