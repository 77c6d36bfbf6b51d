/** What is ticked off the load list. A tick belongs to a good and how much of it, so that it stays there when the list
 *  changes, and goes when there is more to pack. Only a number made of them is kept: it names nothing. */

import type { Trip } from "../contract";

type Line = Trip["load"][number];

const at = (trip: number): string => `driveout-packed-${trip}`;

export function packedOf(trip: number): number[] {
  try {
    return JSON.parse(localStorage.getItem(at(trip)) ?? "[]") as number[];
  } catch {
    return [];
  }
}

/** FNV-1a, 32 bits: a load list is far too short for two lines to meet. */
export function tickOf(trip: number, { good, unit, n }: Line): number {
  let hash = 0x811c9dc5;
  for (const letter of JSON.stringify([trip, good, unit, n])) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}

/** How many lines of the list, as it is now, are ticked. */
export function packedIn(trip: Trip): number {
  const done = packedOf(trip.id);
  return trip.load.filter((line) => done.includes(tickOf(trip.id, line))).length;
}

export function keepPacked(trip: number, ticks: number[]): void {
  try {
    localStorage.setItem(at(trip), JSON.stringify(ticks));
  } catch {
    // A full phone: the list is short enough to look through again.
  }
}
