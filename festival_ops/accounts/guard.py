"""Every request passes here: what the view asks for, what the person holds, and the answer to a mismatch."""

from __future__ import annotations

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from festival_ops.accounts.models import User
from festival_ops.accounts.policy import Access, access_of, allows
from festival_ops.web.access import Act, Audience, Policy, Secrecy, policy_of


def init(app: Flask) -> None:
    app.before_request(_guard)


def policy_for(app: Flask, endpoint: str) -> Policy | None:
    """Flask's and Flask-Security's own pages are open (they guard themselves); ours say what they ask for."""
    if endpoint == "static" or endpoint.startswith("security."):
        return Policy(Audience.ANYONE)
    return policy_of(app.view_functions.get(endpoint))


def person() -> User | None:
    return current_user._get_current_object() if current_user.is_authenticated else None


def _guard() -> ResponseReturnValue | None:
    edition = g.get("edition")
    g.person = person()
    g.access = access_of(g.person, edition.id if edition else None)
    if request.endpoint is None:
        return None
    policy = policy_for(current_app._get_current_object(), request.endpoint)  # type: ignore[attr-defined]
    if policy is None:
        abort(404)
    if allows(policy, g.person, g.access):
        return None
    return _refusal(policy, g.access)


def _refusal(policy: Policy, access: Access) -> ResponseReturnValue:
    if g.person is None and request.method in ("GET", "HEAD"):
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    if g.person is None:
        abort(401)
    # Somebody outside may not even learn that the edition exists, nor who signs nothing what is being prepared, nor
    # who may not read what is guarded that there is such a page, nor who reads no plan which pages there are.
    known = access.may(Act.READ, Secrecy.PLAN) or policy.audience is Audience.SIGNED_IN
    shut = policy.secrecy in (Secrecy.GUARDED, Secrecy.ROADS) and not access.may(Act.READ, policy.secrecy)
    hidden = policy.audience in (Audience.SIGNERS, Audience.LIAISONS) or shut
    abort(403 if known and not hidden else 404)
