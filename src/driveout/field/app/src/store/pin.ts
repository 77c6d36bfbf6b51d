/** The PIN: what a person remembers, and a key that cannot leave this device, open the data key only together. */
import { type Bytes, random, utf8 } from "./bytes";
import { seal, type Sealed, unseal } from "./seal";

/** Rounds of PBKDF2: a third of a second on a phone, and so for each guess of somebody else. */
export const ROUNDS = 600_000;
export const PIN = /^\d{6}$/;

export interface Wrap { salt: Bytes; rounds: number; sealed: Sealed }

/** A key that the browser keeps for us: a copied database without this device has nothing to try PINs on. */
export const newDeviceKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

export async function wrap(raw: Bytes, pin: string, device: CryptoKey, rounds: number): Promise<Wrap> {
  const salt = random(16);
  const inner = await seal(await stretched(pin, salt, rounds), raw);
  const both = new Uint8Array([...inner.iv, ...inner.data]);
  return { salt, rounds, sealed: await seal(device, both) };
}

/** The data key, or null when the PIN is another. */
export async function unwrap(kept: Wrap, pin: string, device: CryptoKey): Promise<Bytes | null> {
  const both = await unseal(device, kept.sealed);
  const key = await stretched(pin, kept.salt, kept.rounds);
  try {
    return await unseal(key, { iv: both.slice(0, 12), data: both.slice(12) });
  } catch {
    return null;
  }
}

async function stretched(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const words = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, words, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
