/** The open café: four large buttons, the seats, what is handed out. Guests are counted, never described. */

import type { CountWhat } from "../contract";
import { inParts, t } from "../words";
import { NoCafe, Tabs, useCafe, type AtCafe } from "./Cafe";
import { Chairs } from "./Chairs";
import { useHere, useKeptOf } from "./here";
import { CoverLine, Icon, Otherwise, Own, Page, Press, Say, Sentence, Stepper, Way } from "./kit";
import { cafe, go } from "./route";
import { apart, counted, given, GIVEN, GUESTS, guestsIn, hereNow, lastTap, MOMENTS, noteBefore, ofGood, seatsOf, stageOf, standing, type Good } from "./sums";
import { clock, dayAndMonth, moment } from "./time";

export function TallyScreen({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Open at={at} /> : <NoCafe />;
}

function Open({ at }: { at: AtCafe }) {
  const { id, opening, tally } = at;
  const stage = stageOf(opening, tally);
  const n = guestsIn(tally);
  const ends = clock(opening.starts + opening.minutes);
  const under = stage === "closed" ? t("under_closed", { n }) : stage === "open" ? t("under_open", { ends, n }) : t("under_ahead", { starts: clock(opening.starts) });
  return (
    <Page
      title={opening.place} own="title" under={under} back={{ to: "#/", word: "back_today" }} class="counting"
      tabs={<Tabs id={id} at="" stay />}
    >
      <Otherwise />
      <CoverLine />
      {opening.state === "cancelled" && <Say tone="warn" icon="warn" head={t("cancelled_head")}><p><Own>{opening.why}.</Own> {t("cancelled_say")}</p></Say>}
      {stage === "closed" && <Closed id={id} />}
      {stage !== "open" && stage !== "closed" && <OpenNow at={at} />}
      {tally.in_doubt.length > 0 && <DoubtNotice id={id} n={tally.in_doubt.length} />}
      <Seats at={at} />
      <Guests at={at} />
      <Undo at={at} />
      <Given at={at} />
      <Rest at={at} />
    </Page>
  );
}

/** Count `what` once more, and say the new number aloud. */
function useCount(at: AtCafe): (what: CountWhat, n?: number, good?: Good) => Promise<unknown> {
  const { write, say, vault } = useHere();
  return async (what, n = 1, good) => {
    navigator.vibrate?.(15);
    if (!(await write(at.id, { kind: "count", body: { what, n, ...(good && { good: good.id }) } }))) return;
    const sum = await vault.tallyOf(at.id);
    const [name, many] = good ? [{ own: good.name }, ofGood(sum, good.id)] : [t(`count_${what}`), counted(sum, what)];
    say([...inParts("counted", { what: name, n: many }), `. ${t("seats_taken", { here: hereNow(sum), seats: seatsOf(sum, at.opening) })}`]);
  };
}

function Closed({ id }: { id: number }) {
  return (
    <Say tone="ok" icon="check" head={t("closed_head")}>
      <p>{t("closed_say")}</p>
      <a class="btn" href={cafe(id, "ret")}>{t("correct_link")}</a>
    </Say>
  );
}

function OpenNow({ at }: { at: AtCafe }) {
  const { write } = useHere();
  const open = () => write(at.id, { kind: "open", body: {} }, inParts("opened", { place: { own: at.opening.place } }));
  return <Press icon="open" onPress={open} once>{t("open_cafe")}</Press>;
}

export function DoubtNotice({ id, n }: { id: number; n: number }) {
  return (
    <Say tone="warn" icon="warn" head={t("doubt_notice", { n })}>
      <a class="btn" href={cafe(id, "valg")}>{t("doubt_do")}</a>
    </Say>
  );
}

function Seats({ at }: { at: AtCafe }) {
  const [here, seats] = [hereNow(at.tally), seatsOf(at.tally, at.opening)];
  const count = useCount(at);
  return (
    <section class="seats" aria-label={t("seats")}>
      <div>
        <p>{t("seats_taken", { here, seats })}</p>
        <Chairs here={here} seats={seats} />
      </div>
      <Press class="" disabled={here === 0} onPress={() => count("left")}>{t("one_left")}</Press>
    </section>
  );
}

function Guests({ at }: { at: AtCafe }) {
  const count = useCount(at);
  const full = hereNow(at.tally) >= seatsOf(at.tally, at.opening); // said in the heading's place: no button moves
  return (
    <section aria-labelledby="gaester">
      <h2 id="gaester" class={`sub${full ? " is-full" : ""}`}>{t(full ? "full_house" : "guests_head")}</h2>
      <div class="tally">
        {GUESTS.map((what) => (
          <Press key={what} icon="plus" onPress={() => count(what)}>
            <b>{at.tally[what]}</b> {t(`count_${what}`)}
          </Press>
        ))}
      </div>
    </section>
  );
}

function Undo({ at }: { at: AtCafe }) {
  const { write, say, vault, week } = useHere();
  const last = lastTap(useKeptOf(at.id));
  // Always a button: who has just pressed it keeps the place, and nothing moves under a thumb.
  if (!last || last.item.kind !== "count") return <div class="undo"><Press class="" icon="undo" disabled>{t("undo_none")}</Press></div>;
  const { what, n, good } = last.item.body;
  const own = week?.goods.find((one) => one.id === good && good !== undefined)?.name;
  const name = own === undefined ? t(`count_${what}`) : { own };
  const named = n === 1 ? [name] : [name, ` (${n > 0 ? "+" : "−"}${Math.abs(n)})`];
  const undo = async () => {
    if (!(await write(at.id, { kind: "undo", body: { of: last.item.id } }))) return;
    const sum = await vault.tallyOf(at.id);
    const many = good === undefined ? counted(sum, what) : ofGood(sum, good);
    say([...inParts("undone", { what: named }), ". ", ...inParts("counted", { what: name, n: many })]);
  };
  return (
    <div class="undo">
      <Press class="" icon="undo" onPress={undo} once><Sentence said={inParts("undo", { what: named, at: moment(last.item.at) })} /></Press>
    </div>
  );
}

function Given({ at }: { at: AtCafe }) {
  const { week } = useHere();
  const count = useCount(at);
  const kinds = week?.goods.length ? week.goods : GIVEN.map((kind) => ({ kind, name: t(`count_${kind}`) }));
  const missing = guestsIn(at.tally) - given(at.tally, "meal");
  const several = (kind: string) => apart(week?.goods ?? [], kind);
  return (
    <section aria-labelledby="givet">
      <h2 id="givet" class="sub">{t("given_head")}</h2>
      <div class="given">
        {GIVEN.filter((kind) => kinds.some((one) => one.kind === kind)).flatMap((kind) => several(kind).length
          ? several(kind).map((good) => (
            <Press key={`${kind}${good.id}`} class="" icon={kind} onPress={() => count(kind, 1, good)}>
              <b>{ofGood(at.tally, good.id)}</b> <Own>{good.name}</Own>
            </Press>
          ))
          : [
            <Press key={kind} class="" icon={kind} onPress={() => count(kind)}>
              <b>{given(at.tally, kind)}</b> {t(`count_${kind}`)}
            </Press>,
          ])}
      </div>
      {several("meal").length === 0 && (
        <Press class="all" icon="meal" disabled={missing <= 0} onPress={() => count("meal", missing)} once>
          {missing > 0 ? t("meal_for_all", { n: missing }) : t("meal_all_done")}
        </Press>
      )}
    </section>
  );
}

/** What happens less often: further down, so that it is not in the way of a thumb. */
function Rest({ at }: { at: AtCafe }) {
  const { week } = useHere();
  const count = useCount(at);
  const { id, tally } = at;
  const weather = standing(tally, "weather")?.value;
  const note = noteBefore(week ?? null, at);
  return (
    <section aria-labelledby="mere">
      <h2 id="mere" class="sub">{t("more_head")}</h2>
      {note && <p class="from-before"><Icon name="note" /><span><b>{t("note_from", { date: dayAndMonth(note.date) })}</b> <Own>{note.text}</Own></span></p>}
      <ul class="steppers">
        {MOMENTS.map((what) => (
          <Stepper key={what} label={t(`count_${what}`)} n={tally[what]} less={() => count(what, -1)} more={() => count(what)} />
        ))}
      </ul>
      <ul class="ways">
        <Way to={cafe(id, "vejr")} icon="rain" head={t("weather")} say={weather ? t(`weather_${weather}` as "weather_dry") : t("weather_none")} />
        <Way to={cafe(id, "uheld")} icon="warn" head={t("mishap")} say={tally.mishaps ? t("written_n", { n: tally.mishaps }) : t("mishap_hint")} />
        <Way to={cafe(id, "arbejde")} icon="help" head={t("shadow")} say={tally.shadow_minutes ? t("minutes", { n: tally.shadow_minutes }) : t("shadow_hint")} />
        <Way to={cafe(id, "note")} icon="note" head={t("note")} say={t("note_hint")} />
      </ul>
    </section>
  );
}

/** After something was written in a side room: back to the guests. */
export const backToGuests = (id: number): void => go(cafe(id));
