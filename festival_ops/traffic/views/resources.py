"""The ordinary screens of the traffic room."""

from __future__ import annotations

from functools import partial

from flask_babel import lazy_gettext as _

from festival_ops.traffic import forms, models
from festival_ops.traffic.views.blueprints import area
from festival_ops.web.access import Secrecy
from festival_ops.web.resource import Resource

roads = partial(Resource, secrecy=Secrecy.ROADS)

RESOURCES = (
    roads(
        models.Closure,
        forms.ClosureForm,
        columns=("name", "measure", "performance", "starts", "ends", "last_day", "permit"),
        titles=(_("Closure"), _("Closures")),
    ),
    roads(
        models.ClosureStandard,
        forms.ClosureStandardForm,
        columns=("name", "cause", "venue", "measure", "before", "after", "nights", "since"),
        titles=(_("Closure standard"), _("Closure standards")),
    ),
    roads(
        models.Route,
        forms.RouteForm,
        columns=("name", "kind", "venue", "hours"),
        titles=(_("Route to keep open"), _("Routes to keep open")),
    ),
    roads(
        models.Parade,
        forms.ParadeForm,
        columns=("performance", "assembly", "dispersal", "buses"),
        titles=(_("Parade"), _("Parades")),
    ),
    roads(
        models.ParadeUnit,
        forms.ParadeUnitForm,
        columns=("name", "parade", "troupe", "people", "length", "pace"),
        titles=(_("Unit of a parade"), _("Units of parades")),
    ),
    roads(
        models.Segment,
        forms.SegmentForm,
        columns=("code", "street", "first", "second", "kind", "one_way", "width"),
        titles=(_("Road segment"), _("Road segments")),
    ),
    roads(models.Street, forms.StreetForm, columns=("name", "source", "status"), titles=(_("Street"), _("Streets"))),
    roads(
        models.Junction,
        forms.JunctionForm,
        columns=("name", "latitude", "longitude", "status"),
        titles=(_("Junction"), _("Junctions")),
    ),
    roads(
        models.ParkingPlace,
        forms.ParkingPlaceForm,
        columns=("name", "users", "capacities", "segment"),
        titles=(_("Parking place"), _("Parking places")),
    ),
    roads(
        models.StopPlace,
        forms.StopPlaceForm,
        columns=("name", "kind", "segment"),
        titles=(_("Stop"), _("Stops")),
    ),
    roads(
        models.Gate,
        forms.GateForm,
        columns=("name", "venue", "junction", "segment", "metres", "emergency"),
        titles=(_("Gate"), _("Gates")),
    ),
    roads(
        models.Transfer,
        forms.TransferForm,
        columns=("name", "troupe", "people", "luggage", "after_show", "before_show", "origin", "destination"),
        titles=(_("Transfer"), _("Transfers")),
    ),
    roads(
        models.Stay,
        forms.StayForm,
        columns=("name", "troupe", "place", "people", "arrives", "arrival_place", "departs", "departure_place"),
        titles=(_("Stay of a group"), _("Stays of groups")),
    ),
    roads(
        models.Vehicle,
        forms.VehicleForm,
        columns=("name", "plate", "kind", "seats", "luggage", "step_free", "exempt", "home", "driver"),
        titles=(_("Vehicle"), _("Vehicles")),
    ),
    roads(
        models.Driver,
        forms.DriverForm,
        columns=("name", "kinds", "hours", "day_minutes", "stretch_minutes"),
        titles=(_("Driver"), _("Drivers")),
    ),
    roads(
        models.RidePlace,
        forms.RidePlaceForm,
        columns=("name", "kind", "venue", "junction", "approach", "status"),
        titles=(_("Place of rides"), _("Places of rides")),
    ),
)

for resource in RESOURCES:
    resource.mount(area)
