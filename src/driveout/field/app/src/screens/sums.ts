/** What the screens work out from a tally and from what was written here. Pure, so that tests can try them. */

import type { CountWhat, FieldValue, Kept, Opening, Tally, Trip, Week } from "../contract";

export const GUESTS = ["first", "before", "friend", "child"] as const;
export const GIVEN = ["meal", "bag", "clothes", "pack"] as const;
export const MOMENTS = ["early", "stayed", "turned_away"] as const;

/** Minutes to carry in and set out before a café opens: the plan's own rule of thumb. */
export const SET_OUT = 15;

export const guestsIn = (tally: Tally): number => GUESTS.reduce((sum, what) => sum + tally[what], 0);
export const hereNow = (tally: Tally): number => Math.max(0, guestsIn(tally) - tally.left);
export const given = (tally: Tally, what: string): number => tally.given[what] ?? 0;
export type Good = { id: number; kind: string; name: string };
export const ofGood = (tally: Tally, good: number): number => tally.goods?.[good] ?? 0;
/** Goods of one kind, when there are several: each has a button of its own, so that they are kept apart. */
export function apart(goods: Week["goods"], kind: string): Good[] {
  const own = goods.filter((one): one is Good => one.kind === kind && one.id !== undefined);
  return own.length > 1 ? own : [];
}
export const givenInAll = (tally: Tally): number => Object.values(tally.given).reduce((sum, n) => sum + n, 0);

/** How many of `what` were counted. */
export function counted(tally: Tally, what: CountWhat): number {
  return (GIVEN as readonly string[]).includes(what) ? given(tally, what) : (tally[what as keyof Tally] as number);
}

/** The value that stands for a field: the newest, while two that disagree wait for a person. */
export function standing(tally: Tally | null, field: string): FieldValue | undefined {
  return [...(tally?.fields[field] ?? [])].sort((a, b) => a.at.localeCompare(b.at)).at(-1);
}

export const seatsOf = (tally: Tally, opening: Opening): number =>
  Number(standing(tally, "seats")?.value ?? opening.seats);

export type Stage = "off" | "ahead" | "open" | "closed";
export function stageOf(opening: Opening, tally: Tally | null): Stage {
  if (tally?.closed_at) return "closed";
  if (tally?.opened_at || (tally && guestsIn(tally) > 0)) return "open";
  return opening.state === "cancelled" ? "off" : "ahead";
}

/** Ids that an undo took out; an undo that was itself undone takes nothing out. */
export function undone(kept: Kept[]): Set<string> {
  const out = new Set<string>();
  for (const { item, fate } of [...kept].reverse()) {
    if (item.kind === "undo" && fate.state !== "aside" && !out.has(item.id)) out.add(item.body.of);
  }
  return out;
}

/** The newest tap of this phone that still counts. */
export function lastTap(kept: Kept[]): Kept | undefined {
  const out = undone(kept);
  return [...kept]
    .reverse()
    .find(({ item, fate }) => item.kind === "count" && fate.state !== "aside" && !out.has(item.id));
}

/** Own words, next steps … that this phone wrote and nobody took back. */
export const written = (kept: Kept[], kind: Kept["item"]["kind"]): Kept[] => {
  const out = undone(kept);
  return kept.filter(({ item, fate }) => item.kind === kind && fate.state !== "aside" && !out.has(item.id));
};

/** The café that is in turn: the first that is neither closed nor cancelled. */
export const nextOf = (trip: Trip, tallies: (Tally | null)[]): Opening | undefined =>
  trip.openings.find((opening, n) => ["ahead", "open"].includes(stageOf(opening, tallies[n] ?? null)));

/** Leave at the latest, to have set out when the doors open. */
export const leaveBy = (opening: Opening): number => Math.max(0, opening.starts - opening.drive_minutes - SET_OUT);

/** The trips of a day, the person's own first. */
export function tripsOn(week: Week | null, date: string): Trip[] {
  const trips = week?.days.find((day) => day.date === date)?.trips ?? [];
  return [...trips].sort((a, b) => Number(isMine(b, week)) - Number(isMine(a, week)));
}

export const isMine = (trip: Trip, week: Week | null): boolean =>
  trip.openings.some((opening) => opening.mine) || trip.crew.includes(week?.member.name ?? "");

export interface Found { opening: Opening; trip: Trip; date: string }
export function findOpening(week: Week | null, id: number): Found | null {
  for (const { date, trips } of week?.days ?? [])
    for (const trip of trips) {
      const opening = trip.openings.find((one) => one.id === id);
      if (opening) return { opening, trip, date };
    }
  return null;
}

/** What the crew before us left for this place, and when. */
export function noteBefore(week: Week | null, found: Found): { text: string; date: string } | null {
  const earlier = (week?.days ?? []).filter((day) => day.date < found.date).reverse();
  for (const { date, trips } of earlier)
    for (const trip of trips)
      for (const opening of trip.openings) {
        const note = opening.place === found.opening.place && standing(opening.tally, "note");
        if (note && String(note.value).trim()) return { text: String(note.value), date };
      }
  return null;
}

/** “Anna 12 34 56 78, nøgle i boksen” → the number to call, when there is one. */
export function phoneIn(contact: string): string | null {
  const number = contact.match(/(?:\+\d{2}[ ]?)?\d(?:[ .]?\d){7}/)?.[0];
  return number ? number.replace(/[ .]/g, "") : null;
}

/** The hall and its address, which people may have written with the hall. */
export function foundAt({ venue, address = "" }: Opening): string {
  return venue.toLowerCase().includes(address.toLowerCase()) ? venue : [venue, address].filter(Boolean).join(", ");
}
