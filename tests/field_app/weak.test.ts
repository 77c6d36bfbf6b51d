/** Codes that are tried first: which kind each is, and that nobody gets one, nor loses anything when theirs is one. */
import { describe, expect, it, test } from "vitest";
import { TooEasy } from "../../src/driveout/field/app/src/contract";
import { wrap } from "../../src/driveout/field/app/src/store/pin";
import { asTyped, type Weak, weakness } from "../../src/driveout/field/app/src/store/weak";
import { openDB } from "idb";
import { app, dump, here, ONE, PIN, reopened, settled, words } from "./phone";

const KINDS: [Weak, string[]][] = [
  ["same", ["000000", "777777"]],
  ["run", ["123456", "654321", "890123", "246802", "112233", "998877", "101112", "323130"]],
  ["repeat", ["123123", "121212", "474747"]],
  ["few", ["111112", "575577"]],
  ["mirror", ["123321", "480084"]],
  ["date", ["240558", "290276", "052458", "580524", "311299", "010305"]],
  ["year", ["198599", "991985", "200099", "992026"]],
];

describe.each(KINDS)("a PIN that is %s", (kind, pins) => {
  it.each(pins)("is told: %s", (pin) => expect(weakness(pin)).toBe(kind));
});

test("nearly nine in ten PINs are left, and among them those that are no date and no year", () => {
  let left = 0;
  for (let n = 0; n < 1_000_000; n++) left += weakness(String(n).padStart(6, "0")) === null ? 1 : 0;
  expect(left).toBe(876_261); // docs/reference/on-the-phone.md says so
  expect([PIN, "482913", "161803", "329400", "300217"].map((pin) => weakness(pin))).toEqual([null, null, null, null, "date"]);
});

test("any six digits of the own phone number are known by everybody who has it", () => {
  expect(["407183", "071839", "718396"].map((pin) => weakness(pin, "+45 40 71 83 96"))).toEqual(["number", "number", "number"]);
  expect(weakness("407184", "40718396")).toBeNull();
  const two = "+4540718396, +4529316407";
  expect(["407183", "316407", "964529"].map((pin) => weakness(pin, two))).toEqual(["number", "number", null]);
  expect(weakness("407183")).toBeNull();
});

test("words are long, differ, and are the same however they are written", () => {
  const told = ["kort", "aaaaaaaaaaaaaaa", "kaffekaffekaffe", "kaffevogn kaffevogn", "12345678901234", "hest lampe torsk myg"];
  expect(told.map((code) => weakness(code))).toEqual(["short", "alike", "alike", "alike", "digits", null]);
  expect(asTyped("  Hest  Lampe torsk MYG ")).toBe("hest lampe torsk myg");
});

test("nobody gets a code that is tried first, be it the first one or another; what was stays", async () => {
  await expect(app().settleIn("240558")).rejects.toMatchObject({ weak: "date" });
  expect(here.server.phones.size).toBe(0);
  here.server.number = "40718396";
  await expect(app().settleIn("407183")).rejects.toMatchObject({ weak: "number" });
  const { vault } = await settled();
  await expect(vault.changePin(PIN, "121212")).rejects.toThrow(TooEasy);
  await expect(vault.changePin(PIN, "718396")).rejects.toMatchObject({ weak: "number" });
  expect((await reopened(vault)).easy).toBeNull();
});

test("words open a place too, from the first day or from the day they were chosen, and digits again", async () => {
  const { vault } = await settled("Alma", "hest lampe torsk myg");
  await vault.append(341, ONE);
  expect((await app().cards())[0]).toMatchObject({ words: true });
  const again = await reopened(vault, " Hest lampe  Torsk myg");
  await again.changePin("hest lampe torsk myg", PIN);
  expect([again.words, (await app().cards())[0]!.words]).toEqual([false, false]);
  const last = await reopened(again);
  expect(await last.kept()).toHaveLength(1);
  await last.changePin(PIN, "hest lampe torsk myg");
  expect((await reopened(last, "hest lampe torsk myg")).words).toBe(true);
});

test("a place from before, with an easy PIN, opens, says so, and keeps everything when it is changed", async () => {
  const { vault } = await settled();
  here.server.online = false;
  const item = await vault.append(341, words("Jeg kommer for kaffen"));
  await vault.keepDraft(341, "halvt");
  await vault.changePin(PIN, "hest lampe torsk myg");
  const old = await before(vault.id, "hest lampe torsk myg", "123456");
  expect([old.easy, old.words]).toEqual(["run", false]);
  await old.append(341, ONE);
  await old.changePin("123456", "161803");
  expect(old.easy).toBeNull();
  const again = await reopened(old, "161803");
  expect(again.easy).toBeNull();
  expect((await again.kept())[0]!.item).toEqual(item);
  expect([(await again.kept()).length, await again.draft(341)]).toEqual([2, "halvt"]);
});

/** As an earlier version left it: its key under a PIN that is refused now, and no word of what kind it is. */
async function before(id: string, code: string, easy: string) {
  const { places } = await dump();
  const { judge } = await import("../../src/driveout/field/app/src/store/places");
  const { Base } = await import("../../src/driveout/field/app/src/store/base");
  const raw = await judge(new Base(), id, code);
  const { long: _, ...place } = places![0] as { device: CryptoKey; long?: boolean };
  const db = await openDB("driveout");
  await db.put("places", { ...place, wrap: await wrap(raw, easy, place.device, 1000) });
  db.close();
  return reopened({ id, lock: () => undefined } as never, easy);
}
