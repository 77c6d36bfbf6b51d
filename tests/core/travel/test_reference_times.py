"""The estimate against road times that are well known, and its stated error against what is measured here.

The minutes are approximate road times between town centres without queues, as generally known to the authors, rounded.
No road service or published table was consulted. The speeds of the estimate were set with these pairs in view;
two ferry routes (Skive-Hvalpsund, Hals-Hadsund) were dropped because nobody could vouch for their minutes.
Positions: GeoNames, rounded.
"""

from driveout.core.travel import ERROR, estimate
from driveout.core.words import Place

TOWNS = {
    "Aabenraa": (55.044, 9.418), "Aalborg": (57.048, 9.919), "Aarhus": (56.157, 10.211), "Brovst": (57.098, 9.523),
    "Esbjerg": (55.470, 8.452), "Frederikssund": (55.840, 12.069), "Grenaa": (56.416, 10.878),
    "Grindsted": (55.757, 8.928),
    "Haderslev": (55.249, 9.488), "Hadsund": (56.715, 10.117), "Hanstholm": (57.115, 8.617), "Herning": (56.139, 8.974),
    "Hjørring": (57.464, 9.982), "Hobro": (56.643, 9.790), "Holstebro": (56.360, 8.616), "Horsens": (55.861, 9.850),
    "Kolding": (55.490, 9.472), "Kolind": (56.358, 10.585), "Nakskov": (54.830, 11.136), "Nykøbing F": (54.769, 11.874),
    "Nykøbing M": (56.793, 8.853), "Næstved": (55.230, 11.761), "Odense": (55.396, 10.388), "Ribe": (55.331, 8.770),
    "Ringkøbing": (56.090, 8.244), "Roskilde": (55.642, 12.080), "Rudkøbing": (54.936, 10.710),
    "Skive": (56.567, 9.027),
    "Skjern": (55.947, 8.491), "Slagelse": (55.403, 11.355), "Struer": (56.491, 8.584), "Svendborg": (55.060, 10.607),
    "Sønderborg": (54.909, 9.807), "Thisted": (56.955, 8.694), "Vejle": (55.709, 9.536), "Viborg": (56.453, 9.402),
    "Vordingborg": (55.008, 11.911),
}  # fmt: skip
KNOWN_MINUTES = [
    ("Aarhus", "Aalborg", 80), ("Aarhus", "Odense", 95), ("Esbjerg", "Kolding", 50), ("Esbjerg", "Ribe", 32),
    ("Nykøbing M", "Skive", 30), ("Nykøbing M", "Thisted", 28), ("Hanstholm", "Thisted", 20), ("Grenaa", "Aarhus", 58),
    ("Kolind", "Grenaa", 25), ("Vejle", "Grindsted", 40), ("Skjern", "Ringkøbing", 24), ("Brovst", "Aalborg", 35),
    ("Slagelse", "Næstved", 33), ("Haderslev", "Aabenraa", 27), ("Odense", "Svendborg", 35),
    ("Nakskov", "Nykøbing F", 45), ("Skive", "Viborg", 29), ("Aalborg", "Hjørring", 40), ("Holstebro", "Herning", 32),
    ("Odense", "Slagelse", 55), ("Thisted", "Aalborg", 75), ("Rudkøbing", "Svendborg", 22), ("Struer", "Thisted", 50),
    ("Sønderborg", "Aabenraa", 32), ("Hobro", "Hadsund", 27), ("Vordingborg", "Nykøbing F", 30),
    ("Frederikssund", "Roskilde", 30), ("Horsens", "Vejle", 27),
]  # fmt: skip


def test_the_stated_error_is_the_measured_error():
    places = {name: Place(name, *at) for name, at in TOWNS.items()}
    errors = [abs(estimate(places[a], places[b]).minutes - minutes) for a, b, minutes in KNOWN_MINUTES]
    assert f"Against {len(errors)} road times" in ERROR.english
    mean, most = f"{sum(errors) / len(errors):.1f}", max(errors)
    assert f"it is {mean} minutes off on average and at most {most}. " in ERROR.english
    assert f"mod {len(errors)} køretider" in ERROR.danish
    assert f"i gennemsnit {mean.replace('.', ',')} minutter forkert og højst {most}. " in ERROR.danish
