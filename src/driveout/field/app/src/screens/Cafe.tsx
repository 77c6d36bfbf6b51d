/** What the screens of one café share: finding it, its tabs, its name in the band. */

import type { ComponentChildren } from "preact";
import type { Opening, Tally } from "../contract";
import { t, type Word } from "../words";
import { useHere, useTally } from "./here";
import { Icon, Page } from "./kit";
import type { IconName } from "./icons";
import { cafe } from "./route";
import { findOpening, type Found } from "./sums";

export interface AtCafe extends Found { id: number; tally: Tally; opening: Opening }

/** The café of this address, or null while it is read, or when it is not on this phone any more. */
export function useCafe(id: number): AtCafe | null {
  const { week } = useHere();
  const tally = useTally(id);
  const found = findOpening(week ?? null, id);
  return found && tally ? { ...found, id, tally } : null;
}

/** While a café is read; and when the address names none that this phone knows. */
export function NoCafe() {
  const { week } = useHere();
  if (week === undefined) return <Page title={t("moment")}><p /></Page>;
  return (
    <Page title={t("no_cafe_head")} back={{ to: "#/", word: "back_today" }} class="stack">
      <p>{t("no_cafe_say")}</p>
      <a class="btn crew" href="#/udbakke">{t("outbox")}</a>
      <a class="btn crew calm" href="#/">{t("back_today")}</a>
    </Page>
  );
}

export type Tab = "" | "ord" | "hjaelp" | "luk";
const TABS: [Tab, IconName, Word][] = [["", "guests", "tab_guests"], ["ord", "words", "tab_words"], ["hjaelp", "help", "tab_help"], ["luk", "close", "tab_close"]];

export function Tabs({ id, at, stay }: { id: number; at: Tab; stay?: boolean }) {
  return (
    <nav class={`tabs${stay ? " stay" : ""}`} aria-label={t("tabs")}>
      <ul>
        {TABS.map(([part, icon, word]) => (
          <li key={part}>
            <a href={cafe(id, part)} aria-current={part === at ? "page" : undefined}><Icon name={icon} />{t(word)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A side room of the café: what is written there, and the way back to the guests. */
export function Room(props: { at: AtCafe; title: string; tab?: Tab; children: ComponentChildren }) {
  const { at, title, tab, children } = props;
  return (
    <Page
      title={title} own="under" under={at.opening.place} back={{ to: cafe(at.id), word: "back_guests" }} class="stack"
      tabs={tab !== undefined && <Tabs id={at.id} at={tab} />}
    >
      {children}
    </Page>
  );
}
