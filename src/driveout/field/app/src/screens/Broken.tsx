/** When a screen breaks: what holds, and the way on. What was written lies in the database, not on the screen. */

import { Component, type ComponentChildren } from "preact";
import { t } from "../words";
import { Press, Say } from "./kit";

export class Broken extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError = () => ({ broken: true });

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main id="indhold" class="stack">
        <h1>{t("broken_head")}</h1>
        <Say tone="bad" icon="warn" live><p>{t("broken_say")}</p></Say>
        <Press onPress={startAfresh}>{t("broken_do")}</Press>
      </main>
    );
  }
}

function startAfresh(): void {
  location.hash = "/";
  location.reload();
}
