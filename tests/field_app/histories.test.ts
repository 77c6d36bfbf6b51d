/** Any history of a phone: taps, cut calls, lost replies, reloads, two tabs, new PINs. Then quiet, and the books balance. */
import { expect, test } from "vitest";
import { type Item, TooEasy, type Vault } from "../../src/driveout/field/app/src/contract";
import { addUp } from "../../src/driveout/field/app/src/store/tally";
import { weakness } from "../../src/driveout/field/app/src/store/weak";
import { dice } from "./dice";
import { app, here, settled, states } from "./phone";
import { json, refused, type Server } from "./server";

const HISTORIES = 25;
const STEPS = 14;

type Trick = Server["tricks"][number];
const lost = () => Promise.reject(new TypeError("lost"));
const TRICKS: Trick[] = [
  lost,
  (_, honest) => (honest(), lost()),
  (_, honest) => (honest(), new Response('{"now": "20')),
  (_, honest) => (honest(), honest()),
  () => refused(400, "not_json"),
  () => refused(503, "busy"),
  () => new Response("<html>guest network</html>"),
  () => json(200, { items: [] }),
  ({ body }, honest) => ((JSON.parse(body) as { items: Item[] }).items.length > 1 ? refused(413, "too_large") : honest()),
];

/** One phone through `STEPS` random steps, then a quiet network. Everything that append said was written. */
async function live(roll: (sides: number) => number): Promise<{ vault: Vault; written: Item[] }> {
  let pin = "271828";
  let tabs = [(await settled("Alma", pin)).vault];
  const written: Item[] = [];
  const tab = () => tabs[roll(tabs.length)]!;
  const steps: (() => Promise<unknown>)[] = [
    async () => {
      const taps = Array.from({ length: 1 + roll(6) }, (_, i) => tab().append(1 + (i % 2), { kind: "count", body: { what: "first", n: 1 } }));
      written.push(...(await Promise.all(taps)));
    },
    async () => {
      const known = written[roll(written.length)];
      if (known) written.push(await tab().append(known.occurrence, { kind: "undo", body: { of: known.id } }));
    },
    async () => here.server.tricks.push(TRICKS[roll(TRICKS.length)]!),
    () => tab().sync(),
    () => Promise.all(tabs.map((one) => one.sync())),
    async () => { here.server.online = roll(2) === 1; },
    async () => tabs.push(await app().unlock(tabs[0]!.id, pin)),
    async () => {
      const { id } = tabs[0]!; // the app is killed in all tabs, whatever it was doing
      void tab().sync();
      for (const one of tabs) one.lock();
      tabs = [await app().unlock(id, pin)];
    },
    async () => {
      const fresh = String(100_000 + roll(900_000));
      const easy = weakness(fresh) !== null;
      const refused = await tab().changePin(pin, fresh).then(() => false, (no: unknown) => no instanceof TooEasy);
      expect(refused).toBe(easy);
      if (!easy) pin = fresh;
    },
    async () => { await app().unlock(tabs[0]!.id, "000000").catch(() => undefined); },
  ];
  for (let step = 0; step < STEPS; step++) await steps[roll(steps.length)]!();
  here.server.tricks = [];
  here.server.online = true;
  for (const one of tabs) await one.sync();
  await tabs[0]!.sync();
  return { vault: tabs[0]!, written };
}

test.each(Array.from({ length: HISTORIES }, (_, i) => i + 1))("history %i: each event landed once, none is missing, and the sums agree", async (seed) => {
  const { vault, written } = await live(dice(seed));
  const kept = await vault.kept();
  expect(kept.map(({ item }) => item.seq)).toEqual(written.map((_, i) => i + 1));
  expect(new Set(kept.map(({ item }) => item.id))).toEqual(new Set(written.map(({ id }) => id)));
  expect(await states(vault)).toEqual(written.map(() => "landed"));
  const onServer = [...here.server.events.values()].map((text) => JSON.parse(text) as Item);
  expect(new Set(onServer.map(({ id }) => id))).toEqual(new Set(written.map(({ id }) => id)));
  for (const occurrence of [1, 2]) {
    const sum = addUp(onServer.filter((item) => item.occurrence === occurrence), "Alma");
    expect((await vault.tallyOf(occurrence)).first).toBe(sum.first);
  }
});
