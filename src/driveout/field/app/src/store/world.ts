/** What the store takes from the browser, in one place, so that a test can be another browser. */
import { ROUNDS } from "./pin";
import type { Fetch } from "./wire";

export interface World {
  fetch: Fetch;
  now: () => Date;
  /** Rounds of PBKDF2 for a new PIN. */
  rounds: number;
  version: string;
  /** What the office is told this phone is. */
  device: string;
  locks: LockManager | undefined;
  storage: StorageManager | undefined;
  channel: (name: string) => BroadcastChannel | null;
}

export function browser(): World {
  const { navigator } = globalThis;
  return {
    fetch: (path, how) => globalThis.fetch(path, how),
    now: () => new Date(),
    rounds: ROUNDS,
    version: VERSION,
    device: deviceName(navigator?.userAgent ?? ""),
    locks: navigator?.locks,
    storage: navigator?.storage,
    channel: (name) => ("BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null),
  };
}

/** “Android”, “iPhone”: enough to tell two phones apart, too little to tell two people. */
export function deviceName(agent: string): string {
  const kinds = ["iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux"];
  return kinds.find((kind) => agent.includes(kind)) ?? "Telefon";
}
