/** The office that reads a rescue file: Node's crypto module, and the organisation's private key. */
import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync } from "node:crypto";
import { OFFICE_KEY } from "./server";

interface Wrapped { epk: string; iv: string; data: string }
interface File { driveout: string; v: number; phone: string; made_at: string; rescue: Wrapped; items: { iv: string; data: string }[] }

/** The 32 bytes of the data key. */
export function opened(rescue: Wrapped): Buffer {
  const publicKey = createPublicKey({ key: Buffer.from(rescue.epk, "base64"), type: "spki", format: "der" });
  const secret = diffieHellman({ privateKey: OFFICE_KEY, publicKey });
  return unsealed(Buffer.from(hkdfSync("sha256", secret, "", "driveout unsent", 32)), rescue);
}

function unsealed(key: Buffer, { iv, data }: { iv: string; data: string }): Buffer {
  const bytes = Buffer.from(data, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64"));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
}

/** The events in a file, with their signatures. */
export async function readFile(blob: Blob): Promise<{ file: File; events: { text: string; sig: string }[] }> {
  const file = JSON.parse(await blob.text()) as File;
  const key = opened(file.rescue);
  const events = file.items.map((item) => JSON.parse(unsealed(key, item).toString()) as { text: string; sig: string });
  return { file, events };
}
