/** The phone's signature: ECDSA on P-256 with SHA-256, as docs/reference/wire.md says. */
import { type Bytes, base64, hex, utf8 } from "./bytes";

const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;
const HOW = { name: "ECDSA", hash: "SHA-256" } as const;

export interface NewPair { signing: Bytes; open: Bytes }

/** The private half as PKCS #8, to be sealed at once; the public half as SPKI. */
export async function newPair(): Promise<NewPair> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
  const [signing, open] = await Promise.all([
    crypto.subtle.exportKey("pkcs8", pair.privateKey),
    crypto.subtle.exportKey("spki", pair.publicKey),
  ]);
  return { signing: new Uint8Array(signing), open: new Uint8Array(open) };
}

export const signingKey = (pkcs8: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey("pkcs8", pkcs8, CURVE, false, ["sign"]);

const digest = async (text: string): Promise<string> => hex(await crypto.subtle.digest("SHA-256", utf8(text)));
const sign = async (key: CryptoKey, text: string): Promise<string> =>
  base64(await crypto.subtle.sign(HOW, key, utf8(text)));

/** What is signed of a call. `moment`: seconds since 1970 by the server's clock; `word`: drawn for this call alone. */
export const callText = async (method: string, path: string, phone: string, body: string, moment: string, word: string) =>
  `${method}\n${path}\n${phone}\n${await digest(body)}\n${moment}\n${word}`;

/** What is signed of an event when it is written down: it proves, in a rescued file, that this phone wrote it. */
export const itemText = async (phone: string, text: string) => `ITEM\n${phone}\n${await digest(text)}`;

export const signCall = async (key: CryptoKey, ...call: Parameters<typeof callText>) =>
  sign(key, await callText(...call));

export const signItem = async (key: CryptoKey, ...item: Parameters<typeof itemText>) =>
  sign(key, await itemText(...item));
