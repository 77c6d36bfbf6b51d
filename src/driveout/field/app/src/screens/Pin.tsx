/** Six digits: a pad for thumbs, and the number keys of a keyboard. */

import { useLayoutEffect, useState } from "preact/hooks";
import { t } from "../words";
import { useLatest } from "./here";
import { Icon } from "./kit";

export const PIN_LENGTH = 6;

interface PadParts {
  /** Told all six. The dots are empty again when it resolves. */
  done: (pin: string) => Promise<void>;
  busy?: string;
  corner?: { word: string; do: () => void };
}

export function Pad({ done, busy, corner }: PadParts) {
  const [pin, setPin] = useState("");
  const press = useLatest((key: string) => {
    if (busy) return;
    if (key === "erase") return setPin(pin.slice(0, -1));
    if (pin.length >= PIN_LENGTH) return;
    const next = pin + key;
    setPin(next);
    if (next.length === PIN_LENGTH) void done(next).finally(() => setPin(""));
  });
  // Before the pad is drawn: who types as soon as it is there loses no digit.
  useLayoutEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^\d$/.test(event.key)) press.current(event.key);
      if (event.key === "Backspace") press.current("erase");
    };
    addEventListener("keydown", typed);
    return () => removeEventListener("keydown", typed);
  }, []);
  return (
    <>
      <div class="dots">
        <svg viewBox="0 0 176 24" role="img" aria-label={busy ?? t("pin_typed", { n: pin.length })}>
          {Array.from({ length: PIN_LENGTH }, (_, n) => (
            <circle key={n} class={n < pin.length ? "in" : "out"} cx={18 + 28 * n} cy="12" r="9" stroke-width="2.5" />
          ))}
        </svg>
        <p class="away" role="status">{busy ?? t("pin_typed", { n: pin.length })}</p>
      </div>
      <div class="pin" role="group" aria-label={t("pin_pad")}>
        {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((key) => <Key key={key} digit={key} press={() => press.current(key)} />)}
        {corner ? <button type="button" class="btn word" onClick={corner.do}>{corner.word}</button> : <span />}
        <Key digit="0" press={() => press.current("0")} />
        <button type="button" class="btn" aria-label={t("pin_erase")} onClick={() => press.current("erase")}><Icon name="erase" /></button>
      </div>
    </>
  );
}

function Key({ digit, press }: { digit: string; press: () => void }) {
  return <button type="button" class="btn" onClick={press}>{digit}</button>;
}
