/** The sum of a café: against a slow, obvious twin, and the server's sum with ours added against all of it at once. */
import { expect, test } from "vitest";
import type { Body, Item, Tally } from "../../src/driveout/field/app/src/contract";
import { addUp, together } from "../../src/driveout/field/app/src/store/tally";
import { dice } from "./dice";
import { here, ONE, settled } from "./phone";
import { json } from "./server";

/** A day's events: taps, corrections, undos of anything (also of undos), values that replace values. */
function history(roll: (sides: number) => number, many: number, mayName: (of: number, by: number) => boolean): Item[] {
  const items: Item[] = [];
  for (let i = 0; i < many; i++) {
    const known = items.filter((_, k) => mayName(k, i));
    const any = () => known[roll(known.length)]!.id;
    const sets = known.filter(({ kind }) => kind === "set").map(({ id }) => id);
    const kinds: (() => Body)[] = [
      () => ({ kind: "count", body: { what: (["first", "child", "left", "meal"] as const)[roll(4)]!, n: roll(7) - 3 || 1 } }),
      () => ({ kind: "set", body: { field: roll(2) ? "weather" : "seats", value: roll(3), was: sets.filter(() => roll(2)) } }),
      () => (known.length ? { kind: "undo", body: { of: any() } } : ONE),
      () => ({ kind: "shadow", body: { what: "queue", minutes: roll(30) } }),
      (): Body => (roll(2) ? { kind: "open", body: {} } : { kind: "close", body: { seen: {} } }),
      () => ({ kind: "words", body: { text: "ja", read_back: true } }),
    ];
    const at = new Date(1_764_000_000_000 + roll(5) * 1000 + i).toISOString();
    items.push({ v: 1, id: `id-${i}`, seq: i + 1, at, occurrence: 341, ...kinds[roll(kinds.length)]!() });
  }
  return items;
}

/** The slow twin: does this one count? Ask all who undo it. */
function counts(item: Item, all: Item[]): boolean {
  return !all.some((other) => other.kind === "undo" && other.body.of === item.id && counts(other, all));
}

function slow(all: Item[]): Partial<Tally> {
  const live = all.filter((item) => counts(item, all));
  const sum = (what: string) => live.reduce((n, { kind, body }) => n + (kind === "count" && body.what === what ? body.n : 0), 0);
  const standing = (field: string) =>
    live.filter((a) => a.kind === "set" && a.body.field === field && !live.some((b) => b.kind === "set" && b.body.was.includes(a.id)));
  const ids = (field: string) => standing(field).map(({ id }) => id).sort();
  const ats = (kind: string) => live.filter((item) => item.kind === kind).map(({ at }) => at).sort();
  return {
    first: sum("first"), child: sum("child"), left: sum("left"), words: live.filter(({ kind }) => kind === "words").length,
    shadow_minutes: live.reduce((n, { kind, body }) => n + (kind === "shadow" ? body.minutes : 0), 0),
    given: sum("meal") ? { meal: sum("meal") } : {},
    fields: { weather: ids("weather"), seats: ids("seats") } as never,
    opened_at: ats("open")[0] ?? null, closed_at: ats("close").at(-1) ?? null,
  };
}

function shown({ first, child, left, words, shadow_minutes, given, fields, opened_at, closed_at }: Tally): Partial<Tally> {
  const ids = (field: string) => (fields[field] ?? []).map(({ id }) => id).sort();
  return { first, child, left, words, shadow_minutes, given, fields: { weather: ids("weather"), seats: ids("seats") } as never, opened_at, closed_at };
}

const shuffled = (items: Item[], roll: (sides: number) => number) =>
  items.map((item) => [roll(1_000_000), item] as const).sort(([a], [b]) => a - b).map(([, item]) => item);

test("three hundred histories add up as the slow twin says, in any order, and twice is once", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const roll = dice(seed);
    const items = history(roll, 1 + roll(25), () => true);
    const sum = shown(addUp(items, "Alma"));
    expect(sum, `seed ${seed}`).toEqual(slow(items));
    expect(shown(addUp([...shuffled(items, roll), ...items], "Alma")), `seed ${seed}`).toEqual(sum);
  }
});

test("the server's sum and ours together are the sum of all, whichever of ours have landed", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const roll = dice(seed);
    const mine: boolean[] = [];
    const isMine = (i: number) => (mine[i] ??= roll(2) === 1);
    // Ours may name ours; another phone's may name what it knew, which is theirs.
    // Only we open and close: behind our moment, a server's sum does not show a later one of theirs.
    const all = history(roll, 1 + roll(25), (of, by) => isMine(of) === isMine(by)).filter(
      ({ kind, seq }) => isMine(seq - 1) || (kind !== "open" && kind !== "close"),
    );
    const ours = all.filter(({ seq }) => isMine(seq - 1));
    const landed = all.filter(({ seq }) => !isMine(seq - 1) || roll(2));
    expect(shown(together(addUp(landed, "Bo"), ours, "Alma")), `seed ${seed}`).toEqual(slow(all));
  }
});

test("two values that do not know of each other are in doubt, the same value twice is not, a third ends it", () => {
  const set = (id: string, value: number, was: string[] = []): Item => ({
    v: 1, id, seq: 1, at: "2026-11-24T12:00:00+01:00", occurrence: 341, kind: "set", body: { field: "seats", value, was },
  });
  const doubt = (...items: Item[]) => addUp(items, "Alma").in_doubt;
  expect(doubt(set("a", 7), set("b", 8))).toEqual(["seats"]);
  expect(doubt(set("a", 7), set("b", 7))).toEqual([]);
  expect(doubt(set("a", 7), set("b", 8), set("c", 8, ["a", "b"]))).toEqual([]);
  expect(together(addUp([set("a", 7)], "Bo"), [set("b", 8)], "Alma").fields.seats!.map(({ by }) => by)).toEqual(["Bo", "Alma"]);
});

test("a vault adds what is on the phone to what the server had in the week; aside counts nowhere", async () => {
  const { vault } = await settled();
  const first = await vault.append(341, ONE);
  await vault.sync();
  const week = here.server.week();
  const opening = { id: 341, tally: { ...addUp([first], "Alma"), before: 4 } };
  week.days = [{ date: "2026-11-24", trips: [{ openings: [opening] }] }] as never;
  const { fetch } = here.server;
  here.server.fetch = (path, how) => (path.endsWith("week/") ? Promise.resolve(json(200, week)) : fetch(path, how));
  await vault.sync();
  expect(await vault.tallyOf(341)).toMatchObject({ first: 1, before: 4 });
  const refused = await vault.append(341, ONE);
  expect((await vault.tallyOf(341)).first).toBe(2);
  here.server.refuse.set(refused.id, [422, "not_yours"]);
  await vault.sync();
  expect((await vault.tallyOf(341)).first).toBe(1);
  expect(await vault.tallyOf(999)).toMatchObject({ first: 0, opened_at: null });
});

test("goods of one kind are added up apart, with the server's and without", () => {
  const tap = (i: number, n: number, good?: number): Item => ({
    v: 1, id: `good-${i}`, seq: i, at: new Date(1_764_000_000_000 + i).toISOString(), occurrence: 341,
    kind: "count", body: { what: "meal", n, ...(good !== undefined && { good }) },
  });
  const ours = [tap(1, 3, 12), tap(2, 2, 13), tap(3, -1, 12), tap(4, 5), tap(5, -2, 13)];
  const all = addUp(ours, "Bo");
  expect([all.given, all.goods]).toEqual([{ meal: 7 }, { 12: 2 }]);
  for (let landed = 0; landed <= ours.length; landed++) {
    const theirs = addUp(ours.slice(0, landed), "Bo");
    const sum = together({ ...theirs, goods: { ...theirs.goods, 99: 4 } }, ours, "Bo");
    expect([sum.given, sum.goods]).toEqual([{ meal: 7 }, { 12: 2, 99: 4 }]);
  }
});
