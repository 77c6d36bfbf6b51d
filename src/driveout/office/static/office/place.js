// Where something lies, chosen on a map: click, or move the map with the arrow keys and press the button.
// Without this file the two numbers are typed, or a town is searched for.
import { speak } from "../look/heard.js";
import { drawLand, fetchJson, fetchOnce, colour } from "./map.js";

const DENMARK = [[54.5, 8], [57.8, 12.8]];
const CLOSE = 10;
const comma = document.documentElement.lang === "da" ? "," : ".";

const read = (field) => {
  const value = field.value.trim().replace(",", ".");
  return value === "" ? Number.NaN : Number(value);
};

function start(frame) {
  const lat = document.getElementById("felt-lat");
  const lon = document.getElementById("felt-lon");
  const tools = document.createElement("p");
  tools.className = "choose-tools";
  const open = button(frame.dataset.open);
  tools.append(open);
  frame.before(tools);
  open.addEventListener("click", async () => {
    if (open.ariaDisabled) return;
    open.ariaDisabled = "true";
    try {
      await show(frame, tools, lat, lon);
      open.remove();
    } catch {
      open.ariaDisabled = null;
      if (open.nextSibling) open.nextSibling.remove();
      open.after(` ${frame.dataset.fails}`);
      speak(frame.dataset.fails);
    }
  });
  enterFinds();
}

function button(words) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn";
  made.textContent = words;
  return made;
}

async function show(frame, tools, lat, lon) {
  const [outline] = await Promise.all([
    fetchJson(frame.dataset.land),
    fetchOnce("link", { rel: "stylesheet", href: frame.dataset.style }),
    fetchOnce("script", { src: frame.dataset.script }),
  ]);
  const places = JSON.parse(document.getElementById("vaelg-punkter").textContent);
  const box = document.createElement("div");
  box.className = "moving";
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", frame.dataset.name);
  frame.append(box);
  const map = window.L.map(box, { preferCanvas: true, zoomControl: false, attributionControl: false, maxZoom: 14 });
  window.L.control.zoom({ zoomInTitle: frame.dataset.in, zoomOutTitle: frame.dataset.out }).addTo(map);
  const spots = [...places.hubs, ...places.stops].map((spot) => spot.at);
  const here = [read(lat), read(lon)];
  if (here.every(Number.isFinite)) map.setView(here, CLOSE);
  else map.fitBounds(spots.length > 1 ? spots : DENMARK, { padding: [24, 24] });
  drawLand(map, outline);
  drawAround(map, places, frame.dataset.mine);
  choose(frame, tools, map, lat, lon);
  box.focus();
}

function drawAround(map, places, mine) {
  const draw = (spot, look) => window.L.circleMarker(spot.at, look).bindTooltip(text(spot.name)).addTo(map);
  const stop = { radius: 5, color: colour("--ink-soft"), weight: 2, fillColor: colour("--panel"), fillOpacity: 1 };
  const hub = { radius: 8, color: colour("--panel"), weight: 2, fillColor: colour("--ink"), fillOpacity: 1 };
  places.stops.filter((spot) => spot.name !== mine).forEach((spot) => draw(spot, stop));
  places.hubs.filter((spot) => spot.name !== mine).forEach((spot) => draw(spot, hub));
}

function text(words) {
  const span = document.createElement("span");
  span.textContent = words;
  return span;
}

function choose(frame, tools, map, lat, lon) {
  const look = { radius: 10, color: colour("--panel"), weight: 3, fillColor: colour("--act"), fillOpacity: 1 };
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  let point = null;
  const put = (at) => {
    point ??= window.L.circleMarker(at, look).addTo(map);
    point.setLatLng(at);
  };
  const follow = () => {
    const at = [read(lat), read(lon)];
    if (at.every(Number.isFinite)) put(at);
  };
  follow();
  if (frame.dataset.locked) return;
  const set = (at) => {
    put(at);
    for (const [field, value] of [[lat, at.lat], [lon, at.lng]]) field.value = value.toFixed(5).replace(".", comma);
    said.textContent = `${frame.dataset.set} ${lat.value}; ${lon.value}`;
  };
  map.on("click", (event) => set(event.latlng));
  for (const field of [lat, lon]) {
    field.addEventListener("change", () => {
      follow();
      if (point) map.panTo(point.getLatLng());
    });
  }
  const middle = button(frame.dataset.middle);
  middle.addEventListener("click", () => set(map.getCenter()));
  tools.replaceChildren(middle, text(frame.dataset.help), said);
}

// Enter in the search field searches; elsewhere in the form it saves.
function enterFinds() {
  const field = document.getElementById("f-soeg");
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    document.querySelector('button[name="act"][value="find"]').click();
  });
}

const frame = document.getElementById("vaelg-kort");
if (frame && !frame.dataset.locked) start(frame);
