/** From degrees to a drawing: flat enough for one hub's day. */

import type { Trip } from "../contract";

export const WIDE = 358;
export const HIGH = 240;
const MARGIN = 44;
const LEAST_DEGREES = 0.06; // a single place is not drawn larger than this

export type Point = [x: number, y: number];
export type Project = (lat: number, lon: number) => Point;

/** A projection in which every point lies inside the drawing, north up, equal scale both ways. */
export function projectionFor(points: [lat: number, lon: number][]): Project {
  const [lats, lons] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const middle: [number, number] = [(Math.min(...lats) + Math.max(...lats)) / 2, (Math.min(...lons) + Math.max(...lons)) / 2];
  const squeeze = Math.cos((middle[0] * Math.PI) / 180);
  const tall = Math.max(Math.max(...lats) - Math.min(...lats), LEAST_DEGREES);
  const broad = Math.max((Math.max(...lons) - Math.min(...lons)) * squeeze, LEAST_DEGREES);
  const scale = Math.min((WIDE - 2 * MARGIN) / broad, (HIGH - 2 * MARGIN) / tall);
  return (lat, lon) => [WIDE / 2 + (lon - middle[1]) * squeeze * scale, HIGH / 2 - (lat - middle[0]) * scale];
}

export const pointsOf = (trip: Trip): [number, number][] => [
  [trip.hub.lat, trip.hub.lon],
  ...trip.openings.map((opening): [number, number] => [opening.lat, opening.lon]),
];

/** Coast lines as one path, without what lies far outside the drawing. */
export function landPath(land: [number, number][][], project: Project): string {
  return land
    .map((ring) => ring.map(([lat, lon]) => project(lat, lon)))
    .filter((ring) => ring.some(([x, y]) => x > -WIDE && x < 2 * WIDE && y > -HIGH && y < 2 * HIGH) || covers(ring))
    .map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`)
    .join("");
}

const covers = (ring: Point[]): boolean => {
  const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
  return Math.min(...xs) < 0 && Math.max(...xs) > WIDE && Math.min(...ys) < 0 && Math.max(...ys) > HIGH;
};

export interface Label { text: string; x: number; y: number; anchor: "start" | "middle" | "end" }
type Box = [x0: number, y0: number, x1: number, y1: number];
const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Put each name above, below, right or left of its pin, where it hides no pin and no other name. */
export function placeLabels(pins: { name: string; at: Point }[]): Label[] {
  const taken: Box[] = pins.map(({ at: [x, y] }) => [x - 12, y - 12, x + 12, y + 12]);
  return pins.map(({ name, at: [x, y] }) => {
    const long = name.length * 8.6 + 4;
    const tries: [Label, Box][] = [
      [{ text: name, x, y: y - 17, anchor: "middle" }, [x - long / 2, y - 31, x + long / 2, y - 13]],
      [{ text: name, x, y: y + 28, anchor: "middle" }, [x - long / 2, y + 13, x + long / 2, y + 32]],
      [{ text: name, x: x + 17, y: y + 5, anchor: "start" }, [x + 14, y - 9, x + 14 + long, y + 9]],
      [{ text: name, x: x - 17, y: y + 5, anchor: "end" }, [x - 14 - long, y - 9, x - 14, y + 9]],
    ];
    const inside = ([x0, y0, x1, y1]: Box) => x0 >= 0 && x1 <= WIDE && y0 >= 0 && y1 <= HIGH;
    const free = tries.find(([, box]) => inside(box) && !taken.some((other) => overlap(box, other)));
    const [label, box] = free ?? tries.find(([, one]) => inside(one)) ?? tries[0]!;
    taken.push(box);
    return label;
  });
}
