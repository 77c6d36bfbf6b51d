// Keys for those who like them. Nothing happens while somebody types, and all of them can be switched off (WCAG 2.1.4).
// A key only moves focus or opens a page: it never changes anything by itself.
const OFF = "driveout.keys.off";
const WITHIN = 1200; // milliseconds between g and the next key
const list = () => document.querySelector("dialog.keys-list");
let waitsSince = -WITHIN;

const kept = {
  read: () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } },
  write: (off) => { try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* only until the page is left */ } isOff = off; },
};
let isOff = kept.read();

const types = (element) =>
  element instanceof Element && (element.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])") !== null);
// What lies in a menu that is closed has a size, and is not seen.
const isSeen = (element) => element.getClientRects().length > 0 && element.closest("details:not([open]) > :not(summary)") === null;

function focusOn(element) {
  if (!element) return false;
  element.focus();
  element.scrollIntoView({ block: "nearest" });
  return true;
}

const firstSeen = (selector) => [...document.querySelectorAll(selector)].find(isSeen);
const filter = () => firstSeen('main input[type="search"]') ?? firstSeen("main .filters select, main .filters input, main form select");

// The search over everything. On a phone it stands in the menu, which is opened for it.
function search() {
  const seen = firstSeen("[data-seek]");
  if (seen) return seen;
  const menu = document.querySelector("details.menu");
  if (menu) menu.open = true;
  return firstSeen("[data-seek]");
}
const undo = () => firstSeen("#changes button, [data-undo]");

function nextPlace() {
  const places = [...document.querySelectorAll("main a.slot, main tbody th[scope=row] a")].filter(isSeen);
  const at = places.indexOf(document.activeElement);
  const chosen = places.findIndex((place) => place.hasAttribute("aria-current"));
  return places[((at < 0 ? chosen : at) + 1) % places.length];
}

function go(key) {
  const address = list()?.dataset[{ s: "season", p: "plans", h: "whatIf", o: "words" }[key]];
  if (address) window.location.assign(address);
  return Boolean(address);
}

function show() {
  if (list()?.showModal) list().showModal();
  return true;
}

const KEYS = { "?": show, "/": () => focusOn(search()), f: () => focusOn(filter()), n: () => focusOn(nextPlace()), u: () => focusOn(undo()) };

function pressed(event) {
  if (isOff || event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || types(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const after = event.timeStamp - waitsSince < WITHIN;
  waitsSince = event.key === "g" && !after ? event.timeStamp : -WITHIN;
  const done = after ? go(event.key) : KEYS[event.key]?.();
  if (done) event.preventDefault();
}

// The switch stands in the dialog and on the help page. Without this file there are no keys, so there is no switch.
function tellSwitches() {
  for (const part of document.querySelectorAll("[data-keys-switch]")) {
    part.hidden = false;
    part.querySelector("input").checked = !isOff;
  }
  for (const part of document.querySelectorAll("[data-keys-open]")) part.hidden = false;
}

document.addEventListener("keydown", pressed);
document.addEventListener("change", (event) => {
  if (!event.target.closest?.("[data-keys-switch]")) return;
  kept.write(!event.target.checked);
  tellSwitches();
});
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keys-open]")) show();
});
tellSwitches();
document.addEventListener("htmx:afterSettle", tellSwitches);
