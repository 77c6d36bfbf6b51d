/** The hall's seats as chairs: taken ones filled. More guests than chairs stand behind as a number. */

const SHAPE = "M6 2h18a2 2 0 0 1 2 2v14H4V4a2 2 0 0 1 2-2zM2 19h26v7H2zM5 26v8M25 26v8";
const STEP = 34;
const A_ROW = 8;

export function Chairs({ here, seats }: { here: number; seats: number }) {
  if (seats < 1 || seats > 3 * A_ROW) return null;
  const rows = Math.ceil(seats / A_ROW);
  const across = Math.ceil(seats / rows);
  return (
    <svg class="chairs" viewBox={`0 0 ${across * STEP} ${38 * rows}`} aria-hidden="true">
      {Array.from({ length: seats }, (_, n) => (
        <g
          key={n} class={n < here ? "sat" : "free"}
          transform={`translate(${4 + STEP * (n % across) - 2} ${38 * Math.floor(n / across)})`}
        >
          <path d={SHAPE} />
        </g>
      ))}
    </svg>
  );
}
