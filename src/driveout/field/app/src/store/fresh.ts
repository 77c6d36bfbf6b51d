/** The week on this phone, sealed: fetched after sending, and the last good one kept. */
import type { Opening, Week } from "../contract";
import type { Base } from "./base";
import { sealJson, unsealJson } from "./seal";

/** How old the week may be before a round of sending asks for it again. */
export const STALE = 60_000;

export class Weeks {
  private known: { at: string; week: Week } | null = null;

  constructor(private base: Base, private place: string, private key: CryptoKey) {}

  async get(): Promise<{ at: string; week: Week } | null> {
    const row = await (await this.base.get()).get("weeks", this.place);
    if (!row) return null;
    if (this.known?.at !== row.at) this.known = { at: row.at, week: await unsealJson<Week>(this.key, row.sealed) };
    return this.known;
  }

  /** Not for a place that was closed meanwhile. */
  async keep(week: Week, at: string): Promise<void> {
    const sealed = await sealJson(this.key, week);
    await this.base.write(["places", "weeks"], async (tx) => {
      const place = await tx.objectStore("places").get(this.place);
      if (place?.state === "open") await tx.objectStore("weeks").put({ place: this.place, sealed, at });
    });
    this.known = { at, week };
  }
}

export const openingsOf = (week: Week): Opening[] =>
  week.days.flatMap((day) => day.trips.flatMap((trip) => trip.openings));

/** Is it a week at all? What is kept is better than something cut off. */
export function isWeek(body: Record<string, unknown> | null): boolean {
  const has = (part: unknown, name: string): boolean => typeof part === "object" && part !== null && name in part;
  return (
    body !== null && typeof body.version === "string" && typeof body.now === "string" &&
    Array.isArray(body.days) && Array.isArray(body.goods) && Array.isArray(body.land) &&
    has(body.member, "name") && has(body.organisation, "import_key")
  );
}
