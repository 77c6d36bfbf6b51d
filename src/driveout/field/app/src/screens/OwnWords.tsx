/**
 * What a guest said, word for word. A hint when it may point to a person; never a stop. Nothing is kept before it was
 * read aloud and the guest said yes; and what was kept can be taken back, here and in the office.
 */

import { useMemo, useState } from "preact/hooks";
import type { Kept } from "../contract";
import { t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { useForm } from "./draft";
import { useHere, useKeptOf } from "./here";
import { around, hintsIn, parts, without, type Hint } from "./hints";
import { Cover, Icon, Press, Say } from "./kit";
import { written } from "./sums";
import { moment } from "./time";

/** The tick belongs to the words that stand there, and is kept with them while they are a draft. */
export interface Written { text: string; readBack: boolean }
const NOTHING: Written = { text: "", readBack: false };

/** The words as they are now. Whatever changed them, nobody has heard them read aloud as they stand. */
export const changed = (form: Written, text: string): Written => (text === form.text ? form : { text, readBack: false });

export function OwnWords({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Write at={at} /> : <NoCafe />;
}

function Write({ at }: { at: AtCafe }) {
  const { week, write } = useHere();
  const [form, fill, clear] = useForm(at.id, "words", NOTHING);
  const { text, readBack } = form;
  const [fine, setFine] = useState<string[]>([]);
  const [saved, setSaved] = useState("");
  const [asked, setAsked] = useState<"" | "tick" | "empty">(""); // for what is wanting: without it nothing is kept
  const places = useMemo(() => (week?.days ?? []).flatMap((day) => day.trips.flatMap((trip) => [trip.hub.name, ...trip.openings.map((one) => one.place)])), [week]);
  const hint = hintsIn(text, places).find((one) => !fine.includes(one.text));
  const mine = written(useKeptOf(at.id), "words");
  const type = (next: string) => {
    setSaved("");
    if (asked === "empty") setAsked("");
    fill(changed(form, next));
  };
  const save = async () => {
    setSaved("");
    if (!text.trim()) return setAsked("empty");
    if (!readBack) return setAsked("tick");
    setAsked("");
    const pieces = parts(text.trim());
    for (const piece of pieces) if (!(await write(at.id, { kind: "words", body: { text: piece, read_back: true } }))) return;
    await clear();
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
          onInput={(event) => type(event.currentTarget.value)}
        />
      </div>
      {hint && <HintSay hint={hint} text={text} takeOut={() => type(without(text, hint))} keep={() => setFine([...fine, hint.text])} />}
      <label class="check">
        <input type="checkbox" checked={readBack} onChange={(event) => { setAsked(""); fill({ readBack: event.currentTarget.checked }); }} />
        <span>{t("words_read_back")}</span>
      </label>
      {asked && <Say tone="warn" icon="warn" head={t(`words_${asked}`)} live><p>{t(`words_${asked}_say`)}</p></Say>}
      <Press icon="check" onPress={save} once>{t("words_save")}</Press>
      <p role="status" class={saved ? "cover ok" : "away"}>{saved && <><Icon name="check" />{saved}</>}</p>
      <p class="soft note">{t("words_kept")}</p>
      <Mine at={at} kept={mine} />
    </Room>
  );
}

/** What this phone kept here, by the clock and without the words: they belong to the guest. */
function Mine({ at, kept }: { at: AtCafe; kept: Kept[] }) {
  const { write } = useHere();
  if (kept.length === 0) return null;
  const takeBack = (of: string) => write(at.id, { kind: "undo", body: { of } }, t("words_gone"));
  return (
    <section class="stack-2" aria-labelledby="mine">
      <h2 id="mine">{t("words_mine", { n: kept.length })}</h2>
      <p class="soft">{t("words_undo_say")}</p>
      <ul>
        {kept.map(({ item }) => (
          <li key={item.id} class="undo">
            <Press class="" icon="undo" onPress={() => takeBack(item.id)} once>{t("undo", { what: t("words"), at: moment(item.at) })}</Press>
          </li>
        ))}
      </ul>
    </section>
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
