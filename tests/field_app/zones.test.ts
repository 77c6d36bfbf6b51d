/** The phone's day is the day where the cafés are, whatever zone the phone is set to. */
import { afterEach, describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { dateOf, dayAndMonth, moment, weekday, ZONE } from "../../src/driveout/field/app/src/screens/time";

const HERE = process.env.TZ;
afterEach(() => void (HERE === undefined ? delete process.env.TZ : (process.env.TZ = HERE)));

test("it is the server's own zone", () => {
  const settings = readFileSync("src/driveout/config/settings.py", "utf8");
  expect(settings).toContain(`TIME_ZONE = "${ZONE}"`);
});

describe.each(["Pacific/Auckland", "America/Los_Angeles", "Europe/Copenhagen", "Pacific/Apia"])("a phone in %s", (zone) => {
  test("has the café's day and hour, in winter and in summer", () => {
    process.env.TZ = zone;
    expect(dateOf(new Date("2026-11-24T12:05:00Z"))).toBe("2026-11-24"); // in Auckland it is the 25th
    expect(moment("2026-11-24T12:05:00Z")).toBe("13.05");
    expect(dateOf(new Date("2026-07-01T21:59:00Z"))).toBe("2026-07-01");
    expect(dateOf(new Date("2026-07-01T22:00:00Z"))).toBe("2026-07-02");
    expect(moment("2026-07-01T22:00:00Z")).toBe("00.00");
  });

  test("names a date as it is", () => {
    process.env.TZ = zone;
    expect([weekday("2026-11-24"), dayAndMonth("2026-11-24")]).toEqual(["tirsdag", "24. november"]);
  });
});

test("no moment is no time, and no fault", () => {
  expect(moment("")).toBe("");
});
