"""What every page is held to: no accessibility violation, contrast included, and nothing wider than the screen."""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

ALIKE = 2  # of those who look alike, so many are looked at: rows of a long table repeat what the first two showed

# Contrast costs five times as much as all other rules together. It is asked of each element that bears words, but of
# no more than ALIKE with the same colours, sizes and states on the same kinds of elements all the way up.
ASK = """async (alike) => {
  // What is on its way from one colour to another is looked at when it is there.
  const ends = (one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity;
  const still = Promise.allSettled(document.getAnimations().filter(ends).map((one) => one.finished));
  await Promise.race([still, new Promise((done) => setTimeout(done, 2000))]);
  const options = { resultTypes: ["violations"], preload: false };
  const all = await axe.run(document, { ...options, rules: { "color-contrast": { enabled: false } } });
  const looks = new Map(), met = new Map(), shown = [];
  const lookOf = (element) => {
    if (element === null) return 0;
    if (looks.has(element)) return looks.get(element);
    const s = getComputedStyle(element);
    const own = [element.tagName, element.className.baseVal ?? element.className, s.color, s.backgroundColor,
      s.backgroundImage, s.opacity, s.fill, s.fontSize, s.fontWeight, s.position, s.textShadow, s.mixBlendMode,
      s.filter, element.disabled, element.ariaDisabled, element.closest("[aria-disabled=true]") !== null];
    const key = lookOf(element.parentElement) + "|" + own.join("|");
    if (!met.has(key)) met.set(key, { number: met.size + 1, times: 0 });
    looks.set(element, met.get(key).number);
    return looks.get(element);
  };
  const bears = (element) => element.matches("input, select, textarea, button")
    || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const times = new Map();
  for (const element of document.querySelectorAll("body *")) {
    if (!bears(element) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const look = lookOf(element);
    times.set(look, (times.get(look) ?? 0) + 1);
    if (times.get(look) <= alike) shown.push(element);
  }
  const only = { ...options, runOnly: ["color-contrast"] };
  const contrast = shown.length ? (await axe.run({ include: shown }, only)).violations : [];
  return [...all.violations, ...contrast].map((found) => ({
    rule: found.id, help: found.help, where: found.nodes.map((node) => [node.target.join(" "), node.failureSummary]),
  }));
}"""


def violations(page: Page) -> list[dict[str, object]]:
    """What axe finds on the page as it is now: each rule that is broken, what to do, and where."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, object]] = page.evaluate(ASK, ALIKE)
    return found


def hold_to_the_house(page: Page) -> None:
    """No accessibility violation, contrast included, and nothing wider than the screen.

    Pages as they are found hang in the gallery. A walk calls this for what only it brings about: a dialog, a fault, a
    search under way.
    """
    page.wait_for_load_state()  # a click is done when the address is new, and the page may be half there
    found = violations(page)
    assert found == [], json.dumps(found, indent=1, ensure_ascii=False)
    assert fits(page)


def fits(page: Page, letters: int = 1) -> bool:
    """Is nothing wider than the screen? `letters`: so many times as large, as whoever sees less well sets them."""
    return bool(
        page.evaluate(
            """letters => {
              const root = document.documentElement;
              root.style.fontSize = letters === 1 ? "" : `${100 * letters}%`;
              const wide = root.scrollWidth > root.clientWidth;
              root.style.fontSize = "";
              return !wide;
            }""",
            letters,
        )
    )


def broken_words(page: Page) -> list[str]:
    """Words of buttons, tags and the phone's bar that are cut by dots, or broken in the middle of the word."""
    found: list[str] = page.evaluate(
        r"""() => {
          const bad = [];
          for (const element of document.querySelectorAll(".btn, .tag, .pocket b, .pocket small")) {
            if (!element.checkVisibility({ visibilityProperty: true })) continue;
            const text = element.textContent.trim().replace(/\s+/g, " ");
            const dots = getComputedStyle(element).textOverflow === "ellipsis";
            if (dots && element.scrollWidth > element.clientWidth) bad.push(`cut: ${text}`);
            const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            for (let node = words.nextNode(); node; node = words.nextNode()) {
              if (node.parentElement.closest(".away")) continue;
              for (const { 0: word, index } of node.data.matchAll(/[^\s\u00ad\/–-]+/g)) {
                const range = document.createRange();
                range.setStart(node, index);
                range.setEnd(node, index + word.length);
                const tops = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
                if (tops.size > 1) bad.push(`broken: ${text}`);
              }
            }
          }
          return bad;
        }"""
    )
    return found


def narrow_targets(page: Page) -> list[str]:
    """What opens something on a phone and is lower than a finger: 44 px. Links in the middle of a sentence are text."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main summary, .table.cards a, main .btn, main select")]
          .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".away"))
          .map((one) => [one.textContent.trim().replace(/\\s+/g, " ").slice(0, 60), one.getBoundingClientRect().height])
          .filter(([, height]) => height < 43.5)
          .map(([text, height]) => `${text}: ${Math.round(height)} px`)"""
    )
    return found
