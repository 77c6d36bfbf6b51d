/** Recipes and advice on the phone: what no longer holds is not told to anybody. */
import { describe, expect, it } from "vitest";
import { holding } from "@app/screens/shelf";

const told = (until?: string) => ({ source: "https://example.org/", seen: "2026-11-29", ...(until ? { until } : {}) });

describe("a fact or a number", () => {
  it("holds to the end of its last day", () => {
    const both = [told("2026-12-31"), told()];
    expect(holding(both, "2026-12-31")).toEqual(both);
    expect(holding(both, "2027-01-01")).toEqual([told()]);
  });
  it("may be none", () => expect(holding(undefined, "2026-12-01")).toEqual([]));
});
