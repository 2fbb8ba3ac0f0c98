"""Every request passes here: what the view asks for, what the person holds, and the answer to a mismatch."""

from __future__ import annotations

from flask import Flask, abort, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from festival_ops.accounts.models import User
from festival_ops.accounts.policy import Access, access_of, allows, owes_a_second_proof
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
    if not allows(policy, g.person, g.access):
        return _refusal(policy, g.access)
    return _second_proof_first() if _asks_for_more(policy) else None


def _asks_for_more(policy: Policy) -> bool:
    """The own account and the way to set the code up stay open, as does what anybody may see."""
    if policy.audience in (Audience.ANYONE, Audience.SIGNED_IN):
        return False
    return current_app.extensions["settings"].two_factor_required and owes_a_second_proof(g.person)


def _second_proof_first() -> ResponseReturnValue:
    flash(_("Your role asks for a code from an app at sign-in. Please set it up first; it takes a minute."), "warning")
    return redirect(url_for("security.two_factor_setup"), 303)


def _refusal(policy: Policy, access: Access) -> ResponseReturnValue:
    if g.person is None and request.method in ("GET", "HEAD"):
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    if g.person is None:
        abort(401)
    # Somebody outside may not even learn that the edition exists, nor who signs nothing what is being prepared, nor
    # who may not read what is guarded that there is such a page, nor who reads no plan which pages there are.
    known = access.may(Act.READ, Secrecy.PLAN) or policy.audience is Audience.SIGNED_IN
    shut = policy.secrecy in (Secrecy.GUARDED, Secrecy.ROADS) and not access.may(Act.READ, policy.secrecy)
    own = policy.audience in (Audience.SIGNERS, Audience.LIAISONS, Audience.ESCORTS)
    hidden = own or policy.secrecy is Secrecy.PASSPORTS or shut
    abort(403 if known and not hidden else 404)
