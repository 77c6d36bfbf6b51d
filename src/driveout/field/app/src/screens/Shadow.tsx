/** What was done outside the task, and for how long: otherwise nobody knows what the work is. */

import { t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { useForm } from "./draft";
import { useHere } from "./here";
import { Press } from "./kit";
import { MOST } from "./Mishap";
import { backToGuests } from "./Tally";

const COMMON = ["shadow_letter", "shadow_call", "shadow_drive", "shadow_talk", "shadow_clean"] as const;
const MINUTES = [10, 20, 30, 45, 60, 90];
const NOTHING = { what: "", minutes: 0 };

export function Shadow({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Tell at={at} /> : <NoCafe />;
}

function Tell({ at }: { at: AtCafe }) {
  const { write } = useHere();
  const [{ what, minutes }, change, forget] = useForm(at.id, "shadow", NOTHING);
  const ready = what.trim() !== "" && minutes > 0;
  const save = async () => {
    if (!(await write(at.id, { kind: "shadow", body: { what: what.trim(), minutes } }, t("shadow_saved")))) return;
    await forget();
    backToGuests(at.id);
  };
  return (
    <Room at={at} title={t("shadow")}>
      <h2 id="hvad">{t("shadow_ask")}</h2>
      <div class="choices" role="group" aria-labelledby="hvad">
        {COMMON.map((one) => <Press key={one} class="choice" pressed={what === t(one)} onPress={() => change({ what: t(one) })}>{t(one)}</Press>)}
      </div>
      <div class="stack-2">
        <label for="andet">{t("shadow_text")} <span class="hint">{t("no_names")}</span></label>
        <input class="field" id="andet" maxLength={MOST} value={what} onInput={(event) => change({ what: event.currentTarget.value })} />
      </div>
      <h2 id="laenge">{t("shadow_long")}</h2>
      <div class="choices small" role="group" aria-labelledby="laenge">
        {MINUTES.map((n) => <Press key={n} class="choice" pressed={minutes === n} onPress={() => change({ minutes: n })}>{t("minutes", { n })}</Press>)}
      </div>
      <Press icon="check" onPress={save} disabled={!ready} once>{t("save")}</Press>
      {!ready && <p class="soft note">{t("shadow_choose")}</p>}
    </Room>
  );
}
