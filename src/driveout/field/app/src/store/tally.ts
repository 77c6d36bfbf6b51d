/** What a café's events add up to, the same sum as core/meet/adding.py; and the server's tally with ours added. */
import type { FieldValue, Item, Tally } from "../contract";

const COUNTED = ["first", "before", "friend", "child", "left", "early", "stayed", "turned_away"] as const;
const FIELDS = ["weather", "seats", "note"] as const;
type Counted = (typeof COUNTED)[number];

/** The sum of one café's events, in whatever order. `by`: who wrote them. */
export function addUp(events: Iterable<Item>, by: string): Tally {
  const known = new Map([...events].map((event) => [event.id, event]));
  const tally = empty();
  tally.ids = [...known.keys()];
  const live = stillStanding(known);
  for (const event of live) count(tally, event);
  tally.fields = Object.fromEntries(FIELDS.flatMap((field) => values(live, field, by)));
  tally.in_doubt = doubted(tally.fields);
  tally.opened_at = ends(live, "open")[0] ?? null;
  tally.closed_at = ends(live, "close").at(-1) ?? null;
  return tally;
}

/** `theirs`, the server's, and those of `ours` that it does not have yet. What we know twice counts once. */
export function together(theirs: Tally | null, ours: Item[], by: string): Tally {
  const all = addUp(ours, by);
  if (!theirs) return all;
  const ids = new Set(theirs.ids);
  const there = addUp(ours.filter((event) => ids.has(event.id)), by);
  const sum: Tally = { ...theirs, given: { ...theirs.given }, ids: [...new Set([...theirs.ids, ...all.ids])] };
  for (const what of [...COUNTED, "words", "next_steps", "mishaps", "shadow_minutes"] as const) {
    sum[what] = (theirs[what] ?? 0) + all[what] - there[what];
  }
  for (const what of new Set([...Object.keys(all.given), ...Object.keys(there.given)])) {
    sum.given[what] = (theirs.given[what] ?? 0) + (all.given[what] ?? 0) - (there.given[what] ?? 0);
    if (!sum.given[what]) delete sum.given[what];
  }
  const goods: Record<string, number> = { ...theirs.goods };
  for (const good of new Set([...Object.keys(all.goods ?? {}), ...Object.keys(there.goods ?? {})])) {
    goods[good] = (goods[good] ?? 0) + (all.goods?.[good] ?? 0) - (there.goods?.[good] ?? 0);
    if (!goods[good]) delete goods[good];
  }
  if (Object.keys(goods).length || sum.goods) sum.goods = goods;
  sum.fields = joined(theirs, all, there, ours);
  sum.in_doubt = doubted(sum.fields);
  sum.opened_at = end(theirs.opened_at, all.opened_at, there.opened_at, -1);
  sum.closed_at = end(theirs.closed_at, all.closed_at, there.closed_at, 1);
  return sum;
}

/** Those that no undo names which itself counts. An undo counts once each undo of it is known not to. */
function stillStanding(known: Map<string, Item>): Item[] {
  const undos = new Map<string, string>();
  for (const event of known.values()) if (event.kind === "undo") undos.set(event.id, event.body.of);
  const against = new Map<string, number>();
  for (const of of undos.values()) against.set(of, (against.get(of) ?? 0) + 1);
  const undone = new Set<string>();
  const ready = [...undos.keys()].filter((id) => !against.get(id));
  for (let undo = ready.pop(); undo !== undefined; undo = ready.pop()) {
    const target = undos.get(undo)!;
    if (undone.has(target)) continue;
    undone.add(target);
    const further = undos.get(target); // an undo that does not count stands against nothing any more
    if (further === undefined) continue;
    against.set(further, against.get(further)! - 1);
    if (undos.has(further) && !against.get(further) && !undone.has(further)) ready.push(further);
  }
  return [...known.values()].filter((event) => !undone.has(event.id));
}

function count(tally: Tally, event: Item): void {
  if (event.kind === "count") {
    const { what, n, good } = event.body;
    if (good !== undefined) {
      tally.goods = { ...tally.goods, [good]: (tally.goods?.[good] ?? 0) + n };
      if (!tally.goods[good]) delete tally.goods[good];
    }
    if ((COUNTED as readonly string[]).includes(what)) tally[what as Counted] += n;
    else {
      tally.given[what] = (tally.given[what] ?? 0) + n;
      if (!tally.given[what]) delete tally.given[what];
    }
  }
  if (event.kind === "words") tally.words += 1;
  if (event.kind === "next_step") tally.next_steps += 1;
  if (event.kind === "mishap") tally.mishaps += 1;
  if (event.kind === "shadow") tally.shadow_minutes += event.body.minutes;
}

/** A field's values that no other one takes the place of, oldest first. */
function values(live: Item[], field: string, by: string): [string, FieldValue[]][] {
  const sets = live.flatMap((event) => (event.kind === "set" ? [event] : []));
  const replaced = new Set(sets.flatMap((event) => event.body.was));
  const found = sets
    .filter((event) => event.body.field === field && !replaced.has(event.id))
    .map((event) => ({ id: event.id, value: event.body.value, by, at: event.at }));
  return found.length ? [[field, found.sort(byAge)]] : [];
}

/** Values as they stand once ours have landed: the server's, without those that ours replace or undo, and ours. */
function joined(theirs: Tally, all: Tally, there: Tally, ours: Item[]): Tally["fields"] {
  const stands = (tally: Tally) => new Set(Object.values(tally.fields).flatMap((list) => list.map(({ id }) => id)));
  const [after, before] = [stands(all), stands(there)];
  const live = stillStanding(new Map(ours.map((event) => [event.id, event])));
  const replaced = new Set(live.flatMap((event) => (event.kind === "set" ? event.body.was : [])));
  const fields: Tally["fields"] = {};
  for (const field of FIELDS) {
    const kept = (theirs.fields[field] ?? []).filter(({ id }) => !replaced.has(id) && (after.has(id) || !before.has(id)));
    const known = new Set(kept.map(({ id }) => id));
    const fresh = (all.fields[field] ?? []).filter(({ id }) => !before.has(id) && !known.has(id));
    if (kept.length + fresh.length) fields[field] = [...kept, ...fresh].sort(byAge);
  }
  return fields;
}

const doubted = (fields: Tally["fields"]): string[] =>
  Object.keys(fields).filter((field) => new Set(fields[field]!.map(({ value }) => value)).size > 1);

const age = (at: string): number => Date.parse(at);
const byAge = (a: FieldValue, b: FieldValue): number => age(a.at) - age(b.at) || (a.id < b.id ? -1 : 1);
const ends = (live: Item[], kind: Item["kind"]): string[] =>
  live.filter((event) => event.kind === kind).map((event) => event.at).sort((a, b) => age(a) - age(b));

/** The outermost of two moments (−1: the first, 1: the last). Theirs, unless it was ours and we have taken it back. */
function end(theirs: string | null, all: string | null, there: string | null, side: -1 | 1): string | null {
  const wasOurs = theirs !== null && there !== null && age(theirs) === age(there);
  const stays = wasOurs && (all === null || age(all) !== age(there)) ? null : theirs;
  if (all === null || stays === null) return all ?? stays;
  return (age(all) - age(stays)) * side > 0 ? all : stays;
}

const empty = (): Tally => ({
  first: 0, before: 0, friend: 0, child: 0, left: 0, early: 0, stayed: 0, turned_away: 0,
  given: {}, words: 0, next_steps: 0, mishaps: 0, shadow_minutes: 0,
  fields: {}, in_doubt: [], opened_at: null, closed_at: null, ids: [],
});
