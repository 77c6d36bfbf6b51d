/** The outbox of one place: what was written, in order, and what became of each. */
import { type Body, type Fate, type Item, type Kept, Locked, type Week } from "../contract";
import { allOf, type Base, type EventRow } from "./base";
import { utf8 } from "./bytes";
import { openingsOf } from "./fresh";
import { moment, newId } from "./ids";
import { changeIn } from "./places";
import { seal, sealJson, unsealJson } from "./seal";
import { signItem } from "./sign";

/** What a person's two keys are: both forgotten when the place is locked. */
export interface Keys { data: CryptoKey; signing: CryptoKey }
/** The exact text of an event, and this phone's signature of it. */
export interface Signed { text: string; sig: string }
export interface Verdict { seq: number; state: Fate["state"]; at?: string; code?: string; say?: Fate["say"] }

/** Codes that another version of the server may judge otherwise. */
const AGAIN_WITH_NEW_SERVER = new Set(["newer", "not_json", "too_large"]);
const KEPT_FOR = 14 * 24 * 60 * 60 * 1000;

export class Log {
  private line: Promise<unknown> = Promise.resolve();
  private reading: Promise<unknown> = Promise.resolve();
  private read = new Map<number, Kept>();
  private upTo = -1;
  private sentAgain = new Set<string>();

  constructor(private base: Base, private place: string, private keys: Keys, private now: () => Date) {}

  /** Write an event down. One after the other in this tab; two tabs ask again for a number when both took the same. */
  append(occurrence: number, event: Body): Promise<Item> {
    const at = this.now();
    const head = { v: 1, id: newId(at) } as const;
    const write = async () => {
      for (;;) {
        const seq = (await this.lastSeq()) + 1;
        const { kind, body } = event;
        const item = { ...head, seq, at: moment(at), kind, occurrence, body } as Item;
        if (await this.put(item, await this.sealed(item))) return item;
      }
    };
    const written = this.line.then(write, write);
    this.line = written.catch(() => undefined);
    return written;
  }

  /** Everything that was written, oldest first. Reads and opens only what has changed since it was last asked. */
  kept(): Promise<Kept[]> {
    const read = this.reading.then(() => this.catchUp());
    this.reading = read.catch(() => undefined);
    return read;
  }

  private async catchUp(): Promise<Kept[]> {
    const db = await this.base.get();
    const place = await db.get("places", this.place);
    if (!place || place.rev === this.upTo) return this.inOrder();
    const since = IDBKeyRange.bound([this.place, this.upTo], [this.place, Infinity], true);
    const [rows, many] = await Promise.all([
      db.getAllFromIndex("events", "rev", since),
      db.count("events", allOf(this.place)),
    ]);
    await Promise.all(rows.map((row) => this.take(row)));
    if (this.read.size !== many) await this.forgetRemoved();
    this.upTo = rows.reduce((most, row) => Math.max(most, row.rev), place.rev);
    return this.inOrder();
  }

  /** What is to be sent, in the order it was written. */
  async waiting(): Promise<EventRow[]> {
    const rows = await (await this.base.get()).getAllFromIndex("events", "state", [this.place, "waiting"]);
    return rows.sort((a, b) => a.seq - b.seq);
  }

  /** The exact texts that were signed. */
  texts(rows: EventRow[]): Promise<string[]> {
    return Promise.all(rows.map(async (row) => (await unsealJson<Signed>(this.keys.data, row.sealed)).text));
  }

  /** Write down what the server said of each. What has landed stays landed, whatever a late answer says. */
  async mark(verdicts: Verdict[], evenLanded = false): Promise<void> {
    const sealed = await Promise.all(verdicts.map(({ say }) => (say ? sealJson(this.keys.data, say) : undefined)));
    await this.base.write(["places", "events"], async (tx) => {
      const landed = verdicts.find(({ state, at }) => state === "landed" && at)?.at;
      const place = await changeIn(tx, this.place, (now) => ({
        ...now, rev: now.rev + 1, lastLanded: landed ?? now.lastLanded,
      }));
      const events = tx.objectStore("events");
      for (const [i, verdict] of verdicts.entries()) {
        const row = await events.get([this.place, verdict.seq]);
        if (!row || !place || (row.state === "landed" && !evenLanded)) continue;
        const { at, code, state } = verdict;
        const { place: where, seq, id, sealed: words } = row;
        await events.put(trimmed({ place: where, seq, id, sealed: words, state, at, code, say: sealed[i], rev: place.rev }));
      }
    });
  }

  /** The server's version has changed: what it did not understand is tried again. True when there is such. */
  async tryAgain(): Promise<boolean> {
    const rows = await (await this.base.get()).getAllFromIndex("events", "state", [this.place, "aside"]);
    const again = rows.filter((row) => AGAIN_WITH_NEW_SERVER.has(row.code ?? ""));
    if (again.length) await this.mark(again.map(({ seq }) => ({ seq, state: "waiting" })));
    return again.length > 0;
  }

  /** The server has lost what it once had (a backup was put back): send that again. True when there is such. */
  async sendLost(week: Week): Promise<boolean> {
    const there = new Map(openingsOf(week).map((one) => [one.id, new Set(one.tally?.ids)]));
    const lost = (await this.kept()).filter(
      ({ item, fate }) =>
        fate.state === "landed" && !this.sentAgain.has(item.id) && Date.parse(fate.at!) < Date.parse(week.now) &&
        there.get(item.occurrence)?.has(item.id) === false,
    );
    for (const { item } of lost) this.sentAgain.add(item.id); // once: a server that never counts it is not asked for ever
    if (lost.length) await this.mark(lost.map(({ item }) => ({ seq: item.seq, state: "waiting" })), true);
    return lost.length > 0;
  }

  /** Remove what landed more than two weeks before `now`, the server's clock. What waits or is aside never goes. */
  async tidy(now: string): Promise<void> {
    const before = Date.parse(now) - KEPT_FOR;
    const landed = await (await this.base.get()).getAllFromIndex("events", "state", [this.place, "landed"]);
    const old = landed.filter(({ at }) => at && Date.parse(at) < before);
    if (!old.length) return;
    await this.base.write(["places", "events"], async (tx) => {
      await Promise.all(old.map(({ seq }) => tx.objectStore("events").delete([this.place, seq])));
      await changeIn(tx, this.place, (place) => ({ ...place, rev: place.rev + 1 }));
    });
  }

  private async forgetRemoved(): Promise<void> {
    const there = await (await this.base.get()).getAllKeys("events", allOf(this.place));
    const left = new Set(there.map(([, seq]) => seq));
    for (const seq of this.read.keys()) if (!left.has(seq)) this.read.delete(seq);
  }

  private async lastSeq(): Promise<number> {
    const place = await (await this.base.get()).get("places", this.place);
    if (!place) throw new Locked();
    return place.seq;
  }

  private async sealed(item: Item) {
    const text = JSON.stringify(item);
    const signed: Signed = { text, sig: await signItem(this.keys.signing, this.place, text) };
    return seal(this.keys.data, utf8(JSON.stringify(signed)));
  }

  /** False when somebody else took the number meanwhile: then nothing is written. */
  private put(item: Item, sealed: EventRow["sealed"]): Promise<boolean> {
    return this.base.write(["places", "events"], async (tx) => {
      const place = await tx.objectStore("places").get(this.place);
      if (!place) throw new Locked();
      if (place.seq !== item.seq - 1) return false;
      const rev = place.rev + 1;
      const row: EventRow = { place: place.id, seq: item.seq, id: item.id, sealed, state: "waiting", rev };
      await tx.objectStore("places").put({ ...place, seq: item.seq, rev });
      await tx.objectStore("events").add(row);
      return true;
    });
  }

  private async take(row: EventRow): Promise<void> {
    const known = this.read.get(row.seq)?.item;
    const item = known ?? (JSON.parse((await unsealJson<Signed>(this.keys.data, row.sealed)).text) as Item);
    const say = row.say && (await unsealJson<NonNullable<Fate["say"]>>(this.keys.data, row.say));
    this.read.set(row.seq, { item, fate: trimmed({ state: row.state, at: row.at, code: row.code, say }) });
  }

  private inOrder(): Kept[] {
    return [...this.read.entries()].sort(([a], [b]) => a - b).map(([, kept]) => kept);
  }
}

/** Without the fields that say nothing. */
function trimmed<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
}
