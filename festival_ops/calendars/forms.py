"""What people are asked about a feed."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from wtforms.fields.choices import SelectChoice

from festival_ops.calendars.queries import Subject
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.web.fields import ChoiceField, TextField, YesField
from festival_ops.web.forms import Form

GROUPS = {
    Kind.PUBLIC: lazy_gettext("Public programme"),
    Kind.TROUPE: lazy_gettext("Troupe"),
    Kind.STAGE: lazy_gettext("Stage"),
    Kind.VENUE: lazy_gettext("Venue"),
    Kind.OFFICER: lazy_gettext("Duties of"),
    Kind.POST: lazy_gettext("Duties at the post"),
    Kind.SECTOR: lazy_gettext("Duties in the sector"),
    Kind.VEHICLE: lazy_gettext("Rides of the vehicle"),
    Kind.RIDES: lazy_gettext("Rides of the troupe"),
    Kind.ESCORT: lazy_gettext("Engagements of"),
    Kind.DELEGATION: lazy_gettext("What the delegation does"),
}


class FeedForm(Form):
    """Offers only what the person may follow; anything else is no choice of the list."""

    subject = ChoiceField(lazy_gettext("What to follow"), choices=(), required=True)
    label = TextField(
        lazy_gettext("Name"),
        most=120,
        hint=lazy_gettext("How the calendar is called in the app. Left empty, it takes the name of what it follows."),
    )

    def __init__(self, subjects: list[Subject], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._subjects = {subject.key: subject for subject in subjects}
        self.subject.choices = [
            SelectChoice(value=key, label=subject.name, optgroup=str(GROUPS[subject.outlook.kind]))
            for key, subject in self._subjects.items()
        ]

    @property
    def outlook(self) -> Outlook:
        return self._subjects[self.subject.data].outlook

    @property
    def name(self) -> str:
        """A troupe's rides are not called like its performances."""
        subject = self._subjects[self.subject.data]
        called = f"{GROUPS[subject.outlook.kind]}: {subject.name}" if subject.outlook.of_rides else subject.name
        return self.label.data or called


class DutyFeedForm(Form):
    """The calendar of one person's duties, in which nobody else is named."""

    label = TextField(
        lazy_gettext("Name"),
        most=120,
        hint=lazy_gettext("How the calendar is called in the app. Left empty, it takes the name of what it follows."),
    )


class WatchFeedForm(DutyFeedForm):
    """The calendar of a post or a sector; naming people is a choice, and none is the default."""

    names = YesField(
        lazy_gettext("Tell who is on duty, by code and name"),
        hint=lazy_gettext(
            "Otherwise only how many are on duty and how many are missing. Whoever holds the address reads it without "
            "signing in; the choice is written in the history."
        ),
    )


class GuestFeedForm(Form):
    """The calendar of an escort or of a delegation; naming people is a choice that stands as long as the feed."""

    names = YesField(
        lazy_gettext("Tell the names of delegations and of their heads"),
        hint=lazy_gettext(
            "Otherwise only codes. Whoever holds the address reads it without signing in; the choice is written in "
            "the history and is not changed afterwards: for another one, make another feed."
        ),
    )


class ConfirmationForm(Form):
    """Nothing to fill in: only that somebody decided, once."""
