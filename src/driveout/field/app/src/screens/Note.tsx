/** To the next crew at this place: what they should know. No names. */

import { t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { useForm } from "./draft";
import { useHere } from "./here";
import { hintsIn } from "./hints";
import { Icon, Press } from "./kit";
import { MOST } from "./Mishap";
import { standing } from "./sums";
import { backToGuests } from "./Tally";

/** What stands there already is shown until somebody writes. */
const UNTOUCHED = { text: null as string | null };

export function Note({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Write at={at} /> : <NoCafe />;
}

function Write({ at }: { at: AtCafe }) {
  const { write } = useHere();
  const before = String(standing(at.tally, "note")?.value ?? "");
  const [form, change, forget] = useForm(at.id, "note", UNTOUCHED);
  const text = form.text ?? before;
  const hint = hintsIn(text, [at.opening.place, at.trip.hub.name, ...at.trip.openings.map(({ place }) => place)])[0];
  const save = async () => {
    const was = (at.tally.fields.note ?? []).map(({ id }) => id);
    if (!(await write(at.id, { kind: "set", body: { field: "note", value: text.trim(), was } }, t("note_saved")))) return;
    await forget();
    backToGuests(at.id);
  };
  return (
    <Room at={at} title={t("note")}>
      <div class="stack-2">
        <label for="note">{t("note_ask")} <span class="hint">{t("no_names")}</span></label>
        <textarea
          class="words" id="note" maxLength={MOST} value={text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </div>
      {hint && <p class="cover warn" role="status"><Icon name="eyes" />{t(`hint_${hint.kind}`)}: {hint.text}</p>}
      <Press icon="check" onPress={save} once>{t("note_save")}</Press>
      <p class="soft note">{t("note_kept")}</p>
    </Room>
  );
}
