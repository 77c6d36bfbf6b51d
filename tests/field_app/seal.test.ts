/** Sealing and signing, tried with another program than the app's own: Node's crypto module. */
import { expect, test } from "vitest";
import { base64, fromBase64, hex, random, utf8 } from "../../src/driveout/field/app/src/store/bytes";
import { moment, newId } from "../../src/driveout/field/app/src/store/ids";
import { newDeviceKey, unwrap, wrap } from "../../src/driveout/field/app/src/store/pin";
import { lockUp, seal, unseal, wrapForRescue } from "../../src/driveout/field/app/src/store/seal";
import { newPair, signItem, signCall, signingKey } from "../../src/driveout/field/app/src/store/sign";
import { opened } from "./office";
import { digestOf, IMPORT_KEY, isSigned, signedItem } from "./server";

test("what is sealed comes back, under a fresh iv each time, and not when one bit has turned", async () => {
  const key = await lockUp(random(32));
  const [one, two] = [await seal(key, utf8("kaffe")), await seal(key, utf8("kaffe"))];
  expect(new TextDecoder().decode(await unseal(key, one))).toBe("kaffe");
  expect(hex(one.iv)).not.toBe(hex(two.iv));
  one.data[0]! ^= 1;
  await expect(unseal(key, one)).rejects.toThrow();
});

test("a key in use cannot be read out again", async () => {
  const raw = random(32);
  for (const key of [await lockUp(raw), await newDeviceKey(), await signingKey((await newPair()).signing)]) {
    expect(key.extractable).toBe(false);
  }
});

test("the PIN opens only together with the device", async () => {
  const [raw, device] = [random(32), await newDeviceKey()];
  const wrapped = await wrap(raw, "123456", device, 1000);
  expect(await unwrap(wrapped, "123456", device)).toEqual(raw);
  expect(await unwrap(wrapped, "123457", device)).toBeNull();
  await expect(unwrap(wrapped, "123456", await newDeviceKey())).rejects.toThrow();
});

test("the organisation's private key opens the rescue wrap, written as wire.md says", async () => {
  const raw = random(32);
  expect(opened(await wrapForRescue(raw, IMPORT_KEY))).toEqual(Buffer.from(raw));
});

test("another program finds the signatures true, and a changed text false", async () => {
  const pair = await newPair();
  const [key, open] = [await signingKey(pair.signing), base64(pair.open)];
  const call = await signCall(key, "POST", "/felt/api/events/?a=1", "phone", "{}", "1764500000", "abc");
  expect(isSigned(open, `POST\n/felt/api/events/?a=1\nphone\n${digestOf("{}")}\n1764500000\nabc`, call)).toBe(true);
  expect(isSigned(open, `POST\n/felt/api/events/?a=2\nphone\n${digestOf("{}")}\n1764500000\nabc`, call)).toBe(false);
  const text = '{"text":"æøå 🙂"}';
  const sig = await signItem(key, "phone", text);
  expect(signedItem(open, "phone", { text, sig })).toBe(true);
  expect(signedItem(open, "phone", { text: `${text} `, sig })).toBe(false);
});

test("ids are version 7, differ, and sort as they were made", () => {
  const ids = Array.from({ length: 50 }, (_, i) => newId(new Date(1_764_000_000_000 + i)));
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 50 }, () => newId(new Date(0)))).size).toBe(50);
});

test("a moment has the wall's time, its distance from Greenwich, and is the same instant", () => {
  const at = new Date("2026-11-24T11:31:05.120Z");
  expect(moment(at)).toMatch(/^2026-11-2\dT\d\d:\d\d:05\.120[+-]\d\d:\d\d$/);
  expect(Date.parse(moment(at))).toBe(at.getTime());
});

test("bytes as text and back, also many", () => {
  const many = new Uint8Array(100_000).map((_, i) => i % 256);
  expect(fromBase64(base64(many))).toEqual(many);
});
