/** When to send: at once, soon after a tap, when the network is back, and every so often. Never in the background. */
import type { Outcome } from "./sending";

const SOON = 2_000;
const OFTEN = 60_000;
const SELDOM = 300_000;
/** A server that is busy is believed this many times in a row; then it is asked as seldom as one that is silent. */
const BELIEVED = 10;

export class Pulse {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = Infinity;
  private pause = OFTEN;
  private toldToWait = 0;
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

  /** A beat is over: when is the next? What was written during one that went well is sent soon, as it was to be. Rarer
   *  while it fails. A busy server says when; then, or up to a second later by chance: it told others the same. */
  after({ line, retryAfter }: Outcome): void {
    if (line !== "idle") this.due = Infinity;
    this.toldToWait = line === "busy" ? this.toldToWait + 1 : 0;
    if (line === "busy" && retryAfter !== undefined && this.toldToWait <= BELIEVED) {
      return this.in(Math.min(SELDOM, (Math.max(1, retryAfter) + Math.random()) * 1000));
    }
    this.pause = line === "idle" ? OFTEN : Math.min(SELDOM, this.pause * 2);
    this.in(this.pause);
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
