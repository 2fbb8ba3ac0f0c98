"""The forms at the door: they count wrong attempts and forgive after a right one."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext
from flask_security.forms import LoginForm, TwoFactorVerifyCodeForm, VerifyForm
from flask_security.proxies import _security
from flask_security.utils import get_message
from wtforms import BooleanField, EmailField, PasswordField, StringField
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


def _six_digits() -> StringField:
    return StringField(
        lazy_gettext("Six digits"),
        [DataRequired(lazy_gettext("Please enter the six digits that your app shows."))],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 8},
    )


class CodeForm(TwoFactorVerifyCodeForm):
    code = _six_digits()

    def validate(self, **kwargs: Any) -> bool:
        # The library asks whether the account rests only for the password; guessing codes must end as well.
        resting = isinstance(self.user, User) and self.user.is_locked()
        right = bool(super().validate(**kwargs)) and not resting
        db.session.commit()
        return right


class OnceMoreForm(VerifyForm):
    """Asks for whatever the sign-in asks for: of whoever has an app, its code as well."""

    password = PasswordField(
        lazy_gettext("Password"),
        [DataRequired(lazy_gettext("Please enter your password."))],
        render_kw={"autocomplete": "current-password", "autofocus": True},
    )
    code = _six_digits()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not user.tf_primary_method:
            del self.code

    def validate(self, **kwargs: Any) -> bool:
        """Counts wrong passwords and codes as the door does: whoever sits down at an open screen must not guess here
        for ever."""
        resting = isinstance(self.user, User) and self.user.is_locked()
        right = bool(super().validate(**kwargs))
        if right and resting:
            # Whether the code is right is not looked at: its refusal would tell that the password was.
            self.password.errors = [get_message("INVALID_PASSWORD")[0]]
        elif right:
            right = self._shows_the_code()
        if right and not resting and isinstance(self.user, User) and self.user.failed_attempts:
            self.user.failed_attempts, self.user.locked_until = 0, None
        db.session.commit()
        return right and not resting

    def _shows_the_code(self) -> bool:
        if "code" not in self:
            return True
        held, window = self.user.tf_totp_secret, current_app.config["SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY"]
        shown = {"token": self.code.data, "totp_secret": held, "user": self.user, "window": window}
        if held and _security.totp_factory.verify_totp(**shown):
            return True
        self.user.track_failed_authn("code", True)
        self.code.errors = [get_message("TWO_FACTOR_INVALID_TOKEN")[0]]
        return False
