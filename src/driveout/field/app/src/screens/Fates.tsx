/** Each thing that was written, and what became of it. */

import type { Item, Kept } from "../contract";
import { t, tongue } from "../words";
import { useHere } from "./here";
import { Icon } from "./kit";
import type { IconName } from "./icons";
import { undone } from "./sums";
import { moment } from "./time";

/** What it is, in a few words. Own words are never shown again: they belong to the guest. */
export function named(item: Item, kept: Kept[]): string {
  switch (item.kind) {
    case "open": return t("did_open");
    case "close": return t("did_close");
    case "words": return t("words");
    case "mishap": return `${t("mishap")}: ${t(`mishap_${item.body.what}`).toLowerCase()}`;
    case "shadow": return `${t("shadow")}: ${t("minutes", { n: item.body.minutes })}`;
    case "next_step": return `${t("help")}: ${t(`need_${item.body.need}`).toLowerCase()}`;
    case "set": return item.body.field === "weather" ? `${t("weather")}: ${t(`weather_${item.body.value}` as "weather_dry").toLowerCase()}` : t(item.body.field === "note" ? "note" : "seats_head");
    case "undo": {
      const of = kept.find((one) => one.item.id === item.body.of)?.item;
      return t("did_undo", { what: of ? named(of, kept) : "" });
    }
    case "count": {
      const { what, n, why } = item.body;
      return `${t(`count_${what}`)} ${n > 0 ? "+" : "−"}${Math.abs(n)}${why ? ` (${why})` : ""}`;
    }
  }
}

const ICONS: Record<Kept["fate"]["state"], IconName> = { landed: "check", waiting: "time", aside: "warn" };

export function FateList({ kept, all }: { kept: Kept[]; all?: Kept[] }) {
  const { kept: everything } = useHere();
  const known = all ?? everything;
  const out = undone(known);
  return (
    <ol class="fates">
      {kept.map(({ item, fate }) => (
        <li key={item.id} class={`is-${fate.state}`}>
          <Icon name={ICONS[fate.state]} />
          <span>
            {out.has(item.id) ? <s>{named(item, known)}</s> : named(item, known)}
            <br />
            <small>{fate.state === "landed" ? t("fate_landed", { at: fate.at ? moment(fate.at) : "" }) : t(fate.state === "waiting" ? "fate_waiting" : "fate_aside")}</small>
            {fate.state === "aside" && fate.say && <small class="reason">{fate.say[tongue()]}</small>}
          </span>
          <small class="num">{moment(item.at)}</small>
        </li>
      ))}
    </ol>
  );
}
