/** Recipes and advice as they were written for guests: src/driveout/look/reading, in one file that lies on the phone. */

interface Said { title: string; why: string; steps: string[]; things?: [string, string][]; keep?: string; then?: string }
interface Told { source: string; seen: string; until?: string }
interface Line extends Told { number: string; da: [string, string]; en: [string, string] }
interface Known extends Told { da: string; en: string }
export interface Text { key: string; da: Said; en: Said; minutes?: number; lines?: Line[]; known?: Known[] }

export const FILE = "/static/field/reading.json";

/** What no longer holds is left out. `today`: YYYY-MM-DD. */
export const holding = <T extends Told>(told: T[] | undefined, today: string): T[] =>
  (told ?? []).filter((one) => !one.until || today <= one.until);
