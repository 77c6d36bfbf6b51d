/** What is ticked off the load list: numbers of lines only, so nothing here can be read by anybody. */

const at = (trip: number): string => `driveout-packed-${trip}`;

export function packedOf(trip: number): number[] {
  try {
    return JSON.parse(localStorage.getItem(at(trip)) ?? "[]") as number[];
  } catch {
    return [];
  }
}

export function keepPacked(trip: number, lines: number[]): void {
  try {
    localStorage.setItem(at(trip), JSON.stringify(lines));
  } catch {
    // A full phone: the list is short enough to look through again.
  }
}
