/** What the app would hand to a real server, for the server's own readers: see test_app.py. */
import { writeFileSync } from "node:fs";
import { env } from "node:process";
import { expect, test } from "vitest";
import { app, here, ONE, settled, words } from "./phone";
import { IMPORT_KEY } from "./server";

test("a rescue file and a signed call, written with the key that the server gave", async () => {
  here.server.importKey = env.DRIVEOUT_IMPORT_KEY ?? IMPORT_KEY;
  const { vault } = await settled();
  here.server.tricks = Array.from({ length: 9 }, () => () => Promise.reject(new TypeError("no network")));
  await vault.append(341, ONE);
  await vault.append(341, words("Æ, ø, å og 😀, og “citat”"));
  await vault.sync();
  const call = here.server.calls.find(({ path }) => path === "/felt/api/events/")!;
  const { key } = here.server.phones.get(vault.id)!;
  const rescue = JSON.parse(await (await app().rescueFile(vault.id)).text()) as { items: unknown[] };
  expect(rescue.items).toHaveLength(2);
  if (env.DRIVEOUT_SAMPLE) writeFileSync(env.DRIVEOUT_SAMPLE, JSON.stringify({ phone: vault.id, key, call, rescue }));
});
