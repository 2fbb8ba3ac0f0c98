"""The ordinary screens of the programme."""

from flask_babel import lazy_gettext as _

from festival_ops.programme import forms, models
from festival_ops.programme.views.blueprints import area
from festival_ops.web.access import Secrecy
from festival_ops.web.resource import Resource

RESOURCES = (
    Resource(
        models.Performance,
        forms.PerformanceForm,
        columns=("code", "name", "work", "troupes", "minutes", "crowd", "fixed", "announced_stage", "announced_starts"),
        titles=(_("Performance"), _("Performances")),
    ),
    Resource(
        models.Work,
        forms.WorkForm,
        columns=("name", "genre", "audience", "at_most_a_day", "days_apart"),
        titles=(_("Work"), _("Works")),
    ),
    Resource(
        models.Troupe,
        forms.TroupeForm,
        columns=("name", "short_name", "country", "size", "arrives", "departs"),
        titles=(_("Troupe"), _("Troupes")),
    ),
    Resource(
        models.Contact,
        forms.ContactForm,
        columns=("name", "troupe", "duty", "phone", "email"),
        titles=(_("Contact"), _("Contacts")),
        secrecy=Secrecy.CONTACTS,
    ),
    Resource(
        models.Person,
        forms.PersonForm,
        columns=("name", "troupes"),
        titles=(_("Person in several troupes"), _("People in several troupes")),
    ),
    Resource(
        models.Venue,
        forms.VenueForm,
        columns=("name", "address", "capacity", "latitude", "longitude"),
        titles=(_("Venue"), _("Venues")),
    ),
    Resource(
        models.Stage,
        forms.StageForm,
        columns=("name", "venue", "capacity", "outdoor", "step_free", "changeover", "features"),
        titles=(_("Stage"), _("Stages")),
    ),
    Resource(
        models.Travel,
        forms.TravelForm,
        columns=("origin", "destination", "minutes", "note"),
        titles=(_("Measured way"), _("Measured ways")),
    ),
    Resource(
        models.Neighbours,
        forms.NeighboursForm,
        columns=("first", "second", "note"),
        titles=(_("Stages within earshot"), _("Stages within earshot")),
    ),
    Resource(
        models.Equipment,
        forms.EquipmentForm,
        columns=("name", "kind", "stock", "venue"),
        titles=(_("Equipment"), _("Equipment")),
    ),
    Resource(
        models.Rehearsal,
        forms.RehearsalForm,
        columns=("name", "kind", "performance", "work", "stage", "starts", "minutes", "active"),
        titles=(_("Rehearsal"), _("Rehearsals")),
    ),
    Resource(
        models.Precedence,
        forms.PrecedenceForm,
        columns=("first", "second", "lag", "at_most", "note"),
        titles=(_("Order of two performances"), _("Orders of performances")),
    ),
    Resource(
        models.AudienceClash,
        forms.AudienceClashForm,
        columns=("first", "second", "weight"),
        titles=(_("Works with one audience"), _("Works with one audience")),
    ),
    Resource(
        models.Blackout,
        forms.BlackoutForm,
        columns=("reason", "kind", "starts", "ends", "outdoor_only", "active"),
        titles=(_("Closed days or hours"), _("Closed days and hours")),
    ),
    Resource(
        models.Permit,
        forms.PermitForm,
        columns=("name", "kind", "authority", "state", "lead", "since", "until", "number"),
        titles=(_("Permit or notice"), _("Permits and notices")),
    ),
    Resource(
        models.ExchangedDay,
        forms.ExchangedDayForm,
        columns=("off", "worked", "source"),
        titles=(_("Exchanged working day"), _("Exchanged working days")),
    ),
    Resource(
        models.Party,
        forms.PartyForm,
        columns=("code", "arrives", "departs", "performances"),
        titles=(_("Party of guests"), _("Guests of honour")),
        secrecy=Secrecy.GUARDED,
    ),
)

for resource in RESOURCES:
    resource.mount(area)
