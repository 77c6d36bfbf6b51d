// The season page works without this file. It adds a map that can be moved, fetched only when somebody asks for it.
import { speak } from "../look/heard.js";
import { openMap } from "./map.js";

function addMapButton(frame) {
  const data = frame.dataset;
  if (!data.hasLand || frame.nextElementSibling?.classList.contains("map-tools")) return;
  const tools = document.createElement("p");
  const button = document.createElement("button");
  tools.className = "map-tools";
  button.className = "btn";
  button.type = "button";
  button.textContent = data.open;
  button.setAttribute("aria-expanded", "false");
  tools.append(button);
  frame.after(tools);
  button.addEventListener("click", () => toggle(frame, button));
}

async function toggle(frame, button) {
  const drawing = frame.querySelector("svg");
  const moving = frame.querySelector(".moving");
  if (moving) {
    const show = moving.hidden;
    moving.hidden = !show;
    drawing.toggleAttribute("hidden", show);
    tell(button, frame, show);
    return;
  }
  if (button.ariaDisabled) return; // under way. A button that is switched off would lose the focus
  button.ariaDisabled = "true";
  try {
    await openMap(frame);
    drawing.setAttribute("hidden", "");
    tell(button, frame, true);
  } catch {
    speak(frame.dataset.fails);
    button.after(document.createTextNode(` ${frame.dataset.fails}`));
  }
  button.ariaDisabled = null;
}

function tell(button, frame, isOpen) {
  button.textContent = isOpen ? frame.dataset.close : frame.dataset.open;
  button.setAttribute("aria-expanded", String(isOpen));
}

const addButtons = () => document.querySelectorAll(".map-frame").forEach(addMapButton);
addButtons();
document.addEventListener("htmx:afterSettle", addButtons);
