/** The locked phone: whose place it is (a letter), and the code that opens it. */

import { useEffect, useState } from "preact/hooks";
import { DiskFull, Wiped, WrongPin, type Card, type Store, type Vault } from "../contract";
import { t } from "../words";
import { AskCode } from "./Code";
import { Icon, Mark, Press, Say, SignIn } from "./kit";
import { Rescue } from "./Rescue";

interface Parts {
  store: Store;
  cards: Card[];
  enter: (vault: Vault, code: string) => void;
  arrive: () => void;
  look: () => void;
}

export function Locked({ store, cards, enter, arrive, look }: Parts) {
  const [chosen, setChosen] = useState<string | null>(cards.length === 1 ? cards[0]!.id : null);
  const card = cards.find(({ id }) => id === chosen);
  useEffect(() => {
    document.title = `${t("locked_title")} · Drive Out`;
  }, []);
  if (!card) return <WhoIsIt cards={cards} choose={setChosen} arrive={arrive} />;
  const other = () => setChosen(null);
  if (card.ended || card.triesLeft <= 0) return <Shut store={store} card={card} other={other} look={look} />;
  return <Unlock key={card.id} store={store} card={card} enter={enter} other={other} look={look} />;
}

function WhoIsIt({ cards, choose, arrive }: { cards: Card[]; choose: (id: string) => void; arrive: () => void }) {
  return (
    <main id="indhold" class="center stack">
      <div class="locked-mark"><Mark /></div>
      <h1>{t("who_head")}</h1>
      <p>{t("who_say")}</p>
      <ul class="letters">
        {cards.map((card) => (
          <li key={card.id}>
            <button type="button" class="btn" onClick={() => choose(card.id)}>
              <b>{card.letter}</b>
              {card.unsent > 0 && <small>{t("unsent_here", { n: card.unsent })}</small>}
              {card.ended && <small>{t("ended_tag")}</small>}
            </button>
          </li>
        ))}
      </ul>
      <Press class="crew calm" icon="user" onPress={arrive}>{t("who_new")}</Press>
    </main>
  );
}

function Unlock(props: { store: Store; card: Card; enter: (vault: Vault, code: string) => void; other: () => void; look: () => void }) {
  const { store, card, enter, other, look } = props;
  const [left, setLeft] = useState<number | null>(null);
  const [full, setFull] = useState(false);
  const [busy, setBusy] = useState(false);
  const done = async (code: string) => {
    setBusy(true);
    setFull(false);
    try {
      enter(await store.unlock(card.id, code), code);
    } catch (no) {
      if (no instanceof WrongPin) setLeft(no.triesLeft);
      else if (no instanceof Wiped) look();
      else if (no instanceof DiskFull) setFull(true); // a try that cannot be counted is not judged
      else throw no;
    } finally {
      setBusy(false);
    }
  };
  return (
    <main id="indhold" class="center">
      <div class="locked-mark"><Mark /></div>
      <h1>{t("hello", { who: card.letter })}</h1>
      <p>{busy ? t("opening") : t(card.words ? "phrase_ask" : "pin_ask")}</p>
      {full && <Say tone="warn" icon="warn" head={t("full_head")} live><p>{t("full_lock_say")}</p></Say>}
      {left !== null && !full && (
        <Say tone="warn" icon="warn" live>
          <p><strong>{t("pin_wrong")}</strong> {t("tries_left", { n: left })}{left <= 3 && ` ${t("tries_few")}`}</p>
        </Say>
      )}
      <AskCode words={card.words} done={done} busy={busy ? t("opening") : undefined} corner={{ word: t("other_person"), do: other }} />
      <p class="soft note under">{t("locked_note")}</p>
      <details class="more">
        <summary>{t("forgot_head")}</summary>
        <p>{t("forgot_say")}</p>
        <Rescue store={store} id={card.id} unsent={card.unsent} />
        <p>{t("renew_say")}</p>
      </details>
    </main>
  );
}

/** Ten wrong tries, or ended from the office: what is unsent is still here, locked to the organisation. */
function Shut(props: { store: Store; card: Card; other: () => void; look: () => void }) {
  const { store, card, other, look } = props;
  const [saved, setSaved] = useState(false);
  const remove = async () => {
    await store.remove(card.id, saved);
    look();
    other();
  };
  return (
    <main id="indhold" class="center stack">
      <div class="locked-mark"><Mark /></div>
      <h1>{t(card.ended ? "ended_head" : "wiped_head")}</h1>
      <Say tone="bad" icon="lock"><p>{t(card.ended ? "ended_say" : "wiped_say")}</p></Say>
      <Rescue store={store} id={card.id} unsent={card.unsent} saved={() => setSaved(true)} />
      {!card.ended && <SignIn store={store} anew class="btn crew"><Icon name="key" />{t("sign_in_do")}</SignIn>}
      {(card.unsent === 0 || saved) && (
        <>
          {saved && <p>{t("remove_after_file")}</p>}
          <Press class="crew calm" icon="leave" onPress={remove} once>{t(saved ? "remove_file_safe" : "remove_do")}</Press>
        </>
      )}
      <Press class="crew calm" icon="user" onPress={other}>{t("other_person")}</Press>
      <p class="soft note">{t("renew_say")}</p>
    </main>
  );
}
