"""The form at the door: counts wrong attempts, forgives after a right one."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from flask_security.forms import LoginForm
from wtforms import BooleanField, EmailField, PasswordField
from wtforms.validators import DataRequired

from festival_ops.accounts.models import User
from festival_ops.database import db


class DoorForm(LoginForm):
    email = EmailField(
        lazy_gettext("E-mail"),
        [DataRequired(lazy_gettext("Please enter your e-mail address."))],
        render_kw={"autocomplete": "username", "autofocus": True},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [DataRequired(lazy_gettext("Please enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    remember = BooleanField(lazy_gettext("Keep me signed in on this device"))

    def validate(self, **kwargs: Any) -> bool:
        welcome = bool(super().validate(**kwargs))
        if welcome and isinstance(self.user, User) and self.user.failed_attempts:
            self.user.failed_attempts, self.user.locked_until = 0, None
        # A refused attempt ends the request in the library's view, which would forget that it was counted.
        db.session.commit()
        return welcome
