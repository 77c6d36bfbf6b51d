/** When things happen by themselves: sending soon, often, seldom; locking when nobody is there. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { lockWhenIdle } from "../../src/driveout/field/app/src/store/idle";
import { Pulse } from "../../src/driveout/field/app/src/store/pulse";
import type { Outcome } from "../../src/driveout/field/app/src/store/sending";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] }));
afterEach(() => void vi.useRealTimers());
const minutes = (n: number) => n * 60_000;

describe("sending", () => {
  function heart(outcome: () => Outcome) {
    const beats: number[] = [];
    const begun = Date.now();
    const pulse: Pulse = new Pulse(async () => {
      beats.push(Math.round((Date.now() - begun) / 1000));
      pulse.after(outcome());
      return outcome();
    });
    return { pulse, beats };
  }

  test("at once, then every minute; and many taps make one call two seconds after the first", async () => {
    const { pulse, beats } = heart(() => ({ line: "idle" }));
    pulse.start();
    await vi.advanceTimersByTimeAsync(minutes(2) + 1000);
    expect(beats).toEqual([0, 60, 120]);
    for (let i = 0; i < 5; i++) {
      pulse.soon();
      await vi.advanceTimersByTimeAsync(900);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(beats).toEqual([0, 60, 120, 123, 126]);
    pulse.stop();
    await vi.advanceTimersByTimeAsync(minutes(10));
    expect(beats).toHaveLength(5);
  });

  test("what is written while it sends goes two seconds later, not a minute", async () => {
    const beats: number[] = [];
    const begun = Date.now();
    const pulse: Pulse = new Pulse(async () => {
      beats.push(Math.round((Date.now() - begun) / 1000));
      if (beats.length === 1) pulse.soon();
      await new Promise((done) => setTimeout(done, 1000));
      pulse.after({ line: "idle" });
      return { line: "idle" };
    });
    pulse.start();
    await vi.advanceTimersByTimeAsync(minutes(1) + 5000);
    expect(beats).toEqual([0, 2, 63]);
    pulse.stop();
  });

  test("seldomer while it fails, five minutes at most", async () => {
    const { pulse, beats } = heart(() => ({ line: beats.length < 3 ? "offline" : "trouble" }));
    pulse.start();
    await vi.advanceTimersByTimeAsync(minutes(22));
    expect(beats).toEqual([0, 120, 360, 660, 960, 1260]);
    pulse.stop();
  });

  test("a busy server is asked again when it said, and not by everybody in the same moment", async () => {
    const chance = vi.spyOn(Math, "random").mockReturnValue(0.5);
    const outcomes: Outcome[] = [{ line: "busy", retryAfter: 7 }, { line: "busy", retryAfter: 0 }, { line: "busy", retryAfter: 7200 }, { line: "idle" }];
    const { pulse, beats } = heart(() => outcomes[Math.min(beats.length - 1, 3)]!);
    pulse.start();
    await vi.advanceTimersByTimeAsync(minutes(7));
    expect(beats).toEqual([0, 8, 9, 309, 369]);
    pulse.stop();
    chance.mockRestore();
  });

  test("a server that is always busy is not believed for ever, nor one that does not say when", async () => {
    const { pulse, beats } = heart(() => ({ line: "busy", retryAfter: 1 }));
    pulse.start();
    await vi.advanceTimersByTimeAsync(minutes(12));
    expect(beats.filter((at) => at < 60)).toHaveLength(11); // ten times it was believed
    expect(beats.slice(11).map((at, i) => at - beats[i + 10]!)).toEqual([120, 240, 300]);
    pulse.stop();
    const silent = heart(() => ({ line: "busy" }));
    silent.pulse.start();
    await vi.advanceTimersByTimeAsync(minutes(3));
    expect(silent.beats).toEqual([0, 120]);
    silent.pulse.stop();
  });

  test("the network is back: at once", async () => {
    const page = new EventTarget();
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
    const { pulse, beats } = heart(() => ({ line: "offline" }));
    pulse.start();
    await vi.advanceTimersByTimeAsync(30_000);
    page.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(beats).toEqual([0, 30]);
    pulse.stop();
    vi.unstubAllGlobals();
  });
});

describe("locking", () => {
  function phone() {
    const page = Object.assign(new EventTarget(), { hidden: false });
    const lock = vi.fn();
    lockWhenIdle(lock, page as unknown as Document);
    const hide = (hidden: boolean) => {
      page.hidden = hidden;
      page.dispatchEvent(new Event("visibilitychange"));
    };
    return { page, lock, hide };
  }

  test("after ten minutes without a touch, and a touch begins them anew", () => {
    const { page, lock } = phone();
    vi.advanceTimersByTime(minutes(9));
    page.dispatchEvent(new Event("pointerdown"));
    vi.advanceTimersByTime(minutes(9));
    expect(lock).not.toHaveBeenCalled();
    vi.advanceTimersByTime(minutes(1) + 5000);
    expect(lock).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(minutes(60));
    expect(lock).toHaveBeenCalledTimes(1);
  });

  test("after two hidden minutes; one is no reason", () => {
    const { lock, hide } = phone();
    hide(true);
    vi.advanceTimersByTime(minutes(1));
    hide(false);
    vi.advanceTimersByTime(minutes(1));
    hide(true);
    expect(lock).not.toHaveBeenCalled();
    vi.advanceTimersByTime(minutes(2) + 5000);
    expect(lock).toHaveBeenCalledTimes(1);
  });

  test("a phone that slept locks the moment it is looked at, though no timer ran", () => {
    const { lock, hide } = phone();
    hide(true);
    vi.setSystemTime(Date.now() + minutes(30));
    hide(false);
    expect(lock).toHaveBeenCalledTimes(1);
  });

  test("a clock set back by hand does not keep it open", () => {
    const { lock } = phone();
    vi.setSystemTime(Date.now() - minutes(600));
    vi.advanceTimersByTime(minutes(10) + 5000);
    expect(lock).toHaveBeenCalledTimes(1);
  });
});
