/** Ids and moments, made on the phone. */
import { hex, random } from "./bytes";

/** A UUID version 7 (RFC 9562): the milliseconds first, so that ids sort as they were made; the rest is random. */
export function newId(at: Date): string {
  const bytes = random(16);
  const time = at.getTime();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(time / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const text = hex(bytes);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

/** “2026-11-24T12:31:05.120+01:00”: the clock on the wall here, and how far it is from Greenwich. */
export function moment(at: Date): string {
  const ahead = -at.getTimezoneOffset();
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  const wall = new Date(at.getTime() + ahead * 60_000).toISOString().slice(0, -1);
  return `${wall}${ahead < 0 ? "-" : "+"}${two(ahead / 60)}:${two(ahead % 60)}`;
}
