/** A signed call is heard once, near its own moment by the server's clock; the phone's clock may say anything. */
import { expect, test } from "vitest";
import { app, here, ONE, settled, states } from "./phone";
import { refused } from "./server";

const YEARS = 365 * 86_400_000;

test.each([0, 10 * 60_000, -10 * 60_000, 40 * YEARS, -56 * YEARS, 7000 * YEARS])("a clock that is %d ms off lands everything", async (off) => {
  const { vault } = await settled("Alma", undefined, { now: () => new Date(Date.now() + off) });
  await vault.append(341, ONE);
  await vault.append(341, ONE);
  await vault.sync();
  expect([vault.line, await states(vault)]).toEqual(["idle", ["landed", "landed"]]);
  expect(here.server.asked("/felt/api/phones/")).toBe(1); // nobody was asked to sign in again
});

test("a clock that is put right, or wrong, while the app is open costs one call more", async () => {
  let off = 0;
  const { vault } = await settled("Alma", undefined, { now: () => new Date(Date.now() + off) });
  for (const next of [3 * YEARS, 0]) {
    off = next;
    await vault.append(341, ONE);
    const before = here.server.asked("/felt/api/events/");
    await vault.sync();
    expect(here.server.asked("/felt/api/events/") - before).toBe(2);
  }
  expect(await states(vault)).toEqual(["landed", "landed"]);
});

test("each call has a word of its own, and says the server's moment", async () => {
  const { vault } = await settled();
  await vault.append(341, ONE);
  await vault.sync();
  const signed = here.server.calls.filter(({ headers }) => "X-Signature" in (headers ?? {}));
  expect(new Set(signed.map(({ headers }) => headers["X-Once"])).size).toBe(signed.length);
  for (const { headers } of signed) expect(Math.abs(Number(headers["X-Moment"]) * 1000 - Date.now())).toBeLessThan(60_000);
});

test("a network that sends a call twice by itself hears of it, and everything lands once", async () => {
  const { vault } = await settled();
  await vault.append(341, ONE);
  here.server.tricks.push((_, honest) => (honest(), honest())); // the phone hears the second answer: heard before
  await vault.sync();
  expect([await states(vault), here.server.events.size]).toEqual([["landed"], 1]);
});

test("a server that never believes a call is trouble, not a sign-in, and nothing is set aside", async () => {
  const { vault } = await settled();
  await vault.append(341, ONE);
  here.server.always = () => refused(409, "heard");
  await vault.sync();
  expect([vault.line, await states(vault)]).toEqual(["trouble", ["waiting"]]);
  here.server.always = null;
  await vault.sync();
  expect(await states(vault)).toEqual(["landed"]);
});

test("what an app of before has written lands from one that says its moment", async () => {
  const { vault } = await settled();
  here.server.online = false;
  await vault.append(341, ONE);
  vault.lock();
  here.server.online = true;
  const again = await app({ now: () => new Date(Date.now() + 40 * YEARS) }).unlock(vault.id, "271828");
  await again.sync();
  expect(await states(again)).toEqual(["landed"]);
});
