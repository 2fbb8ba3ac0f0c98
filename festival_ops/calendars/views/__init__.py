"""Pages of this area, the addresses of feeds, and the public files."""

from festival_ops.calendars.views import duty_feeds, guest_feeds, uptake
from festival_ops.calendars.views.feeds import feeds
from festival_ops.calendars.views.pages import area
from festival_ops.calendars.views.public import files

__all__ = ["area", "duty_feeds", "feeds", "files", "guest_feeds", "uptake"]
