"""What the web server writes down of a request holds nothing that somebody looked for or sent."""

from __future__ import annotations

import logging
import re

from flask import Flask

# Which request broke is known by its address; what was asked for behind it may be somebody's name.
_QUERY = re.compile(r"(/[^\s?]*)\?\S*")
# gunicorn quotes whatever it could not read.
_UNREAD = re.compile(r"^(Invalid request from ip=\S*):.*", re.DOTALL)


class Discretion(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _UNREAD.sub(r"\1.", _QUERY.sub(r"\1?…", record.getMessage())), ()
        return True


discretion = Discretion()


def init(app: Flask) -> None:
    for logger in (app.logger, logging.getLogger("gunicorn.error")):
        logger.addFilter(discretion)
