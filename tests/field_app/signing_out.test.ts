/** A shared phone: the sign-in is over when the phone signs for itself, and nobody is taken for whoever was here before. */
import { expect, test, vi } from "vitest";
import { NotSignedIn } from "../../src/driveout/field/app/src/contract";
import { app, here, ONE, PIN, reopened, states } from "./phone";
import { refused } from "./server";

const OUT = "/felt/api/sign-out/";
const comesIn = (name: string, for_app = true, role = "employee") => { here.server.session = { name, role, for_app }; };

async function settledFromTheApp(name = "Alma") {
  comesIn(name);
  const store = app();
  const vault = await store.settleIn(PIN);
  await vi.waitFor(() => expect(vault.signedOut).toBe(true));
  await vault.sync();
  return { store, vault };
}

test("when the phone is registered the session ends, and the phone goes on without it", async () => {
  const { store, vault } = await settledFromTheApp();
  expect([here.server.session, await store.whoIsSignedIn()]).toEqual([null, null]);
  await vault.append(341, ONE);
  await vault.sync();
  expect([vault.line, await states(vault)]).toEqual(["idle", ["landed"]]);
});

test("nobody chooses a new PIN in the name of who was here before", async () => {
  const { vault } = await settledFromTheApp();
  for (let i = 0; i < 10; i++) await app().unlock(vault.id, "000000").catch(() => undefined);
  await expect(app().settleIn("161803")).rejects.toThrow(NotSignedIn);
  expect(here.server.phones.size).toBe(1);
});

test("a session that opened the office on a computer stays", async () => {
  comesIn("Alma", false);
  const vault = await app().settleIn(PIN);
  await vault.sync();
  expect([vault.signedOut, here.server.asked(OUT), here.server.session?.name]).toEqual([false, 0, "Alma"]);
});

test("after ninety days: sign in again, and that session ends as well", async () => {
  const { vault } = await settledFromTheApp();
  await vault.append(341, ONE);
  here.server.tricks = [() => refused(401, "sign_in_again")];
  await vault.sync();
  expect(vault.line).toBe("sign in");
  comesIn("Alma");
  here.server.tricks = [() => refused(401, "sign_in_again")];
  const again = await reopened(vault);
  await again.sync();
  expect([again.line, await states(again), again.signedOut, here.server.session]).toEqual(["idle", ["landed"], true, null]);
  expect(here.server.asked("/felt/api/phones/")).toBe(2);
});

test("who signs in again though nothing asked for it is not left signed in", async () => {
  const { vault } = await settledFromTheApp();
  comesIn("Alma");
  const again = await reopened(vault);
  await again.signedInAgain();
  expect([here.server.session, here.server.asked("/felt/api/phones/")]).toEqual([null, 2]);
});

test("somebody else's session is neither used nor ended by an unlocking", async () => {
  const { vault } = await settledFromTheApp();
  comesIn("Bo");
  const again = await reopened(vault);
  await again.signedInAgain();
  expect([here.server.session?.name, here.server.asked("/felt/api/phones/"), again.signedOut]).toEqual(["Bo", 1, false]);
});

test("“I am not Alma” signs her out; without a network it says so", async () => {
  comesIn("Alma");
  here.server.online = false;
  await expect(app().signOut()).rejects.toThrow("no network");
  here.server.online = true;
  await app().signOut();
  expect(await app().whoIsSignedIn()).toBeNull();
  await app().signOut();
  expect(here.server.asked(OUT)).toBe(1);
});

test.each(["reader", "operator"])("who is not crew (%s) is told apart from nobody on a shared phone, and can be signed out", async (role) => {
  comesIn("Finn", true, role);
  expect(await app().whoIsSignedIn()).toBe("not crew");
  await expect(app().settleIn(PIN)).rejects.toThrow(NotSignedIn);
  await app().signOut();
  expect([here.server.session, await app().whoIsSignedIn(), here.server.phones.size]).toEqual([null, null, 0]);
});

test("a server that knows no token for who is not crew is believed as before", async () => {
  here.server.fetch = async () => refused(403, "not_crew");
  expect(await app().whoIsSignedIn()).toBeNull();
  await app().signOut();
});

test.each(["/felt/api/me/", OUT])("signing out gives up in seconds when %s hangs, both calls together", async (hanging) => {
  comesIn("Alma");
  const { fetch } = here.server;
  here.server.fetch = (path, how) => (path === hanging ? new Promise((_, no) => how.signal!.addEventListener("abort", no)) : fetch(path, how));
  const patience: number[] = [];
  const ended = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => (patience.push(ms), ended.signal));
  const out = app().signOut();
  await expect(Promise.race([out, new Promise((done) => setImmediate(done, "waits"))])).resolves.toBe("waits");
  ended.abort();
  await expect(out).rejects.toThrow("no network");
  expect(patience).toEqual([5_000]);
});

test("a phone settles in though the call that signs out is lost", async () => {
  comesIn("Alma");
  const { fetch } = here.server;
  here.server.fetch = (path, how) => (path === OUT ? Promise.reject(new TypeError("lost")) : fetch(path, how));
  const vault = await app().settleIn(PIN);
  await vault.sync();
  expect([vault.signedOut, vault.line]).toEqual([false, "idle"]);
});
