"""The form with which names are erased."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from festival_ops.web.fields import TextField
from festival_ops.web.forms import Form


class ErasureForm(Form):
    """Whom it concerns is ticked beside it."""

    reason = TextField(
        _("Why are they erased?"),
        required=True,
        most=500,
        hint=_(
            "It stays in the record for good, so write no name. For example: the time for which they are kept is over."
        ),
    )
