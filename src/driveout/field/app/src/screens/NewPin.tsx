/** Another code: the old one first, then the new one twice. */

import { useState } from "preact/hooks";
import { WrongPin } from "../contract";
import { t } from "../words";
import { AskCode, ChooseCode } from "./Code";
import { useHere } from "./here";
import { Icon, Page, Press, Say } from "./kit";

export function NewPin() {
  const { vault, week, lock } = useHere();
  const [old, setOld] = useState<string | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const change = async (fresh: string) => {
    setBusy(true);
    try {
      await vault.changePin(old!, fresh);
      setDone(true);
    } catch (no) {
      if (!(no instanceof WrongPin)) return lock();
      setLeft(no.triesLeft);
      setOld(null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page title={t("pin_change")} back={{ to: "#/mig", word: "back_me" }} class="center">
      {done ? (
        <div class="stack">
          <Say tone="ok" icon="check" head={t("pin_changed")} live><p>{t("pin_changed_say")}</p></Say>
          <Press icon="back" onPress={() => history.back()}>{t("back_me")}</Press>
        </div>
      ) : old === null ? (
        <>
          <p>{t(vault.words ? "phrase_old" : "pin_old")}</p>
          {left !== null && <p class="wrong" role="alert"><Icon name="warn" />{t("pin_wrong")} {t("tries_left", { n: left })}</p>}
          <AskCode key="old" words={vault.words} done={async (code) => setOld(code)} />
        </>
      ) : (
        <ChooseCode key="new" chosen={change} busy={busy ? t("settling") : undefined} number={week?.member.number} />
      )}
    </Page>
  );
}
