// A map that can be moved: Leaflet on a canvas, with the same land, points and colours as the drawn one.

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function fetchOnce(tag, attributes) {
  const key = attributes.src ?? attributes.href;
  const here = document.querySelector(`[data-fetched="${key}"]`);
  if (here) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.dataset.fetched = key;
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      reject(new Error(key));
    };
    document.head.append(element);
  });
}

export async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address);
  return answer.json();
}

export async function openMap(frame) {
  const { script, style, land, points } = frame.dataset;
  const [outline, places] = await Promise.all([
    fetchJson(land),
    fetchJson(points),
    fetchOnce("link", { rel: "stylesheet", href: style }),
    fetchOnce("script", { src: script }),
  ]);
  const box = document.createElement("div");
  box.className = "moving";
  frame.append(box);
  const map = window.L.map(box, { preferCanvas: true, zoomControl: false, attributionControl: false, maxZoom: 13 });
  window.L.control.zoom({ zoomInTitle: frame.dataset.in, zoomOutTitle: frame.dataset.out }).addTo(map);
  map.fitBounds(places.bounds, { padding: [24, 24] });
  drawLand(map, outline);
  drawPlaces(map, places);
}

export function drawLand(map, outline) {
  window.L.geoJSON(outline, {
    interactive: false,
    style: (feature) => ({
      fillColor: colour(feature.properties.dk ? "--land" : "--abroad"),
      fillOpacity: 1,
      color: colour("--shore"),
      weight: 1,
    }),
  }).addTo(map);
}

function drawPlaces(map, places) {
  const act = colour("--act");
  for (const tour of places.tours) {
    window.L.polyline(tour.path, { color: act, weight: tour.chosen ? 4 : 2, interactive: false }).addTo(map);
  }
  for (const stop of places.stops) {
    const look = { radius: 6, color: act, weight: 2, fillColor: stop.today ? act : colour("--panel"), fillOpacity: 1 };
    window.L.circleMarker(stop.at, look).bindTooltip(text(stop.name, stop.says)).addTo(map);
  }
  for (const hub of places.hubs) {
    const look = { radius: 9, color: colour("--panel"), weight: 2, fillColor: hub.chosen ? act : colour("--ink"), fillOpacity: 1 };
    window.L.circleMarker(hub.at, look).bindTooltip(text(hub.name, "")).addTo(map);
  }
}

function text(name, says) {
  const words = document.createElement("span");
  words.textContent = says ? `${name}: ${says}` : name;
  return words;
}
