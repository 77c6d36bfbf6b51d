/** The lock: who comes in, how many tries there are, and what is gone after the last. */
import { expect, test, vi } from "vitest";
import { DiskFull, Locked, NotSignedIn, TooEasy, Unsent, Wiped, WrongPin } from "../../src/driveout/field/app/src/contract";
import { readFile } from "./office";
import { app, dump, here, ONE, PIN, reopened, settled, words } from "./phone";
import { signedItem } from "./server";

const wrong = (id: string, pin = "000000") => app().unlock(id, pin).catch((error: unknown) => error);
const triesLeft = async () => (await app().cards())[0]!.triesLeft;

test("after a reload the PIN opens what was written", async () => {
  const { vault } = await settled();
  const item = await vault.append(341, words("Jeg kommer for kaffen"));
  const again = await reopened(vault);
  expect((await again.kept()).map((kept) => kept.item)).toEqual([item]);
  expect((await again.week())?.member.name).toBe("Alma");
});

test("a wrong PIN says how many tries are left, and the right one gives them all back", async () => {
  const { vault } = await settled();
  vault.lock();
  expect(await wrong(vault.id)).toMatchObject({ triesLeft: 9 });
  expect(await wrong(vault.id)).toMatchObject({ triesLeft: 8 });
  expect(await triesLeft()).toBe(8);
  await reopened(vault);
  expect(await triesLeft()).toBe(10);
});

test("ten wrong ones wipe the keys; what is unsent is kept for the organisation, and nothing else", async () => {
  const { vault } = await settled();
  await vault.append(341, ONE);
  await vault.sync();
  here.server.online = false;
  const item = await vault.append(341, words("Det er længe siden"));
  await vault.keepDraft(341, "halvt");
  vault.lock();
  for (let i = 9; i > 0; i--) expect(await wrong(vault.id)).toBeInstanceOf(WrongPin);
  expect(await wrong(vault.id)).toBeInstanceOf(Wiped);
  expect(await wrong(vault.id, PIN)).toBeInstanceOf(Wiped);
  expect(await app().cards()).toMatchObject([{ letter: "A", triesLeft: 0, unsent: 1, ended: false }]);
  const { places, weeks, drafts, events } = await dump();
  expect(places).toMatchObject([{ state: "wiped", wrap: null, device: null, signing: null }]);
  expect([weeks, drafts, events!.length]).toEqual([[], [], 1]);
  const { file, events: found } = await readFile(await app().rescueFile(vault.id));
  expect(found.map(({ text }) => JSON.parse(text))).toEqual([item]);
  expect(signedItem(here.server.phones.get(vault.id)!.key, file.phone, found[0]!)).toBe(true);
});

test("a try is counted before it is judged: an app that dies in between gives none back", async () => {
  const { vault } = await settled();
  vault.lock();
  const judging = vi.spyOn(crypto.subtle, "deriveKey").mockImplementation(() => new Promise(() => undefined));
  for (let i = 0; i < 10; i++) void wrong(vault.id);
  await vi.waitFor(async () => expect(await triesLeft()).toBe(0));
  judging.mockRestore();
  expect(await wrong(vault.id, PIN)).toBeInstanceOf(Wiped);
});

test("on a full disk a try cannot be counted, so it is not judged", async () => {
  const { vault } = await settled();
  vault.lock();
  const judged = vi.spyOn(crypto.subtle, "deriveKey");
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => { throw new DOMException("no room", "QuotaExceededError"); });
  expect(await wrong(vault.id, PIN)).toBeInstanceOf(DiskFull);
  expect(judged).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  expect((await reopened(vault)).locked).toBe(false);
});

test("thirty tries at once are not more than ten", async () => {
  const { vault } = await settled();
  vault.lock();
  const judged = vi.spyOn(crypto.subtle, "deriveKey");
  await Promise.all(Array.from({ length: 30 }, (_, i) => wrong(vault.id, String(100_000 + i))));
  expect(judged.mock.calls.length).toBeLessThanOrEqual(10);
  judged.mockRestore();
  expect(await wrong(vault.id, PIN)).toBeInstanceOf(Wiped);
});

test("a new PIN takes the old one's place, and a wrong old one is a try like any other", async () => {
  const { vault } = await settled();
  const item = await vault.append(341, ONE);
  await expect(vault.changePin("000000", "161803")).rejects.toMatchObject({ triesLeft: 9 });
  await vault.changePin(PIN, "161803");
  expect((await vault.append(341, ONE)).seq).toBe(2);
  vault.lock();
  expect(await wrong(vault.id, PIN)).toBeInstanceOf(WrongPin);
  const again = await reopened(vault, "161803");
  expect((await again.kept())[0]!.item).toEqual(item);
  await expect(again.changePin("161803", "12345")).rejects.toThrow(TooEasy);
});

test("the tenth wrong old PIN closes an open place too", async () => {
  const { vault } = await settled();
  for (let i = 0; i < 9; i++) await expect(vault.changePin("000000", "161803")).rejects.toThrow(WrongPin);
  await expect(vault.changePin("000000", "161803")).rejects.toThrow(Wiped);
  expect(vault.locked).toBe(true);
});

test("ten wrong ones in another tab close the place that is open in this one", async () => {
  const { vault } = await settled();
  const locked = new Promise<void>((resolve) => vault.onChange(() => vault.locked && resolve()));
  for (let i = 0; i < 10; i++) await wrong(vault.id);
  await locked;
});

test("a place that is opened again here is open once", async () => {
  const { store, vault } = await settled();
  const again = await store.unlock(vault.id, PIN);
  expect([vault.locked, again.locked]).toEqual([true, false]);
});

test("a locked place answers nothing, and says that it is locked", async () => {
  const { vault } = await settled();
  let told = 0;
  vault.onChange(() => told++);
  vault.lock();
  vault.lock();
  expect([told, vault.locked]).toEqual([1, true]);
  await expect(vault.append(341, ONE)).rejects.toThrow(Locked);
  await expect(vault.week()).rejects.toThrow(Locked);
  expect(() => vault.kept()).toThrow(Locked);
  await vault.sync();
});

test("two people on one phone see neither drafts nor events of each other", async () => {
  const { vault: alma } = await settled("Alma", "739104");
  await alma.append(341, words("sagt til Alma"));
  await alma.keepDraft(341, "Almas kladde");
  const { vault: bo } = await settled("Bo", "864209");
  await bo.append(341, words("sagt til Bo"));
  expect((await bo.kept()).map(({ item }) => item.body)).toEqual([{ text: "sagt til Bo", read_back: true }]);
  expect([await bo.draft(341), (await bo.kept())[0]!.item.seq]).toEqual(["", 1]);
  expect((await app().cards()).map(({ letter }) => letter).sort()).toEqual(["A", "B"]);
  expect(await wrong(alma.id, "864209")).toBeInstanceOf(WrongPin);
  expect(await (await reopened(alma, "739104")).draft(341)).toBe("Almas kladde");
});

test("nobody settles in without a session, or with less than six digits; a lost reply makes no second phone", async () => {
  here.server.session = null;
  await expect(app().settleIn(PIN)).rejects.toThrow(NotSignedIn);
  await expect(app().settleIn("1234")).rejects.toThrow(NotSignedIn);
  here.server.session = { name: "Alma", role: "employee" };
  await expect(app().settleIn("1234")).rejects.toThrow(TooEasy);
  const { fetch } = here.server;
  const store = app();
  here.server.fetch = async (path, how) => {
    const answer = await fetch(path, how);
    if (path === "/felt/api/phones/") here.server.fetch = fetch;
    return path === "/felt/api/phones/" ? Promise.reject(new TypeError("lost")) : answer;
  };
  await expect(store.settleIn(PIN)).rejects.toThrow("no network");
  expect(await store.cards()).toEqual([]);
  await store.settleIn(PIN);
  expect(here.server.phones.size).toBe(1);
});

test("a place with something unsent leaves the phone only when a person says that the file is safe", async () => {
  const { store, vault } = await settled();
  here.server.online = false;
  await vault.append(341, ONE);
  await expect(store.remove(vault.id)).rejects.toThrow(Unsent);
  await store.remove(vault.id, true);
  expect(Object.values(await dump()).flat()).toEqual([]);
  expect(vault.locked).toBe(true);
});

test("the organisation's new key opens the rescue file after the next unlocking", async () => {
  here.server.importKey = await otherKey();
  const { vault } = await settled();
  here.server.importKey = (await import("./server")).IMPORT_KEY;
  await vault.sync();
  here.server.online = false;
  await vault.append(341, ONE);
  await expect(readFile(await app().rescueFile(vault.id))).rejects.toThrow();
  await reopened(vault);
  expect((await readFile(await app().rescueFile(vault.id))).events).toHaveLength(1);
});

async function otherKey(): Promise<string> {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  return Buffer.from(await crypto.subtle.exportKey("spki", pair.publicKey)).toString("base64");
}
