/** What is half written at a café: own words, a mishap, a note, extra work. One sealed row for each café. */
import type { DraftOf } from "../contract";
import type { Base } from "./base";
import { fromUtf8, utf8 } from "./bytes";
import { seal, unseal } from "./seal";

type Drafted = Partial<Record<DraftOf, string>>;
/** Before what is JSON: a row without it was written when only own words had drafts. */
const SEVERAL = "\u0000";

export class Drafts {
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private base: Base, private place: string, private key: CryptoKey) {}

  async get(occurrence: number, of: DraftOf): Promise<string> {
    await this.writing;
    return (await this.read(occurrence))[of] ?? "";
  }

  /** One after the other: the last that was written is the one that stays. Empty text removes it. */
  keep(occurrence: number, of: DraftOf, text: string): Promise<void> {
    const kept = this.writing.then(async () => {
      const { [of]: _, ...others } = await this.read(occurrence);
      await this.write(occurrence, text ? { ...others, [of]: text } : others);
    });
    this.writing = kept.catch(() => undefined);
    return kept;
  }

  private async read(occurrence: number): Promise<Drafted> {
    const row = await (await this.base.get()).get("drafts", [this.place, occurrence]);
    if (!row) return {};
    const text = fromUtf8(await unseal(this.key, row.sealed));
    return text.startsWith(SEVERAL) ? (JSON.parse(text.slice(1)) as Drafted) : { words: text };
  }

  /** Not for a place that was closed meanwhile: its drafts are gone for good. */
  private async write(occurrence: number, all: Drafted): Promise<void> {
    const none = Object.keys(all).length === 0;
    const sealed = none ? null : await seal(this.key, utf8(SEVERAL + JSON.stringify(all)));
    await this.base.write(["places", "drafts"], async (tx) => {
      const drafts = tx.objectStore("drafts");
      const place = await tx.objectStore("places").get(this.place);
      if (sealed && place?.state === "open") await drafts.put({ place: this.place, occurrence, sealed });
      else await drafts.delete([this.place, occurrence]);
    });
  }
}
