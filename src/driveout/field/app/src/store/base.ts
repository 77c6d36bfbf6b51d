/** The database on the phone. Clear in it: ids, counts, states, times, codes, and one letter a person. Nothing else. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import { DiskFull, type Fate } from "../contract";
import type { Bytes } from "./bytes";
import type { Wrap } from "./pin";
import type { Rescue, Sealed } from "./seal";

/** One person's place on this phone. `wiped`: too many wrong PINs. `ended`: the office has said so. */
export interface Place {
  id: string;
  letter: string;
  state: "open" | "wiped" | "ended";
  /** PINs tried since the last right one; counted before they are judged. */
  tries: number;
  wrap: Wrap | null;
  /** It opens with words, not with six digits. */
  long?: boolean;
  device: CryptoKey | null;
  signing: Sealed | null;
  open: Bytes;
  rescue: Rescue;
  importKey: string;
  /** The last event's number. */
  seq: number;
  /** Counts every change of this place's events: a reader knows by it what is new. */
  rev: number;
  /** The server's version when it last answered: events it did not know are tried again with the next. */
  version: string;
  lastLanded: string | null;
}

/** An event. `sealed` is `{"text", "sig"}`, ready for a rescue file; `say` is the server's sentence, sealed too. */
export interface EventRow {
  place: string;
  seq: number;
  id: string;
  sealed: Sealed;
  state: Fate["state"];
  at?: string;
  code?: string;
  say?: Sealed;
  rev: number;
}

interface Phone extends DBSchema {
  places: { key: string; value: Place };
  events: {
    key: [string, number];
    value: EventRow;
    indexes: { state: [string, string]; rev: [string, number] };
  };
  drafts: { key: [string, number]; value: { place: string; occurrence: number; sealed: Sealed } };
  weeks: { key: string; value: { place: string; sealed: Sealed; at: string } };
}

export type Table = StoreNames<Phone>;
export type Writing = IDBPTransaction<Phone, Table[], "readwrite">;
export const NAME = "driveout";

export class Base {
  private opened: Promise<IDBPDatabase<Phone>> | null = null;

  /** The open database; opened again when the browser has closed it under us. */
  get(): Promise<IDBPDatabase<Phone>> {
    this.opened ??= this.open().catch((error: unknown) => {
      this.opened = null;
      throw asOurs(error);
    });
    return this.opened;
  }

  /** All of it or nothing, and on the disk before it resolves. Throws DiskFull. */
  async write<T>(tables: Table[], work: (tx: Writing) => Promise<T>): Promise<T> {
    const tx = (await this.get()).transaction(tables, "readwrite", { durability: "strict" });
    const done = tx.done.then(() => null, (error: unknown) => error ?? new Error("aborted"));
    try {
      const result = await work(tx);
      const failed = await done;
      if (failed) throw failed;
      return result;
    } catch (error) {
      try {
        tx.abort();
      } catch {
        // It is over already.
      }
      await done;
      throw asOurs(tx.error?.name === "QuotaExceededError" ? tx.error : error);
    }
  }

  private open(): Promise<IDBPDatabase<Phone>> {
    const forget = () => { this.opened = null; };
    return openDB<Phone>(NAME, 1, {
      upgrade(db) {
        db.createObjectStore("places", { keyPath: "id" });
        const events = db.createObjectStore("events", { keyPath: ["place", "seq"] });
        events.createIndex("state", ["place", "state"]);
        events.createIndex("rev", ["place", "rev"]);
        db.createObjectStore("drafts", { keyPath: ["place", "occurrence"] });
        db.createObjectStore("weeks", { keyPath: "place" });
      },
      blocking(_now, _wanted, event) {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
  }
}

/** Everything of one place, in a table keyed by place and number. */
export const allOf = (place: string): IDBKeyRange => IDBKeyRange.bound([place, -Infinity], [place, Infinity]);

const asOurs = (error: unknown): unknown =>
  (error as DOMException | null)?.name === "QuotaExceededError" ? new DiskFull("disk full") : error;
