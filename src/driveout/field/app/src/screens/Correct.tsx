/** Correct it later: each change is a new line, so that what was written first can still be read. */

import { useState } from "preact/hooks";
import { t } from "../words";
import { NoCafe, Room, useCafe, type AtCafe } from "./Cafe";
import { useKeptOf } from "./here";
import { Cover } from "./kit";
import { FateList } from "./Fates";
import { MOST } from "./Mishap";
import { Summary } from "./Summary";

export function Correct({ id }: { id: number }) {
  const at = useCafe(id);
  return at ? <Change at={at} /> : <NoCafe />;
}

function Change({ at }: { at: AtCafe }) {
  const [why, setWhy] = useState("");
  const kept = useKeptOf(at.id);
  return (
    <Room at={at} title={t("correct")}>
      <Cover />
      <p>{t("correct_say")}</p>
      <div class="stack-2">
        <label for="hvorfor">{t("correct_why")} <span class="hint">{t("no_names")}</span></label>
        <input class="field" id="hvorfor" maxLength={MOST} value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
      </div>
      <Summary at={at} why={why} />
      <section class="stack-2" aria-labelledby="historie">
        <h2 id="historie">{t("history")}</h2>
        {kept.length > 0 ? <FateList kept={[...kept].reverse()} /> : <p class="soft">{t("history_none")}</p>}
      </section>
      <a class="btn crew" href="#/">{t("back_today")}</a>
    </Room>
  );
}
