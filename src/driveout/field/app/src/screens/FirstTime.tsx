/** The first time on this phone: sign in on the ordinary page, come back, choose a code. */

import { useEffect, useState } from "preact/hooks";
import { NotSignedIn, type Store, type Vault } from "../contract";
import { t } from "../words";
import { ChooseCode } from "./Code";
import { InstallFirst, isApple, isInstalled } from "./Install";
import { Icon, Mark, Press, Say, SignIn, signInAddress } from "./kit";

type Who = { name: string; number?: string } | null | "not crew" | "no network" | undefined;

export function FirstTime({ store, enter, back }: { store: Store; enter: (vault: Vault) => void; back?: () => void }) {
  const [who, setWho] = useState<Who>(undefined);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const ask = () => void store.whoIsSignedIn().then(setWho, () => setWho("no network"));
  useEffect(() => {
    document.title = `${t("first_title")} · Drive Out`;
    ask();
    addEventListener("online", ask);
    return () => removeEventListener("online", ask);
  }, []);
  const chosen = async (code: string) => {
    setBusy(true);
    setFailed(false);
    try {
      enter(await store.settleIn(code));
    } catch (no) {
      if (no instanceof NotSignedIn) setWho(null);
      else setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  const notMe = async () => {
    setWho(undefined); // a word at once, and no second tap
    try {
      await store.signOut();
      location.assign(signInAddress(true));
    } catch {
      setWho("no network");
    }
  };
  return (
    <main id="indhold" class="center stack">
      <div class="locked-mark"><Mark /></div>
      {who === undefined && <p role="status">{t("moment")}</p>}
      {who === "no network" && (
        <>
          <h1>{t("first_offline_head")}</h1>
          <Say tone="info" icon="offline" live><p>{t("first_offline_say")}</p></Say>
          <Press icon="send" onPress={ask}>{t("try_again")}</Press>
        </>
      )}
      {who === null && (
        <>
          <h1>{t("first_head")}</h1>
          <InstallFirst />
          <p>{t("first_say")}</p>
          <SignIn store={store} anew class={`btn crew${isApple() && !isInstalled() ? " calm" : ""}`}><Icon name="key" />{t("first_do")}</SignIn>
          <p class="soft note">{t("renew_say")}</p>
        </>
      )}
      {who === "not crew" && (
        <>
          <h1>{t("first_head")}</h1>
          <Say tone="info" icon="user" head={t("not_crew_head")} live><p>{t("not_crew_say")}</p></Say>
          <SignIn store={store} anew class="btn crew"><Icon name="key" />{t("not_crew_do")}</SignIn>
        </>
      )}
      {who && typeof who !== "string" && (
        <>
          <h1>{t("hello", { who: who.name })}</h1>
          {failed && <Say tone="warn" icon="warn" head={t("settle_failed_head")} live><p>{t("settle_failed_say")}</p></Say>}
          {busy && <p role="status">{t("settling")}</p>}
          <ChooseCode chosen={chosen} busy={busy ? t("settling") : undefined} number={who.number} />
          <p class="soft note">{t("pin_why")}</p>
          <Press class="plain" onPress={notMe} once>{t("not_me", { who: who.name })}</Press>
        </>
      )}
      {back && <Press class="plain" onPress={back}>{t("back_to_lock")}</Press>}
    </main>
  );
}
