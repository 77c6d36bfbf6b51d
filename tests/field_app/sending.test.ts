/** Every answer that docs/reference/wire.md names, and what the phone does with it: nothing is lost, nothing doubled. */
import { expect, test, vi } from "vitest";
import type { Item, Vault } from "../../src/driveout/field/app/src/contract";
import { readFile } from "./office";
import { app, dump, here, ONE, settled, states, words } from "./phone";
import { json, refused } from "./server";

const sizes = () => here.server.calls.filter((call) => call.path === "/felt/api/events/").map((call) => itemsOf(call.body).length);
const itemsOf = (body: string) => (JSON.parse(body) as { items: Item[] }).items;

/** `many` events that wait: the first call is ours to answer. */
async function waiting(many: number): Promise<{ vault: Vault; items: Item[] }> {
  const { vault } = await settled();
  const items: Item[] = [];
  for (let i = 0; i < many; i++) items.push(await vault.append(341, ONE));
  return { vault, items };
}

test("what is new and what is the same again has landed, with the server's time", async () => {
  const { vault, items } = await waiting(2);
  here.server.now = () => new Date("2026-11-24T12:31:09Z");
  await vault.sync();
  expect((await vault.kept()).map(({ item }) => item)).toEqual(items);
  expect((await vault.kept()).map(({ fate }) => fate)).toEqual(Array(2).fill({ state: "landed", at: "2026-11-24T12:31:09.000Z" }));
  expect([vault.line, vault.lastLanded]).toEqual(["idle", "2026-11-24T12:31:09.000Z"]);
  const body = JSON.parse(here.server.bodies[0]!) as Record<string, unknown>;
  expect(body).toMatchObject({ app: "0.4.0", waiting: 2 });
  await vault.sync();
  expect(here.server.bodies).toHaveLength(1);
});

test.each([[409, "other_content"], [422, "unknown_opening"], [422, "not_yours"]])("%i %s is set aside with its sentence, and the rest goes on", async (status, code) => {
  const { vault, items } = await waiting(3);
  here.server.refuse.set(items[1]!.id, [status, code]);
  await vault.sync();
  expect(await states(vault)).toEqual(["landed", "aside", "landed"]);
  expect((await vault.kept())[1]!.fate).toMatchObject({ code, say: { da: `${code} på dansk`, en: `${code} in English` } });
  await vault.sync();
  expect(here.server.bodies).toHaveLength(1);
});

test("423 comes again, and the others do not wait for it", async () => {
  const { vault, items } = await waiting(2);
  here.server.refuse.set(items[0]!.id, [423, "heard_elsewhere"]);
  await vault.sync();
  expect(await states(vault)).toEqual(["waiting", "landed"]);
  here.server.refuse.clear();
  await vault.sync();
  expect(await states(vault)).toEqual(["landed", "landed"]);
});

test("a phone that is heard in another call stops at the first batch that nobody answers", async () => {
  const { vault } = await waiting(8);
  here.server.calls = [];
  here.server.always = ({ body }) =>
    itemsOf(body).length > 2 ? refused(413, "too_large") : json(200, { items: itemsOf(body).map(({ id }) => ({ id, status: 423 })) });
  await vault.sync();
  expect([sizes(), vault.line]).toEqual([[8, 4, 2], "trouble"]);
});

test.each([
  ["no network", () => Promise.reject(new TypeError("Failed to fetch")), "offline"],
  ["a guest network's own page", () => new Response("<html>Accept our terms</html>"), "offline"],
  ["an answer that is no answer", () => json(200, { items: "none" }), "offline"],
  ["a busy server", () => json(503, { code: "busy" }, { "Retry-After": "5" }), "busy"],
  ["somebody else's busy server", () => new Response("later", { status: 503 }), "trouble"],
  ["a broken server", () => new Response("oh", { status: 500 }), "trouble"],
  ["a proxy that forbids", () => new Response("no", { status: 403 }), "trouble"],
])("after %s everything waits, and lands later", async (_, answer, line) => {
  const { vault } = await waiting(2);
  here.server.tricks = [answer];
  await vault.sync();
  expect([vault.line, await states(vault)]).toEqual([line, ["waiting", "waiting"]]);
  await vault.sync();
  expect([vault.line, await states(vault)]).toEqual(["idle", ["landed", "landed"]]);
});

test("a reply that is lost is asked for again: the same bytes, and once on the server", async () => {
  const { vault, items } = await waiting(3);
  here.server.tricks = [(_, honest) => (honest(), Promise.reject(new TypeError("lost")))];
  await vault.sync();
  expect([await states(vault), here.server.events.size]).toEqual([["waiting", "waiting", "waiting"], 3]);
  await vault.sync();
  expect(await states(vault)).toEqual(["landed", "landed", "landed"]);
  expect([...here.server.events.keys()]).toEqual(items.map(({ id }) => id));
  expect(itemsOf(here.server.bodies[0]!)).toEqual(itemsOf(here.server.bodies[1]!));
});

test("a reply cut in the middle counts as none; answers for others, or for nobody, change nothing", async () => {
  const { vault } = await waiting(1);
  here.server.tricks = [
    (_, honest) => (honest(), new Response('{"now": "2026", "items": [{"id"')),
    () => json(200, { items: [null, { id: "somebody else's", status: 201 }, {}] }),
  ];
  await vault.sync();
  await vault.sync();
  expect(await states(vault)).toEqual(["waiting"]);
});

test("what has landed stays landed, whatever a late answer says", async () => {
  const { vault, items } = await waiting(1);
  const { id } = items[0]!;
  here.server.tricks = [() => json(200, { now: "2026-11-24T12:00:00Z", items: [{ id, status: 201 }, { id, status: 422, code: "not_yours" }] })];
  await vault.sync();
  expect(await states(vault)).toEqual(["landed"]);
});

test("a hundred at a time, and less when they are long", async () => {
  const { vault } = await waiting(0);
  here.server.online = false;
  for (let i = 0; i < 130; i++) await vault.append(341, ONE);
  for (let i = 0; i < 15; i++) await vault.append(341, words("æ".repeat(20_000)));
  here.server.online = true;
  here.server.calls = [];
  await vault.sync();
  expect(sizes()[0]).toBe(100);
  expect(here.server.bodies.every((body) => Buffer.byteLength(body) < 257_000)).toBe(true);
  expect([here.server.events.size, vault.line]).toEqual([145, "idle"]);
  expect(here.server.bodies.map((body) => (JSON.parse(body) as { waiting: number }).waiting)[0]).toBe(145);
});

test("a body refused three times is halved until the item that spoils it stands alone and aside", async () => {
  const { vault, items } = await waiting(20);
  const bad = items[13]!.id;
  here.server.calls = [];
  here.server.always = ({ body }, honest) => (body.includes(bad) ? refused(400, "not_json") : honest());
  await vault.sync();
  expect(sizes().slice(0, 4)).toEqual([20, 20, 20, 10]);
  expect((await states(vault)).filter((state) => state === "landed")).toHaveLength(19);
  expect((await vault.kept())[13]!.fate).toMatchObject({ state: "aside", code: "not_json", say: { da: "not_json på dansk" } });
  expect(sizes().length).toBeLessThan(25);
});

test("a body cut off by the network once is sent again at once, as it was", async () => {
  const { vault } = await waiting(4);
  here.server.tricks = [() => refused(400, "not_json")];
  await vault.sync();
  expect([sizes(), vault.line]).toEqual([[4, 4], "idle"]);
});

test("a 400 that nobody explains leaves the item waiting, and does not go round for ever", async () => {
  const { vault } = await waiting(2);
  here.server.always = () => new Response("bad gateway said no", { status: 400 });
  await vault.sync();
  expect([vault.line, await states(vault)]).toEqual(["trouble", ["waiting", "waiting"]]);
});

test("too large is sent in smaller parts", async () => {
  const { vault } = await waiting(8);
  here.server.always = ({ body }, honest) => (itemsOf(body).length > 2 ? refused(413, "too_large") : honest());
  await vault.sync();
  expect(await states(vault)).toEqual(Array(8).fill("landed"));
});

test("what the server is too old for is aside, and sent again when its version changes", async () => {
  const { vault, items } = await waiting(2);
  here.server.refuse.set(items[0]!.id, [422, "newer"]);
  await vault.sync();
  expect(await states(vault)).toEqual(["aside", "landed"]);
  here.server.refuse.clear();
  await vault.sync();
  expect(await states(vault)).toEqual(["aside", "landed"]);
  here.server.version = "0.5.0";
  await vault.sync();
  expect(await states(vault)).toEqual(["landed", "landed"]);
});

test.each(["unknown_phone", "signature", "sign_in_again"])("401 %s keeps everything and asks for sign-in", async (code) => {
  const { vault } = await waiting(2);
  here.server.session = null;
  here.server.tricks = [() => refused(401, code)];
  await vault.sync();
  expect([vault.line, await states(vault), vault.locked]).toEqual(["sign in", ["waiting", "waiting"], false]);
  expect((await vault.week())?.member.name).toBe("Alma");
});

test("who has signed in again goes on without being asked; somebody else's session does not help", async () => {
  const { vault } = await waiting(1);
  here.server.phones.clear(); // the server has forgotten the phone
  here.server.session = { name: "Bo", role: "volunteer" };
  await vault.sync();
  expect([vault.line, here.server.phones.size]).toEqual(["sign in", 0]);
  here.server.session = { name: "Alma", role: "employee" };
  await vault.sync();
  expect([vault.line, await states(vault)]).toEqual(["idle", ["landed"]]);
});

test("ended: names, tours and keys are gone, what is unsent is in the file, and the phone says so", async () => {
  const { vault } = await waiting(1);
  await vault.sync();
  const item = await vault.append(341, words("Vi ses på tirsdag"));
  await vault.keepDraft(341, "halvt");
  here.server.tricks = [() => refused(403, "ended")];
  await vault.sync();
  expect([vault.line, vault.locked]).toEqual(["ended", true]);
  expect(await app().cards()).toMatchObject([{ ended: true, unsent: 1, triesLeft: 0 }]);
  const { places, weeks, drafts, events } = await dump();
  expect(places).toMatchObject([{ state: "ended", wrap: null, device: null, signing: null }]);
  expect([weeks, drafts, events!.length]).toEqual([[], [], 1]);
  const { events: found } = await readFile(await app().rescueFile(vault.id));
  expect(found.map(({ text }) => JSON.parse(text))).toEqual([item]);
});

test("what is aside is in the rescue file too", async () => {
  const { vault, items } = await waiting(2);
  here.server.refuse.set(items[1]!.id, [422, "not_yours"]);
  await vault.sync();
  const { events } = await readFile(await app().rescueFile(vault.id));
  expect(events.map(({ text }) => JSON.parse(text))).toEqual([items[1]]);
});

test("the last good week is kept when the next one is not one", async () => {
  const { vault } = await settled();
  const at = await vault.weekAt();
  const { fetch } = here.server;
  for (const body of ["<html>", '{"days": []}', '{"version": "1", "days": 3}']) {
    here.server.fetch = (path, how) => (path.endsWith("week/") ? Promise.resolve(new Response(body)) : fetch(path, how));
    await vault.sync();
    expect([(await vault.week())?.member.name, await vault.weekAt()]).toEqual(["Alma", at]);
  }
});

test("what has landed goes after fourteen days by the server's clock; what waits or is aside never does", async () => {
  const { vault, items } = await waiting(3);
  here.server.refuse.set(items[1]!.id, [422, "not_yours"]);
  here.server.refuse.set(items[2]!.id, [423, "heard_elsewhere"]);
  await vault.sync();
  const day = 24 * 60 * 60 * 1000;
  here.server.now = () => new Date(Date.now() + 13 * day);
  await vault.sync();
  expect(await states(vault)).toEqual(["landed", "aside", "waiting"]);
  here.server.now = () => new Date(Date.now() + 15 * day);
  await vault.sync();
  expect(await states(vault)).toEqual(["aside", "waiting"]);
  expect((await vault.append(341, ONE)).seq).toBe(4);
});

test("whoever writes while a call is under way is sent too", async () => {
  const { vault } = await waiting(1);
  let late: Promise<unknown> = Promise.resolve();
  here.server.tricks = [async (_, honest) => ((await (late = vault.append(341, ONE))), honest())];
  const first = vault.sync();
  await vi.waitFor(() => expect(here.server.tricks).toEqual([]));
  await Promise.all([first, late, vault.sync()]);
  expect(await states(vault)).toEqual(["landed", "landed"]);
});

test("an answer that comes when the phone is locked still counts the next time", async () => {
  const { vault } = await waiting(1);
  here.server.tricks = [(_, honest) => (vault.lock(), honest())];
  await vault.sync();
  const again = await app().unlock(vault.id, "271828");
  await again.sync();
  expect([await states(again), here.server.events.size]).toEqual([["landed"], 1]);
});

test("what the server has lost, for a backup was put back, is sent again, once", async () => {
  const { vault, items } = await waiting(3);
  await vault.sync();
  here.server.events.delete(items[1]!.id);
  const sync = async (there: Item[]) => {
    const week = { ...here.server.week(), now: new Date(Date.now() + 1000).toISOString() };
    week.days = [{ date: "2026-11-24", trips: [{ openings: [{ id: 341, tally: { ids: there.map(({ id }) => id) } }] }] }] as never;
    const { fetch } = here.server;
    here.server.fetch = (path, how) => (path.endsWith("week/") ? Promise.resolve(json(200, week)) : fetch(path, how));
    await vault.sync();
    here.server.fetch = fetch;
  };
  await sync([items[0]!, items[2]!]);
  expect([here.server.events.size, await states(vault)]).toEqual([3, ["landed", "landed", "landed"]]);
  const bodies = here.server.bodies.length;
  await sync([items[0]!, items[2]!]); // a server that took it and does not count it is not asked for ever
  expect(here.server.bodies).toHaveLength(bodies);
});
