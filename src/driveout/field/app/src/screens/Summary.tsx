/** The numbers of a café with − and + beside each: the same to check when closing and to correct later. */

import type { CountWhat } from "../contract";
import { t } from "../words";
import type { AtCafe } from "./Cafe";
import { useHere } from "./here";
import { Stepper } from "./kit";
import { counted, GIVEN, GUESTS, MOMENTS } from "./sums";

const GROUPS = [["guests_sum", GUESTS], ["given_head", GIVEN], ["more_head", MOMENTS]] as const;

export function Summary({ at, why }: { at: AtCafe; why?: string }) {
  const { write } = useHere();
  const count = (what: CountWhat, n: number) => {
    const body = why?.trim() ? { what, n, why: why.trim() } : { what, n };
    return write(at.id, { kind: "count", body }, t("counted", { what: t(`count_${what}`), n: counted(at.tally, what) + n }));
  };
  return (
    <>
      {GROUPS.map(([head, kinds]) => (
        <section key={head} aria-label={t(head)}>
          <h2 class="sub">{t(head)}</h2>
          <ul class="steppers">
            {kinds.map((what) => (
              <Stepper key={what} label={t(`count_${what}`)} n={counted(at.tally, what)} less={() => count(what, -1)} more={() => count(what, 1)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
