"""What is asked of people about themselves and about each other."""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_security.utils import verify_password
from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice

from festival_ops.accounts.actions import Newcomer, Post, as_compared
from festival_ops.accounts.models import Role
from festival_ops.accounts.roles import ROLES
from festival_ops.web.fields import ChoiceField, SecretField, TextField
from festival_ops.web.forms import Form

SHORTEST = 10
LONGEST = 200
THEMES = [("auto", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))]
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]


class NewPasswordForm(Form):
    password = SecretField(
        _("New password"),
        hint=_("At least 10 letters; four unusual words are good and easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )
    again = SecretField(_("The new password again"), render_kw={"autocomplete": "new-password"})

    def validate_password(self, field: Any) -> None:
        if not SHORTEST <= len(field.data) <= LONGEST:
            raise ValidationError(
                gettext(
                    "A password has %(least)d to %(most)d letters; this one has %(length)d.",
                    least=SHORTEST,
                    most=LONGEST,
                    length=len(field.data),
                )
            )
        if len(set(field.data.casefold())) < 5 or field.data.casefold() in self._guessable():
            raise ValidationError(gettext("This password is too easy to guess; please take another."))

    def validate_again(self, field: Any) -> None:
        if field.data != self.password.data:
            raise ValidationError(gettext("The two passwords differ; please enter the same twice."))

    def _guessable(self) -> set[str]:
        person = g.get("person")
        return {person.email.casefold(), person.name.casefold()} if person else set()


class PasswordForm(NewPasswordForm):
    present = SecretField(_("Present password"), render_kw={"autocomplete": "current-password"})

    def validate_present(self, field: Any) -> None:
        if not g.person.password or not verify_password(as_compared(field.data), g.person.password):
            raise ValidationError(gettext("This is not your present password."))


class AccountForm(Form):
    name = TextField(_("Name"), required=True, hint=_("Family name first, as it stands in the history."))
    locale = ChoiceField(_("Language"), choices=LANGUAGES, required=True)
    theme = ChoiceField(_("Colours"), choices=THEMES, required=True)


class EmailField(TextField):
    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if self.errors or validation_stopped:
            return
        try:
            self.data = validate_email(self.data, check_deliverability=False, test_environment=True).normalized.lower()
        except EmailNotValidError:
            raise ValidationError(gettext("This is not an e-mail address; it looks like name@example.org.")) from None


class FirstForm(NewPasswordForm):
    name = TextField(_("Your name"), required=True)
    email = EmailField(_("E-mail"), required=True, most=255, render_kw={"autocomplete": "username"})

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(email=self.email.data or "", name=self.name.data or "")


class MembershipForm(Form):
    email = EmailField(_("E-mail"), required=True, most=255)
    name = TextField(_("Name"), hint=_("For somebody who has no account yet; family name first."))
    role = ChoiceField(_("Role"), choices=ROLES, required=True, default=Role.VIEWER)
    troupe = ChoiceField(_("Troupe"), choices=(), hint=_("For a troupe coordinator: the troupe whose rows are shown."))
    agency = ChoiceField(_("Agency"), choices=(), hint=_("For an agency liaison: the agency whose people are shown."))
    escort = ChoiceField(
        _("Liaison officer or interpreter"),
        choices=(),
        hint=_("For an officer with a delegation: who the person is among those who go along."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        return bool(super().validate(extra_validators)) and self._bound_as_the_role_asks()

    def _bound_as_the_role_asks(self) -> bool:
        for role, field, lacking, too_much in self._bounds():
            if self.role.data == role and not field.data:
                field.errors = [lacking]
            if self.role.data != role and field.data:
                field.errors = [too_much]
        return not any(field.errors for _role, field, *_sentences in self._bounds())

    def _bounds(self) -> list[tuple[Role, Any, str, str]]:
        """Which role is bound to what, and what is said when it is not, or another one is."""
        return [
            (
                Role.TROUPE_COORDINATOR,
                self.troupe,
                gettext("A troupe coordinator needs a troupe."),
                gettext("Only a troupe coordinator is bound to a troupe; please choose none."),
            ),
            (
                Role.AGENCY_LIAISON,
                self.agency,
                gettext("An agency liaison needs an agency."),
                gettext("Only an agency liaison is bound to an agency; please choose none."),
            ),
            (
                Role.LIAISON_OFFICER,
                self.escort,
                gettext("An officer with a delegation is one of the liaison officers and interpreters; choose who."),
                gettext("Only an officer with a delegation is one of the liaison officers; please choose none."),
            ),
        ]

    def offer(
        self, troupes: list[tuple[int, str]], agencies: list[tuple[int, str]], escorts: list[tuple[int, str]]
    ) -> None:
        none = SelectChoice(value="", label=gettext("– none –"))
        for field, rows in ((self.troupe, troupes), (self.agency, agencies), (self.escort, escorts)):
            field.choices = [none, *(SelectChoice(value=str(id), label=name) for id, name in rows)]

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(email=self.email.data or "", name=self.name.data or "")

    def post_in(self, edition_id: int) -> Post:
        fields = (self.troupe, self.agency, self.escort)
        return Post(edition_id, Role(self.role.data), *(int(field.data) if field.data else None for field in fields))


class EndForm(Form):
    reason = TextField(_("Why does it end?"), required=True, most=500)
