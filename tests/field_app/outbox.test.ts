/** Writing down: on the disk before it is said, one number each, sealed, and never half. */
import { openDB } from "idb";
import { expect, test, vi } from "vitest";
import { DiskFull, Locked } from "../../src/driveout/field/app/src/contract";
import { seal } from "../../src/driveout/field/app/src/store/seal";
import { app, dump, here, ONE, PIN, reopened, settled, states, words } from "./phone";

/** The browser's answer when there is no room: at once, or when it comes to writing it all to the disk. */
function full(table: string, how: "at once" | "before" | "later") {
  const real = IDBObjectStore.prototype.add;
  return vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(function (this: IDBObjectStore, value, key) {
    if (this.name !== table) return real.call(this, value, key);
    const error = new DOMException("no room", "QuotaExceededError");
    if (how === "at once") throw error;
    const transaction = this.transaction as unknown as { _abort: (name: string) => void };
    if (how === "before") transaction._abort("QuotaExceededError"); // an earlier request had no room
    const asked = real.call(this, value, key);
    asked.addEventListener("success", () => transaction._abort("QuotaExceededError"));
    return asked;
  });
}

test("what append says is written is there when the app dies the next moment", async () => {
  const { vault } = await settled();
  here.server.online = false;
  const items = [await vault.append(341, ONE), await vault.append(342, words("Tak for sidst"))];
  const again = await app().unlock(vault.id, PIN); // no goodbye from the first
  expect((await again.kept()).map(({ item }) => item)).toEqual(items);
  expect(items.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(await again.keptOf(342)).toHaveLength(1);
});

test("writing asks the disk for its word", async () => {
  const { vault } = await settled();
  const asked = vi.spyOn(IDBDatabase.prototype, "transaction");
  await vault.append(341, ONE);
  const writes = asked.mock.calls.filter(([, mode]) => mode === "readwrite");
  asked.mockRestore();
  expect(writes.map(([, , options]) => options?.durability)).toEqual(["strict"]);
});

test.each(["at once", "before", "later"] as const)("a full disk (%s) says so, and nothing is half written", async (how) => {
  const { vault } = await settled();
  here.server.online = false;
  await vault.append(341, ONE);
  const before = JSON.stringify(await dump());
  const filled = full("events", how);
  await expect(vault.append(341, ONE)).rejects.toThrow(DiskFull);
  filled.mockRestore();
  expect(JSON.stringify(await dump())).toBe(before);
  expect((await vault.append(341, ONE)).seq).toBe(2);
});

test("two tabs that write at once share no number and leave none out, and each sees all", async () => {
  const { vault: one } = await settled();
  const two = await app().unlock(one.id, PIN);
  await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).append(341, ONE)));
  for (const vault of [one, two]) {
    const items = (await vault.kept()).map(({ item }) => item);
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(new Set(items.map(({ id }) => id)).size).toBe(20);
  }
  await Promise.all([one.sync(), two.sync()]);
  expect(here.server.events.size).toBe(20);
  expect([...(await states(one)), ...(await states(two))].every((state) => state === "landed")).toBe(true);
});

test("a tab hears of what another has written", async () => {
  const { vault: one } = await settled();
  const two = await app().unlock(one.id, PIN);
  const told = new Promise<void>((resolve) => two.onChange(resolve));
  await one.append(341, ONE);
  await told;
  expect(await two.kept()).toHaveLength(1);
});

test("a quick thumb writes in the order it taps", async () => {
  const { vault } = await settled();
  const taps = Array.from({ length: 30 }, (_, i) => vault.append(341, { kind: "count", body: { what: "first", n: i + 1 } }));
  await Promise.all(taps);
  const ns = (await vault.kept()).map(({ item }) => (item.kind === "count" ? item.body.n : 0));
  expect(ns).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
});

test("emoji, half an emoji and 20,000 letters come back as they were", async () => {
  const { vault } = await settled();
  here.server.online = false;
  for (const text of ["🙂 æøå", "\ud83d", "x".repeat(20_000)]) await vault.append(341, words(text));
  const again = await reopened(vault);
  const texts = (await again.kept()).map(({ item }) => (item.kind === "words" ? item.body.text : ""));
  expect(texts).toEqual(["🙂 æøå", "\ud83d", "x".repeat(20_000)]);
});

test("the last draft is the one that stays, and an empty one is none", async () => {
  const { vault } = await settled();
  const real = crypto.subtle.encrypt.bind(crypto.subtle);
  const slow = (async () => { for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve)); })();
  vi.spyOn(crypto.subtle, "encrypt").mockImplementationOnce(async (...all) => (await slow, real(...all)));
  await Promise.all(["J", "Je", "Jeg"].map((text) => vault.keepDraft(341, text)));
  expect(await (await reopened(vault)).draft(341)).toBe("Jeg");
  const again = await reopened(vault);
  await again.keepDraft(341, "");
  expect([await again.draft(341), (await dump()).drafts]).toEqual(["", []]);
});

test("what is half written on one form stays when another is written or thrown away", async () => {
  const { vault } = await settled();
  await Promise.all([
    vault.keepDraft(341, "hun sagde"), vault.keepDraft(341, "faldt på trappen", "mishap"),
    vault.keepDraft(341, "nøglen", "note"), vault.keepDraft(342, "et brev", "shadow"),
  ]);
  const again = await reopened(vault);
  await again.keepDraft(341, "", "note");
  const all = [again.draft(341), again.draft(341, "mishap"), again.draft(341, "note"), again.draft(341, "shadow"), again.draft(342, "shadow")];
  expect(await Promise.all(all)).toEqual(["hun sagde", "faldt på trappen", "", "", "et brev"]);
  await again.keepDraft(341, "");
  await again.keepDraft(341, "", "mishap");
  expect(((await dump()).drafts as { occurrence: number }[]).map(({ occurrence }) => occurrence)).toEqual([342]);
});

test("a draft from before the others had any is read as own words", async () => {
  const { vault } = await settled();
  const inside = (vault as unknown as { inside: { keys: { data: CryptoKey } } }).inside;
  const sealed = await seal(inside.keys.data, new TextEncoder().encode('{"han sagde'));
  const db = await openDB("driveout");
  await db.put("drafts", { place: vault.id, occurrence: 341, sealed });
  db.close();
  expect([await vault.draft(341), await vault.draft(341, "mishap")]).toEqual(['{"han sagde', ""]);
  await vault.keepDraft(341, "faldt", "mishap");
  expect(await vault.draft(341)).toBe('{"han sagde');
});

test("a draft that comes when the place is locked or closed is refused, and nothing is left of it", async () => {
  const { vault } = await settled();
  const real = crypto.subtle.encrypt.bind(crypto.subtle);
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => { letGo = resolve; });
  vi.spyOn(crypto.subtle, "encrypt").mockImplementationOnce(async (...all) => (await gate, real(...all)));
  const kept = vault.keepDraft(341, "halvt", "mishap");
  await vi.waitFor(() => expect(crypto.subtle.encrypt).toHaveBeenCalled());
  for (let i = 0; i < 10; i++) await app().unlock(vault.id, "000000").catch(() => undefined);
  letGo();
  await kept;
  vault.lock();
  await expect(vault.keepDraft(341, "mere", "mishap")).rejects.toThrow(Locked);
  expect((await dump()).drafts).toEqual([]);
});

test("a copied database holds no readable word", async () => {
  const { vault } = await settled();
  here.server.always = (call) => new Response(JSON.stringify({
    now: new Date().toISOString(),
    items: (JSON.parse(call.body) as { items: { id: string }[] }).items.map(({ id }) => ({
      id, status: 422, code: "unknown_opening", say: { da: "Caféen findes ikke", en: "There is no such café" },
    })),
  }));
  await vault.append(341, words("Naboen hedder Kirsten"));
  await vault.keepDraft(342, "En halv sætning");
  await vault.keepDraft(342, "En halv skade", "mishap");
  await vault.sync();
  expect((await vault.kept())[0]!.fate).toMatchObject({ state: "aside", say: { da: "Caféen findes ikke" } });
  vault.lock();
  const found = await dump();
  const bytes = (value: unknown): string =>
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1")
    : value !== null && typeof value === "object" ? Object.entries(value).map(([name, part]) => `${name} ${bytes(part)}`).join(" ")
    : String(value);
  const all = bytes(found);
  const words_ = ["Alma", "Kirsten", "Naboen", "halv", "Nykøbing", "Kaffevogne", "read_back", "count", "words", "mishap", "341,", "Caféen", "café"];
  expect(words_.filter((word) => all.includes(word) || all.includes(Buffer.from(word).toString("latin1")))).toEqual([]);
  expect(Object.keys(found.events![0] as object).sort()).toEqual(["at", "code", "id", "place", "rev", "say", "sealed", "seq", "state"]);
});

test("two hundred taps are read once: after that only what is new is opened", async () => {
  const { vault } = await settled();
  here.server.online = false;
  for (let i = 0; i < 200; i++) await vault.append(341, ONE);
  await vault.kept();
  const opened = vi.spyOn(crypto.subtle, "decrypt");
  await vault.append(341, ONE);
  expect(await vault.kept()).toHaveLength(201);
  expect(opened).toHaveBeenCalledTimes(1);
  opened.mockRestore();
});
