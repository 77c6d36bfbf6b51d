// What opens in the band closes again: Escape gives the focus back, and a press elsewhere closes too. Without this file
// each opens and closes by its own button, and one closes the other by their name.
const open = () => document.querySelector("header.band details[open]");

function close(menu, giveBack) {
  menu.open = false;
  if (giveBack) menu.querySelector("summary").focus();
}

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && !event.defaultPrevented && open();
  if (menu) close(menu, menu.contains(document.activeElement));
});
document.addEventListener("click", (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) close(menu, false);
});
document.addEventListener("focusin", (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) close(menu, false);
});
