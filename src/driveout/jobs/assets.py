"""Set-up: put what the screens borrow (map, coastline, typeface, icons) where they can serve it.

`npm ci` brings the packages into node_modules; `python -m driveout.jobs.assets` takes the few files we use
into look/static/vendor, which is never committed, and compiles the translations.
"""

import json
import re
import shutil
from pathlib import Path

from driveout.jobs.coastline import land_outline

LOOK = Path(__file__).parents[1] / "look"
VENDOR = LOOK / "static" / "vendor"
MODULES = Path(__file__).parents[3] / "node_modules"
TYPEFACE = "@fontsource-variable/atkinson-hyperlegible-next"
PRINTED = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin"  # typst reads no variable one
WEIGHTS = (400, 600, 700, 800)
COPIES = {
    "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/images": "leaflet/images",
    "leaflet/LICENSE": "leaflet/LICENSE",
    f"{TYPEFACE}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "fonts/atkinson-next.woff2",
    f"{TYPEFACE}/LICENSE": "fonts/LICENSE",
    **{f"{PRINTED}-{weight}-normal.woff": f"fonts/atkinson-next-{weight}.woff" for weight in WEIGHTS},
    "lucide-static/LICENSE": "icons-LICENSE",
}


def copy_files(modules: Path, vendor: Path) -> None:
    """Copy the files and folders named in COPIES."""
    for source, target in COPIES.items():
        place = vendor / target
        place.parent.mkdir(parents=True, exist_ok=True)
        if (modules / source).is_dir():
            shutil.copytree(modules / source, place, dirs_exist_ok=True)
        else:
            shutil.copyfile(modules / source, place)
    script = vendor / "leaflet/leaflet.js"  # its source map stays behind, so must the line that names it
    text = script.read_text(encoding="utf-8")
    script.write_text(re.sub(r"\n//# sourceMappingURL=.*", "", text), encoding="utf-8")


def icon_sprite(names: list[str], icons: Path) -> str:
    """One SVG with a <symbol id="NAME"> for each icon, drawn in the colour of the text around it."""
    symbols = []
    for name in names:
        drawing = (icons / f"{name}.svg").read_text(encoding="utf-8")
        shapes = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
        if shapes is None:
            raise ValueError(f"{name}.svg holds no drawing.")
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
            f'stroke-linecap="round" stroke-linejoin="round">{" ".join(shapes[1].split())}</symbol>'
        )
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def compile_translations(root: Path) -> None:
    """Compile every .po below `root` with Babel: a user's machine may have no gettext tools."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in root.rglob("*.po"):
        part = source.with_suffix(".mo.part")  # whoever reads meanwhile finds the old one whole
        with source.open("rb") as po, part.open("wb") as mo:
            write_mo(mo, read_po(po))
        part.replace(source.with_suffix(".mo"))


def danish_towns() -> dict[str, object]:
    """Names to search the map by: [name, latitude, longitude, inhabitants], and where they are from."""
    from driveout.outside.place_files.geonames import REGISTER, read_geonames

    places = [[p.name, round(p.lat, 5), round(p.lon, 5), p.inhabitants] for p in read_geonames().taken]
    return {"source": f"{REGISTER}, CC BY 4.0", "places": places}


def main() -> None:
    """Build everything in look/static/vendor, and the translations."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    copy_files(MODULES, VENDOR)
    names = (LOOK / "icons.txt").read_text(encoding="utf-8").split()
    (VENDOR / "icons.svg").write_text(icon_sprite(names, MODULES / "lucide-static" / "icons"), encoding="utf-8")
    atlas = json.loads((MODULES / "world-atlas" / "countries-10m.json").read_text(encoding="utf-8"))
    (VENDOR / "land.geojson").write_text(json.dumps(land_outline(atlas), separators=(",", ":")), encoding="utf-8")
    towns = json.dumps(danish_towns(), ensure_ascii=False, separators=(",", ":"))
    (VENDOR / "places.json").write_text(towns, encoding="utf-8")
    compile_translations(LOOK.parent)


if __name__ == "__main__":
    main()
