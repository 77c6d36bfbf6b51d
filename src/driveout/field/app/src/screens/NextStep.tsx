/**
 * Somebody wants a next step: a kind of need, and a code the guest keeps. No name, and no dead end: the code is shown
 * from what was written down, and the address names it, so that a lock or a reload shows the same code again.
 */

import { useRef, useState } from "preact/hooks";
import type { Item, Kept, Need } from "../contract";
import { t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { newCode } from "./code";
import { useHere, useKeptOf } from "./here";
import { Cover, Icon, Press, Say, Way } from "./kit";
import { cafe, go, useRoute } from "./route";
import { written } from "./sums";
import { moment } from "./time";

export const NEEDS: Need[] = ["debt", "legal", "addiction", "health", "housing", "company", "family", "work", "other"];

type Step = Item & { kind: "next_step" };
const stepsOf = (kept: Kept[]): Step[] => written(kept, "next_step").map(({ item }) => item as Step);

export function NextStep({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Ask at={at} /> : <NoCafe />;
}

function Ask({ at }: { at: AtCafe }) {
  const { write } = useHere();
  const [, , , shown] = useRoute();
  const steps = stepsOf(useKeptOf(at.id));
  const [fresh, setFresh] = useState<Step | null>(null); // until it is among what was written
  const [held, setHeld] = useState<string | null>(null); // on the guest's card already, when only the need was wrong
  const busy = useRef(false);
  const step = steps.find((one) => one.id === shown) ?? (fresh?.id === shown ? fresh : null);
  const choose = async (need: Need) => {
    if (busy.current) return;
    busy.current = true;
    const item = await write(at.id, { kind: "next_step", body: { need, card: held ?? newCode() } }, t("step_saved"));
    busy.current = false;
    if (!item) return;
    setFresh(item as Step);
    setHeld(null);
    go(cafe(at.id, `hjaelp/${item.id}`));
  };
  const takeBack = async (one: Step) => {
    if (!(await write(at.id, { kind: "undo", body: { of: one.id } }, t("step_held", { code: one.body.card })))) return;
    setFresh(null);
    setHeld(one.body.card);
    go(cafe(at.id, "hjaelp"));
  };
  return (
    <Room at={at} title={step ? t(`need_${step.body.need}`) : t("help")} tab="hjaelp">
      <Cover />
      {step ? <Given at={at} step={step} takeBack={() => takeBack(step)} /> : <Needs choose={choose} held={held} />}
      {!step && steps.length > 0 && <Mine at={at} steps={steps} />}
    </Room>
  );
}

function Given({ at, step, takeBack }: { at: AtCafe; step: Step; takeBack: () => unknown }) {
  return (
    <>
      <CardToWrite code={step.body.card} />
      <Say tone="ok" icon="check" head={t("step_saved")}><p>{t("step_what_now")}</p></Say>
      <Press icon="check" onPress={() => go(cafe(at.id, "hjaelp"))}>{t("step_done")}</Press>
      <Press class="plain" onPress={takeBack} once>{t("step_back")}</Press>
    </>
  );
}

function Needs({ choose, held }: { choose: (need: Need) => unknown; held: string | null }) {
  return (
    <>
      {held && <p class="cover warn"><Icon name="undo" />{t("step_held", { code: held })}</p>}
      <div class="stack-2">
        <h2 id="hvad">{t("step_ask")}</h2>
        <p class="soft">{t("step_no_name")}</p>
      </div>
      <div class="choices" role="group" aria-labelledby="hvad">
        {NEEDS.map((need) => <Press key={need} class="choice" onPress={() => choose(need)}>{t(`need_${need}`)}</Press>)}
      </div>
    </>
  );
}

/** Cards that were given from this phone, to be shown again when one is lost or was never written. */
function Mine({ at, steps }: { at: AtCafe; steps: Step[] }) {
  return (
    <section class="stack-2" aria-labelledby="koder">
      <h2 id="koder">{t("step_mine")}</h2>
      <ul class="ways">
        {[...steps].reverse().map(({ id, at: when, body }) => (
          <Way key={id} to={cafe(at.id, `hjaelp/${id}`)} icon="tell" head={t(`need_${body.need}`)} say={t("step_at", { at: moment(when) })} />
        ))}
      </ul>
    </section>
  );
}

/** Large, to be written on a card by hand; read out letter by letter by a screen reader. */
function CardToWrite({ code }: { code: string }) {
  const spelled = [...code.replace("-", "")].join(" ");
  return (
    <div class="card-code">
      <p><Icon name="tell" />{t("card_write")}</p>
      <p class="code" aria-hidden="true">{code.slice(0, 4)}<span>-</span>{code.slice(5)}</p>
      <p class="away">{spelled}</p>
      <p class="soft">{t("card_say")}</p>
    </div>
  );
}
