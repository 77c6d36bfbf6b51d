/** Somebody wants a next step: a kind of need, and a code the guest keeps. No name, and no dead end. */

import { useState } from "preact/hooks";
import type { Need } from "../contract";
import { t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { newCode } from "./code";
import { useHere } from "./here";
import { Cover, Icon, Press, Say } from "./kit";

export const NEEDS: Need[] = ["debt", "legal", "addiction", "health", "housing", "company", "family", "work", "other"];

export function NextStep({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Ask at={at} /> : <NoCafe />;
}

function Ask({ at }: { at: AtCafe }) {
  const { write } = useHere();
  const [need, setNeed] = useState<Need | null>(null);
  const [card, setCard] = useState(newCode);
  const [given, setGiven] = useState(false);
  const save = async () => {
    if (need && (await write(at.id, { kind: "next_step", body: { need, card } }, t("step_saved")))) setGiven(true);
  };
  const again = () => {
    setNeed(null);
    setGiven(false);
    setCard(newCode());
  };
  return (
    <Room at={at} title={t("help")} tab="hjaelp">
      <Cover />
      {need === null ? (
        <Needs choose={setNeed} />
      ) : (
        <>
          <h2>{t(`need_${need}`)}</h2>
          <CardToWrite code={card} />
          {given ? (
            <>
              <Say tone="ok" icon="check" head={t("step_saved")}><p>{t("step_what_now")}</p></Say>
              <Press class="crew calm" icon="plus" onPress={again}>{t("step_another")}</Press>
            </>
          ) : (
            <>
              <Press icon="check" onPress={save} once>{t("step_save")}</Press>
              <Press class="plain" onPress={again}>{t("step_back")}</Press>
            </>
          )}
        </>
      )}
    </Room>
  );
}

function Needs({ choose }: { choose: (need: Need) => void }) {
  return (
    <>
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
