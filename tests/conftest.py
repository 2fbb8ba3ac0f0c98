"""What every test may ask for; the real parts stand in tests/support."""

pytest_plugins = [
    "tests.support.parts",
    "tests.support.databases",
    "tests.support.people",
    "tests.support.festivals",
    "tests.support.programmes",
    "tests.support.offices",
    "tests.support.browsers",
]
