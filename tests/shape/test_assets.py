"""What the screens borrow is small, complete, and cut where it should be."""

import json
import re
from itertools import pairwise

from driveout.jobs.assets import LOOK, VENDOR, WEIGHTS, compile_translations, icon_sprite
from driveout.jobs.coastline import EAST, NORTH, SOUTH, WEST, land_outline

SQUARE = {  # one country over the western edge of the box, and one far away
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [[[5, 55], [4, 0], [0, 2]], [[5, 55], [0, 2], [4, 0]], [[40, 10], [1, 0], [0, 1], [-1, -1]]],
    "objects": {
        "countries": {
            "geometries": [
                {"id": "208", "type": "Polygon", "arcs": [[0, ~1]]},
                {"id": "1", "type": "MultiPolygon", "arcs": [[[2]]]},
                {"id": "2", "type": None},
            ]
        }
    },
}


def inside(lon, lat, ring):
    """Ray casting: an odd number of edges to the east."""
    hits = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        hits += (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
    return hits % 2 == 1


def danish_land():
    land = json.loads((VENDOR / "land.geojson").read_text())
    return [polygon for f in land["features"] if f["properties"]["dk"] for polygon in f["geometry"]["coordinates"]]


def on_danish_land(lon, lat):
    return any(inside(lon, lat, p[0]) and not any(inside(lon, lat, hole) for hole in p[1:]) for p in danish_land())


def test_land_is_cut_at_the_box_and_what_lies_outside_is_gone():
    features = land_outline(SQUARE)["features"]
    assert [f["properties"] for f in features] == [{"dk": True}]
    ring = features[0]["geometry"]["coordinates"][0][0]
    assert ring[0] == ring[-1]
    assert {tuple(point) for point in ring} == {(7.0, 55.0), (9.0, 55.0), (9.0, 57.0), (7.0, 57.0)}


def test_towns_are_on_land_and_fjords_are_not():
    assert on_danish_land(8.86, 56.80)  # Nykøbing Mors
    assert on_danish_land(10.39, 55.40)  # Odense
    assert on_danish_land(14.90, 55.12)  # Bornholm
    assert not on_danish_land(9.10, 56.90)  # Løgstør Bredning
    assert not on_danish_land(10.95, 55.35)  # Storebælt
    assert not on_danish_land(9.45, 54.70)  # Germany


def test_the_outline_is_small_and_stays_in_the_box():
    assert (VENDOR / "land.geojson").stat().st_size < 150_000
    points = [point for polygon in danish_land() for ring in polygon for point in ring]
    assert all(WEST <= x <= EAST and SOUTH <= y <= NORTH for x, y in points)


def test_every_icon_we_name_is_in_the_sprite_and_no_name_twice():
    names = (LOOK / "icons.txt").read_text().split()
    assert names == sorted(set(names))
    assert re.findall(r'<symbol id="([a-z0-9-]+)"', (VENDOR / "icons.svg").read_text()) == names


def test_an_icon_keeps_its_shapes_and_loses_its_frame(tmp_path):
    (tmp_path / "dot.svg").write_text('<!-- note -->\n<svg class="x">\n  <circle r="1" />\n</svg>\n')
    sprite = icon_sprite(["dot"], tmp_path)
    assert '<symbol id="dot"' in sprite and '<circle r="1" />' in sprite and "note" not in sprite


def test_nothing_borrowed_points_at_a_file_left_behind():
    assert "sourceMappingURL" not in (VENDOR / "leaflet" / "leaflet.js").read_text()
    assert (VENDOR / "fonts" / "atkinson-next.woff2").stat().st_size > 20_000


def test_typefaces_for_paper_are_never_sent_to_a_screen():
    assert sorted(path.stem for path in (VENDOR / "fonts").glob("*.woff")) == [f"atkinson-next-{w}" for w in WEIGHTS]
    screens = [path for end in ("css", "html", "js") for path in LOOK.parent.rglob(f"*.{end}")]
    assert [path.name for path in screens if ".woff" in path.read_text(encoding="utf-8").replace(".woff2", "")] == []


def test_translations_are_compiled_without_gettext(tmp_path):
    (tmp_path / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "stop"\nmsgstr "sted"\n'
    )
    compile_translations(tmp_path)
    assert b"sted" in (tmp_path / "django.mo").read_bytes()


def test_every_icon_a_template_asks_for_is_in_the_list():
    asked = re.compile(r"""{%\s*icon ["']([^"']+)["']""")
    used = {name for path in LOOK.parent.rglob("*.html") for name in asked.findall(path.read_text(encoding="utf-8"))}
    assert used - set((LOOK / "icons.txt").read_text().split()) == set()
