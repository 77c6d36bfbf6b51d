/** Closing: a summary to check, what is still only on this phone, and one tap. */

import { inParts, t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { useHere, useKeptOf } from "./here";
import { Cover, Icon, Press, Say } from "./kit";
import { cafe, go } from "./route";
import { GIVEN, given, givenInAll, GUESTS, guestsIn, stageOf } from "./sums";
import { Summary } from "./Summary";
import { DoubtNotice } from "./Tally";
import { moment } from "./time";
import { WeatherChoice } from "./Weather";

export function Close({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Check at={at} /> : <NoCafe />;
}

function Check({ at }: { at: AtCafe }) {
  const { write } = useHere();
  const { id, tally, opening } = at;
  const unsent = useKeptOf(id).filter(({ fate }) => fate.state !== "landed").length;
  if (stageOf(opening, tally) === "closed") return <Done at={at} unsent={unsent} />;
  const seen = Object.fromEntries([...GUESTS.map((what) => [what, tally[what]]), ...GIVEN.map((what) => [what, given(tally, what)])]);
  const close = async () => {
    await write(id, { kind: "close", body: { seen } }, inParts("closed_aloud", { place: { own: opening.place }, n: guestsIn(tally) }));
  };
  return (
    <Room at={at} title={t("close")} tab="luk">
      <Cover />
      <p class="total"><b>{t("guests", { n: guestsIn(tally) })}</b> <span>{t("given_sum", { n: givenInAll(tally) })}</span></p>
      <Press icon="close" onPress={close} once>{t("close_do")}</Press>
      <p class="soft note"><Icon name={unsent ? "lock" : "landed"} />{unsent ? t("close_unsent", { n: unsent }) : t("close_landed")}</p>
      {tally.in_doubt.length > 0 && <DoubtNotice id={id} n={tally.in_doubt.length} />}
      <p class="sub">{t("close_check")}</p>
      <Summary at={at} />
      <section class="stack-2">
        <h2 class="sub" id="vejret">{t("weather")}</h2>
        <WeatherChoice at={at} />
      </section>
      <p class="soft">{t("close_texts", { words: tally.words, steps: tally.next_steps, mishaps: tally.mishaps })}</p>
    </Room>
  );
}

function Done({ at, unsent }: { at: AtCafe; unsent: number }) {
  const { tally, id } = at;
  const back = () => go("/");
  return (
    <Room at={at} title={t("closed_title")} tab="luk">
      <Cover />
      <div class="landed">
        <Icon name="check" />
        <p>{t("guests", { n: guestsIn(tally) })}</p>
        <p>{t("closed_at", { at: moment(tally.closed_at ?? "") })} {t("given_sum", { n: givenInAll(tally) })}</p>
      </div>
      {unsent > 0 ? (
        <Say tone="info" icon="lock" head={t("unsent_head", { n: unsent })}><p>{t("unsent_say", { n: unsent })}</p></Say>
      ) : (
        <p class="cover ok"><Icon name="landed" />{t("close_landed")}</p>
      )}
      <Press icon="next" onPress={back}>{t("on_with_trip")}</Press>
      <a class="btn crew calm" href={cafe(id, "note")}><Icon name="note" />{t("note")}</a>
      <a class="btn crew calm" href={cafe(id, "ret")}><Icon name="tell" />{t("correct_link")}</a>
    </Room>
  );
}
