"""The words of the room: sides, places, rooms, ways to come and go, languages, and what tells equals apart."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

HOST, GUEST = "host", "guest"
SIDES = [(GUEST, _("Guests")), (HOST, _("Hosts"))]
HOTEL, AIRPORT, STATION, BORDER, VENUE = "hotel", "airport", "station", "border", "venue"
PLACES = [
    (HOTEL, _("Hotel")),
    (AIRPORT, _("Airport")),
    (STATION, _("Railway or coach station")),
    (BORDER, _("Border gate")),
    (VENUE, _("Hall or venue")),
    ("other", _("Other place")),
]
SINGLE, DOUBLE, SUITE = "single", "double", "suite"
ROOMS = [(SINGLE, _("Single room")), (DOUBLE, _("Double room")), (SUITE, _("Suite"))]
STARS = [(1, "1★"), (2, "2★"), (3, "3★"), (4, "4★"), (5, "5★")]
ARRIVAL, DEPARTURE = "arrival", "departure"
WAYS = [(ARRIVAL, _("Arriving")), (DEPARTURE, _("Leaving"))]
FLIGHT, TRAIN, ROAD = "flight", "train", "road"
MODES = [
    (FLIGHT, _("By air")),
    (TRAIN, _("By train")),
    (ROAD, _("By car or coach")),
    (BORDER, _("Over a border gate")),
]
# Where somebody who comes so can be met.
MET_AT = {FLIGHT: AIRPORT, TRAIN: STATION, BORDER: BORDER}
PLANNED, CONFIRMED, LATE, CANCELLED = "planned", "confirmed", "late", "cancelled"
MET, LODGED, GONE = "met", "lodged", "gone"
LEG_STATES = [
    (PLANNED, _("Planned")),
    (CONFIRMED, _("Confirmed")),
    (LATE, _("Late")),
    (MET, _("Met")),
    (LODGED, _("At the hotel")),
    (GONE, _("Seen off")),
    (CANCELLED, _("Cancelled")),
]
# How far the guests of a journey have come, which an arrival and a departure say differently.
DONE = {ARRIVAL: (MET, LODGED), DEPARTURE: (GONE,)}
NEWS = [("delayed", _("Delayed")), ("help", _("Help is needed")), ("other", _("Something else"))]
LEFT, RIGHT = "left", "right"
HANDS = [(LEFT, _("On the left, seen from the seats")), (RIGHT, _("On the right, seen from the seats"))]
FIRST_SEATS = [("centre", _("In the middle of the row")), ("aisle", _("At the aisle"))]
BESIDE = "beside"
INTERPRETERS = [(BESIDE, _("Beside whom they speak for")), ("behind", _("Behind whom they speak for"))]
TIES = [
    ("office", _("Place within the kind of guests")),
    ("since", _("Longer in office")),
    ("alphabet", _("Alphabet")),
]
VIETNAMESE = "vi"
FOREIGN = [
    ("en", _("English")),
    ("fr", _("French")),
    ("zh", _("Chinese")),
    ("lo", _("Lao")),
    ("km", _("Khmer")),
    ("th", _("Thai")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("ru", _("Russian")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
    ("da", _("Danish")),
    ("nl", _("Dutch")),
    ("hi", _("Hindi")),
    ("ms", _("Malay")),
    ("id", _("Indonesian")),
    ("my", _("Burmese")),
    ("ar", _("Arabic")),
]
LANGUAGES = [(VIETNAMESE, _("Vietnamese")), *FOREIGN]
# As offices write them, whatever language the page is in.
OTHER_LANGUAGES = {
    "việt": "vi",
    "anh": "en",
    "pháp": "fr",
    "trung": "zh",
    "trung quốc": "zh",
    "hoa": "zh",
    "lào": "lo",
    "khmer": "km",
    "campuchia": "km",
    "thái": "th",
    "nhật": "ja",
    "hàn": "ko",
    "nga": "ru",
    "đức": "de",
    "tây ban nha": "es",
    "bồ đào nha": "pt",
    "ý": "it",
    "đan mạch": "da",
    "hà lan": "nl",
    "ả rập": "ar",
}
OTHER_LANGUAGES |= {f"tiếng {name}": code for name, code in OTHER_LANGUAGES.items()}
