/** The load list of a trip, to tick off while packing. */

import { useState } from "preact/hooks";
import { t } from "../words";
import { useHere } from "./here";
import { Page } from "./kit";
import { keepPacked, packedOf, tickOf } from "./packed";

export function Load({ trip: id }: { trip: number }) {
  const { week } = useHere();
  const [done, setDone] = useState(() => packedOf(id));
  const trip = week?.days.flatMap((day) => day.trips).find((one) => one.id === id);
  const turn = (tick: number) => {
    const next = done.includes(tick) ? done.filter((one) => one !== tick) : [...done, tick];
    setDone(next);
    keepPacked(id, next);
  };
  const lines = (trip?.load ?? []).map((line) => ({ ...line, tick: tickOf(id, line) }));
  return (
    <Page title={t("load")} own="under" under={trip?.name} back={{ to: "#/", word: "back_today" }} class="stack">
      <p role="status">{t("load_done", { done: lines.filter(({ tick }) => done.includes(tick)).length, n: lines.length })}</p>
      <ul class="ticks">
        {lines.map((line) => (
          <li key={line.good}>
            <label class="check">
              <input type="checkbox" checked={done.includes(line.tick)} onChange={() => turn(line.tick)} />
              <span lang="da"><b>{line.n}</b> {line.unit} {line.good.toLowerCase()}</span>
            </label>
          </li>
        ))}
      </ul>
      {trip && trip.pick_ups.length > 0 && (
        <section class="stack-2">
          <h2>{t("pick_ups")}</h2>
          <ul>{trip.pick_ups.map((stop) => <li key={stop.name} lang="da"><b>{stop.name}</b>: {stop.what}</li>)}</ul>
        </section>
      )}
      <a class="btn crew" href="#/">{t("back_today")}</a>
    </Page>
  );
}
