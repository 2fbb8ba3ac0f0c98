"""What every test may ask for; the real parts stand in tests/support."""

import os

import hypothesis

pytest_plugins = [
    "tests.support.parts",
    "tests.support.databases",
    "tests.support.people",
    "tests.support.festivals",
    "tests.support.programmes",
    "tests.support.crews",
    "tests.support.networks",
    "tests.support.rides",
    "tests.support.guests",
    "tests.support.parades",
    "tests.support.nursery",
    "tests.support.offices",
    "tests.support.workers",
    "tests.support.addresses",
    "tests.support.boards",
    "tests.support.browsers",
    "tests.support.desks",
]

# How long an example takes says more about the machine than about us; CI tries the same examples each time.
hypothesis.settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("house")
