/** Recipes and everyday advice, to read aloud or to show: they lie on the phone with the app. */

import { useEffect, useState } from "preact/hooks";
import { t, tongue } from "../words";
import { useHere } from "./here";
import { Cover, Page } from "./kit";
import { FILE, holding, type Text } from "./shelf";
import { dayAndMonth } from "./time";

/** `of`: which text; the list of all without it. */
export function Reading({ of }: { of?: string }) {
  const [texts, setTexts] = useState<Text[]>();
  useEffect(() => void fetch(FILE).then((answer) => answer.json()).then(setTexts, () => setTexts([])), []);
  const text = texts?.find((one) => one.key === of);
  return (
    <Page title={text?.[tongue()].title ?? t("reading")} back={text ? { to: "#/laes", word: "reading" } : { to: "#/", word: "back_today" }} class="stack">
      <Cover />
      {text ? <One text={text} /> : texts?.length === 0 ? <p>{t("nothing_say")}</p> : (
        <ul class="days">
          {texts?.map((one) => <li key={one.key}><a href={`#/laes/${one.key}`}><b>{one[tongue()].title}</b><small>{one[tongue()].why}</small></a></li>)}
        </ul>
      )}
    </Page>
  );
}

function One({ text }: { text: Text }) {
  const { today } = useHere();
  const said = text[tongue()];
  return (
    <article class="stack reading">
      <p>{said.why}</p>
      {text.minutes && <p class="soft">{t("minutes", { n: text.minutes })}</p>}
      {said.things && <ul class="plain-list">{said.things.map(([much, what]) => <li key={what}><b>{much}</b> {what}</li>)}</ul>}
      <ol>{said.steps.map((step) => <li key={step}>{step}</li>)}</ol>
      {holding(text.known, today).map((one) => <p key={one.source}>{one[tongue()]} <By {...one} /></p>)}
      {holding(text.lines, today).map((one) => (
        <div class="stack-2" key={one.number}>
          <p>{one[tongue()][0]}. {one[tongue()][1] || t("no_hours")}</p>
          <a class="btn crew calm call" href={`tel:${one.number.replaceAll(" ", "")}`}>{t("call", { who: one.number })}</a>
          <By {...one} />
        </div>
      ))}
      <p><strong>{said.keep ?? said.then}</strong></p>
    </article>
  );
}

const By = ({ source, seen }: { source: string; seen: string }) => (
  <small class="soft">{t("told_by", { site: new URL(source).hostname, seen: `${dayAndMonth(seen)} ${seen.slice(0, 4)}` })}</small>
);
