/** What the screens work out by themselves: sums, hints, codes, words, the map. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Body, Kept, Opening, Tally, Trip, Week } from "@app/contract";
import { LETTERS, newCode } from "@app/screens/code";
import { around, hintsIn, parts, without } from "@app/screens/hints";
import { keepPacked, packedIn, tickOf } from "@app/screens/packed";
import { changed } from "@app/screens/OwnWords";
import { HIGH, placeLabels, pointsOf, projectionFor, WIDE } from "@app/screens/projection";
import { readRoute } from "@app/screens/route";
import { apart, findOpening, foundAt, hereNow, lastTap, leaveBy, nextOf, noteBefore, ofGood, phoneIn, seatsOf, stageOf, standing, tripsOn, undone } from "@app/screens/sums";
import { ahead } from "@app/screens/time";
import { allWords, firstTongue, inParts, plainly, t } from "@app/words";

const EMPTY: Tally = {
  first: 0, before: 0, friend: 0, child: 0, left: 0, early: 0, stayed: 0, turned_away: 0, given: {}, words: 0, next_steps: 0,
  mishaps: 0, shadow_minutes: 0, fields: {}, in_doubt: [], opened_at: null, closed_at: null, ids: [],
};
const opening = (more: Partial<Opening> = {}): Opening => ({
  id: 1, place: "Egeby", venue: "", lat: 56, lon: 9, starts: 600, promised: 600, minutes: 90, seats: 7, guests: 5, state: "planned",
  why: "", contact: "", drive_minutes: 20, hosts: [], mine: false, tally: null, ...more,
});
const trip = (openings: Opening[], more: Partial<Trip> = {}): Trip => ({
  id: 9, name: "Tur 1", hub: { name: "Strandby", lat: 56.1, lon: 9.2 }, van: "Vogn 1", crew: ["Alma"], leaves: 540, returns: 900,
  break_starts: null, driving_minutes: 50, pick_ups: [], load: [], openings, ...more,
});
const week = (days: Week["days"]): Week => ({
  now: "2026-11-24T12:00:00+01:00", version: "1", member: { id: 1, name: "Bo", role: "volunteer", hub: "Strandby" },
  organisation: { name: "", import_key: "" }, goods: [], land: [], days,
});
let seq = 0;
const kept = (event: Body, state: Kept["fate"]["state"] = "waiting"): Kept => {
  seq += 1;
  return { item: { v: 1, id: `id-${seq}`, seq, at: "2026-11-24T12:00:00+01:00", occurrence: 1, ...event }, fate: { state } };
};
const tap = (what: "first" | "meal" = "first") => kept({ kind: "count", body: { what, n: 1 } });
const undo = (of: Kept) => kept({ kind: "undo", body: { of: of.item.id } });

describe("undoing", () => {
  it("names the newest tap that still counts", () => {
    const [a, b] = [tap(), tap("meal")];
    expect(lastTap([a, b])).toBe(b);
    expect(lastTap([a, b, undo(b)])).toBe(a);
    expect(lastTap([a, b, undo(b), undo(a)])).toBeUndefined();
  });
  it("that is itself undone lets the tap count again", () => {
    const a = tap();
    const back = undo(a);
    expect([...undone([a, back, undo(back)])]).toEqual([back.item.id]);
  });
  it("skips what the server has refused", () => {
    const [a, refused] = [tap(), kept({ kind: "count", body: { what: "first", n: 1 } }, "aside")];
    expect(lastTap([a, refused])).toBe(a);
  });
});

describe("the café", () => {
  it("is found by its hall and its address, said once", () => {
    expect(foundAt(opening({ venue: "Hallen", address: "Storegade 1" }))).toBe("Hallen, Storegade 1");
    expect(foundAt(opening({ venue: "Hallen, storegade 1", address: "Storegade 1" }))).toBe("Hallen, storegade 1");
    expect(foundAt(opening({ address: "Storegade 1" }))).toBe("Storegade 1");
    expect(foundAt(opening({ venue: "Hallen" }))).toBe("Hallen"); // an older server says nothing of it
  });
  it("never has fewer than nobody in it", () => expect(hereNow({ ...EMPTY, first: 1, left: 3 })).toBe(0));
  it("takes the seats that were set here before those of the plan", () => {
    const seats = [{ id: "a", value: 9, by: "Bo", at: "2026-11-24T10:00:00Z" }, { id: "b", value: 12, by: "Alma", at: "2026-11-24T11:00:00Z" }];
    expect(seatsOf({ ...EMPTY, fields: { seats } }, opening())).toBe(12);
    expect(standing({ ...EMPTY, fields: { seats } }, "seats")?.by).toBe("Alma");
    expect(seatsOf(EMPTY, opening())).toBe(7);
  });
  it("is open once somebody is counted, also when nobody pressed open, and also when it was cancelled", () => {
    expect(stageOf(opening(), null)).toBe("ahead");
    expect(stageOf(opening({ state: "cancelled" }), EMPTY)).toBe("off");
    expect(stageOf(opening({ state: "cancelled" }), { ...EMPTY, child: 1 })).toBe("open");
    expect(stageOf(opening(), { ...EMPTY, opened_at: "x", closed_at: "y" })).toBe("closed");
  });
  it("in turn is the first that is neither closed nor cancelled", () => {
    const three = [opening({ id: 1 }), opening({ id: 2, state: "cancelled" }), opening({ id: 3 })];
    expect(nextOf(trip(three), [{ ...EMPTY, closed_at: "y" }, null, null])?.id).toBe(3);
    expect(nextOf(trip(three), [null, null, null])?.id).toBe(1);
  });
  it("is left for in time to drive and set out", () => expect(leaveBy(opening())).toBe(565));
  it("shows the note of the crew before, not its own and not another place's", () => {
    const noted = (place: string, value: string) => opening({ place, tally: { ...EMPTY, fields: { note: [{ id: "n", value, by: "", at: "" }] } } });
    const days = [
      { date: "2026-11-17", trips: [trip([noted("Egeby", "Nøglen er hos bageren.")])] },
      { date: "2026-11-20", trips: [trip([noted("Mosede", "Koldt.")])] },
      { date: "2026-11-24", trips: [trip([opening({ id: 7 })])] },
    ];
    const all = week(days);
    expect(noteBefore(all, findOpening(all, 7)!)).toEqual({ text: "Nøglen er hos bageren.", date: "2026-11-17" });
  });
  it("of one's own trip comes first", () => {
    const all = week([{ date: "2026-11-24", trips: [trip([opening()], { id: 1 }), trip([opening({ mine: true })], { id: 2 })] }]);
    expect(tripsOn(all, "2026-11-24").map(({ id }) => id)).toEqual([2, 1]);
  });
  it("has a contact who can be called", () => {
    expect(phoneIn("Anna, 12 34 56 78, nøgle i boksen")).toBe("12345678");
    expect(phoneIn("ring +45 12345678")).toBe("+4512345678");
    expect(phoneIn("Nøglen hænger ved døren")).toBeNull();
  });
});

describe("a hint in own words", () => {
  const found = (text: string, known: string[] = []) => hintsIn(text, known).map(({ kind, text: what }) => `${kind}: ${what}`);
  it.each([
    ["Ring til mig på 12 34 56 78 i morgen", "phone: 12 34 56 78"],
    ["mit nummer er 12345678", "phone: 12345678"],
    ["jeg skrev 010203-1234 på papiret", "number: 010203-1234"],
    ["skriv til ole@example.org", "mail: ole@example.org"],
    ["jeg bor på Nørregade 12 B, 2. sal", "address: Nørregade 12 B"],
    ["jeg bor på Bakkevej", "address: Bakkevej"],
    ["jeg hedder Karl Emil", "name: Karl Emil"],
    ["Min søn Lars bor alene", "name: Lars"],
    ["så sagde Grete, at jeg skulle gå", "name: Grete"],
  ])("%s", (text, hint) => expect(found(text)).toEqual([hint]));
  it.each([
    "Jeg kommer for snakken. Kaffen er god. Det er den.",
    "Jeg har boet her i 42 år, og jeg har 3 børn.",
    "min søn bor i Hobro, og jeg var på Mors",
    "Det er 12 år siden. I 2019 mistede jeg mit job. Det kostede 1500 kr.",
    "så gik jeg i Netto og på Facebook",
  ])("is not given for: %s", (text) => expect(found(text)).toEqual([]));
  it("is not given for a place of the week", () => expect(found("det er som før, Egeby er stille", ["Egeby"])).toEqual([]));
  it("shows where it stands, and can be taken out", () => {
    const text = "Kaffen er god, han har 12 34 56 78, men jeg ringer ikke";
    const hint = hintsIn(text)[0]!;
    expect(around(text, hint).join("|")).toBe("god, han har |12 34 56 78|, men jeg");
    expect(without(text, hint)).toBe("Kaffen er god, han har […], men jeg ringer ikke");
  });
  it("is quick in a long text", () => {
    const long = "Så gik jeg hjem og tænkte på det hele. ".repeat(500);
    const start = performance.now();
    hintsIn(long);
    expect(performance.now() - start).toBeLessThan(250);
  });
});

describe("the tick that own words were read aloud", () => {
  const read = { text: "Kaffen er god", readBack: true };
  it.each(["Kaffen er god, men jeg er alene", "Kaffen er god ", "Kaffen", ""])("is not for: «%s»", (text) => {
    expect(changed(read, text)).toEqual({ text, readBack: false });
  });
  it("stays while the words do", () => expect(changed(read, "Kaffen er god")).toEqual(read));
});

describe("a long story", () => {
  it("is cut at spaces and nothing is lost", () => {
    const text = "ord ".repeat(12_000).trim();
    const cut = parts(text);
    expect(cut.every((part) => part.length <= 20_000)).toBe(true);
    expect(cut.join(" ").replace(/\s+/g, " ")).toBe(text);
  });
  it("without a space is cut too", () => expect(parts("x".repeat(45_000)).map((part) => part.length)).toEqual([20_000, 20_000, 5_000]));
});

describe("a card's code", () => {
  it("is eight letters that cannot be mistaken", () => {
    for (let n = 0; n < 200; n += 1) expect(newCode()).toMatch(new RegExp(`^[${LETTERS}]{4}-[${LETTERS}]{4}$`));
  });
  it("takes every letter equally often: bytes beyond the last whole round are thrown away", () => {
    const rolls = [[255, 254, 240, 239, 0, 1, 2, 3], [4, 5, 6, 7, 8]];
    expect(newCode(() => Uint8Array.from(rolls.shift()!))).toBe("Z234-5678");
  });
});

describe("words", () => {
  it("gives goods of one kind a button each, and one good none of its own", () => {
    const goods = [{ id: 1, kind: "meal", name: "Måltid" }, { id: 2, kind: "meal", name: "Suppe" }, { id: 3, kind: "bag", name: "Pose" }];
    expect(apart(goods, "meal").map(({ name }) => name)).toEqual(["Måltid", "Suppe"]);
    expect([apart(goods, "bag"), apart([{ kind: "meal", name: "A" }, { kind: "meal", name: "B" }], "meal")]).toEqual([[], []]);
    expect([ofGood({ ...EMPTY, goods: { 2: 3 } }, 2), ofGood(EMPTY, 2)]).toEqual([3, 0]);
  });
  it("says of each of the four guests who is counted: the friend, not who brought them", () => {
    const [[danish, english], [head]] = [allWords().count_friend!, allWords().guests_head!];
    expect(danish).toMatch(/^Ven,/);
    expect(english).toMatch(/^Friend /);
    expect(head).toContain("én gang for hver");
  });

  it("hold the same blanks and the same number of forms in both languages", () => {
    for (const [key, [danish, english]] of Object.entries(allWords())) {
      expect([key, blanks(english)]).toEqual([key, blanks(danish)]);
      expect([key, english.split("|").length]).toEqual([key, danish.split("|").length]);
    }
  });
  it("keep what somebody here wrote apart, inside a sentence too", () => {
    const named = [{ own: "Rugbrød" }, " (+2)"];
    expect(inParts("undo", { what: named, at: "10.05" })).toEqual(["Fortryd: ", { own: "Rugbrød" }, " (+2)", ", ", "10.05"]);
    expect(plainly(inParts("undo", { what: named, at: "10.05" }))).toBe("Fortryd: Rugbrød (+2), 10.05");
    expect(t("undo", { what: "Rugbrød", at: "10.05" })).toBe("Fortryd: Rugbrød, 10.05");
    expect(inParts("opened", { place: { own: "Karby {n}" } })).toContainEqual({ own: "Karby {n}" });
  });
  it("leave no kl. alone at a line's end", () => {
    const said = Object.values(allWords()).flat();
    expect(said.filter((words) => /\bkl\. \{/.test(words))).toEqual([]);
    expect(said.filter((words) => words.includes("kl.\u00a0{")).length).toBeGreaterThan(5);
  });
  it("choose one or many", () => expect([t("guests", { n: 1 }), t("guests", { n: 4 })]).toEqual(["1 gæst", "4 gæster"]));
  it("follow the browser, unless a person chose", () => {
    expect(firstTongue(null, ["en-GB", "da"])).toBe("en");
    expect(firstTongue(null, ["sv", "da-DK"])).toBe("da");
    expect(firstTongue(null, ["pl"])).toBe("da");
    expect(firstTongue("da", ["en"])).toBe("da");
  });
});
const blanks = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe("the map", () => {
  it("holds every place of the trip, north up", () => {
    const all = trip([opening({ lat: 56.3, lon: 8.8 }), opening({ lat: 55.9, lon: 9.4 })]);
    const project = projectionFor(pointsOf(all));
    for (const [lat, lon] of pointsOf(all)) {
      const [x, y] = project(lat, lon);
      expect(x > 0 && x < WIDE && y > 0 && y < HIGH).toBe(true);
    }
    expect(project(56.3, 9)[1]).toBeLessThan(project(55.9, 9)[1]);
    expect(project(56, 8.8)[0]).toBeLessThan(project(56, 9.4)[0]);
  });
  it("puts no name on another when there is room", () => {
    const labels = placeLabels([{ name: "Egeby", at: [180, 120] }, { name: "Mosede", at: [190, 150] }]);
    expect(new Set(labels.map(({ x, y }) => `${x} ${y}`)).size).toBe(2);
    expect(Math.abs(labels[0]!.y - labels[1]!.y)).toBeGreaterThan(18);
  });
});

describe("the load list", () => {
  const bread = { good: "Brød", unit: "stk.", n: 6 };
  const coffee = { good: "Kaffe", unit: "kander", n: 4 };
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal("localStorage", { getItem: (at: string) => kept.get(at) ?? null, setItem: (at: string, text: string) => kept.set(at, text) });
    keepPacked(9, [tickOf(9, coffee)]);
  });
  afterEach(() => vi.unstubAllGlobals());
  const ticked = (load: Trip["load"]) => packedIn(trip([], { load }));
  it("keeps its tick when another line comes before it", () => {
    expect([ticked([bread, coffee]), ticked([coffee]), ticked([bread])]).toEqual([1, 1, 0]);
  });
  it("asks again when there is more of it, or another tour", () => {
    expect(ticked([bread, { ...coffee, n: 5 }])).toBe(0);
    expect(packedIn(trip([], { id: 10, load: [coffee] }))).toBe(0);
  });
  it("knows nothing of ticks that were line numbers, and names nothing", () => {
    keepPacked(9, [0, 1]);
    expect(ticked([bread, coffee])).toBe(0);
    keepPacked(9, [tickOf(9, coffee), tickOf(9, bread)]);
    expect([...kept.values()].join()).toMatch(/^\[\d+,\d+\]$/);
  });
});

describe("small things", () => {
  it("the part after # is the way", () => expect(readRoute("#/cafe/341/ord")).toEqual(["cafe", "341", "ord"]));
  it("a clock a year off is known from the last fetch", () => {
    expect(ahead(week([]), "2027-11-24T12:00:00+01:00")).toBe(365 * 24 * 60 * 60_000);
  });
});
