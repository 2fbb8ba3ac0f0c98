"""The ordinary screens of the protocol room."""

from __future__ import annotations

from functools import partial

from flask_babel import lazy_gettext as _

from festival_ops.protocol import forms, models
from festival_ops.protocol.forms.engagements import EngagementForm
from festival_ops.protocol.views.blueprints import area
from festival_ops.web.access import Secrecy
from festival_ops.web.resource import Resource

guarded = partial(Resource, secrecy=Secrecy.GUARDED)

RESOURCES = (
    guarded(
        models.Delegation,
        forms.DelegationForm,
        columns=("name", "group", "country", "people", "host"),
        titles=(_("Delegation"), _("Delegations")),
    ),
    guarded(
        models.Guest,
        forms.GuestForm,
        columns=("name", "office", "group", "delegation", "position"),
        titles=(_("Guest"), _("Guests")),
    ),
    guarded(
        models.Leg,
        forms.LegForm,
        columns=("at", "way", "delegation", "guest", "mode", "number", "place", "people", "state"),
        titles=(_("Arrival or departure"), _("Arrivals and departures")),
    ),
    guarded(
        models.Escort,
        forms.EscortForm,
        columns=("name", "liaison", "interpreter", "languages", "hours", "home"),
        titles=(_("Liaison officer or interpreter"), _("Liaison officers and interpreters")),
    ),
    guarded(
        models.Engagement,
        EngagementForm,
        columns=("delegation", "kind", "name", "leg", "ceremony", "starts", "liaisons", "interpreters"),
        titles=(_("Engagement of a delegation"), _("Engagements of delegations")),
    ),
    guarded(
        models.GuestPlace,
        forms.GuestPlaceForm,
        columns=("name", "kind", "stars", "zone", "address"),
        titles=(_("Hotel or place of guests"), _("Hotels and places of guests")),
    ),
    guarded(
        models.Allotment,
        forms.AllotmentForm,
        columns=("place", "kind", "rooms", "step_free", "first_night", "last_night"),
        titles=(_("Room allotment"), _("Room allotments")),
    ),
    guarded(
        models.Lodging,
        forms.LodgingForm,
        columns=("guest", "first_night", "last_night", "allotment", "room", "shares_with"),
        titles=(_("Room of a guest"), _("Rooms of guests")),
    ),
    guarded(
        models.GuestGroup,
        forms.GuestGroupForm,
        columns=("code", "name", "side", "fewest", "most", "liaison", "interpreter", "lodging"),
        titles=(_("Kind of guests"), _("Kinds of guests")),
    ),
    guarded(
        models.PrecedenceSet,
        forms.PrecedenceSetForm,
        columns=("name", "guest_side", "first", "even", "interpreters"),
        titles=(_("Rule of precedence"), _("Rules of precedence")),
    ),
)

for resource in RESOURCES:
    resource.mount(area)
