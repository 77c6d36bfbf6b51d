"""What a guest is shown who said where they are: the nearest cafés with their next time, and a map of them."""

from typing import Any

from django.utils.translation import gettext as _

from driveout.look import say
from driveout.look.land import has_land, on_sheet
from driveout.public.cards import card, page_of, tel
from driveout.public.everything import Everything
from driveout.public.finding import Choice, NotFound, Spot, nearest
from driveout.public.front import changes

SHOWN = 6
FAR_KM = 50.0
ROOM, LEAST = 6.0, 10.0  # of the sheet: about five kilometres around what is drawn, and the least that is drawn
WIDE, HIGH = 400.0, 0.8  # of the piece of map, and how high it is beside that


def near_page(found: Spot | NotFound | None, typed: str, everything: Everything, keep: str) -> dict[str, Any]:
    """Plain values. `typed`: stays in its field, whatever was found. `found` None: nobody has asked yet."""
    page: dict[str, Any] = {"keep": keep, "typed": typed, "found": False, "says": "", "which": ()}
    numbers = everything.numbers()
    page |= {"phone": numbers[0] if len(numbers) == 1 else "", "tel": tel(numbers[0]) if len(numbers) == 1 else ""}
    if isinstance(found, NotFound):
        return {**page, "says": found.says, "which": [_choice(one, keep) for one in found.which]}
    if found is None:
        return page
    cards = [{**card(key, everything, keep), "away": away(far)} for far, key in nearest(found, everything, SHOWN)]
    if not cards:
        return {**page, "says": _("Her er ingen tider lige nu. Se igen om nogle dage.")}
    for at, one in enumerate(cards, start=1):
        one["n"] = at
    first, *others = cards
    return {
        **page,
        "found": True,
        "name": found.called,
        "first": first,
        "sooner": _sooner(first, others),
        "others": others,
        "far": nearest(found, everything, 1)[0][0] > FAR_KM,
        "changes": changes(everything, [one["key"] for one in cards]),
        "map": map_of(cards, everything),
        "phone": first["phone"] or page["phone"],
        "tel": first["tel"] or page["tel"],
    }


def _choice(one: Choice, keep: str) -> dict[str, Any]:
    """A link to a café's own page, or what is sent of where it is: with a full stop, in every language."""
    if one.spot is None:
        return {"says": one.says, "href": page_of(one.place_key, keep)}
    return {
        "says": one.says,
        "href": "",
        "q": one.spot.called,
        "lat": f"{one.spot.lat:.5f}",
        "lon": f"{one.spot.lon:.5f}",
    }


def away(far: float) -> str:
    """“10 km”; under a kilometre that."""
    return _("under 1 km") if far < 1 else _("%(km)s km") % {"km": say.number(far)}


def _sooner(first: dict[str, Any], others: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Another near one that opens before the nearest does."""
    soon = sorted((one for one in others if one["next"]), key=lambda one: one["next"]["sort"])
    if soon and (first["next"] is None or soon[0]["next"]["sort"] < first["next"]["sort"]):
        return soon[0]
    return None


def map_of(cards: list[dict[str, Any]], everything: Everything) -> dict[str, Any] | None:
    """A piece of the drawn map around these places, with their numbers; None where there is no outline, or nothing lies
    anywhere. The guest is not drawn in it."""
    if not has_land():
        return None
    points = []
    for one in cards:
        place = everything.told[one["key"]]
        if place.lat is not None and place.lon is not None:
            x, y = on_sheet(place.lat, place.lon)
            points.append({"x": x, "y": y, "n": one.get("n", ""), "name": one["place"], "off": bool(one["off"])})
    if not points:
        return None
    left, right = min(p["x"] for p in points), max(p["x"] for p in points)
    top, bottom = min(p["y"] for p in points), max(p["y"] for p in points)
    across = max(right - left, (bottom - top) / HIGH, LEAST) + 2 * ROOM
    west, north, scale = (left + right - across) / 2, (top + bottom - across * HIGH) / 2, WIDE / across
    for point in points:
        x, y = (point["x"] - west) * scale, (point["y"] - north) * scale
        # as text: a number would get a comma on a Danish page; the feet of its own number stand a little lower
        point |= {"x": f"{x:.1f}", "y": f"{y:.1f}", "under": f"{y + 4.5:.1f}"}
        point["looks"] = " next" if point["n"] == 1 else " off" if point["off"] else ""
    names = {"names": ", ".join(one["place"] for one in cards)}
    several = _("Kort. De samme steder står i listen: %(names)s.") % names
    return {
        "box": f"0 0 {WIDE:.0f} {WIDE * HIGH:.0f}",
        "land": f"scale({scale:.3f}) translate({-west:.2f} {-north:.2f})",
        "points": list(reversed(points)),  # the first lies on top
        "numbered": len(cards) > 1,
        "says": several if len(cards) > 1 else _("Kort over %(names)s.") % names,
    }
