"""Where a row has its page, and what its kind is called: learnt from the resources as they are mounted."""

from __future__ import annotations

from typing import Any, Protocol

from flask import current_app, g, url_for

from festival_ops.web.access import Act, Secrecy


class Mounted(Protocol):
    @property
    def table(self) -> str: ...
    @property
    def titles(self) -> tuple[Any, Any]: ...
    @property
    def form(self) -> type[Any]: ...
    @property
    def secrecy(self) -> Secrecy: ...
    def names(self, name: str) -> bool: ...
    def label(self, name: str) -> Any: ...
    def told(self, name: str, value: Any) -> Any: ...


def learn(extensions: dict[str, Any], resource: Mounted, area: str) -> None:
    extensions.setdefault("resources", {})[resource.table] = (resource, area)


def resource_of(table: str) -> Mounted | None:
    return current_app.extensions.get("resources", {}).get(table, (None, ""))[0]


def address_of(row: Any) -> str | None:
    """None when it has no page, or none that this person may open."""
    resource, area = current_app.extensions.get("resources", {}).get(row.__tablename__, (None, ""))
    if resource is None or not g.access.may(Act.READ, resource.secrecy):
        return None
    if g.access.own_only(resource.secrecy) and not hasattr(row, "of_troupes"):
        return None
    return url_for(f"{area}.{resource.table}_show", id=row.id)
