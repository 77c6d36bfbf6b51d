/** A phone for tests: its own empty database, a fast PIN, a server beside it. A new store is the app after a reload. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, beforeEach, vi } from "vitest";
import type { Body, Store, Vault } from "../../src/driveout/field/app/src/contract";
import { createStore } from "../../src/driveout/field/app/src/store";
import type { World } from "../../src/driveout/field/app/src/store/world";
import { Server } from "./server";

export const PIN = "271828";
export const ONE: Body = { kind: "count", body: { what: "first", n: 1 } };
export const words = (text: string): Body => ({ kind: "words", body: { text, read_back: true } });

export const here: { server: Server } = { server: new Server() };
const open: Vault[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }); // nothing is sent unless a test asks for it
  globalThis.indexedDB = new IDBFactory();
  here.server = new Server();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  for (const vault of open.splice(0)) vault.lock();
});

/** The app in one tab. */
export function app(parts: Partial<World> = {}): Store {
  const fetch: World["fetch"] = (path, how) => here.server.fetch(path, how);
  const store = createStore({ fetch, rounds: 1000, storage: undefined, version: "0.4.0", ...parts });
  const watched = (vault: Promise<Vault>) => vault.then((one) => (open.push(one), one));
  const { settleIn, unlock } = store;
  store.settleIn = (pin) => watched(settleIn.call(store, pin));
  store.unlock = (id, pin) => watched(unlock.call(store, id, pin));
  return store;
}

/** Somebody who has signed in, settled, and fetched a week. */
export async function settled(name = "Alma", pin = PIN, parts: Partial<World> = {}): Promise<{ store: Store; vault: Vault }> {
  here.server.session = { name, role: "employee" };
  const store = app(parts);
  const vault = await store.settleIn(pin);
  await vault.sync();
  return { store, vault };
}

export async function states(vault: Vault): Promise<string[]> {
  return (await vault.kept()).map(({ fate }) => fate.state);
}

/** The app after a reload, and unlocked. */
export const reopened = (vault: Vault, pin = PIN): Promise<Vault> => (vault.lock(), app().unlock(vault.id, pin));

/** All rows of the phone's database, as somebody would find them who copied it. */
export async function dump(): Promise<Record<string, unknown[]>> {
  const db = await openDB("driveout");
  const tables = [...db.objectStoreNames];
  const found = await Promise.all(tables.map(async (name) => [name, await db.getAll(name)] as const));
  db.close();
  return Object.fromEntries(found);
}
