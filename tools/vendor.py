"""Copies what pages need from node_modules into static/vendor, and draws the icon sprite.

An icon is named once, in static/icons.txt; a template shows it as `<use href="…/vendor/icons.svg#name">`.
"""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

PACKAGES = Path("node_modules")
VENDOR = Path("static/vendor")
ICONS = Path("static/icons.txt")
SVG = "http://www.w3.org/2000/svg"
DRAWN = ("viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin")

FILES = (
    "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js",
    "htmx.org/dist/htmx.min.js",
    "leaflet/dist/leaflet.css",
    "leaflet/dist/leaflet.js",
    "@fontsource/be-vietnam-pro/400.css",
    "@fontsource/be-vietnam-pro/600.css",
    "@fontsource/be-vietnam-pro/700.css",
    "@fontsource/be-vietnam-pro/files/*-[467]00-normal.woff2",
)


def icon_names() -> list[str]:
    return ICONS.read_text(encoding="utf-8").split()


def target(source: Path) -> Path:
    """Flat, but for the fonts, whose style sheets look for them in `files/` beside themselves."""
    if "be-vietnam-pro" in source.parts:
        return VENDOR / "fonts" / source.relative_to(PACKAGES / "@fontsource/be-vietnam-pro")
    return VENDOR / source.name


def copy_files() -> None:
    for pattern in FILES:
        sources = sorted(PACKAGES.glob(pattern))
        if not sources:
            raise SystemExit(f"{PACKAGES / pattern} is missing; run `npm ci` again or correct tools/vendor.py.")
        for source in sources:
            target(source).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target(source))


def symbol(name: str) -> ET.Element:
    drawing = PACKAGES / "@tabler/icons/icons/outline" / f"{name}.svg"
    if not drawing.exists():
        raise SystemExit(f"No icon is called “{name}”; correct {ICONS}.")
    icon = ET.parse(drawing).getroot()
    kept = {key: value for key, value in icon.attrib.items() if key in DRAWN}
    made = ET.Element(f"{{{SVG}}}symbol", {"id": name, **kept})
    made.extend(part for part in icon if part.get("stroke") != "none")
    return made


def draw_sprite() -> None:
    ET.register_namespace("", SVG)
    sprite = ET.Element(f"{{{SVG}}}svg")
    sprite.extend(symbol(name) for name in icon_names())
    ET.ElementTree(sprite).write(VENDOR / "icons.svg", encoding="utf-8", xml_declaration=True)


if __name__ == "__main__":
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    copy_files()
    draw_sprite()
    (VENDOR / "made").touch()
