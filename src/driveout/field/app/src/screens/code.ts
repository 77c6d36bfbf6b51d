/** The code that a guest keeps on a card: random, so that it says nothing, and easy to read aloud. */

export const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** “K7MX-3F9P”. Bytes past the last whole multiple are thrown away: every letter is equally likely. */
export function newCode(random: (many: number) => Uint8Array = bytes): string {
  const fair = 256 - (256 % LETTERS.length);
  let code = "";
  while (code.length < 8) for (const byte of random(16)) if (byte < fair && code.length < 8) code += LETTERS[byte % LETTERS.length];
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

const bytes = (many: number): Uint8Array => crypto.getRandomValues(new Uint8Array(many));
