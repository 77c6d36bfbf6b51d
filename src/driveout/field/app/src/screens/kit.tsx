/** The small parts every screen is put together from. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Store } from "../contract";
import { t, type Said, type Word } from "../words";
import { useHere } from "./here";
import { shapes, type IconName } from "./icons";

export function Icon({ name }: { name: IconName }) {
  return <Drawn shapes={shapes(name)} />;
}

/** A drawing that is no part of the app's own set. */
export function Drawn({ shapes }: { shapes: string }) {
  return (
    <svg
      class="i" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
      stroke-linejoin="round" aria-hidden="true" dangerouslySetInnerHTML={{ __html: shapes }}
    />
  );
}

/** The coffee pot with a lit window and two wheels. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
      <path d="M15 15h18l4.5 20.5a2.5 2.5 0 0 1-2.4 3H12.9a2.5 2.5 0 0 1-2.4-3z" fill="currentColor" />
      <path d="M14.6 13a9.4 6.6 0 0 1 18.8 0z" fill="currentColor" />
      <circle cx="24" cy="4.6" r="2.6" fill="currentColor" />
      <path d="M13.2 24 5 15.5" stroke="currentColor" stroke-width="4.2" stroke-linecap="round" fill="none" />
      <path
        d="M35.4 18.5c6-.8 8.6 2.7 7.6 7-.8 3.6-3.6 5.5-6.2 5.8" stroke="currentColor" stroke-width="3.2" fill="none"
        stroke-linecap="round"
      />
      <rect class="cut" x="17.5" y="20" width="13" height="9" rx="1.5" />
      <path d="M24 20v9M17.5 24.5h13" stroke="currentColor" stroke-width="1.8" />
      <g fill="currentColor" class="cut-edge"><circle cx="17" cy="40" r="5" /><circle cx="31" cy="40" r="5" /></g>
    </svg>
  );
}

/** A name or what somebody here wrote, read as Danish whatever the app speaks. */
export const Own = ({ children }: { children: ComponentChildren }) => <span lang="da">{children}</span>;

/** A sentence, and in it what somebody here wrote, read as Danish. */
export const Sentence = ({ said }: { said: Said }) => (
  <>{typeof said === "string" ? said : said.map((part) => (typeof part === "string" ? part : <Own>{part.own}</Own>))}</>
);

type Back = { to: string; word: Word };
interface PageParts {
  title: string;
  /** The title is a place's name, or what stands under it is: read as Danish, whatever the app speaks. */
  own?: "title" | "under";
  under?: string;
  back?: Back;
  /** Shown at the right of the band instead of the way back. */
  corner?: ComponentChildren;
  class?: string;
  tabs?: ComponentChildren;
  children: ComponentChildren;
}

/** One screen: the band with its heading, what it is about, and the tabs below. The heading takes the focus. */
export function Page(props: PageParts) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} · Drive Out`;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [props.title]);
  return (
    <>
      <header class="bar">
        <div>
          <Mark />
          <div>
            <h1 tabIndex={-1} ref={heading} lang={props.own === "title" ? "da" : undefined}>{props.title}</h1>
            {props.under && <p lang={props.own === "under" ? "da" : undefined}>{props.under}</p>}
          </div>
          {props.corner ?? (props.back && (
            <a class="round" href={props.back.to} aria-label={t(props.back.word)}><Icon name="x" /></a>
          ))}
        </div>
      </header>
      <main id="indhold" class={props.class}>{props.children}</main>
      {props.tabs}
    </>
  );
}

type Tone = "info" | "ok" | "warn" | "bad";
interface SayParts { tone: Tone; icon: IconName; head?: string; live?: boolean; id?: string; children?: ComponentChildren }

/** A notice: what happened, what holds, what to do. */
export function Say({ tone, icon, head, live, id, children }: SayParts) {
  return (
    <div class={`say ${tone}`} role={live ? "alert" : undefined} id={id}>
      <Icon name={icon} />
      <div class="stack-2">
        {head && <h2>{head}</h2>}
        {children}
      </div>
    </div>
  );
}

interface PressParts {
  icon?: IconName;
  class?: string;
  href?: string;
  onPress?: () => unknown;
  pressed?: boolean;
  disabled?: boolean;
  /** A second tap while the first is under way does nothing. Not for counting: there every tap is one. */
  once?: boolean;
  children: ComponentChildren;
}

/** The crew's large button. */
export function Press({ icon, class: name = "crew", href, onPress, pressed, disabled, once, children }: PressParts) {
  const busy = useRef(false);
  const inside = <>{icon && <Icon name={icon} />}<span>{children}</span></>;
  if (href) return <a class={`btn ${name}`} href={href}>{inside}</a>;
  const press = async () => {
    if ((once && busy.current) || disabled) return;
    busy.current = true;
    try {
      await onPress?.();
    } finally {
      busy.current = false;
    }
  };
  return (
    <button type="button" class={`btn ${name}`} aria-pressed={pressed} aria-disabled={disabled || undefined} onClick={press}>
      {inside}
    </button>
  );
}

/** A row that leads on, with a word about what is there. */
export function Way({ to, icon, head, say }: { to: string; icon: IconName; head: string; say?: string }) {
  return (
    <li>
      <a class="way" href={to}>
        <Icon name={icon} />
        <span><b>{head}</b>{say && <small>{say}</small>}</span>
        <Icon name="next" />
      </a>
    </li>
  );
}

/** A number with − and +. The tally itself is the number: it changes when the tap is on disk. */
export function Stepper(props: { label: string; n: number; least?: number; less: () => unknown; more: () => unknown }) {
  const { label, n, least = 0, less, more } = props;
  return (
    <li class="stepper">
      <span>{label}</span>
      <div>
        <Press class="step" icon="minus" disabled={n <= least} onPress={less}><span class="away">{t("less", { what: label })}</span></Press>
        <b>{n}</b>
        <Press class="step" icon="plus" onPress={more}><span class="away">{t("more", { what: label })}</span></Press>
      </div>
    </li>
  );
}

/** What the phone itself believes; a call that fails says it too, later. */
function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}

/** Where sending stands, when there is something to say. */
export function Cover() {
  return <><Otherwise /><CoverOrSignIn /></>;
}

const OTHERWISE: Record<string, Word> = { "no dates": "differs_none", "no times": "differs_no_times" };

/** Guests and crew read different things of the season: said on every screen until they agree. A newer server may say
 *  how in a word that is unknown here: that they differ is said all the same. */
export function Otherwise() {
  const differs = useHere().week?.differs;
  return differs ? <Say tone="warn" icon="warn"><p>{t(OTHERWISE[differs] ?? "differs_other")}</p></Say> : null;
}

function CoverOrSignIn() {
  const { line, kept, store } = useHere();
  const waiting = kept.some(({ fate }) => fate.state === "waiting");
  const quiet = !useTrouble() && !(line === "sending" && waiting);
  if (line === "sign in")
    return (
      <Say tone="warn" icon="key" head={t("sign_in_head")}>
        <p>{t("sign_in_say")}</p>
        <SignIn store={store} class="btn main">{t("sign_in_do")}</SignIn>
      </Say>
    );
  return quiet ? null : <CoverLine />;
}

type Trouble = "offline" | "busy" | "trouble" | "sign in" | null;
export function useTrouble(): Trouble {
  const { line } = useHere();
  const online = useOnline();
  if (line === "sign in" || line === "busy" || line === "trouble") return line;
  return line === "offline" || !online ? "offline" : null;
}

const COVER_ICON = { offline: "offline", busy: "send", trouble: "warn" } as const;

/** The same in exactly one line that is always there: while people count, nothing may move under their thumb. */
export function CoverLine() {
  const { line, kept, store } = useHere();
  const trouble = useTrouble();
  const n = kept.filter(({ fate }) => fate.state === "waiting").length;
  if (trouble === "sign in") return <p class="cover warn"><Icon name="key" /><SignIn store={store}>{t("cover_sign_in")}</SignIn></p>;
  if (trouble) return <p class={`cover${trouble === "trouble" ? " warn" : ""}`}><Icon name={COVER_ICON[trouble]} />{t(`cover_${trouble}`)}</p>;
  if (n === 0) return <p class="cover ok"><Icon name="landed" />{t("cover_landed")}</p>;
  return <p class="cover"><Icon name="send" />{t(line === "sending" ? "cover_sending" : "cover_waiting", { n })}</p>;
}

/** The ordinary page for signing in, which comes back here; as somebody new, when `anew`. */
export const signInAddress = (anew = false): string => `/log-ind/?next=${encodeURIComponent(anew ? "/felt/#/ny" : "/felt/#/igen")}`;

interface SignInParts { store: Store; anew?: boolean; class?: string; children: ComponentChildren }
/** How long the page that was asked for may take, before the button can be tapped again. */
const ON_THE_WAY = 5_000;

/**
 * The way to that page. Whoever else is signed in here is signed out first: it would only send us back as them. A network
 * that does not answer keeps nobody: `signOut` gives up soon, and the page is asked for all the same.
 */
export function SignIn({ store, anew, class: name, children }: SignInParts) {
  const [busy, setBusy] = useState(false);
  const leaving = useRef(false);
  const leave = async (event: Event) => {
    event.preventDefault();
    if (leaving.current) return;
    setBusy((leaving.current = true));
    await store.signOut().catch(() => undefined);
    location.assign(signInAddress(anew));
    setTimeout(() => setBusy((leaving.current = false)), ON_THE_WAY);
  };
  return (
    <>
      <a class={name} href={signInAddress(anew)} aria-disabled={busy || undefined} onClick={leave}>{busy ? t("moment") : children}</a>
      <span class="away" role="status">{busy && t("moment")}</span>
    </>
  );
}

/** True for a moment after `show()`: “Gemt” beside a button. */
export function useShown(ms = 4000): [boolean, () => void] {
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (!at) return;
    const timer = setTimeout(() => setAt(0), ms);
    return () => clearTimeout(timer);
  }, [at]);
  return [at > 0, () => setAt(Date.now())];
}
