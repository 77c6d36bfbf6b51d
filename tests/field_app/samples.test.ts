/** examples/wire: what docs/reference/wire.md says, as the app takes it. The server's tests read the same files. */
import { createECDH, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Item, Tally, Week } from "../../src/driveout/field/app/src/contract";
import type { EventRow } from "../../src/driveout/field/app/src/store/base";
import type { Log, Verdict } from "../../src/driveout/field/app/src/store/log";
import { lineOf, Sender } from "../../src/driveout/field/app/src/store/sending";
import { callText, itemText } from "../../src/driveout/field/app/src/store/sign";
import { addUp, together } from "../../src/driveout/field/app/src/store/tally";
import { wrapForRescue } from "../../src/driveout/field/app/src/store/seal";
import { eventsIn, opened, type RescueFile, withKey } from "./office";
import { app, here, PIN } from "./phone";
import { isSigned, json } from "./server";

interface Answer { status: number; body: Record<string, never> }
const read = <T>(name: string): T => JSON.parse(readFileSync(`examples/wire/${name}.json`, "utf-8")) as T;
const answerOf = (name: string): Answer => read<{ answer: Answer }>(name).answer;

test("a phone settles in and fetches its week from the answers as they are written down", async () => {
  const answers = { "/felt/api/me/": "me", "/felt/api/phones/": "register", "/felt/api/week/": "week" };
  here.server.fetch = (path) => {
    const { status, body } = answerOf(answers[path as keyof typeof answers]);
    return Promise.resolve(json(status, body));
  };
  const vault = await app().settleIn(PIN);
  await vault.sync();
  const week = answerOf("week").body as unknown as Week;
  expect([vault.line, await vault.week()]).toEqual(["idle", week]);
  expect(await vault.tallyOf(341)).toEqual(week.days[0]!.trips[0]!.openings[0]!.tally);
});

test("who is not crew is known from the answer as it is written down", async () => {
  const { status, body } = answerOf("not_crew");
  here.server.fetch = () => Promise.resolve(json(status, body));
  expect(await app().whoIsSignedIn()).toBe("not crew");
});

test("each answer for an item becomes the fate that is written down", async () => {
  const { request, answer } = read<{ request: { body: { items: Item[] } }; answer: { status: number; body: { items: { id: string; status: number; code: string }[] } } }>("events");
  const { items } = request.body;
  const first = items.filter(({ id }, i) => typeof id === "string" && items.findIndex((one) => one.id === id) === i);
  const rows = first.map(({ id }, seq) => ({ id, seq }) as EventRow);
  const heard: Verdict[] = [];
  const log = {
    waiting: async () => rows,
    texts: async (asked: EventRow[]) => asked.map(({ seq }) => JSON.stringify(first[seq])),
    mark: async (verdicts: Verdict[]) => void heard.push(...verdicts),
  } as unknown as Log;
  const body = { ...answer.body, items: first.map(({ id }) => answer.body.items.find((one) => one.id === id)!) };
  await new Sender(log, async () => ({ status: 200, body, retryAfter: null }), "0.4.0", () => new Date()).send();
  const wanted = body.items.map(({ status, code }) => (status < 300 ? "landed" : `aside ${code}`));
  expect(heard.map(({ state, code }) => (state === "aside" ? `aside ${code}` : state))).toEqual(wanted);
  expect(heard.filter(({ state, say }) => state === "aside" && !say)).toEqual([]);
  expect(new Set(wanted).size).toBeGreaterThan(4);
});

test("each refusal of a whole call leads where the document says", () => {
  const { answers } = read<{ answers: Answer[] }>("refusals");
  for (const { status, body } of answers) {
    const line = { 401: "sign in", 503: "busy" }[status] ?? (String(body.code) === "ended" ? "ended" : "trouble");
    expect([body.code, lineOf({ status, body, retryAfter: null })]).toEqual([body.code, line]);
  }
});

test("what the app signs is what the document says is signed", async () => {
  const { phone, key, calls } = read<{ phone: string; key: string; calls: Record<"method" | "path" | "body" | "moment" | "once" | "text" | "signature", string>[] }>("signature");
  for (const call of calls) {
    expect(await callText(call.method, call.path, phone, call.body, call.moment, call.once)).toBe(call.text);
    expect(isSigned(key, call.text, call.signature)).toBe(true);
  }
});

test("the organisation's key opens the sample of a rescued file, and what the app wraps for it", async () => {
  const { secret, organisation, import_key, key, texts, file } = read<{ secret: string; organisation: number; import_key: string; key: string; texts: string[]; file: RescueFile }>("rescue");
  const drawn = Buffer.from(hkdfSync("sha256", secret, "", `driveout import ${organisation}`, 48));
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const office = createECDH("prime256v1");
  office.setPrivateKey(Buffer.from((BigInt(`0x${drawn.toString("hex")}`) % (order - 1n) + 1n).toString(16).padStart(64, "0"), "hex"));
  const agreed = (spki: Buffer) => office.computeSecret(spki.subarray(-65));
  const events = eventsIn(file, withKey(file.rescue, agreed));
  expect(events.map(({ text }) => text)).toEqual(texts);
  for (const { text, sig } of events) expect(isSigned(key, await itemText(file.phone, text), sig)).toBe(true);
  const raw = new Uint8Array(32).fill(7);
  expect(withKey(await wrapForRescue(raw, import_key), agreed)).toEqual(Buffer.from(raw));
  expect(() => opened(file.rescue)).toThrow();
});

const { cases } = read<{ cases: { says: string; events: Item[]; tally: Tally }[] }>("tally");
test.each(cases.map((one) => [one.says, one] as const))("the sum: %s", (_, { events, tally }) => {
  const bare = ({ ids: _ids, fields, opened_at, closed_at, ...rest }: Tally) => ({
    ...rest,
    at: [opened_at, closed_at].map((at) => at && Date.parse(at)),
    fields: Object.fromEntries(Object.entries(fields).map(([name, said]) => [name, said.map(({ id, value }) => [id, value])])),
  });
  expect(bare(addUp(events, "Alma"))).toEqual(bare(tally));
  expect(bare(addUp([...events].reverse(), "Alma"))).toEqual(bare(tally));
  expect(bare(together(addUp([], ""), events, "Alma"))).toEqual(bare(tally));
});
