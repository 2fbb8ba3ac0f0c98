"""The form in which a promised head gets its name: a person's record, judged against the duties of the head."""

from __future__ import annotations

import json
from typing import Any

from flask import g
from flask_babel import get_locale
from wtforms import ValidationError

from festival_ops.database import db
from festival_ops.planning.roster.heads import misfits
from festival_ops.planning.roster.kept import standing
from festival_ops.security.forms import OfficerForm
from festival_ops.security.models import Officer


class NamingForm(OfficerForm):
    """Code and name are asked for, whatever the head is called; qualifications begin with those that were promised."""

    # What stays with the head, or is entered with the record of the person afterwards.
    agency = squad = home_venue = source = status = None  # type: ignore[assignment]

    def __init__(self, *args: Any, obj: Officer, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        if self.name.raw_data is None and obj.unnamed:
            self.name.data = self.code.data = ""
            self.original.data = json.dumps(self.written(), ensure_ascii=False)

    def populate_obj(self, obj: Officer) -> None:
        super().populate_obj(obj)
        obj.unnamed, obj.name_en = False, ""

    def validate_holdings(self, field: Any) -> None:
        """Whoever takes the duties over must be allowed to do them."""
        stands = standing(db.session(), g.edition, str(get_locale()))
        held = [(part.qualification.id, part.expires) for part in field.data]
        found = misfits(g.edition, stands, self.row.id, held)
        if found:
            raise ValidationError(" ".join(finding.sentence for finding in found[:5]))
