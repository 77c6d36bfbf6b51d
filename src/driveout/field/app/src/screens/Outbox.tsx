/** What has landed, what waits, what was set aside: everything that was written here, and its fate. */

import { useState } from "preact/hooks";
import type { Kept } from "../contract";
import { t, tongue } from "../words";
import { FateList, named } from "./Fates";
import { useHere } from "./here";
import { InstallHint } from "./Install";
import { Cover, Icon, Page, Press, Say } from "./kit";
import { Rescue } from "./Rescue";
import { cafe } from "./route";
import { findOpening } from "./sums";
import { dateOf, dayAndMonth, moment } from "./time";

const SHOWN = 60;

export function Outbox() {
  const { kept, vault, store, line, today, say } = useHere();
  const [sending, setSending] = useState(false);
  const landed = kept.filter(({ fate }) => fate.state === "landed").length;
  const aside = kept.filter(({ fate }) => fate.state === "aside");
  const waiting = kept.length - landed - aside.length;
  const send = async () => {
    setSending(true);
    await vault.sync();
    setSending(false);
    say(t(vault.line === "idle" ? "close_landed" : vault.line === "busy" ? "cover_busy" : "cover_offline"));
  };
  return (
    <Page title={t("outbox")} under={t("outbox_under")} back={{ to: "#/", word: "back_today" }} class="stack">
      <Cover />
      {line === "ended" && <Say tone="bad" icon="lock" head={t("ended_head")} live><p>{t("ended_say")}</p></Say>}
      <Head landed={landed} of={kept.length} waiting={waiting} today={today} />
      {waiting > 0 && line !== "ended" && (
        <Press icon="send" onPress={send} once>{t(sending ? "sending_now" : "send_now")}</Press>
      )}
      {aside.length > 0 && <Aside aside={aside} all={kept} />}
      <Groups kept={kept} />
      {(waiting > 0 || aside.length > 0) && (
        <section class="stack-2" aria-labelledby="redning">
          <h2 id="redning">{t("rescue_head")}</h2>
          <Rescue store={store} id={vault.id} unsent={waiting + aside.length} />
        </section>
      )}
      <InstallHint />
    </Page>
  );
}

function Head({ landed, of, waiting, today }: { landed: number; of: number; waiting: number; today: string }) {
  const { vault } = useHere();
  const last = vault.lastLanded;
  const day = last && (dateOf(new Date(last)) === today ? t("today_small") : dayAndMonth(dateOf(new Date(last))));
  const calm = of === 0 || landed === of;
  return (
    <div class={`landed${calm ? "" : " some"}`} role="status">
      <Icon name={calm ? "landed" : waiting > 0 ? "send" : "warn"} />
      <p>{of === 0 ? t("outbox_empty") : t("landed_of", { landed, of })}</p>
      {last && of > 0 && <p>{t("landed_at", { day: day ?? "", at: moment(last) })}</p>}
      {of === 0 && <p>{t("outbox_empty_say")}</p>}
    </div>
  );
}

/** What the server would not take: why, and what a person can do. Nothing of it is lost. */
function Aside({ aside, all }: { aside: Kept[]; all: Kept[] }) {
  const { week } = useHere();
  return (
    <section class="stack-2" aria-labelledby="til-side">
      <h2 id="til-side">{t("aside_head")}</h2>
      {aside.map(({ item, fate }) => {
        const found = findOpening(week ?? null, item.occurrence);
        return (
          <Say key={item.id} tone="warn" icon="warn" head={[found?.opening.place, named(item, all)].filter(Boolean).join(": ")}>
            <p>{fate.say?.[tongue()] ?? t("aside_unknown")}</p>
            <p>{t(fate.code === "newer" ? "aside_newer" : "aside_kept")}</p>
            {found && <a class="btn" href={cafe(item.occurrence, "ret")}>{t("aside_do")}</a>}
          </Say>
        );
      })}
    </section>
  );
}

/** Café by café, the newest first. */
function Groups({ kept }: { kept: Kept[] }) {
  const { week, today } = useHere();
  const [all, setAll] = useState(false);
  const newest = [...kept].reverse();
  const shown = all ? newest : newest.slice(0, SHOWN);
  const groups = new Map<number, Kept[]>();
  for (const one of shown) groups.set(one.item.occurrence, [...(groups.get(one.item.occurrence) ?? []), one]);
  return (
    <>
      {[...groups].map(([id, items]) => {
        const found = findOpening(week ?? null, id);
        const head = found ? `${found.opening.place}, ${found.date === today ? t("today_small") : dayAndMonth(found.date)}` : t("other_cafe");
        return (
          <section key={id} class="stack-2" aria-labelledby={`cafe-${id}`}>
            <h2 id={`cafe-${id}`}>{head}</h2>
            <FateList kept={items} all={kept} />
          </section>
        );
      })}
      {!all && newest.length > SHOWN && <Press class="crew calm" onPress={() => setAll(true)}>{t("show_all", { n: newest.length })}</Press>}
    </>
  );
}
