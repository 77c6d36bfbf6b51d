/** A day: the tour as a dotted road, what comes next, and everything one needs to get there. */

import type { Opening, Tally, Trip } from "../contract";
import { inParts, t } from "../words";
import { useHere, useTallies } from "./here";
import { InstallWay, isApple } from "./Install";
import { Cover, Icon, Own, Page, Press, Say, Sentence, Way } from "./kit";
import { packedIn } from "./packed";
import { cafe, go } from "./route";
import { findOpening, foundAt, guestsIn, leaveBy, nextOf, noteBefore, phoneIn, stageOf, tripsOn, type Stage } from "./sums";
import { ahead, clock, dayAndMonth, listed, moment, span, TEN_MINUTES, weekday } from "./time";
import { Told } from "./Told";
import { TripMap } from "./TripMap";

export function Today({ date: asked }: { date?: string }) {
  const { vault, week, weekAt, today, kept, now, line } = useHere();
  const date = asked ?? today;
  const isToday = date === today;
  const trips = tripsOn(week ?? null, date);
  const waiting = kept.filter(({ fate }) => fate.state === "waiting").length;
  const aside = kept.filter(({ fate }) => fate.state === "aside").length;
  const title = isToday ? t("today", { day: weekday(date) }) : t("that_day", { day: weekday(date), date: dayAndMonth(date) });
  const under = trips[0] ? [listed(trips[0].crew), trips[0].van].filter(Boolean).join(" · ") : (week?.member.hub ?? "");
  return (
    <Page title={title} under={under} corner={<OutboxButton waiting={waiting} aside={aside} />} class="stack">
      <Cover />
      {vault.signedOut && <p class="cover ok"><Icon name="lock" />{t("signed_out")}</p>}
      {week === undefined && <p role="status">{t("moment")}</p>}
      {week === null && <NothingFetched line={line} />}
      {week && isToday && Math.abs(ahead(week, weekAt)) > TEN_MINUTES && (
        <Say tone="warn" icon="time" head={t("clock_head")}><p>{t("clock_say", { shown: moment(new Date().toISOString()), real: moment(now.toISOString()) })}</p></Say>
      )}
      {week && trips.length === 0 && <EmptyDay date={date} isToday={isToday} />}
      {trips.map((trip, n) =>
        n === 0 ? <TripPart key={trip.id} trip={trip} date={date} /> : (
          <details key={trip.id} class="more"><summary><Own>{trip.van || trip.name}: {listed(trip.openings.map((one) => one.place))}</Own></summary><TripPart trip={trip} date={date} /></details>
        ),
      )}
      {week && (
        <ul class="ways">
          <Way to="#/dage" icon="days" head={t("other_days")} />
          <Way to="#/laes" icon="meal" head={t("reading")} say={t("reading_say")} />
          <Way to="/vagter/" icon="time" head={t("shifts")} say={t("shifts_say")} />
          <Way to="#/mig" icon="user" head={t("me")} say={t("me_say")} />
          <InstallWay />
        </ul>
      )}
    </Page>
  );
}

function OutboxButton({ waiting, aside }: { waiting: number; aside: number }) {
  const said = aside ? t("outbox_aside", { n: aside }) : waiting ? t("outbox_waiting", { n: waiting }) : t("outbox_all");
  return (
    <a class={`round wide${aside ? " aside" : ""}`} href="#/udbakke" aria-label={`${t("outbox")}: ${said}`}>
      <Icon name={aside ? "warn" : waiting ? "send" : "landed"} />
      {(aside || waiting) > 0 && <span aria-hidden="true">{aside || waiting}</span>}
    </a>
  );
}

function NothingFetched({ line }: { line: string }) {
  const { vault } = useHere();
  return (
    <Say tone="info" icon={line === "sending" ? "send" : "offline"} head={t("nothing_head")}>
      <p>{t("nothing_say")}</p>
      <Press class="" onPress={() => vault.sync()} once>{t("try_again")}</Press>
    </Say>
  );
}

function EmptyDay({ date, isToday }: { date: string; isToday: boolean }) {
  const { week } = useHere();
  const next = week?.days.find((day) => day.date > date && day.trips.length > 0);
  return (
    <section class="empty stack-2">
      <svg class="scene quiet" viewBox="0 0 320 96" aria-hidden="true">
        <path class="ink dash" d="M8 82h304" />
        <path class="wall" d="M196 40h78v42h-78z" /><path class="ink" d="M196 40h78v42h-78zM186 42l49-26 49 26" />
        <path class="lit" d="M210 52h18v14h-18z" /><path class="ink" d="M210 52h18v14h-18zM244 82V56h16v26" />
      </svg>
      <h2>{t(isToday ? "empty_today" : "empty_day")}</h2>
      {next ? (
        <a class="btn crew calm" href={`#/dag/${next.date}`}><Icon name="days" />{t("empty_next", { day: weekday(next.date), date: dayAndMonth(next.date) })}</a>
      ) : (
        <p>{t("empty_none")}</p>
      )}
    </section>
  );
}

function TripPart({ trip, date }: { trip: Trip; date: string }) {
  const { today } = useHere();
  const tallies = useTallies(trip);
  return (
    <>
      <Road trip={trip} date={date} tallies={tallies} />
      {date === today && !nextOf(trip, tallies) && tallies.some((tally) => tally?.closed_at) && (
        <p class="cover ok"><Icon name="check" />{t("trip_done")}</p>
      )}
      <section class="stack-2" aria-labelledby={`tur-${trip.id}`}>
        <h2 id={`tur-${trip.id}`}>{t("trip")}</h2>
        <TripMap trip={trip} next={nextOf(trip, tallies)} />
        <p class="soft">{t("trip_sum", { leaves: clock(trip.leaves), returns: clock(trip.returns), n: trip.driving_minutes })}
          {trip.break_starts !== null && ` ${t("trip_break", { at: clock(trip.break_starts) })}`}</p>
        {trip.load.length > 0 && <LoadButton trip={trip} />}
      </section>
    </>
  );
}

function LoadButton({ trip }: { trip: Trip }) {
  const done = packedIn(trip);
  return (
    <a class="btn crew calm" href={`#/pakke/${trip.id}`}>
      <Icon name="package" />{t("load_button", { done, n: trip.load.length })}
    </a>
  );
}

function Road({ trip, date, tallies }: { trip: Trip; date: string; tallies: (Tally | null)[] }) {
  const next = nextOf(trip, tallies);
  return (
    <ol class="trip">
      {trip.pick_ups.map((stop) => (
        <li key={stop.name} class="pick">
          <span class="dot"><Icon name="package" /></span>
          <h2 lang="da">{stop.name}</h2>
          <p class="soft"><Sentence said={inParts("pick_up", { at: clock(stop.at), what: { own: stop.what } })} /></p>
        </li>
      ))}
      {trip.openings.map((opening, n) => (
        <Stop key={opening.id} place={n + 1} opening={opening} tally={tallies[n] ?? null} isNext={opening === next} date={date} />
      ))}
    </ol>
  );
}

interface StopParts { place: number; opening: Opening; tally: Tally | null; isNext: boolean; date: string }
function Stop({ place, opening, tally, isNext, date }: StopParts) {
  const { today } = useHere();
  const stage = stageOf(opening, tally);
  if (stage === "off")
    return (
      <li class="off">
        <span class="dot"><Icon name="x" /></span>
        <h2><s lang="da">{opening.place}</s> {t("cancelled")}</h2>
        <p class="soft">{clock(opening.promised)}. <Own>{opening.why}</Own></p>
      </li>
    );
  const large = stage === "open" || (stage === "ahead" && date <= today && (isNext || date < today));
  return (
    <li class={stage === "closed" ? "done" : large ? "next" : ""}>
      <span class="dot">{stage === "closed" ? <Icon name="check" /> : place}</span>
      {large ? <NextStop opening={opening} stage={stage} date={date} /> : <Quiet opening={opening} tally={tally} stage={stage} />}
    </li>
  );
}

/** A café that is done, or not yet in turn. */
function Quiet({ opening, tally, stage }: { opening: Opening; tally: Tally | null; stage: Stage }) {
  const about = tally && stage === "closed" ? t("guests", { n: guestsIn(tally) }) : foundAt(opening) && <Own>{foundAt(opening)}</Own>;
  return (
    <>
      <h2 lang="da">{opening.place}</h2>
      <p class="soft">{span(opening.starts, opening.minutes)}{about && <> · {about}</>}</p>
      {opening.starts !== opening.promised && <p class="warned"><Icon name="time" />{t("moved", { was: clock(opening.promised) })}</p>}
      {stage === "closed" && <p><a class="later" href={cafe(opening.id, "ret")}>{t("correct_link")}</a></p>}
      {stage === "ahead" && <Before opening={opening} />}
    </>
  );
}

/** What one needs to know of a café that is still ahead. */
function Before({ opening }: { opening: Opening }) {
  return (
    <details class="more">
      <summary>{t("know_more")}</summary>
      <div class="stack-2"><Facts opening={opening} /><Contact opening={opening} /><Directions opening={opening} /></div>
    </details>
  );
}

function NextStop({ opening, stage, date }: { opening: Opening; stage: Stage; date: string }) {
  const { write, today } = useHere();
  const open = async () => {
    if (await write(opening.id, { kind: "open", body: {} }, inParts("opened", { place: { own: opening.place } }))) go(cafe(opening.id));
  };
  return (
    <div class="card stack-2">
      <h2 lang="da">{opening.place}</h2>
      <p><strong>{span(opening.starts, opening.minutes)}</strong>{foundAt(opening) && <> · <Own>{foundAt(opening)}</Own></>}</p>
      {opening.starts !== opening.promised && <p class="warned"><Icon name="time" />{t("moved", { was: clock(opening.promised) })}</p>}
      {stage === "ahead" && date === today && <p>{t("leave_by", { at: clock(leaveBy(opening)), n: opening.drive_minutes })}</p>}
      {stage === "open" ? (
        <a class="btn crew" href={cafe(opening.id)}><Icon name="open" />{t("go_on")}</a>
      ) : (
        <Press icon="open" onPress={open} once>{t(date < today ? "open_after" : "open_cafe")}</Press>
      )}
      {date === today && stage === "ahead" && <><Directions opening={opening} /><Facts opening={opening} /><Contact opening={opening} /></>}
    </div>
  );
}

function Facts({ opening }: { opening: Opening }) {
  const { week } = useHere();
  const found = findOpening(week ?? null, opening.id);
  const note = found && noteBefore(week ?? null, found);
  return (
    <>
      <p class="soft">{t("expected", { n: Math.round(opening.guests), seats: opening.seats })}{opening.hosts.length > 0 && ` ${t("hosts", { who: listed(opening.hosts) })}`}</p>
      <Told opening={opening} />
      {note && <p class="from-before"><Icon name="note" /><span><b>{t("note_from", { date: dayAndMonth(note.date) })}</b> <Own>{note.text}</Own></span></p>}
    </>
  );
}

function Contact({ opening }: { opening: Opening }) {
  if (!opening.contact) return null;
  const number = phoneIn(opening.contact);
  return number ? (
    <a class="btn crew calm call" href={`tel:${number}`}><Icon name="phone" /><span>{t("call", { who: opening.contact })}</span></a>
  ) : (
    <p class="soft"><b>{t("contact")}</b> <Own>{opening.contact}</Own></p>
  );
}

/** Opens the phone's own map, which may know the way without a network too. */
function Directions({ opening }: { opening: Opening }) {
  const at = `${opening.lat.toFixed(5)},${opening.lon.toFixed(5)}`;
  const href = isApple() ? `maps:?daddr=${at}` : `geo:${at}?q=${at}(${encodeURIComponent(opening.place)})`;
  return <a class="btn crew calm" href={href}><Icon name="way" />{t("show_way")}</a>;
}
