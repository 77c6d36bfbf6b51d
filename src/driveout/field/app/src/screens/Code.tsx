/** The code: typed where a place is opened, chosen when it is made or changed. Six digits, or words for who wants more. */

import { useState } from "preact/hooks";
import { asTyped, weakness, type Weak } from "../store/weak";
import { t, type Word } from "../words";
import { Icon, Press } from "./kit";
import { Pad } from "./Pin";

interface AskParts { words: boolean; done: (code: string) => Promise<void>; busy?: string; corner?: { word: string; do: () => void } }

/** Ask for a code of the kind that it is. */
export function AskCode({ words, done, busy, corner }: AskParts) {
  if (!words) return <Pad done={done} busy={busy} corner={corner} />;
  return (
    <>
      <WordsField label={t("phrase_field")} press={t("phrase_open")} done={done} busy={busy} />
      {corner && <Press class="plain" onPress={corner.do}>{corner.word}</Press>}
    </>
  );
}

interface WordsParts { label: string; press: string; done: (code: string) => Promise<void>; busy?: string; fresh?: boolean }

/** Words, hidden until somebody wants to see what they typed. */
function WordsField({ label, press, done, busy, fresh }: WordsParts) {
  const [code, setCode] = useState("");
  const [shown, setShown] = useState(false);
  const send = (event: Event) => {
    event.preventDefault();
    if (!busy) void done(code).finally(() => setCode(""));
  };
  return (
    <form class="stack code-words" onSubmit={send}>
      <label for="kode-ord">{label}</label>
      <input
        class="field" id="kode-ord" type={(shown ? "text" : "password") as "password"} value={code} required autoFocus
        autocomplete={fresh ? "new-password" : "current-password"} autocapitalize="none" spellcheck={false}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <Press class="plain" pressed={shown} onPress={() => setShown(!shown)}>{t("phrase_show")}</Press>
      <button class="btn crew" aria-disabled={busy ? true : undefined}><span>{busy ?? press}</span></button>
      <p class="away" role="status">{busy}</p>
    </form>
  );
}

interface ChooseParts { chosen: (code: string) => Promise<void>; busy?: string; number?: string }
type No = Weak | "differs" | null;

/** Choose a code: once, and once more to be sure. What anybody would try first is refused, with the reason. */
export function ChooseCode({ chosen, busy, number }: ChooseParts) {
  const [words, setWords] = useState(false);
  const [first, setFirst] = useState<string | null>(null);
  const [no, setNo] = useState<No>(null);
  const done = async (code: string) => {
    if (first === null) {
      const weak = words && /^\d*$/.test(code) ? "digits" : weakness(code, number);
      setNo(weak);
      if (!weak) setFirst(code);
    } else if (asTyped(first) !== asTyped(code)) {
      setNo("differs");
      setFirst(null);
    } else await chosen(code);
  };
  const change = () => {
    setWords(!words);
    setFirst(null);
    setNo(null);
  };
  const ask: Word = words ? (first === null ? "phrase_choose" : "phrase_again") : first === null ? "pin_choose" : "pin_again";
  return (
    <>
      <p role="status">{t(ask)}</p>
      {no && <Refused no={no} words={words} />}
      {words ? (
        <WordsField key={ask} label={t("phrase_field")} press={t(first === null ? "phrase_next" : "phrase_keep")} done={done} busy={busy} fresh />
      ) : (
        <Pad done={done} busy={busy} />
      )}
      <p class="soft note">{t(words ? "phrase_why" : "pin_advice")}</p>
      {!busy && <Press class="plain" onPress={change}>{t(words ? "pin_instead" : "phrase_instead")}</Press>}
    </>
  );
}

function Refused({ no, words }: { no: NonNullable<No>; words: boolean }) {
  const said = no === "differs" ? t("pin_differs") : `${t(`easy_${no}`)} ${t(words ? "easy_words_do" : "easy_do")}`;
  return <p class="wrong" role="alert"><Icon name="warn" /><span>{said}</span></p>;
}
