/** Sending what waits: in batches, answered one by one, until each has landed, is set aside, or must come again. */
import type { Fate, Line } from "../contract";
import type { EventRow } from "./base";
import { utf8 } from "./bytes";
import { moment } from "./ids";
import type { Log, Verdict } from "./log";
import type { Answer } from "./wire";

const MOST_ITEMS = 100;
const MOST_BYTES = 256_000;
/** A cut-off body is sent again as it was this often; then it is halved, for it may be one item's fault. */
const SAME_AGAIN = 3;

export type Call = (method: "GET" | "POST", path: string, body?: string) => Promise<Answer>;
export interface Outcome { line: Line; retryAfter?: number }

export class Sender {
  private most = MOST_ITEMS;
  private refusedBodies = 0;

  constructor(private log: Log, private call: Call, private app: string, private now: () => Date) {}

  /** Send all that waits. */
  async send(): Promise<Outcome> {
    let queue = await this.log.waiting();
    let again = 0;
    while (queue.length) {
      const { batch, body } = await this.pack(queue, queue.length + again);
      const answer = await this.call("POST", "/felt/api/events/", body);
      const line = lineOf(answer);
      if (line === "idle") {
        const heard = await this.hear(answer, batch);
        queue = queue.slice(batch.length);
        again += batch.length - heard;
        this.most = Math.min(MOST_ITEMS, this.most * 2);
        this.refusedBodies = 0;
        if (!heard) break;
      } else if (answer.status === 400 || answer.status === 413) {
        const then = await this.giveUpOn(answer, batch);
        if (then !== "less") queue = queue.slice(1);
        if (then === "later") again += 1;
      } else {
        return { line, retryAfter: answer.retryAfter ?? undefined };
      }
    }
    return { line: again ? "trouble" : "idle" };
  }

  /** The front of the queue, within the limits, as a body. */
  private async pack(queue: EventRow[], waiting: number) {
    const texts = await this.log.texts(queue.slice(0, this.most));
    let many = 0;
    for (let bytes = 0; many < texts.length; many++) {
      bytes += utf8(texts[many]!).length + 1;
      if (many && bytes > MOST_BYTES) break;
    }
    const head = JSON.stringify({ app: this.app, now: moment(this.now()), waiting }).slice(0, -1);
    return { batch: queue.slice(0, many), body: `${head},"items":[${texts.slice(0, many).join(",")}]}` };
  }

  /** Write down each answer. How many are settled; the others come again. */
  private async hear(answer: Answer, batch: EventRow[]): Promise<number> {
    const at = typeof answer.body!.now === "string" ? answer.body!.now : moment(this.now());
    const seqs = new Map(batch.map((row) => [row.id, row.seq]));
    const verdicts: Verdict[] = [];
    for (const item of answer.body!.items as unknown[]) {
      const { id, status, code, say } = (item ?? {}) as Record<string, unknown>;
      const seq = seqs.get(String(id));
      if (seq === undefined) continue;
      if (status === 200 || status === 201) verdicts.push({ seq, state: "landed", at });
      if (status === 409 || status === 422) {
        verdicts.push({ seq, state: "aside", at, code: asCode(code, String(status)), say: asSay(say) });
      }
    }
    if (verdicts.length) await this.log.mark(verdicts);
    return new Set(verdicts.map(({ seq }) => seq)).size;
  }

  /** The body was not taken. Less next time; one that is alone is set aside, or left for later. */
  private async giveUpOn(answer: Answer, batch: EventRow[]): Promise<"less" | "aside" | "later"> {
    this.refusedBodies += 1;
    if (answer.status === 400 && this.refusedBodies < SAME_AGAIN) return "less";
    this.most = Math.ceil(batch.length / 2);
    if (batch.length > 1) return "less";
    this.refusedBodies = 0;
    const { code, say } = answer.body ?? {};
    const verdict = { seq: batch[0]!.seq, state: "aside" as const, at: moment(this.now()), say: asSay(say) };
    if (typeof code !== "string") return "later";
    await this.log.mark([{ ...verdict, code: asCode(code, String(answer.status)) }]);
    return "aside";
  }
}

/** Where sending stands after an answer to the whole call. */
export function lineOf({ status, body }: Answer): Line {
  if (status === 200 && (Array.isArray(body?.items) || Array.isArray(body?.days))) return "idle";
  if (status === 401) return "sign in";
  if (status === 403 && body?.code === "ended") return "ended";
  if (status === 503 && body?.code === "busy") return "busy";
  return status === 0 || status === 200 ? "offline" : "trouble";
}

/** Codes lie in clear on the phone: only what looks like one is taken. */
const asCode = (code: unknown, otherwise: string): string =>
  typeof code === "string" && /^[a-z_]{1,40}$/.test(code) ? code : otherwise;

function asSay(say: unknown): Fate["say"] {
  const { da, en } = (say ?? {}) as Record<string, unknown>;
  return typeof da === "string" && typeof en === "string" ? { da, en } : undefined;
}
