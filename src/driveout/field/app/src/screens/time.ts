/** Days and times as people read them: whole hours without zeros in Danish, always two digits in English. */

import type { Week } from "../contract";
import { tongue } from "../words";

const two = (n: number): string => String(n).padStart(2, "0");

/** Minute of the day: “10.30” and “10” in Danish, “10:30” in English. */
export function clock(minute: number): string {
  const [hour, rest] = [Math.floor(minute / 60) % 24, minute % 60];
  if (tongue() === "en") return `${two(hour)}:${two(rest)}`;
  return rest ? `${hour}.${two(rest)}` : `${hour}`;
}

/** “10–11.30”. */
export const span = (starts: number, minutes: number): string => `${clock(starts)}–${clock(starts + minutes)}`;

/** Where the cafés are: the server's TIME_ZONE. A phone may be set to any other; a café's day and hour are not. */
export const ZONE = "Europe/Copenhagen";
const WALL = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** What stands on a wall in ZONE at that moment: year, month, day, hour and minute, each in its digits. */
function wall(at: Date): Record<string, string> {
  if (Number.isNaN(at.getTime())) return {};
  return Object.fromEntries(WALL.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** A moment as a clock there shows it: “13.05”. Here also a whole hour has its zeros: it is read off a clock. */
export function moment(iso: string): string {
  const { hour, minute } = wall(new Date(iso));
  return hour ? `${hour}${tongue() === "en" ? ":" : "."}${minute}` : "";
}

/** The date there of a moment: “2026-11-24”. */
export function dateOf(at: Date): string {
  const { year, month, day } = wall(at);
  return `${year}-${month}-${day}`;
}

const locale = (): string => (tongue() === "en" ? "en-GB" : "da-DK");
const shown = (date: string, how: Intl.DateTimeFormatOptions): string =>
  new Date(`${date}T12:00:00Z`).toLocaleDateString(locale(), { ...how, timeZone: "UTC" });

/** “tirsdag”. */
export const weekday = (date: string): string => shown(date, { weekday: "long" });

/** “24. november”. */
export const dayAndMonth = (date: string): string => shown(date, { day: "numeric", month: "long" });

/** How far this phone's clock is ahead of the server's, in milliseconds, when the week was fetched. */
export function ahead(week: Week | null, weekAt: string | null): number {
  return week && weekAt ? Date.parse(weekAt) - Date.parse(week.now) : 0;
}

/** What the time really is, as far as this phone can know: a clock a year off still finds its day. */
export function trueNow(week: Week | null, weekAt: string | null): Date {
  const off = ahead(week, weekAt);
  return new Date(Date.now() - (Math.abs(off) > TEN_MINUTES ? off : 0));
}

export const TEN_MINUTES = 10 * 60_000;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** “Alma, Bo og Ida”. */
export const listed = (names: string[]): string => new Intl.ListFormat(locale(), { type: "conjunction" }).format(names);
