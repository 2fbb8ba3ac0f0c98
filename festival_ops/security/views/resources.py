"""The ordinary screens of the security room."""

from __future__ import annotations

from functools import partial

from flask_babel import lazy_gettext as _

from festival_ops.security import forms, models
from festival_ops.security.views.blueprints import area
from festival_ops.security.views.people import PeopleResource
from festival_ops.web.access import Secrecy
from festival_ops.web.resource import Resource

guarded = partial(Resource, secrecy=Secrecy.GUARDED)

RESOURCES = (
    guarded(
        models.Post,
        forms.PostForm,
        columns=("code", "name", "kind", "sector", "venue", "handover_minutes", "follows_show"),
        titles=(_("Post"), _("Posts")),
    ),
    guarded(
        models.Need,
        forms.NeedForm,
        columns=("post", "shift", "qualification", "day", "least", "most", "one_leader_for", "reason"),
        titles=(_("Need"), _("Needs")),
    ),
    guarded(
        models.Standard,
        forms.StandardForm,
        columns=("name", "kind", "cause", "risk", "qualification", "count", "per", "reason"),
        titles=(_("Standard"), _("Standards")),
    ),
    guarded(
        models.Shift,
        forms.ShiftForm,
        columns=("name", "starts", "ends"),
        titles=(_("Shift"), _("Shifts")),
    ),
    guarded(models.Sector, forms.SectorForm, columns=("name", "ring"), titles=(_("Sector"), _("Sectors"))),
    PeopleResource(
        models.Officer,
        forms.OfficerForm,
        columns=("code", "name", "agency", "squad", "holdings", "languages"),
        titles=(_("Person on duty"), _("People on duty")),
        secrecy=Secrecy.GUARDED,
    ),
    guarded(
        models.Absence,
        forms.AbsenceForm,
        columns=("officer", "kind", "starts", "ends", "note"),
        titles=(_("Absence"), _("Absences")),
    ),
    guarded(models.Squad, forms.SquadForm, columns=("name", "agency"), titles=(_("Squad"), _("Squads"))),
    guarded(
        models.Agency,
        forms.AgencyForm,
        columns=("name", "force", "heads", "contact_point"),
        titles=(_("Agency"), _("Agencies")),
    ),
    guarded(
        models.Force,
        forms.ForceForm,
        columns=("name", "kind", "labour", "rest_minutes", "day_minutes", "week_minutes", "longest_run"),
        titles=(_("Force"), _("Forces")),
    ),
    guarded(
        models.Qualification,
        forms.QualificationForm,
        columns=("code", "name", "leads"),
        titles=(_("Qualification"), _("Qualifications")),
    ),
)

for resource in RESOURCES:
    resource.mount(area)
