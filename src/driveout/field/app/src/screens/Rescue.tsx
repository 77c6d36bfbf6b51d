/** What is unsent, as a locked file for the office. */

import { useState } from "preact/hooks";
import type { Store } from "../contract";
import { t } from "../words";
import { Press } from "./kit";

interface Parts { store: Store; id: string; unsent: number; saved?: () => void }

export function Rescue({ store, id, unsent, saved }: Parts) {
  const [state, setState] = useState<"" | "rescue_done" | "rescue_failed">("");
  if (unsent === 0) return <p>{t("rescue_none")}</p>;
  const save = async () => {
    try {
      const address = URL.createObjectURL(await store.rescueFile(id));
      const link = Object.assign(document.createElement("a"), { href: address, download: `driveout-${stamp()}.json` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      setState("rescue_done");
      saved?.();
    } catch {
      setState("rescue_failed");
    }
  };
  return (
    <div class="stack-2 rescue">
      <p>{t("rescue_say", { n: unsent })}</p>
      <Press class="crew calm" icon="key" onPress={save} once>{t("rescue_do")}</Press>
      <p role="status">{state && t(state)}</p>
    </div>
  );
}

const stamp = (): string => new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-");
