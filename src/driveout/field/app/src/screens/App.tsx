/** The screens begin here. */
import type { Store } from "../contract";

export function App(_: { store: Store }) {
  return <p>Drive Out</p>;
}
