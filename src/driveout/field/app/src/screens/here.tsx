/** What every screen has at hand once the place is unlocked: the week, the outbox, and one way to write something down. */

import { createContext, type ComponentChildren } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { DiskFull, Locked, type Body, type Item, type Kept, type Line, type Store, type Tally, type Trip, type Vault, type Week } from "../contract";
import { plainly, t, type Said } from "../words";
import { Say, Sentence, useTrouble } from "./kit";
import { dateOf, trueNow } from "./time";

export interface Here {
  store: Store;
  vault: Vault;
  /** Undefined until it was read from the phone; null when it was never fetched. */
  week: Week | null | undefined;
  weekAt: string | null;
  kept: Kept[];
  line: Line;
  /** Grows with every change: what was worked out from the vault is worked out anew. */
  turn: number;
  now: Date;
  today: string;
  /** Write it down and say it aloud. Null when the phone is full: nothing was written, and a notice says so. */
  write(occurrence: number, event: Body, aloud?: Said): Promise<Item | null>;
  say(aloud: Said): void;
  lock(): void;
}

const Around = createContext<Here | null>(null);
export const useHere = (): Here => {
  const here = useContext(Around);
  if (!here) throw new Error("no place is open");
  return here;
};

/** What `ask` answers, asked again when one of `after` changes; the last answer stands meanwhile. */
export function useAnswer<T>(ask: () => Promise<T>, after: unknown[]): T | undefined {
  const [answer, setAnswer] = useState<T>();
  useEffect(() => {
    let wanted = true;
    void ask().then((found) => wanted && setAnswer(() => found), () => undefined);
    return () => void (wanted = false);
  }, after);
  return answer;
}

/** The minute that passes: what is next today depends on it. */
function useMinute(): number {
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((n) => n + 1), 60_000);
    return () => clearInterval(timer);
  }, []);
  return minute;
}

export function Place(props: { store: Store; vault: Vault; lock: () => void; children: ComponentChildren }) {
  const { store, vault, lock } = props;
  const [turn, setTurn] = useState(0);
  const [trouble, setTrouble] = useState<"full" | "failed" | null>(null);
  const [aloud, setAloud] = useState<Said>("");
  const minute = useMinute();
  useEffect(() => vault.onChange(() => setTurn((n) => n + 1)), [vault]);
  useEffect(() => void vault.sync(), [vault]);
  const weekAt = useAnswer(() => vault.weekAt(), [vault, turn]) ?? null;
  const week = useAnswer(() => vault.week(), [vault, weekAt]);
  const kept = useAnswer(() => vault.kept(), [vault, turn]) ?? NONE;
  const say = useCallback((said: Said) => setAloud((last) => (plainly(last) === plainly(said) ? again(said) : said)), []);
  const write = useCallback(
    async (occurrence: number, event: Body, spoken?: Said) => {
      try {
        const item = await vault.append(occurrence, event);
        setTrouble(null);
        if (spoken) say(spoken);
        return item;
      } catch (no) {
        if (!(no instanceof Locked)) setTrouble(no instanceof DiskFull ? "full" : "failed");
        return null;
      }
    },
    [vault],
  );
  const here = useMemo(() => {
    const now = trueNow(week ?? null, weekAt);
    return { store, vault, week, weekAt, kept, line: vault.line, turn, now, today: dateOf(now), write, say, lock };
  }, [vault, week, weekAt, kept, turn, minute, write]);
  return (
    <Around.Provider value={here}>
      {trouble && (
        <div class="full">
          <Say tone="bad" icon="warn" head={t(`${trouble}_head`)} live>
            <p>{t(`${trouble}_say`)}</p>
            <a class="btn" href="#/udbakke" onClick={() => setTrouble(null)}>{t("full_do")}</a>
          </Say>
        </div>
      )}
      {props.children}
      <Network />
      <p class="away" aria-live="polite" role="status"><Sentence said={aloud} /></p>
    </Around.Provider>
  );
}
const NONE: Kept[] = [];
/** The same once more is another text: else nobody hears it. */
const again = (said: Said): Said => [...(typeof said === "string" ? [said] : said), "\u00a0"];

/** Said aloud when the network goes, and when it is back and all has landed. A line on the screen shows it besides. */
function Network() {
  const { kept } = useHere();
  const trouble = useTrouble();
  const waiting = kept.filter(({ fate }) => fate.state === "waiting").length;
  const now = trouble ?? (waiting ? "sending" : "landed");
  const [said, setSaid] = useState("");
  const was = useRef<string>("landed");
  useEffect(() => {
    if (now === was.current || (now === "sending" && was.current === "landed")) return;
    if (now !== "landed" || was.current !== "landed") setSaid(t(NEWS[now], { n: waiting }));
    was.current = now;
  }, [now]);
  return <p class="away" role="status">{said}</p>;
}
const NEWS = {
  offline: "cover_offline", busy: "cover_busy", trouble: "cover_trouble", "sign in": "cover_sign_in", sending: "cover_back", landed: "cover_landed",
} as const;

/** The sum of a café as it stands now, this phone's own taps in it. */
export function useTally(occurrence: number): Tally | undefined {
  const { vault, turn } = useHere();
  return useAnswer(() => vault.tallyOf(occurrence), [vault, turn, occurrence]);
}

/** The sums of a trip's cafés, in its order; what came with the week until they are worked out. */
export function useTallies(trip: Trip): (Tally | null)[] {
  const { vault, turn } = useHere();
  const sums = useAnswer(() => Promise.all(trip.openings.map(({ id }) => vault.tallyOf(id))), [vault, turn, trip]);
  return sums ?? trip.openings.map(({ tally }) => tally);
}

/** What this phone wrote at a café, oldest first. */
export function useKeptOf(occurrence: number): Kept[] {
  const { kept } = useHere();
  return useMemo(() => kept.filter(({ item }) => item.occurrence === occurrence), [kept, occurrence]);
}

/** The latest of a value, for a cleanup that must not see an old one. */
export function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}
