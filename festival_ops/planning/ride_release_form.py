"""What a release of the rides should say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from festival_ops.web.fields import ParagraphField, TextField, YesField
from festival_ops.web.forms import Form


class RideReleaseForm(Form):
    """`version` is the stamp of what its sender read."""

    phone = TextField(
        _("Phone of the traffic command"),
        most=40,
        hint=_("Stands on every driver's sheet and in every calendar of rides."),
    )
    note = ParagraphField(_("What people should know about this release"), most=2000)
    short = YesField(_("It is released although transfers have no ride"))
