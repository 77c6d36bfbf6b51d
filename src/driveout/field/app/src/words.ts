/** Everything the app says, in plain Danish and in English. A third language is a third column. */

import { CAFE_WORDS } from "./words/cafe";
import { DAY_WORDS } from "./words/day";
import { PHONE_WORDS } from "./words/phone";

export type Tongue = "da" | "en";
export const TONGUES: [Tongue, string][] = [["da", "Dansk"], ["en", "English"]];

const WORDS = { ...DAY_WORDS, ...CAFE_WORDS, ...PHONE_WORDS };
type Twice = (keyof typeof DAY_WORDS & keyof typeof CAFE_WORDS) | (keyof typeof PHONE_WORDS & keyof (typeof DAY_WORDS & typeof CAFE_WORDS));
/** No two files name a word alike: the later would speak for the earlier. This does not compile where they do. */
export const EACH_ONCE: [Twice] extends [never] ? true : Twice = true;
export type Word = keyof typeof WORDS;

const CHOSEN = "driveout-language";
const tellers = new Set<() => void>();
let spoken: Tongue = "da";

/** What was chosen here, else what the browser speaks; Danish when it speaks neither. */
export function firstTongue(chosen: string | null, languages: readonly string[]): Tongue {
  if (chosen === "da" || chosen === "en") return chosen;
  const known = languages.map((one) => one.slice(0, 2)).find((one) => one === "da" || one === "en");
  return known === "en" ? "en" : "da";
}

export const tongue = (): Tongue => spoken;

function speak(next: Tongue): void {
  spoken = next;
  document.documentElement.lang = next;
  for (const tell of tellers) tell();
}

/** Speak as chosen or as the browser does. Called once, when the app starts. */
export function startTongue(): void {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(CHOSEN);
  } catch {
    // No storage: the browser's language will do.
  }
  speak(firstTongue(chosen, navigator.languages ?? []));
}

export function setTongue(next: Tongue): void {
  try {
    localStorage.setItem(CHOSEN, next);
  } catch {
    // It holds until the app is closed.
  }
  speak(next);
}

/** Called when the language changes. Returns how to stop. */
export function onTongue(tell: () => void): () => void {
  tellers.add(tell);
  return () => void tellers.delete(tell);
}

/** What somebody here wrote: Danish, whatever the app speaks. */
export interface OwnWords { own: string }
/** A sentence, with what somebody here wrote in it kept apart: it is read aloud in its own language. */
export type Said = string | readonly (string | OwnWords)[];
type Fill = string | number | OwnWords | Said;

/** The words for `key`, with what stands in braces filled in. “one|many” is chosen by `n`. */
export function t(key: Word, fill: Record<string, string | number> = {}): string {
  return plainly(inParts(key, fill));
}

/** The same, where what fills it may be somebody's own words. */
export function inParts(key: Word, fill: Record<string, Fill> = {}): (string | OwnWords)[] {
  const pair: readonly [string, string] | undefined = WORDS[key]; // a newer server may say a word unknown here
  const said = pair?.[spoken === "da" ? 0 : 1] ?? key;
  const [one, many = one] = said.split("|") as [string, string?];
  const found = (fill.n === 1 ? one : many).split(/\{(\w+)\}/); // each second one is a name
  return found.flatMap((part, at) => (at % 2 ? listed(fill[part] ?? `{${part}}`) : part)).filter((part) => part !== "");
}

function listed(fill: Fill): readonly (string | OwnWords)[] {
  if (typeof fill === "object") return "own" in fill ? [fill] : fill;
  return [String(fill)];
}

/** A sentence as text alone. */
export function plainly(said: Said): string {
  return typeof said === "string" ? said : said.map((part) => (typeof part === "string" ? part : part.own)).join("");
}

/** Every entry, for a test that holds both languages to each other. */
export const allWords = (): Record<string, readonly [string, string]> => WORDS;
