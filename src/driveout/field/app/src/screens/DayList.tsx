/** The fortnight: each day with its cafés, seven back and seven ahead. */

import { t } from "../words";
import { useHere } from "./here";
import { Cover, Own, Page } from "./kit";
import { capital, dayAndMonth, weekday } from "./time";

export function DayList() {
  const { week, today } = useHere();
  const days = week?.days ?? [];
  return (
    <Page title={t("other_days")} own="under" under={week?.member.hub} back={{ to: "#/", word: "back_today" }} class="stack">
      <Cover />
      {days.length === 0 && <p>{t("nothing_say")}</p>}
      <ol class="days">
        {days.map(({ date, trips }) => (
          <li key={date}>
            <a href={date === today ? "#/" : `#/dag/${date}`} aria-current={date === today ? "date" : undefined}>
              <b>{capital(weekday(date))} <span class="num">{dayAndMonth(date)}</span></b>
              <small>
                {trips.length === 0 ? t("no_trip") : trips.flatMap((trip) => trip.openings).map((opening, n) => (
                  <span key={opening.id}>{n > 0 && " · "}{opening.state === "cancelled" ? <s lang="da">{opening.place}</s> : <Own>{opening.place}</Own>}</span>
                ))}
              </small>
            </a>
          </li>
        ))}
      </ol>
    </Page>
  );
}
