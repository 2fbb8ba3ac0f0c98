"""Every request passes here: what the view asks for, what the person holds, and the answer to a mismatch."""

from __future__ import annotations

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from festival_ops.accounts.models import User
from festival_ops.accounts.policy import Access, access_of, allows
from festival_ops.web.access import Audience, Policy, open_to_all, policy_of


def init(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        if endpoint == "static" or endpoint.startswith("security."):
            app.view_functions[endpoint] = open_to_all(view)
    app.before_request(_guard)


def person() -> User | None:
    return current_user._get_current_object() if current_user.is_authenticated else None


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    policy = policy_of(current_app.view_functions.get(request.endpoint))
    if policy is None:
        abort(404)
    edition = g.get("edition")
    g.person = person()
    g.access = access_of(g.person, edition.id if edition else None)
    if allows(policy, g.person, g.access):
        return None
    return _refusal(policy, g.access)


def _refusal(policy: Policy, access: Access) -> ResponseReturnValue:
    if g.person is None and request.method in ("GET", "HEAD"):
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    if g.person is None:
        abort(401)
    # Somebody outside may not even learn that the edition exists.
    known = access.member or policy.audience is Audience.SIGNED_IN
    abort(403 if known else 404)
