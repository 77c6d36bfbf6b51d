/** The code, six digits or words: what a person remembers, and a key that the browser keeps, open the data key together. */
import { type Bytes, random, utf8 } from "./bytes";
import { seal, type Sealed, unseal } from "./seal";
import { asTyped } from "./weak";

/** Rounds of PBKDF2: a third of a second on a phone, and some work for each guess of somebody else. What a guess costs, and
 *  why it is not Argon2id, stands in docs/reference/on-the-phone.md. */
export const ROUNDS = 600_000;

export interface Wrap { salt: Bytes; rounds: number; sealed: Sealed }

/** A key that no script can read out. Chromium keeps it among its files as it is: who copies all of them has it too. */
export const newDeviceKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

export async function wrap(raw: Bytes, code: string, device: CryptoKey, rounds: number): Promise<Wrap> {
  const salt = random(16);
  const inner = await seal(await stretched(code, salt, rounds), raw);
  const both = new Uint8Array([...inner.iv, ...inner.data]);
  return { salt, rounds, sealed: await seal(device, both) };
}

/** The data key, or null when the code is another. */
export async function unwrap(kept: Wrap, code: string, device: CryptoKey): Promise<Bytes | null> {
  const both = await unseal(device, kept.sealed);
  const key = await stretched(code, kept.salt, kept.rounds);
  try {
    return await unseal(key, { iv: both.slice(0, 12), data: both.slice(12) });
  } catch {
    return null;
  }
}

async function stretched(code: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const words = await crypto.subtle.importKey("raw", utf8(asTyped(code)), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, words, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
