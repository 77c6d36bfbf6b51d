/** Locks by itself: a phone left on a table, or put in a pocket, is nobody's to read. */

export const HIDDEN_FOR = 2 * 60_000;
export const IDLE_FOR = 10 * 60_000;
const LOOK_EVERY = 5_000;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "input"] as const;

/** Calls `lock` once, when nobody has touched the page for too long. Returns how to stop. */
export function lockWhenIdle(lock: () => void, page: Document | undefined = globalThis.document): () => void {
  if (!page) return () => undefined;
  let [touched, hidden] = [clocks(), page.hidden ? clocks() : null];
  const touch = () => { touched = clocks(); };
  const look = () => {
    const left = hidden && since(hidden) >= HIDDEN_FOR;
    hidden = page.hidden ? (hidden ?? clocks()) : null;
    if (left || since(touched) >= IDLE_FOR) {
      stop();
      lock();
    }
  };
  const timer = setInterval(look, LOOK_EVERY);
  const stop = () => {
    clearInterval(timer);
    page.removeEventListener("visibilitychange", look);
    for (const sign of SIGNS_OF_LIFE) page.removeEventListener(sign, touch, true);
  };
  page.addEventListener("visibilitychange", look);
  for (const sign of SIGNS_OF_LIFE) page.addEventListener(sign, touch, { capture: true, passive: true });
  return stop;
}

/** Two clocks: one stands still while a phone sleeps, the other may be set back by hand. */
const clocks = () => ({ wall: Date.now(), running: performance.now() });
const since = (then: ReturnType<typeof clocks>) =>
  Math.max(Date.now() - then.wall, performance.now() - then.running);
