/** The code that was just typed is one that anybody tries first: choose another before the day goes on, or later. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Vault } from "../contract";
import { t } from "../words";
import { ChooseCode } from "./Code";
import { useAnswer } from "./here";
import { Mark, Press, Say } from "./kit";

/** `code`: what was typed, held only while this stands. */
export function EasyCode({ vault, code, done }: { vault: Vault; code: string; done: () => void }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const week = useAnswer(() => vault.week(), [vault]);
  useEffect(() => {
    document.title = `${t("easy_head")} · Drive Out`;
    heading.current?.focus({ preventScroll: true });
  }, []);
  const chosen = async (fresh: string) => {
    setBusy(true);
    setFailed(false);
    try {
      await vault.changePin(code, fresh);
      done();
    } catch {
      setFailed(true); // a full disk: the old one still opens, and nothing is lost
    } finally {
      setBusy(false);
    }
  };
  return (
    <main id="indhold" class="center stack">
      <div class="locked-mark"><Mark /></div>
      <h1 tabIndex={-1} ref={heading}>{t("easy_head")}</h1>
      <p>{vault.easy && t(`easy_${vault.easy}`)} {t("easy_say")}</p>
      {failed && <Say tone="warn" icon="warn" head={t("easy_failed_head")} live><p>{t("easy_failed_say")}</p></Say>}
      <ChooseCode chosen={chosen} busy={busy ? t("settling") : undefined} number={week?.member.number} />
      {!busy && <p><Press class="plain" onPress={done}>{t("easy_later")}</Press></p>}
    </main>
  );
}
