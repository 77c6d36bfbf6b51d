/** The focus never falls away with the button that had it: it goes to the heading of what stands in its place. */

export function focusOn(element: HTMLElement | null | undefined): void {
  if (!element) return;
  if (!element.matches("a[href], button, input, textarea, summary, [tabindex]")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** An element and all that it stands in, from the inside out. */
function chain(from: EventTarget | null): Element[] {
  const found: Element[] = [];
  for (let at = from instanceof Element ? from.closest("a, button, input, textarea, summary, h1") : null; at; at = at.parentElement) found.push(at);
  return found;
}

/** Watch a page for ever. A press counts as well: Safari gives a button that is pressed no focus. */
export function keepFocus(root: HTMLElement): void {
  let had: Element[] = [];
  const note = (event: Event) => void (had = chain(event.target));
  document.addEventListener("focusin", note);
  document.addEventListener("click", note, true);
  new MutationObserver(() => {
    if (!had[0] || had[0].isConnected || (document.activeElement ?? document.body) !== document.body) return;
    const section = had.find((one) => one.isConnected && one.matches("section"));
    had = [];
    focusOn(section?.querySelector<HTMLElement>("h2") ?? root.querySelector<HTMLElement>("h1"));
  }).observe(root, { childList: true, subtree: true });
}
