"""What is kept under lock: sealed with AES-256-GCM by keys that stand in a file and never in the database.

A sealed text names its key, so that keys can be changed while texts of older ones are read, and it is bound to the row
that holds it: moved to another row it opens no more.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from binascii import Error as NotBase64
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES, NONCE_BYTES = 32, 12
Told = Mapping[str, str]


class LostKeyError(Exception):
    """The key that is needed does not stand in the file of keys."""


class BrokenSealError(Exception):
    """It was not sealed for this row, or has been altered since."""


@dataclass(frozen=True)
class Keys:
    """`by_name` are the keys of the file, the newest last."""

    file: Path
    by_name: Mapping[str, bytes]

    @classmethod
    def of(cls, file: Path) -> Keys:
        """One key a line, `name key`. Without a file, or with one that cannot be read, there are none."""
        found: dict[str, bytes] = {}
        with suppress(OSError, UnicodeDecodeError):
            for line in file.read_text("ascii").splitlines():
                name, _space, key = line.partition(" ")
                with suppress(NotBase64):
                    found[name] = base64.b64decode(key, validate=True)
        return cls(file, {name: key for name, key in found.items() if len(key) == KEY_BYTES})

    @property
    def newest(self) -> str | None:
        return next(reversed(list(self.by_name)), None)

    def with_another(self) -> Keys:
        """Writes one more key into the file, readable by its owner alone; older ones stay for what they have sealed."""
        line = f"{secrets.token_hex(4)} {base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}\n"
        before = self.file.read_text("ascii") if self.file.exists() else ""
        draft = self.file.with_name(f"{self.file.name}.{secrets.token_hex(4)}")
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(before + line)
            out.flush()
            os.fsync(out.fileno())
        if before:
            draft.replace(self.file)
        else:
            # Two processes may both make the first one; the one that comes second takes what is there.
            with suppress(FileExistsError):
                os.link(draft, self.file)
            draft.unlink()
        return Keys.of(self.file)


def seal(keys: Keys, told: Told, bound: str) -> str:
    """LostKeyError when there is no key."""
    if keys.newest is None:
        raise LostKeyError
    nonce = secrets.token_bytes(NONCE_BYTES)
    plain = json.dumps(dict(told), ensure_ascii=False).encode()
    closed = AESGCM(keys.by_name[keys.newest]).encrypt(nonce, plain, bound.encode())
    return f"{keys.newest}.{base64.b64encode(nonce + closed).decode()}"


def unseal(keys: Keys, sealed: str, bound: str) -> dict[str, str]:
    """LostKeyError when its key is not there, BrokenSealError when it does not belong here or was altered."""
    name, _dot, kept = sealed.partition(".")
    if name not in keys.by_name:
        raise LostKeyError
    try:
        both = base64.b64decode(kept, validate=True)
        plain = AESGCM(keys.by_name[name]).decrypt(both[:NONCE_BYTES], both[NONCE_BYTES:], bound.encode())
    except (InvalidTag, NotBase64, ValueError):
        raise BrokenSealError from None
    told: dict[str, str] = json.loads(plain)
    return told
