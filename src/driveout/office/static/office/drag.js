// Openings can be dragged to another day, and in the timetable to another hour. Dropping one only asks what it costs:
// nothing is stored before somebody has seen the price and says yes. The form “Flyt dag eller tid” does the same.
import { focusOn } from "../look/heard.js";

const FAR_ENOUGH = 6; // pixels before a press is a drag
const EDGE = 70; // pixels from the edge of the window where it scrolls by itself
const QUARTER = 15;

let drag = null; // what is dragged now

const timetable = (slots) => getComputedStyle(slots).display === "grid";
const minuteWord = (minute) => {
  const english = document.documentElement.lang !== "da";
  const rest = minute % 60;
  if (!rest && !english) return String(Math.floor(minute / 60));
  const hour = english ? String(Math.floor(minute / 60)).padStart(2, "0") : Math.floor(minute / 60);
  return `${hour}${english ? ":" : "."}${String(rest).padStart(2, "0")}`;
};
const put = (words, ...values) => values.reduce((text, value) => text.replace("%s", value), words);

function press(event) {
  const slot = event.target.closest?.("a.slot[data-move]");
  if (!slot || event.button !== 0 || drag) return;
  const touch = event.pointerType !== "mouse";
  if (touch && !event.target.closest(".grip")) return; // a finger elsewhere scrolls or opens the place
  const week = slot.closest(".week");
  drag = { slot, week, told: JSON.parse(slot.dataset.move), x: event.clientX, y: event.clientY, id: event.pointerId };
  drag.fromTop = slot.getBoundingClientRect().top - slot.closest(".slots").getBoundingClientRect().top;
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", escape, true);
}

function move(event) {
  if (!drag || event.pointerId !== drag.id) return;
  drag.at = { x: event.clientX, y: event.clientY };
  if (!drag.ghost) {
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_ENOUGH) return;
    if (!drag.slot.isConnected) return cancel(); // the page was renewed under the hand
    lift();
  }
  event.preventDefault();
  follow();
}

function lift() {
  const box = drag.slot.getBoundingClientRect();
  drag.grab = { x: drag.x - box.left, y: drag.y - box.top };
  drag.ghost = drag.slot.cloneNode(true);
  drag.ghost.removeAttribute("href");
  drag.ghost.setAttribute("aria-hidden", "true");
  drag.ghost.classList.add("ghost");
  drag.ghost.style.width = `${box.width}px`;
  drag.label = document.createElement("span");
  drag.label.className = "where";
  drag.ghost.append(drag.label);
  document.body.append(drag.ghost);
  drag.slot.classList.add("lifted");
  document.documentElement.classList.add("dragging");
  for (const day of drag.week.querySelectorAll(".day")) {
    const no = drag.told.no[day.dataset.day];
    day.classList.add(no ? "cannot" : "can");
    if (!no) continue;
    const why = document.createElement("p");
    why.className = "why-not";
    why.textContent = no;
    day.querySelector("h3").after(why);
  }
  drag.frame = requestAnimationFrame(scrollAtEdges);
}

function follow() {
  drag.ghost.style.transform = `translate(${drag.at.x - drag.grab.x}px, ${drag.at.y - drag.grab.y}px)`;
  drag.ghost.hidden = true;
  const day = document.elementFromPoint(drag.at.x, drag.at.y)?.closest(".day[data-day]");
  drag.ghost.hidden = false;
  drag.week.querySelectorAll(".day.over").forEach((other) => other !== day && other.classList.remove("over"));
  drag.to = null;
  drag.label.textContent = "";
  if (!day || day.closest(".week") !== drag.week) return;
  const name = day.querySelector("h3 a").textContent.trim();
  const word = day.getAttribute("aria-label") ?? name;
  if (drag.told.no[day.dataset.day]) {
    drag.label.textContent = drag.told.no[day.dataset.day];
    return;
  }
  day.classList.add("over");
  const starts = startIn(day);
  if (Number(day.dataset.day) === drag.told.of && starts === null) return;
  drag.to = { day: Number(day.dataset.day), starts };
  const { free, at } = drag.week.dataset;
  drag.label.textContent = starts === null ? put(free, word) : put(at, word, minuteWord(starts));
}

// The hour that the ghost lies at, in quarters, within the hall's own; null where it has not been moved up or down.
function startIn(day) {
  const slots = day.querySelector(".slots");
  if (!timetable(slots)) return null;
  const row = 1.625 * parseFloat(getComputedStyle(document.documentElement).fontSize); // as in rows.css
  const top = drag.at.y - drag.grab.y - slots.getBoundingClientRect().top;
  const quarters = Math.round((top - drag.fromTop) / row);
  if (quarters === 0) return null;
  const wanted = Math.round((drag.told.starts + quarters * QUARTER) / QUARTER) * QUARTER;
  const spans = drag.told.open[day.dataset.day] ?? [];
  const nearest = spans
    .map(([opens, closes]) => Math.min(Math.max(wanted, opens), closes - drag.told.minutes))
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  return nearest.length ? nearest[0] : null;
}

function scrollAtEdges() {
  if (!drag?.ghost) return;
  const { y } = drag.at;
  const by = y < EDGE ? y - EDGE : y > innerHeight - EDGE ? y - innerHeight + EDGE : 0;
  if (by) {
    scrollBy({ top: by / 4, behavior: "instant" });
    follow();
  }
  drag.frame = requestAnimationFrame(scrollAtEdges);
}

function drop(event) {
  if (!drag || event.pointerId !== drag.id) return;
  const { to, told, week, ghost } = drag;
  if (ghost) {
    // The press ends over some link; that is no click on it.
    const stop = (click) => click.preventDefault();
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }), 0);
  }
  end();
  if (to) ask(week, told, to);
}

function escape(event) {
  if (event.key !== "Escape" || !drag?.ghost) return;
  event.preventDefault();
  event.stopPropagation();
  cancel();
}

function cancel(event) {
  if (event?.pointerId !== undefined && event.pointerId !== drag?.id) return;
  end();
}

function end() {
  if (!drag) return;
  cancelAnimationFrame(drag.frame);
  drag.ghost?.remove();
  drag.slot.classList.remove("lifted");
  document.documentElement.classList.remove("dragging");
  drag.week.querySelectorAll(".why-not").forEach((why) => why.remove());
  drag.week.querySelectorAll(".day").forEach((day) => day.classList.remove("can", "cannot", "over"));
  for (const [name, heard] of [["pointermove", move], ["pointerup", drop], ["pointercancel", cancel]]) {
    document.removeEventListener(name, heard);
  }
  document.removeEventListener("keydown", escape, true);
  drag = null;
}

// The panel with the price, under the week, in place of the one that stands somewhere.
async function ask(week, told, to) {
  const query = `${week.dataset.query}&flyt=${told.of}&til=${to.day}&kl=${to.starts ?? ""}`;
  asked = { slot: told };
  week.closest(".two")?.after(document.getElementById("pris"));
  await window.htmx.ajax("GET", told.ask + query, { target: "#pris", swap: "outerHTML" });
  look();
}

// Asked by the form “Flyt dag eller tid”: the answer stands under the question, where somebody looks for it.
let asked = null; // where the price was asked from: an opening, or the button of a form
const price = () => document.getElementById("pris");
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("form.move");
  if (!form) return;
  asked = { button: form.querySelector("button").id };
  form.after(price());
  form.addEventListener("htmx:afterOnLoad", look, { once: true });
});
// The place's own panel is renewed when its reason is there: the price steps out of it meanwhile.
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (target.id === "sted" && target.contains(price())) target.before(price());
});
document.addEventListener("htmx:afterSwap", () => {
  const form = asked?.button && document.getElementById(asked.button)?.closest("form");
  if (form && price() && form.nextElementSibling !== price()) form.after(price());
});
const look = () => focusOn(document.getElementById("pris-h"));

const sameOpening = (slot, told) => {
  const own = JSON.parse(slot.dataset.move);
  return own.ask === told.ask && own.of === told.of && own.starts === told.starts;
};
function whereFrom() {
  const slots = [...document.querySelectorAll("a.slot[data-move]")];
  const from = asked?.slot ? slots.find((slot) => sameOpening(slot, asked.slot)) : document.getElementById(asked?.button);
  return from ?? document.querySelector(".slot[aria-current], .week a");
}

// Left and right on an opening: the same question for the next day that it can go to.
function arrow(event) {
  const slot = event.target.closest?.("a.slot[data-move]");
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!slot || !step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const told = JSON.parse(slot.dataset.move);
  const week = slot.closest(".week");
  const days = [...week.querySelectorAll(".day[data-day]")].map((day) => Number(day.dataset.day));
  let day = told.of + step;
  while (days.includes(day) && told.no[day]) day += step;
  if (days.includes(day)) ask(week, told, { day, starts: null });
}

document.addEventListener("pointerdown", press);
document.addEventListener("keydown", arrow);
document.addEventListener("dragstart", (event) => event.target.closest?.("a.slot[data-move]") && event.preventDefault());
// A finger on the grip drags; the page must not scroll under it, nor open the long-press menu.
document.addEventListener("contextmenu", (event) => drag?.ghost && event.preventDefault());

// “Lad være”: the panel goes, and the opening or the button that it was asked from has the focus again.
document.addEventListener("click", (event) => {
  const leave = event.target.closest?.("#pris-leave");
  const panel = leave?.closest("#pris");
  if (!panel) return;
  event.preventDefault();
  const empty = document.createElement("div");
  empty.id = "pris";
  panel.replaceWith(empty);
  focusOn(whereFrom());
});
