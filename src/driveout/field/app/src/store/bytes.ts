/** Bytes as text and back: the few forms that docs/reference/wire.md asks for. */

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const fromUtf8 = (bytes: BufferSource): string => new TextDecoder().decode(bytes);
export const random = (many: number): Bytes => crypto.getRandomValues(new Uint8Array(many));
export const hex = (bytes: ArrayBuffer | Bytes): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** In pieces, for a call with 20,000 arguments is too much for some browsers. */
export function base64(bytes: ArrayBuffer | Bytes): string {
  const all = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < all.length; at += 8192) text += String.fromCharCode(...all.subarray(at, at + 8192));
  return btoa(text);
}

export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
