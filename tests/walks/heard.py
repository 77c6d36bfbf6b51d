"""What somebody who does not see the screen is told: where the focus is, and what the live regions have said."""

from typing import Any

from playwright.sync_api import Page

# Every sentence that a live region takes on, from when the page begins; it holds through what is renewed.
LISTEN = """
window.said = [];
const live = "[role=status], [role=alert], [aria-live]";
const hear = (node) => {
  const region = (node instanceof Element ? node : node.parentElement)?.closest?.(live);
  const words = region?.textContent.replace(/\\s+/g, " ").trim();
  if (words) window.said.push(words);
};
document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver((changes) => changes.forEach((change) => hear(change.target)))
    .observe(document.body, { subtree: true, childList: true, characterData: true });
});
"""
# One press after another on what leads nowhere: buttons of no form, and what opens. What each of them brought.
PRESS_ALL = """async () => {
  const steps = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const open = () => document.querySelectorAll(":popover-open, dialog[open]").length;
  const state = (element) => [
    element.ariaExpanded, element.ariaPressed, element.ariaChecked, element.textContent,
    element.closest("details")?.open, open(),
  ].join();
  const silent = [];
  let pressed = 0;
  for (const element of document.querySelectorAll("button, summary")) {
    const sends = element.matches("button") && element.form && element.type !== "button";
    if (sends || !seen(element) || element.closest("[data-keys-switch]")) continue;
    element.focus();
    const [was, said] = [state(element), window.said.length];
    element.click();
    pressed += 1;
    const waits = () => (element.ariaDisabled || state(element) === was) && window.said.length === said;
    for (let n = 0; n < 40 && waits(); n += 1) await steps();
    const lost = document.activeElement === document.body;
    const same = window.said.length === said && state(element) === was && document.activeElement === element;
    if (lost || same) silent.push(`${lost ? "lost the focus" : "said nothing"}: ${element.outerHTML.slice(0, 120)}`);
    document.querySelectorAll(":popover-open").forEach((one) => one.hidePopover());
    document.querySelectorAll("dialog[open]").forEach((one) => one.close());
    if (element.matches("summary")) element.closest("details").open = false;
  }
  return { pressed, silent };
}"""


def focus(page: Page) -> str:
    """What has the focus: its id or its words; “nothing” where a screen reader would begin anew at the top."""
    return str(
        page.evaluate(
            """() => document.activeElement === document.body ? "nothing"
            : document.activeElement.textContent.replace(/\\s+/g, " ").trim() || document.activeElement.id"""
        )
    )


def said(page: Page) -> str:
    """All that live regions have said on this page, sentence by sentence."""
    return "\n".join(page.evaluate("window.said"))


def press_all(page: Page) -> dict[str, Any]:
    """How many were pressed, and those that brought nothing to hear."""
    return dict(page.evaluate(PRESS_ALL))
