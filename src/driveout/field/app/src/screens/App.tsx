/** The whole app: who holds the phone, and which screen the address asks for. */

import { useEffect, useState } from "preact/hooks";
import type { Card, Store, Vault } from "../contract";
import { onTongue, t } from "../words";
import { onNewVersion, takeNewVersion } from "../worker";
import { Broken } from "./Broken";
import { Close } from "./Close";
import { Correct } from "./Correct";
import { DayList } from "./DayList";
import { Doubt } from "./Doubt";
import { EasyCode } from "./Easy";
import { FirstTime } from "./FirstTime";
import { Place } from "./here";
import { Press, Say } from "./kit";
import { Load } from "./Load";
import { Locked } from "./Locked";
import { Me } from "./Me";
import { Mishap } from "./Mishap";
import { NextStep } from "./NextStep";
import { Note } from "./Note";
import { NewPin } from "./NewPin";
import { Outbox } from "./Outbox";
import { OwnWords } from "./OwnWords";
import { Reading } from "./Reading";
import { go, useRoute } from "./route";
import { Shadow } from "./Shadow";
import { TallyScreen } from "./Tally";
import { Today } from "./Today";
import { Weather } from "./Weather";

export function App({ store }: { store: Store }) {
  const [cards, setCards] = useState<Card[]>();
  const [vault, setVault] = useState<Vault | null>(null);
  const [easy, setEasy] = useState<string | null>(null); // the code just typed, while it is to be changed
  const [arriving, setArriving] = useState(location.hash === "#/ny"); // back from signing in
  const [again, setAgain] = useState(location.hash === "#/igen"); // the same, with a place here already
  const [, retell] = useState(0);
  useEffect(() => onTongue(() => retell((n) => n + 1)), []);
  const look = () => void store.cards().then(setCards, () => setCards([]));
  useEffect(look, [store]);
  const lock = () => {
    vault?.lock();
    setVault(null);
    setEasy(null);
    setArriving(false);
    look();
  };
  const enter = (opened: Vault, code: string | null = null) => {
    if (again && !arriving) void opened.signedInAgain();
    if (arriving || again) go("/");
    setArriving(false);
    setAgain(false);
    setEasy(opened.easy && code);
    setVault(opened);
    look();
  };
  useEffect(() => vault?.onChange(() => vault.locked && lock()), [vault]);
  if (!cards) return null;
  return (
    <>
      <a class="skip" href="#indhold" onClick={skip}>{t("skip")}</a>
      <NewVersion />
      {vault && easy !== null ? (
        <EasyCode vault={vault} code={easy} done={() => setEasy(null)} />
      ) : vault ? (
        <Broken><Place key={vault.id} store={store} vault={vault} lock={lock}><Screen /></Place></Broken>
      ) : arriving || cards.length === 0 ? (
        <FirstTime store={store} enter={enter} back={cards.length ? () => setArriving(false) : undefined} />
      ) : (
        <Locked store={store} cards={cards} enter={enter} arrive={() => setArriving(true)} look={look} />
      )}
    </>
  );
}

/** The address is the app's own way to tell where it is, so the skip link must not change it. */
function skip(event: Event): void {
  event.preventDefault();
  const main = document.getElementById("indhold");
  main?.setAttribute("tabindex", "-1");
  main?.focus();
}

function Screen() {
  const [first, second, third] = useRoute();
  const id = Number(second);
  if (first === "cafe" && Number.isInteger(id)) {
    const Part = (third && CAFE[third]) || TallyScreen;
    return <Part key={id} id={id} />;
  }
  if (first === "dag" && second) return <Today date={second} key={second} />;
  if (first === "pakke" && Number.isInteger(id)) return <Load key={id} trip={id} />;
  if (first === "dage") return <DayList />;
  if (first === "laes") return <Reading of={second} key={second} />;
  if (first === "udbakke") return <Outbox />;
  if (first === "mig") return second === "kode" ? <NewPin /> : <Me />;
  return <Today />;
}
const CAFE: Record<string, (props: { id: number }) => preact.JSX.Element | null> = {
  ord: OwnWords, hjaelp: NextStep, uheld: Mishap, vejr: Weather, arbejde: Shadow, note: Note, luk: Close, ret: Correct, valg: Doubt,
};

/** A new version waits until a person says so. */
function NewVersion() {
  const [ready, setReady] = useState(false);
  useEffect(() => onNewVersion(() => setReady(true)), []);
  if (!ready) return null;
  return (
    <div class="update">
      <Say tone="info" icon="down" head={t("update_head")}>
        <p>{t("update_say")}</p>
        <div class="row">
          <Press class="main" onPress={takeNewVersion}>{t("update_do")}</Press>
          <Press class="" onPress={() => setReady(false)}>{t("update_later")}</Press>
        </div>
      </Say>
    </div>
  );
}
