/** The person and the phone: language, PIN, what is kept here, lock, leave. */

import { useState } from "preact/hooks";
import { setTongue, t, tongue, TONGUES, type Word } from "../words";
import { useHere } from "./here";
import { InstallHint, isInstalled, usePersisted } from "./Install";
import { Cover, Page, Press, Say, SignIn, Way } from "./kit";
import { Rescue } from "./Rescue";
import { go } from "./route";
import { dateOf, dayAndMonth, moment } from "./time";

export function Me() {
  const { week, lock } = useHere();
  const leave = () => {
    go("/");
    lock();
  };
  const member = week?.member;
  return (
    <Page title={member?.name ?? t("me")} under={member && [t(ROLES[member.role] ?? "role_volunteer"), member.hub].filter(Boolean).join(" · ")} back={{ to: "#/", word: "back_today" }} class="stack">
      <Cover />
      <Press icon="lock" onPress={leave}>{t("lock_do")}</Press>
      <section class="stack-2" aria-labelledby="sprog">
        <h2 id="sprog">{t("language")}</h2>
        <div class="choices small" role="group" aria-labelledby="sprog">
          {TONGUES.map(([code, name]) => <Press key={code} class="choice" pressed={tongue() === code} onPress={() => setTongue(code)}><span lang={code}>{name}</span></Press>)}
        </div>
      </section>
      <ul class="ways">
        <Way to="#/mig/kode" icon="key" head={t("pin_change")} />
        <Way to="#/udbakke" icon="send" head={t("outbox")} say={t("outbox_under")} />
      </ul>
      <OnThisPhone />
      <InstallHint />
      <LeavePhone lock={lock} />
    </Page>
  );
}
const ROLES: Record<string, Word> = { employee: "role_employee", volunteer: "role_volunteer", "hub leader": "role_hub_leader", coordinator: "role_coordinator" };

/** What is kept here, for how long, and how sure that is. */
function OnThisPhone() {
  const { store, week, weekAt, kept } = useHere();
  const persisted = usePersisted();
  const unsent = kept.filter(({ fate }) => fate.state !== "landed").length;
  const fetched = weekAt ? t("kept_fetched", { day: dayAndMonth(dateOf(new Date(weekAt))), at: moment(weekAt) }) : t("kept_never");
  return (
    <section class="stack-2" aria-labelledby="her">
      <h2 id="her">{t("kept_head")}</h2>
      <ul class="plain-list">
        <li>{fetched}</li>
        <li>{t("kept_written", { n: kept.length })} {unsent > 0 ? t("kept_unsent", { n: unsent }) : t("close_landed")}</li>
        <li>{t("kept_locked")}</li>
        <li>{t(persisted ? "kept_promised" : isInstalled() ? "kept_installed" : "kept_may_go")}</li>
        <li>{t("kept_version", { app: VERSION, server: week?.version ?? "–" })}</li>
      </ul>
      <p><SignIn store={store} class="later">{t("sign_in_anew")}</SignIn></p>
    </section>
  );
}

/** Take this place off the phone: only when nothing is unsent, and only on a second yes. */
function LeavePhone({ lock }: { lock: () => void }) {
  const { vault, store, kept, say } = useHere();
  const [sure, setSure] = useState(false);
  const unsent = kept.filter(({ fate }) => fate.state !== "landed").length;
  const [refused, setRefused] = useState(false);
  const remove = async () => {
    try {
      await store.remove(vault.id);
      go("/");
      lock();
    } catch {
      setRefused(true);
    }
  };
  return (
    <section class="stack-2" aria-labelledby="forlad">
      <h2 id="forlad">{t("leave_head")}</h2>
      {unsent > 0 || refused ? (
        <>
          <Say tone="warn" icon="warn"><p>{t("remove_unsent")}</p></Say>
          <Rescue store={store} id={vault.id} unsent={unsent} />
        </>
      ) : sure ? (
        <>
          <p>{t("leave_sure")}</p>
          <Press class="bad" icon="leave" onPress={remove} once>{t("leave_yes")}</Press>
          <Press class="" onPress={() => setSure(false)}>{t("leave_no")}</Press>
        </>
      ) : (
        <Press class="" icon="leave" onPress={() => { setSure(true); say(t("leave_sure")); }}>{t("leave_do")}</Press>
      )}
    </section>
  );
}
