/** Codes that somebody who knows a person a little tries first, and which kind each is: a person is told what to do. */

export type Weak =
  | "same" | "run" | "repeat" | "few" | "mirror" | "year" | "date" | "number" // of six digits
  | "short" | "digits" | "alike"; // of words

export const PIN = /^\d{6}$/;
export const SHORTEST = 12;
/** Different letters that a code of words has at least: twelve of the same are no longer than one. */
const DIFFERENT = 6;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** As it is stretched: who writes with a large letter, or two spaces, is the same person. A PIN stays as it is. */
export const asTyped = (code: string): string =>
  PIN.test(code) ? code : code.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();

/** Why a code is too easy to guess, or null. `number`: the person's own, where the server knows it; commas between several. */
export function weakness(code: string, number = ""): Weak | null {
  return PIN.test(code) ? ofPin(code, number.split(",").map((one) => one.replace(/\D/g, ""))) : ofWords(asTyped(code));
}

function ofPin(pin: string, numbers: string[]): Weak | null {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, n) => (digit - digits[n]! + 10) % 10));
  if (steps.size === 1) return steps.has(0) ? "same" : "run"; // 123456, 890123, 246802
  if (pin.slice(0, 3) === pin.slice(3) || pin.slice(0, 4) === pin.slice(2)) return "repeat"; // 123123, 121212
  if (new Set(pin).size < 3) return "few";
  if (pin === [...pin].reverse().join("")) return "mirror";
  const pairs = [0, 2, 4].map((at) => pin.slice(at, at + 2));
  if (pairs.every(([a, b]) => a === b) || isRunOfPairs(pairs)) return "run"; // 112233, 101112
  if (numbers.some((number) => number.includes(pin))) return "number";
  const [a, b, c] = pairs.map(Number) as [number, number, number];
  if (isDay(a, b) || isDay(b, a) || isDay(c, b)) return "date"; // 240558, 052458, 580524
  if (/^(19|20)|(19|20)\d\d$/.test(pin)) return "year";
  return null;
}

const isDay = (day: number, month: number): boolean => day >= 1 && day <= (DAYS[month - 1] ?? 0);

const isRunOfPairs = ([a, b, c]: string[]): boolean =>
  Math.abs(Number(b) - Number(a)) === 1 && Number(c) - Number(b) === Number(b) - Number(a);

function ofWords(code: string): Weak | null {
  const letters = code.replace(/ /g, "");
  if (letters.length < SHORTEST) return "short";
  if (/^\d+$/.test(letters)) return "digits";
  const half = letters.slice(0, letters.length / 2);
  return new Set(letters).size < DIFFERENT || letters === half + half ? "alike" : null;
}
