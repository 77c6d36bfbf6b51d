/** The weather, because it keeps guests at home. One tap. */

import { t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { useHere } from "./here";
import { Press } from "./kit";
import { standing } from "./sums";
import { backToGuests } from "./Tally";

export const WEATHERS = ["dry", "rain", "snow", "wind", "ice"] as const;

export function Weather({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? (
    <Room at={at} title={t("weather")}>
      <h2 id="vejret">{t("weather_ask")}</h2>
      <WeatherChoice at={at} chosen={() => backToGuests(id)} />
    </Room>
  ) : (
    <NoCafe />
  );
}

export function WeatherChoice({ at, chosen }: { at: AtCafe; chosen?: () => void }) {
  const { write } = useHere();
  const now = standing(at.tally, "weather")?.value;
  const set = async (value: (typeof WEATHERS)[number]) => {
    const was = (at.tally.fields.weather ?? []).map(({ id }) => id);
    if (await write(at.id, { kind: "set", body: { field: "weather", value, was } }, t(`weather_${value}`))) chosen?.();
  };
  return (
    <div class="choices small" role="group" aria-labelledby="vejret">
      {WEATHERS.map((one) => (
        <Press key={one} class="choice" icon={one} pressed={now === one} onPress={() => set(one)} once>{t(`weather_${one}`)}</Press>
      ))}
    </div>
  );
}
