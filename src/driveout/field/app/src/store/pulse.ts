/** When to send: at once, soon after a tap, when the network is back, and every so often. Never in the background. */
import type { Outcome } from "./sending";

const SOON = 2_000;
const OFTEN = 60_000;
const SELDOM = 300_000;

export class Pulse {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = Infinity;
  private pause = OFTEN;
  private going = false;

  constructor(private beat: () => Promise<Outcome>) {}

  start(): void {
    this.going = true;
    globalThis.addEventListener?.("online", this.now);
    globalThis.document?.addEventListener("visibilitychange", this.beforeHiding);
    this.now();
  }

  stop(): void {
    this.going = false;
    globalThis.removeEventListener?.("online", this.now);
    globalThis.document?.removeEventListener("visibilitychange", this.beforeHiding);
    clearTimeout(this.timer);
  }

  /** Something was written. Many taps become one call, two seconds after the first. */
  soon(): void {
    this.in(SOON);
  }

  /** A beat is over: when is the next? Rarer while it fails; the server may ask for more time. */
  after({ line, retryAfter }: Outcome): void {
    this.pause = line === "idle" ? OFTEN : Math.min(SELDOM, this.pause * 2);
    this.due = Infinity;
    this.in(Math.max(this.pause, Math.min(SELDOM, (retryAfter ?? 0) * 1000)));
  }

  private now = (): void => this.in(0);

  /** The phone goes into a pocket: what would be sent soon is sent while the page still runs. */
  private beforeHiding = (): void => {
    if (globalThis.document.hidden && this.due - Date.now() <= SOON) this.now();
  };

  private in(ms: number): void {
    const due = Date.now() + ms;
    if (!this.going || due >= this.due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => {
      this.due = Infinity;
      void this.beat();
    }, ms);
  }
}
