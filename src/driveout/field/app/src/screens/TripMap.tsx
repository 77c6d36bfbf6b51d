/** The trip on a map, drawn here from the coast that came with the week: no network, no tiles. */

import { useMemo } from "preact/hooks";
import type { Opening, Trip } from "../contract";
import { t } from "../words";
import { useHere } from "./here";
import { HIGH, landPath, placeLabels, pointsOf, projectionFor, WIDE, type Point } from "./projection";

const line = (points: Point[]): string => points.map(([x, y], n) => `${n ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");

export function TripMap({ trip, next }: { trip: Trip; next?: Opening }) {
  const { week } = useHere();
  const drawn = useMemo(() => {
    const project = projectionFor(pointsOf(trip));
    const hub = project(trip.hub.lat, trip.hub.lon);
    const pins = trip.openings.map((opening) => ({ opening, at: project(opening.lat, opening.lon) }));
    const labels = placeLabels([...pins.map(({ opening, at }) => ({ name: opening.place, at })), { name: trip.hub.name, at: hub }]);
    return { hub, pins, labels, land: landPath(week?.land ?? [], project) };
  }, [trip, week?.land]);
  const { hub, pins, labels, land } = drawn;
  const held = pins.filter(({ opening }) => opening.state !== "cancelled");
  const off = pins.filter(({ opening }) => opening.state === "cancelled");
  const names = held.map(({ opening }) => opening.place).join(", ");
  const said = [t("map_said", { hub: trip.hub.name, names }), ...off.map(({ opening }) => t("map_off", { name: opening.place }))].join(" ");
  return (
    <svg class="map" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={said}>
      <path class="land" d={land} />
      {held.length > 0 && <path class="tour chosen" d={line([hub, ...held.map(({ at }) => at), hub])} />}
      <circle class="hub" cx={hub[0]} cy={hub[1]} r="7" />
      {labels.map((label) => (
        <text key={label.text} x={label.x} y={label.y} text-anchor={label.anchor} class="strong" lang="da">{label.text}</text>
      ))}
      {pins.map(({ opening, at: [x, y] }, n) => {
        const state = opening.state === "cancelled" ? "off" : opening === next ? "next" : "";
        return (
          <g key={opening.id}>
            <circle class={`no ${state}`} cx={x} cy={y} r="11" />
            <text class={`in-no ${state}`} x={x} y={y + 4.5} text-anchor="middle">{n + 1}</text>
          </g>
        );
      })}
    </svg>
  );
}
