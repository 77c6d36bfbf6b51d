/** Something went wrong: what kind, and a few words if there is time. */

import type { Trouble } from "../contract";
import { t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { useForm } from "./draft";
import { useHere } from "./here";
import { Icon, Press, Say } from "./kit";
import { backToGuests } from "./Tally";

const KINDS: Trouble[] = ["cold", "locked", "van", "injury", "quarrel", "food", "other"];
export const MOST = 500;
const NOTHING = { what: null as Trouble | null, text: "" };

export function Mishap({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Tell at={at} /> : <NoCafe />;
}

function Tell({ at }: { at: AtCafe }) {
  const { write } = useHere();
  const [{ what, text }, change, forget] = useForm(at.id, "mishap", NOTHING);
  const save = async () => {
    if (!what) return;
    const body = text.trim() ? { what, text: text.trim() } : { what };
    if (!(await write(at.id, { kind: "mishap", body }, t("mishap_saved")))) return;
    await forget();
    backToGuests(at.id);
  };
  return (
    <Room at={at} title={t("mishap")}>
      <h2 id="hvad">{t("mishap_ask")}</h2>
      <div class="choices" role="group" aria-labelledby="hvad">
        {KINDS.map((kind) => <Press key={kind} class="choice" pressed={what === kind} onPress={() => change({ what: kind })}>{t(`mishap_${kind}`)}</Press>)}
      </div>
      {what === "injury" && (
        <Say tone="bad" icon="phone" head={t("injury_head")} live><a class="btn main" href="tel:112">{t("injury_do")}</a></Say>
      )}
      <div class="stack-2">
        <label for="tekst">{t("mishap_text")} <span class="hint">{t("no_names")}</span></label>
        <textarea class="words short" id="tekst" maxLength={MOST} value={text} onInput={(event) => change({ text: event.currentTarget.value })} />
      </div>
      <Press icon="check" onPress={save} disabled={!what} once>{t("mishap_save")}</Press>
      {!what && <p class="soft note"><Icon name="info" />{t("mishap_choose")}</p>}
    </Room>
  );
}
