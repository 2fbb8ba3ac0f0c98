"""The ordinary screens of scripts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from festival_ops.protocol import models
from festival_ops.protocol.forms.script import ScriptLineForm, StageItemForm
from festival_ops.protocol.views.blueprints import area
from festival_ops.web.access import Secrecy
from festival_ops.web.resource import Resource

RESOURCES = (
    Resource(
        models.ScriptLine,
        ScriptLineForm,
        columns=("ceremony", "position", "kind", "text", "minutes", "at"),
        titles=(_("Line of a script"), _("Lines of scripts")),
        secrecy=Secrecy.GUARDED,
    ),
    Resource(
        models.StageItem,
        StageItemForm,
        columns=("name", "ceremony", "kind", "quantity", "side"),
        titles=(_("Thing on the stage"), _("Things on the stage")),
        secrecy=Secrecy.GUARDED,
    ),
)

for resource in RESOURCES:
    resource.mount(area)
