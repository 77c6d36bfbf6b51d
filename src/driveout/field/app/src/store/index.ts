/** The store behind the screens: see ../contract.ts for what it promises. */
import type { Store } from "../contract";

export function createStore(): Store {
  throw new Error("not yet");
}
