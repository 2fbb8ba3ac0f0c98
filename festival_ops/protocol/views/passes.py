"""The ordinary screens of passes: zones, kinds, and one pass."""

from __future__ import annotations

from functools import partial

from flask_babel import lazy_gettext as _

from festival_ops.protocol import models, pass_kinds
from festival_ops.protocol.forms.passes import PassForm, PassKindForm, PassZoneForm
from festival_ops.protocol.views.blueprints import area
from festival_ops.web.access import Secrecy
from festival_ops.web.resource import Resource

guarded = partial(Resource, secrecy=Secrecy.GUARDED)

RESOURCES = (
    guarded(
        models.PassZone,
        PassZoneForm,
        columns=("code", "name", "venue", "sign", "colour"),
        titles=(_("Zone"), _("Zones")),
    ),
    guarded(
        models.PassKind,
        PassKindForm,
        columns=("code", "name", "bearer", "zones", "groups", "before", "after"),
        titles=(_("Kind of pass"), _("Kinds of passes")),
    ),
    guarded(
        models.Pass,
        PassForm,
        columns=("kind", "holder", "heads", "starts", "ends"),
        titles=(_("Pass"), _("Passes")),
        beside={
            "state": (_("State"), dict(pass_kinds.STATES)),
            "state_at": (_("State since"), {}),
            "printed_at": (_("Printed at"), {}),
            "printing": (_("Times printed"), {}),
        },
    ),
)

for resource in RESOURCES:
    resource.mount(area)

area.add_app_template_filter(lambda word: dict(pass_kinds.STATES)[word], "pass_state")
area.add_app_template_filter(lambda word: dict(pass_kinds.COLOURS)[word], "zone_colour")
