"""Forms around a script: a look at the stage, an issue, a level."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import AnyOf

from festival_ops.planning.judgement import LEVELS
from festival_ops.web.fields import TextField, YesField
from festival_ops.web.forms import Form


class LookForm(Form):
    """What somebody saw who looked at a thing on the stage."""

    stands = YesField(_("It stands there as it should"))
    note = TextField(_("Note"), most=300)


class IssueForm(Form):
    """`number` is that of the issue which its sender saw as the last one."""

    number = HiddenField()
    reason = TextField(_("Why this issue"), most=500)


class LevelForm(Form):
    """`seen` is the level as its sender read it."""

    level = HiddenField(validators=[AnyOf(LEVELS)])
    seen = HiddenField()
