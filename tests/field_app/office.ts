/** The office that reads a rescue file: Node's crypto module, and the organisation's private key. */
import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync } from "node:crypto";
import { OFFICE_KEY } from "./server";

interface Sealed { iv: string; data: string }
export interface Wrapped extends Sealed { epk: string }
export interface RescueFile { driveout: string; v: number; phone: string; made_at: string; rescue: Wrapped; items: Sealed[] }

/** The 32 bytes of the data key. `agreed`: the secret shared with the owner of a public key (SPKI). */
export function withKey(rescue: Wrapped, agreed: (spki: Buffer) => Buffer): Buffer {
  const secret = agreed(Buffer.from(rescue.epk, "base64"));
  return unsealed(Buffer.from(hkdfSync("sha256", secret, "", "driveout unsent", 32)), rescue);
}

/** The same, with the key of the tests' own organisation. */
export const opened = (rescue: Wrapped): Buffer =>
  withKey(rescue, (key) =>
    diffieHellman({ privateKey: OFFICE_KEY, publicKey: createPublicKey({ key, type: "spki", format: "der" }) }),
  );

function unsealed(key: Buffer, { iv, data }: Sealed): Buffer {
  const bytes = Buffer.from(data, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64"));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
}

/** The events in a file, with their signatures. */
export const eventsIn = (file: RescueFile, key: Buffer): { text: string; sig: string }[] =>
  file.items.map((item) => JSON.parse(unsealed(key, item).toString()) as { text: string; sig: string });

export async function readFile(blob: Blob): Promise<{ file: RescueFile; events: { text: string; sig: string }[] }> {
  const file = JSON.parse(await blob.text()) as RescueFile;
  return { file, events: eventsIn(file, opened(file.rescue)) };
}
