/** Put the app on the home screen: only then does every system promise to keep what is on it. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../words";
import { useAnswer, useHere } from "./here";
import { Press, Say } from "./kit";

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

export function InstallHint({ always = false }: { always?: boolean }) {
  const [, turn] = useState(0);
  const [away, setAway] = useState(() => !always && sessionStorage.getItem("driveout-install") === "later");
  const persisted = usePersisted();
  useEffect(() => {
    const tell = () => turn((n) => n + 1);
    tellers.add(tell);
    return () => void tellers.delete(tell);
  }, []);
  if (isInstalled() || away || persisted === undefined) return null;
  const later = () => {
    sessionStorage.setItem("driveout-install", "later");
    setAway(true);
  };
  if (isApple())
    return (
      <Say tone="warn" icon="down" head={t("install_head")}>
        <p>{t("evict_apple")}</p>
        <p>{t("install_apple")}</p>
        {!always && <Press class="" onPress={later}>{t("update_later")}</Press>}
      </Say>
    );
  if (persisted && !offered && !always) return null;
  return (
    <Say tone={persisted ? "info" : "warn"} icon="down" head={t("install_head")}>
      <p>{t(persisted ? "install_kept" : "evict_other")}</p>
      <p>{offered ? t("install_say") : t("install_menu")}</p>
      <div class="row">
        {offered && <Press class="main" onPress={() => offered?.prompt()}>{t("install_do")}</Press>}
        {!always && <Press class="" onPress={later}>{t("update_later")}</Press>}
      </div>
    </Say>
  );
}
