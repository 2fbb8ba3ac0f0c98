"""The forms that bring a spreadsheet in, one step after the other."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, MultipleFileField, ValidationError

from festival_ops.spreadsheets.actions import File
from festival_ops.web.forms import Form

MOST_FILES = 20


class UploadForm(Form):
    files = MultipleFileField(
        _("Excel workbook, CSV files or a map in GeoJSON"),
        description=_("One workbook with several pages, or several files at once; up to 10 MB."),
        render_kw={"accept": ".xlsx,.csv,.txt,.geojson,.json", "required": True},
    )

    def validate_files(self, field: Any) -> None:
        if not self.sent_files():
            raise ValidationError(_("Please choose a file."))
        if len(self.sent_files()) > MOST_FILES:
            raise ValidationError(_("At most 20 files can be read together."))

    def sent_files(self) -> list[FileStorage]:
        return [sent for sent in self.files.data or [] if isinstance(sent, FileStorage) and sent.filename]

    def read(self) -> list[File]:
        return [File(sent.filename or "", sent.read()) for sent in self.sent_files()]


class StepForm(Form):
    """A button under a page that shows what will happen; `version` tells which state of the upload it showed."""


class ApplicationForm(StepForm):
    """`fingerprint` tells what the preview promised."""

    fingerprint = HiddenField()
