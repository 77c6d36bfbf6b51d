// Whoever does not see the screen hears what a press brought: it is said in the page's live region, or it has the focus.
// The focus never falls back to the top of the page because what had it was renewed, and a page that came of a press
// begins at what it says. `data-heard`: read aloud when it changes. `data-said`: what came of the press before.

const PRESSED = "driveout-pressed";
const SOON = 120_000; // ms: a press whose page came later than this is forgotten
const NEWS = "main :is([data-said], [role=alert], [role=status])";

function text(element) {
  const said = element.cloneNode(true);
  said.querySelectorAll(".explain, [hidden]").forEach((part) => part.remove());
  return said.textContent.replace(/\s+/g, " ").trim();
}
const isSeen = (element) => element.getClientRects().length > 0;
const isLost = () => !document.activeElement || document.activeElement === document.body;

// Read aloud, also when the same was said before.
export function speak(words) {
  const place = document.getElementById("news");
  if (place && words) place.textContent = place.textContent === words ? `${words}\u00a0` : words;
}

// The focus, also on what is no control; where it is seen already, the page stays as it lies.
export function focusOn(element) {
  if (!element) return false;
  if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: "center" });
  return document.activeElement === element;
}

// What a control is, so that the one which takes its place is found: the same words too, or else without them.
const marks = (element) => {
  const is = [element.tagName, element.name, element.value, element.form?.getAttribute("action"), element.getAttribute("href")];
  return { is: is.join("|"), says: element.matches("select") ? "" : text(element) };
};
function likeIt(mark) {
  const all = [...document.querySelectorAll("main :is(a, button, input, select, summary)")].filter(isSeen);
  const like = all.filter((one) => marks(one).is === mark?.is);
  return like.find((one) => marks(one).says === mark.says) ?? like[0];
}

// Where a page is to be read from: the field it asks for first (the browser gives it the focus too, sooner or later than
// this runs), what it says came of a press, what was wrong, the place that the address names, or what was pressed.
// Null where it came of no press: then it is read from its beginning.
function whereTo() {
  const pressed = JSON.parse(sessionStorage.getItem(PRESSED) ?? "null");
  sessionStorage.removeItem(PRESSED);
  const asked = document.querySelector("main [autofocus]");
  if (asked) return asked;
  const came = pressed && Date.now() - pressed.at < SOON;
  const said = [...document.querySelectorAll(came ? NEWS : "main [data-said]")].find(isSeen);
  const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (said || named) return said ?? named.querySelector("h1, h2, h3") ?? named;
  return came ? (pressed.page === location.pathname && likeIt(pressed.mark)) || document.querySelector("main h1") : null;
}

// At once, and once more when the browser has gone to the place in the address, which takes the focus away again.
function arrive() {
  const place = whereTo();
  const go = () => isLost() && place?.isConnected && focusOn(place);
  go();
  const last = () => requestAnimationFrame(() => requestAnimationFrame(go));
  if (document.readyState === "complete") last();
  else addEventListener("load", last, { once: true });
}

document.addEventListener("submit", (event) => {
  const mark = event.submitter && marks(event.submitter);
  sessionStorage.setItem(PRESSED, JSON.stringify({ at: Date.now(), page: location.pathname, mark }));
}, true);

// A part of the page is renewed: what is new in it is read aloud, and what had the focus keeps it.
const heard = new Map();
function listen(isFirst) {
  const parts = [...document.querySelectorAll("[data-heard]")].map((element) => [element.dataset.heard, text(element)]);
  const news = parts.filter(([name, words]) => words && heard.get(name) !== words);
  heard.clear();
  for (const [name, words] of parts) heard.set(name, words);
  if (!isFirst) speak(news.map(([, words]) => words).join(" "));
}

let had = null; // what had the focus before a part was renewed
document.addEventListener("htmx:beforeSwap", () => {
  const element = document.activeElement;
  if (isLost()) return;
  const around = [];
  for (let at = element.parentElement; at; at = at.parentElement) if (at.id) around.push(at.id);
  had = { element, mark: marks(element), id: element.id, around };
});
document.addEventListener("htmx:afterSettle", () => {
  sessionStorage.removeItem(PRESSED); // it has brought a part of this page, not a page
  listen(false);
  if (!had || !isLost()) return;
  const part = had.around.map((id) => document.getElementById(id)).find((one) => one && isSeen(one));
  focusOn((had.id && document.getElementById(had.id)) || likeIt(had.mark) || part?.querySelector("h1, h2, h3") || document.querySelector("main h1"));
});

// A choice made before the scripts had come is sent now: it is on the screen, and would else not be in the page.
const isChanged = (field) =>
  field.matches("select") ? !([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.selected
  : field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
  : field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) return;
  for (const form of document.querySelectorAll("form[hx-trigger*=change]")) {
    const changed = [...form.elements].find((field) => field.name && isChanged(field));
    changed?.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

listen(true);
arrive();
