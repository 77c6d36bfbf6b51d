/** A form that is half filled in: kept under lock a moment after each key, and at once when the screen goes. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { DraftOf } from "../contract";
import { useHere } from "./here";

const A_MOMENT = 400;

/** What stands in the form, how to change it, and how to forget it once it is written down for good. */
export function useForm<T extends object>(id: number, of: DraftOf, empty: T): [T, (more: Partial<T>) => void, () => Promise<void>] {
  const { vault } = useHere();
  const [form, setForm] = useState(empty);
  const latest = useRef(empty);
  const touched = useRef(false);
  const set = (next: T) => setForm((latest.current = next));
  const keep = () => (touched.current ? vault.keepDraft(id, asText(latest.current, empty), of).catch(() => undefined) : Promise.resolve());
  useEffect(() => void vault.draft(id, of).then((kept) => kept && !touched.current && set({ ...empty, ...(JSON.parse(kept) as T) })).catch(() => undefined), [vault, id]);
  useEffect(() => {
    const timer = setTimeout(keep, A_MOMENT);
    return () => clearTimeout(timer);
  }, [form]);
  useEffect(() => {
    const hidden = () => void keep();
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      void keep();
    };
  }, []);
  const change = (more: Partial<T>) => {
    touched.current = true;
    set({ ...latest.current, ...more });
  };
  const forget = () => {
    change(empty);
    return keep();
  };
  return [form, change, forget];
}

/** Nothing, when the form is as it was. */
const asText = (form: object, empty: object): string => {
  const text = JSON.stringify(form);
  return text === JSON.stringify(empty) ? "" : text;
};
