/** The places on this phone: who may come in, and what is wiped when somebody may not. */
import { type Card, TooEasy, Unsent, Wiped, WrongPin } from "../contract";
import { allOf, type Base, type Place, type Writing } from "./base";
import type { Bytes } from "./bytes";
import { unwrap, wrap } from "./pin";
import { PIN, weakness } from "./weak";

export const MOST_TRIES = 10;

/** As the lock screen shows them. */
export async function cards(base: Base): Promise<Card[]> {
  const db = await base.get();
  const places = await db.getAll("places");
  return Promise.all(
    places.map(async (place) => ({
      id: place.id,
      letter: place.letter,
      triesLeft: place.state === "open" ? Math.max(0, MOST_TRIES - place.tries) : 0,
      unsent: await unsent(base, place.id),
      ended: place.state === "ended",
      words: place.long ?? false,
    })),
  );
}

/** How many events have not landed: those that wait, and those set aside. */
export async function unsent(base: Base, id: string): Promise<number> {
  const db = await base.get();
  const counts = ["waiting", "aside"].map((state) => db.countFromIndex("events", "state", [id, state]));
  return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
}

/** The data key behind the code. The try is counted, on disk, before it is judged: a flat battery gives none back. */
export async function judge(base: Base, id: string, code: string): Promise<Bytes> {
  const place = await countTry(base, id);
  const key = await unwrap(place.wrap!, code, place.device!);
  if (key) {
    await change(base, id, (now) => ({ ...now, tries: 0 }));
    return key;
  }
  if (place.tries < MOST_TRIES) throw new WrongPin(MOST_TRIES - place.tries);
  await close(base, id, "wiped");
  throw new Wiped();
}

/** The place with one more try. Throws Wiped when there is nothing left to try on. */
async function countTry(base: Base, id: string): Promise<Place> {
  const counted = await change(base, id, (now) => ({ ...now, tries: now.tries + 1 }));
  if (counted?.state === "open" && counted.wrap && counted.device && counted.tries <= MOST_TRIES) return counted;
  if (counted?.state === "open") await close(base, id, "wiped");
  throw new Wiped();
}

/** Throws TooEasy. */
export function checkHard(code: string, number?: string): void {
  const weak = weakness(code, number);
  if (weak) throw new TooEasy(weak);
}

/** The same data key under another code: nothing that is sealed changes. What it opened with before stands until the new
 *  one is on the disk. */
export async function changePin(base: Base, id: string, old: string, fresh: string, rounds: number): Promise<void> {
  const key = await judge(base, id, old);
  const device = (await (await base.get()).get("places", id))!.device!;
  const wrapped = await wrap(key, fresh, device, rounds);
  await change(base, id, (now) => (now.state === "open" ? { ...now, wrap: wrapped, long: !PIN.test(fresh) } : now));
}

/** Change a place; what it became, or null when it is gone. */
export async function change(base: Base, id: string, to: (now: Place) => Place): Promise<Place | null> {
  return base.write(["places"], (tx) => changeIn(tx, id, to));
}

export async function changeIn(tx: Writing, id: string, to: (now: Place) => Place): Promise<Place | null> {
  const now = await tx.objectStore("places").get(id);
  if (!now) return null;
  const then = to(now);
  await tx.objectStore("places").put(then);
  return then;
}

/** Nobody comes in any more: keys, tours and drafts go; what is unsent stays, for the organisation's key alone. */
export async function close(base: Base, id: string, state: "wiped" | "ended"): Promise<void> {
  await base.write(["places", "events", "drafts", "weeks"], async (tx) => {
    await changeIn(tx, id, (now) => ({
      ...now, state, wrap: null, device: null, signing: null, rev: now.rev + 1,
    }));
    await tx.objectStore("weeks").delete(id);
    await tx.objectStore("drafts").delete(allOf(id));
    const landed = await tx.objectStore("events").index("state").getAllKeys([id, "landed"]);
    await Promise.all(landed.map((key) => tx.objectStore("events").delete(key)));
  });
}

/** Take a place off the phone. Throws Unsent, unless a person says that the file of it is safe. */
export async function remove(base: Base, id: string, fileIsSafe: boolean): Promise<void> {
  await base.write(["places", "events", "drafts", "weeks"], async (tx) => {
    const events = tx.objectStore("events");
    const state = events.index("state");
    const many = (await state.count([id, "waiting"])) + (await state.count([id, "aside"]));
    if (many && !fileIsSafe) throw new Unsent(many);
    await events.delete(allOf(id));
    await tx.objectStore("drafts").delete(allOf(id));
    await tx.objectStore("weeks").delete(id);
    await tx.objectStore("places").delete(id);
  });
}
