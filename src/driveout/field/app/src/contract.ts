/** What the screens may ask of the store: the one seam between them. Times as in docs/reference/wire.md. */
import type { Weak } from "./store/weak";

export type Role = "employee" | "volunteer" | "hub leader" | "coordinator";
export type CountWhat =
  | "first" | "before" | "friend" | "child" | "left" | "early" | "stayed" | "turned_away"
  | "meal" | "bag" | "clothes" | "pack";
export type Need = "debt" | "legal" | "addiction" | "health" | "housing" | "company" | "family" | "work" | "other";
export type Trouble = "cold" | "locked" | "van" | "injury" | "quarrel" | "food" | "other";

export type Body =
  | { kind: "open"; body: Record<string, never> }
  | { kind: "count"; body: { what: CountWhat; n: number; why?: string; good?: number } }
  | { kind: "undo"; body: { of: string } }
  | { kind: "words"; body: { text: string; read_back: boolean } }
  | { kind: "next_step"; body: { need: Need; card: string } }
  | { kind: "mishap"; body: { what: Trouble; text?: string } }
  | { kind: "shadow"; body: { what: string; minutes: number } }
  | { kind: "set"; body: { field: "weather" | "seats" | "note"; value: string | number; was: string[] } }
  | { kind: "close"; body: { seen: Record<string, number> } };

/** An event as it is sent. `seq` counts this phone's own, from 1. */
export type Item = { v: 1; id: string; seq: number; at: string; occurrence: number } & Body;

/** `waiting`: on this phone only. `landed`: the server has it. `aside`: the server said no, and `say` says why. */
export type Fate = { state: "waiting" | "landed" | "aside"; at?: string; code?: string; say?: { da: string; en: string } };
export type Kept = { item: Item; fate: Fate };

export interface FieldValue { id: string; value: string | number; by: string; at: string }
export interface Tally {
  first: number; before: number; friend: number; child: number;
  left: number; early: number; stayed: number; turned_away: number;
  given: Record<string, number>;
  goods?: Record<string, number>; // how many of which good, where that was said; an older server says nothing of it
  words: number; next_steps: number; mishaps: number; shadow_minutes: number;
  fields: Record<string, FieldValue[]>;
  in_doubt: string[];
  opened_at: string | null; closed_at: string | null;
  ids: string[];
}
export interface Opening {
  id: number; place: string; venue: string; lat: number; lon: number;
  starts: number; promised: number; minutes: number; seats: number; guests: number;
  state: "planned" | "cancelled"; why: string; contact: string; drive_minutes: number;
  address?: string; // an older server says nothing of it
  told?: Record<string, "yes" | "no">; // an older server says nothing of it
  hosts: string[]; mine: boolean; tally: Tally | null;
}
export interface Trip {
  id: number; name: string; hub: { name: string; lat: number; lon: number }; van: string; crew: string[];
  leaves: number; returns: number; break_starts: number | null; driving_minutes: number;
  pick_ups: { name: string; at: number; what: string }[];
  load: { good: string; unit: string; n: number }[];
  openings: Opening[];
}
export interface Week {
  now: string; version: string;
  member: { id: number; name: string; role: Role; hub: string; number?: string }; // an older server leaves the number out
  organisation: { name: string; import_key: string };
  goods: { id?: number; kind: string; name: string }[];
  land: [number, number][][];
  differs?: "" | "other" | "no dates" | "no times"; // guests read other times than these, or none; an older server says nothing of it
  days: { date: string; trips: Trip[] }[];
}

/** What can be half written. */
export type DraftOf = "words" | "mishap" | "note" | "shadow";

/** One person's place on this phone, as the lock screen may show it: a letter, never a name. `words`: it opens with words,
 *  not with six digits. */
export interface Card { id: string; letter: string; triesLeft: number; unsent: number; ended: boolean; words: boolean }

/** Where sending stands. `sign in`: the server wants to know who we are; nothing is lost meanwhile. `busy`: it said when
 *  to come again. */
export type Line = "idle" | "sending" | "offline" | "sign in" | "ended" | "busy" | "trouble";

export interface Store {
  cards(): Promise<Card[]>;
  /** Register this phone with the session that is open, and lock what it keeps with `code`: six digits, or words. Throws
   *  TooEasy. */
  settleIn(code: string): Promise<Vault>;
  /** Who is signed in on the server right now, or null; `not crew`: somebody the app is not for. Throws when there is no
   *  network. */
  whoIsSignedIn(): Promise<{ name: string; role: Role; number?: string } | "not crew" | null>;
  /** Sign out whoever is signed in, crew or not, here and at the office's pages. Throws when there is no network, or none
   *  that answers within five seconds. */
  signOut(): Promise<void>;
  /** Throws WrongPin with `triesLeft`, or Wiped after the tenth. */
  unlock(id: string, code: string): Promise<Vault>;
  /** The unsent events of a place on this phone, locked or wiped, as a file for the office (see wire.md, Rescue). */
  rescueFile(id: string): Promise<Blob>;
  /** Take a place off this phone. Throws Unsent when something is, unless a person says that the file of it is safe. */
  remove(id: string, fileIsSafe?: boolean): Promise<void>;
  /** Has the browser promised to keep what is here, and how much room is there? Asked for at settleIn and unlock. */
  room(): Promise<Room>;
}

/** `promised`: the browser will not clear it by itself. False: install the app, or it may (iOS: after seven idle days). */
export interface Room { promised: boolean; usedBytes: number | null; ofBytes: number | null }

export interface Vault {
  readonly id: string;
  week(): Promise<Week | null>;
  /** When the week on this phone was fetched. */
  weekAt(): Promise<string | null>;
  /** Everything written on this phone, oldest first. */
  kept(): Promise<Kept[]>;
  keptOf(occurrence: number): Promise<Kept[]>;
  /** The server's tally and what has not landed, added up (core/meet does the same sum). */
  tallyOf(occurrence: number): Promise<Tally>;
  /** Write it down: resolves when it is on disk. Throws DiskFull, and then nothing is written. */
  append(occurrence: number, event: Body): Promise<Item>;
  /** What is half written at a café, kept under lock too: own words, or another form. Empty text removes it. */
  draft(occurrence: number, of?: DraftOf): Promise<string>;
  keepDraft(occurrence: number, text: string, of?: DraftOf): Promise<void>;
  /** From six digits or words to others. Throws TooEasy, and then nothing is changed, and WrongPin or Wiped as `unlock`. */
  changePin(old: string, fresh: string): Promise<void>;
  /** Why the code that opened it is one that anybody tries first; null when it is not, or not any more. */
  readonly easy: Weak | null;
  readonly words: boolean;
  /** Send and fetch now. Never throws: the answer stands in `line`. */
  sync(): Promise<void>;
  /** Somebody has signed in again: tell the server, if it is this person. */
  signedInAgain(): Promise<void>;
  /** The sign-in has done its work and was ended, so that the next who holds the phone does not find it open. */
  readonly signedOut: boolean;
  readonly line: Line;
  readonly lastLanded: string | null;
  /** Called whenever anything above has changed. Returns how to stop. */
  onChange(tell: () => void): () => void;
  /** Forget the keys. Also happens by itself: after ten idle minutes, two hidden ones, and when access has ended. */
  lock(): void;
  /** After that every call but these throws Locked; `onChange` has told. */
  readonly locked: boolean;
}

export class WrongPin extends Error {
  constructor(public triesLeft: number) { super("wrong pin"); }
}
export class Wiped extends Error {}
export class TooEasy extends Error {
  constructor(public weak: Weak) { super("too easy"); }
}
export class DiskFull extends Error {}
export class Locked extends Error {}
export class Unsent extends Error {
  constructor(public many: number) { super("unsent"); }
}
/** The server would not take this phone: nobody is signed in (401), or not with this role (403). */
export class NotSignedIn extends Error {}
