"""What the roles are called, in the order in which they are offered."""

from flask_babel import lazy_gettext as _

from festival_ops.accounts.models import Role

ROLES = [
    (Role.PLANNER, _("Planner")),
    (Role.TROUPE_COORDINATOR, _("Troupe coordinator")),
    (Role.AGENCY_LIAISON, _("Agency liaison")),
    (Role.LIAISON_OFFICER, _("Officer with a delegation")),
    (Role.SECURITY_LEAD, _("Security lead")),
    (Role.TRAFFIC_LEAD, _("Traffic lead")),
    (Role.PROTOCOL_OFFICER, _("Protocol officer")),
    (Role.VIEWER, _("Viewer")),
    (Role.ADMIN, _("Administrator")),
]


def role_title(role: str) -> str:
    return str(dict(ROLES)[Role(role)])
