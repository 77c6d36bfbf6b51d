/** Things that happen at the same time: another tab, a tab that hangs, a place that is closed while a call is under way. */
import { expect, test, vi } from "vitest";
import type { Week } from "../../src/driveout/field/app/src/contract";
import { app, dump, here, ONE, PIN, settled, states } from "./phone";
import { json } from "./server";

const soon = () => new Promise((resolve) => setImmediate(resolve));

/** From now on the week is `week`, and each answer waits until it is let go. */
function held(week: () => Week): { asked: Promise<void>; letGo: () => void } {
  const { fetch } = here.server;
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => { letGo = resolve; });
  const asked = new Promise<void>((resolve) => {
    here.server.fetch = async (path, how) => {
      if (!path.endsWith("week/")) return fetch(path, how);
      resolve();
      await gate;
      return json(200, week());
    };
  });
  return { asked, letGo };
}

test("never do two tabs send at once", async () => {
  const { vault: one } = await settled();
  const two = await app().unlock(one.id, PIN);
  for (const vault of [one, two, one]) await vault.append(341, ONE);
  let [now, most] = [0, 0];
  here.server.always = async (_, honest) => {
    most = Math.max(most, ++now);
    for (let i = 0; i < 20; i++) await soon();
    now--;
    return honest();
  };
  await Promise.all([one.sync(), two.sync(), one.sync()]);
  expect([most, here.server.bodies.length, await states(two)]).toEqual([1, 1, ["landed", "landed", "landed"]]);
});

test("a tab that hangs does not keep the others from sending", async () => {
  const locks = { request: () => Promise.reject(new DOMException("waited long enough", "TimeoutError")) };
  const { vault } = await settled("Alma", PIN, { locks: locks as unknown as LockManager });
  await vault.append(341, ONE);
  await vault.sync();
  expect(await states(vault)).toEqual(["landed"]);
});

test("a week that comes when the place has been closed is not written down", async () => {
  const { vault } = await settled();
  const { asked, letGo } = held(() => here.server.week());
  const sync = vault.sync();
  await asked;
  for (let i = 0; i < 10; i++) await app().unlock(vault.id, "000000").catch(() => undefined);
  letGo();
  await sync;
  expect([(await dump()).weeks, vault.locked]).toEqual([[], true]);
});

test("a week that was made before something landed says nothing about it", async () => {
  const { vault } = await settled();
  await vault.append(341, ONE);
  await vault.sync();
  const before = new Date(Date.now() - 60_000).toISOString();
  const days = [{ date: "2026-11-24", trips: [{ openings: [{ id: 341, tally: null }] }] }] as never;
  held(() => ({ ...here.server.week(), now: before, days })).letGo();
  await vault.sync();
  expect([here.server.bodies.length, await states(vault)]).toEqual([1, ["landed"]]);
});

test("many taps do not fetch the week again and again; one who asks gets it at once", async () => {
  const { vault } = await settled();
  const asked = here.server.asked("/felt/api/week/");
  for (let i = 0; i < 3; i++) {
    await vault.append(341, ONE);
    await vi.advanceTimersByTimeAsync(2_000);
    await vi.waitFor(async () => expect((await states(vault)).at(-1)).toBe("landed"));
  }
  expect(here.server.asked("/felt/api/week/")).toBe(asked);
  await vault.sync();
  expect(here.server.asked("/felt/api/week/")).toBe(asked + 1);
});

test("a fault on a screen does not stop the sending", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { vault } = await settled();
  const stop = vault.onChange(() => { throw new Error("a screen fell over"); });
  await vault.append(341, ONE);
  await vault.sync();
  expect([await states(vault), quiet.mock.calls.length > 0]).toEqual([["landed"], true]);
  stop();
});
