/** Put the app on the home screen: only then does every system promise to keep what is on it. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../words";
import { useAnswer, useHere } from "./here";
import { Press, Say, Way } from "./kit";

interface Asked extends Event { prompt(): Promise<unknown> }
let offered: Asked | null = null;
const tellers = new Set<() => void>();
globalThis.addEventListener?.("beforeinstallprompt", (event) => {
  event.preventDefault();
  offered = event as Asked;
  for (const tell of tellers) tell();
});

export const isInstalled = (): boolean =>
  matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
export const isApple = (): boolean =>
  /iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);

/** Has the system promised not to clear what is kept here? */
export function usePersisted(): boolean | undefined {
  const { store } = useHere();
  return useAnswer(() => store.room(), [store])?.promised;
}

/** Told again when the browser offers to install. */
function useOffer(): Asked | null {
  const [, turn] = useState(0);
  useEffect(() => {
    const tell = () => turn((n) => n + 1);
    tellers.add(tell);
    return () => void tellers.delete(tell);
  }, []);
  return offered;
}

/** One quiet row on the day's screen; what it is about stands where it leads. */
export function InstallWay() {
  const offer = useOffer();
  const persisted = usePersisted();
  if (isInstalled() || persisted === undefined || (persisted && !offer && !isApple())) return null;
  return <Way to="#/mig" icon="down" head={t("install_head")} say={t(persisted ? "install_say" : "install_why")} />;
}

/** Before anybody signs in: on Apple what is written in the browser stays there, and no private window keeps anything. */
export function InstallFirst() {
  if (isInstalled()) return null;
  if (!isApple()) return <p class="soft note">{t("private_say")}</p>;
  return (
    <Say tone="info" icon="down" head={t("apple_first_head")}>
      <p>{t("apple_first_say")}</p>
      <p>{t("install_apple")} {t("apple_first_then")}</p>
      <p>{t("private_say")}</p>
    </Say>
  );
}

export function InstallHint() {
  const offer = useOffer();
  const persisted = usePersisted();
  if (isInstalled() || persisted === undefined) return null;
  const why = isApple() ? "evict_apple" : persisted ? "install_kept" : "evict_other";
  const how = offer ? "install_say" : isApple() ? "install_apple" : "install_menu";
  return (
    <Say tone={why === "install_kept" ? "info" : "warn"} icon="down" head={t("install_head")}>
      <p>{t(why)}</p>
      <p>{t(how)}</p>
      {isApple() && <p>{t("apple_later")}</p>}
      {offer && <Press class="main" onPress={() => offer.prompt()}>{t("install_do")}</Press>}
    </Say>
  );
}
