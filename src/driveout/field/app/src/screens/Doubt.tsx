/** Two phones wrote different things: side by side, and a person chooses. Both stay in the history. */

import type { FieldValue } from "../contract";
import { t, type Word } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { useHere } from "./here";
import { Press, Say } from "./kit";
import { moment } from "./time";
import { backToGuests } from "./Tally";

type Field = "weather" | "seats" | "note";
const HEADS: Record<Field, Word> = { weather: "weather", seats: "seats_head", note: "note" };

export function Doubt({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Choose at={at} /> : <NoCafe />;
}

function Choose({ at }: { at: AtCafe }) {
  const open = (Object.keys(HEADS) as Field[]).filter((field) => at.tally.in_doubt.includes(field));
  return (
    <Room at={at} title={t("doubt")}>
      {open.length === 0 ? (
        <>
          <Say tone="ok" icon="check" head={t("doubt_none")} />
          <Press icon="guests" onPress={() => backToGuests(at.id)}>{t("back_guests")}</Press>
        </>
      ) : (
        <p>{t("doubt_say")}</p>
      )}
      {open.map((field) => <Pair key={field} at={at} field={field} />)}
    </Room>
  );
}

function Pair({ at, field }: { at: AtCafe; field: Field }) {
  const { write } = useHere();
  const values = at.tally.fields[field] ?? [];
  const choose = ({ value }: FieldValue) =>
    write(at.id, { kind: "set", body: { field, value, was: values.map(({ id }) => id) } }, t("doubt_chosen", { value: shown(field, value) }));
  return (
    <section class="stack-2" aria-labelledby={`tvivl-${field}`}>
      <h2 id={`tvivl-${field}`}>{t(HEADS[field])}</h2>
      <ul class="pair">
        {values.map((one) => (
          <li key={one.id}>
            <p class="value" lang={field === "note" ? "da" : undefined}>{shown(field, one.value)}</p>
            <p class="soft note">{t("doubt_by", { who: one.by || t("this_phone"), at: moment(one.at) })}</p>
            <Press class="main" onPress={() => choose(one)} once>{t("doubt_this")}<span class="away"> {shown(field, one.value)}</span></Press>
          </li>
        ))}
      </ul>
    </section>
  );
}

const shown = (field: Field, value: string | number): string =>
  field === "weather" ? t(`weather_${value}` as "weather_dry") : String(value);
