/** What guests ask of a place: the crew can answer when somebody calls. */

import type { Opening } from "../contract";
import { tongue } from "../words";
import { TOLD_TO_GUESTS } from "../words/guests";
import { inside } from "./icons";
import { Drawn } from "./kit";

export function Told({ opening }: { opening: Opening }) {
  const at = tongue() === "da" ? 0 : 1;
  return (
    <>
      {Object.entries(opening.told ?? {}).map(([name, answer]) => {
        const said = TOLD_TO_GUESTS[name]; // a newer server may tell what is unknown here
        return said && <p class="told" key={name}><Drawn shapes={inside(said.icon)} />{said[answer][at]}</p>;
      })}
    </>
  );
}
