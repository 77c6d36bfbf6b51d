/** Where the app starts: the store under the screens, and the worker that lets both open without a network. */
import "./field.css";
import "./writing.css";
import { render } from "preact";
import { App } from "./screens/App";
import { keepFocus } from "./screens/focus";
import { createStore } from "./store";
import { startTongue } from "./words";
import { registerWorker } from "./worker";

const root = document.getElementById("app")!;
document.body.classList.add("field-app");
startTongue();
if (!globalThis.crypto?.subtle || !globalThis.indexedDB) {
  root.textContent =
    "Appen kan ikke gemme sikkert i denne browser. Åbn siden med https og uden privat vindue. · " +
    "The app cannot keep things safe in this browser. Open the page with https, and not in a private window.";
} else {
  root.textContent = "";
  keepFocus(root);
  render(<App store={createStore()} />, root);
  void registerWorker();
}
