/** Where in the app we are: the part of the address after #. The server never sees it. */

import { useEffect, useState } from "preact/hooks";

export const readRoute = (hash: string): string[] => hash.replace(/^#?\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);

export function useRoute(): string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const turned = () => setHash(location.hash);
    addEventListener("hashchange", turned);
    return () => removeEventListener("hashchange", turned);
  }, []);
  return readRoute(hash);
}

export const go = (to: string): void => void (location.hash = to);

export const cafe = (id: number, part = ""): string => `#/cafe/${id}${part && `/${part}`}`;
