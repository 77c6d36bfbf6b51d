/** What a guest said, word for word. A hint when it may point to a person; never a stop. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { useHere, useKeptOf, useLatest } from "./here";
import { around, hintsIn, parts, without, type Hint } from "./hints";
import { Cover, Icon, Press, Say } from "./kit";
import { written } from "./sums";

export function OwnWords({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Write at={at} /> : <NoCafe />;
}

/** The draft of this café, kept under lock a moment after each key, and at once when the screen goes. */
function useDraft(id: number): [string, (text: string) => void, () => Promise<void>] {
  const { vault } = useHere();
  const [text, setText] = useState("");
  const touched = useRef(false);
  const latest = useLatest(text);
  useEffect(() => void vault.draft(id).then((kept) => touched.current || setText(kept)), [vault, id]);
  const keep = () => (touched.current ? vault.keepDraft(id, latest.current).catch(() => undefined) : Promise.resolve());
  useEffect(() => {
    const timer = setTimeout(keep, 400);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    const hidden = () => void keep();
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      void keep();
    };
  }, []);
  const change = (next: string) => {
    touched.current = true;
    setText(next);
  };
  const clear = async () => {
    change("");
    await vault.keepDraft(id, "").catch(() => undefined);
  };
  return [text, change, clear];
}

function Write({ at }: { at: AtCafe }) {
  const { week, write } = useHere();
  const [text, change, clear] = useDraft(at.id);
  const [readBack, setReadBack] = useState(false);
  const [fine, setFine] = useState<string[]>([]);
  const [saved, setSaved] = useState("");
  const places = useMemo(() => (week?.days ?? []).flatMap((day) => day.trips.flatMap((trip) => [trip.hub.name, ...trip.openings.map((one) => one.place)])), [week]);
  const hint = hintsIn(text, places).find((one) => !fine.includes(one.text));
  const mine = written(useKeptOf(at.id), "words").length;
  const save = async () => {
    if (!text.trim()) return setSaved(t("words_empty"));
    const pieces = parts(text.trim());
    for (const piece of pieces) if (!(await write(at.id, { kind: "words", body: { text: piece, read_back: readBack } }))) return;
    await clear();
    setReadBack(false);
    setFine([]);
    setSaved(pieces.length > 1 ? t("words_saved_parts", { n: pieces.length }) : t("words_saved"));
  };
  return (
    <Room at={at} title={t("words")} tab="ord">
      <Cover />
      <div class="stack-2">
        <label for="ord">{t("words_ask")}</label>
        <textarea
          class="words" id="ord" aria-describedby={hint ? "ord-hint" : undefined} value={text} spellcheck={false} autocomplete="off"
          onInput={(event) => { setSaved(""); change(event.currentTarget.value); }}
        />
      </div>
      {hint && <HintSay hint={hint} text={text} takeOut={() => change(without(text, hint))} keep={() => setFine([...fine, hint.text])} />}
      <label class="check">
        <input type="checkbox" checked={readBack} onChange={(event) => setReadBack(event.currentTarget.checked)} />
        <span>{t("words_read_back")}</span>
      </label>
      <Press icon="check" onPress={save} once>{t("words_save")}</Press>
      <p role="status" class={saved ? "cover ok" : "away"}>{saved && <><Icon name="check" />{saved}</>}</p>
      <p class="soft note">{t("words_kept")}{mine > 0 && ` ${t("words_mine", { n: mine })}`}</p>
    </Room>
  );
}

function HintSay({ hint, text, takeOut, keep }: { hint: Hint; text: string; takeOut: () => void; keep: () => void }) {
  const [before, what, after] = around(text, hint);
  return (
    <Say tone="warn" icon="eyes" head={t(`hint_${hint.kind}`)} id="ord-hint">
      <p>«{before}<mark>{what}</mark>{after}»</p>
      <div class="row">
        <Press class="main" onPress={takeOut}>{t("hint_out")}</Press>
        <Press class="" onPress={keep}>{t("hint_keep")}</Press>
      </div>
    </Say>
  );
}
