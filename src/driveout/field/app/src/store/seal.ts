/** Sealing: AES-256-GCM, a fresh 12-byte iv each time. What comes out says nothing to who has no key. */
import { type Bytes, base64, fromBase64, fromUtf8, random, utf8 } from "./bytes";

export interface Sealed { iv: Bytes; data: Bytes }
/** The data key, wrapped for the organisation: docs/reference/wire.md, Rescue. All base64. */
export interface Rescue { epk: string; iv: string; data: string }

const AES = "AES-GCM";
const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;

export async function seal(key: CryptoKey, content: Bytes): Promise<Sealed> {
  const iv = random(12);
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt({ name: AES, iv }, key, content)) };
}

/** Throws OperationError when the key is another, or a bit has turned. */
export async function unseal(key: CryptoKey, sealed: Sealed): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.decrypt({ name: AES, iv: sealed.iv }, key, sealed.data));
}

export const sealJson = (key: CryptoKey, value: unknown): Promise<Sealed> => seal(key, utf8(JSON.stringify(value)));

export async function unsealJson<T>(key: CryptoKey, sealed: Sealed): Promise<T> {
  return JSON.parse(fromUtf8(await unseal(key, sealed))) as T;
}

/** 32 bytes as a key that no script can read out again. */
export const lockUp = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", raw, AES, false, ["encrypt", "decrypt"]);

/** Wrap the data key for the organisation, whose key can open it later; ours for this is thrown away at once. */
export async function wrapForRescue(raw: Bytes, importKey: string): Promise<Rescue> {
  const office = await crypto.subtle.importKey("spki", fromBase64(importKey), CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: office }, ours.privateKey, 256);
  const wrapped = await seal(await rescueKey(secret), raw);
  const epk = await crypto.subtle.exportKey("spki", ours.publicKey);
  return { epk: base64(epk), iv: base64(wrapped.iv), data: base64(wrapped.data) };
}

async function rescueKey(secret: ArrayBuffer): Promise<CryptoKey> {
  const shared = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8("driveout unsent") };
  return crypto.subtle.deriveKey(how, shared, { name: AES, length: 256 }, false, ["encrypt", "decrypt"]);
}
