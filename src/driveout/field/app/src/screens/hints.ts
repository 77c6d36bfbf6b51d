/** What in own words may point to a person: a number, an address, a name. A hint to look again, never a stop. */

export type Kind = "number" | "phone" | "mail" | "address" | "name";
export interface Hint { kind: Kind; from: number; to: number; text: string }

const UPPER = "A-ZÆØÅÄÖÜÉ";
const LOWER = "a-zæøåäöüé";
const STREET = "(?:vej|gade|all[eé]|stræde|vænge|vænget|bakken|parken|toften|torv|torvet|plads|road|street|lane)";
const KIN = [
  "hedder", "hedde", "kaldes", "navn er", "min mand", "min kone", "min søn", "min datter", "min bror", "min søster",
  "min mor", "min far", "min ven", "min veninde", "min nabo", "named", "called", "my son", "my daughter", "my husband",
  "my wife", "my brother", "my sister", "my friend", "name is",
].map((one) => `[${one[0]!.toUpperCase()}${one[0]}]${one.slice(1)}`).join("|");

const PATTERNS: [Kind, RegExp][] = [
  ["mail", /[\w.+-]+@[\w-]+\.[\w.]+\w/g],
  ["number", /(?<!\d)\d{6}[- ]?\d{4}(?!\d)/g],
  ["phone", /(?<!\d)(?:\+\d{2} ?)?\d{2}(?:[ .-]?\d{2}){3}(?!\d)/g],
  ["number", /(?<!\d)\d{7,}(?!\d)/g],
  ["address", new RegExp(`[${UPPER}][${LOWER}${UPPER} .]{0,30}?${STREET}\\s+\\d+\\s?[A-Za-z]?(?![${LOWER}\\d])`, "g")],
  ["address", new RegExp(`[${UPPER}][${LOWER}]*${STREET}(?![${LOWER}])`, "g")],
  ["name", new RegExp(`(?<=(?:^|[^${LOWER}])(?:${KIN})[ ,]+)[${UPPER}][${LOWER}]+(?:[ -][${UPPER}][${LOWER}]+)*`, "g")],
  ["name", new RegExp(`(?<=[${LOWER},;]["»)]? )(?<!(?:^| )(?:i|på|in|at|ved) )[${UPPER}][${LOWER}]+(?:[ -][${UPPER}][${LOWER}]+)*`, "g")],
];

/** Words with a capital that name nobody. Places of the week are added by whoever asks. */
const NOBODY = new Set(
  ("I De Dem Deres Jer Jeres Du Gud Danmark Dansk Facebook Messenger Netto Rema Aldi Fakta Lidl Røde Kors KFUM NAV SKAT Jobcenter " +
    "Jul Påske Pinse Nytår English I'm I'll God Christmas Easter Monday Tuesday Wednesday Thursday Friday Saturday Sunday " +
    "January February March April May June July August September October November December").split(" "),
);

/** Every hint in `text`, in order, none inside another. `known`: words that are no person here, such as places. */
export function hintsIn(text: string, known: Iterable<string> = []): Hint[] {
  const nobody = new Set([...NOBODY, ...[...known].flatMap((one) => one.split(/[\s-]+/))]);
  const found: Hint[] = [];
  for (const [kind, pattern] of PATTERNS)
    for (const hit of text.matchAll(pattern)) {
      const [from, to] = [hit.index, hit.index + hit[0].length];
      if (kind === "name" && (!startsLarge(hit[0]) || hit[0].split(/[\s-]+/).every((word) => nobody.has(word)))) continue;
      if (!found.some((other) => from < other.to && other.from < to)) found.push({ kind, from, to, text: hit[0] });
    }
  return found.sort((a, b) => a.from - b.from);
}

const startsLarge = (word: string): boolean => word[0] !== word[0]!.toLowerCase();

/** The words around a hint, so that one sees where it stands. */
export function around(text: string, hint: Hint, reach = 14): [string, string, string] {
  const before = text.slice(Math.max(0, hint.from - reach), hint.from).replace(/^\S*\s/, hint.from > reach ? "" : "$&");
  const after = text.slice(hint.to, hint.to + reach);
  return [before, hint.text, hint.to + reach < text.length ? after.replace(/\s\S*$/, "") : after];
}

/** Without what the hint points at; a mark says that something was left out. */
export const without = (text: string, hint: Hint): string => `${text.slice(0, hint.from)}[…]${text.slice(hint.to)}`;

/** At most `most` characters each, cut at a space where there is one: nothing of a long story is lost. */
export function parts(text: string, most = 20_000): string[] {
  if (text.length <= most) return [text];
  const space = text.lastIndexOf(" ", most);
  const cut = space > most / 2 ? space : most;
  return [text.slice(0, cut), ...parts(text.slice(cut).trimStart(), most)];
}
