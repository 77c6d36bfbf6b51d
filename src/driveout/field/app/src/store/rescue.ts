/** What has not landed, as a file that only the organisation can open: docs/reference/wire.md, Rescue. */
import type { Base } from "./base";
import { base64 } from "./bytes";
import { moment } from "./ids";

/** Needs no PIN: the place may be locked, wiped or ended. */
export async function rescueFile(base: Base, id: string, now: Date): Promise<Blob> {
  const db = await base.get();
  const place = await db.get("places", id);
  if (!place) throw new Error("no such place");
  const found = ["waiting", "aside"].map((state) => db.getAllFromIndex("events", "state", [id, state]));
  const rows = (await Promise.all(found)).flat().sort((a, b) => a.seq - b.seq);
  const items = rows.map(({ sealed }) => ({ iv: base64(sealed.iv), data: base64(sealed.data) }));
  const file = { driveout: "unsent", v: 1, phone: id, made_at: moment(now), rescue: place.rescue, items };
  return new Blob([JSON.stringify(file)], { type: "application/json" });
}
