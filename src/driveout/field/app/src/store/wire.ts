/** The calls to the server, as docs/reference/wire.md has them. Nothing here decides what an answer means. */
import { base64, type Bytes, hex, random } from "./bytes";
import { signCall } from "./sign";
import type { Role } from "../contract";

export type Fetch = (path: string, how: RequestInit) => Promise<Response>;
/** Patience with a slow network; then it counts as none. */
const PATIENCE = 30_000;
/** How often a call is made again when the server says that it is from another time, or was heard already. */
const MADE_AGAIN = 3;

/** `for_app`: the session is there for the app alone, which ends it when the phone has its own signature. */
export interface Me { name: string; role: Role; csrf: string; for_app?: boolean; number?: string }
/** Somebody the app is not for, a reader or an operator: all that is told of them is how to sign them out. */
export interface Stranger { csrf: string }
export interface Registered { phone: string; import_key: string }
/** `status` 0: no network, or something in between that is not our server. `body`: null unless it was JSON. */
export interface Answer { status: number; body: Record<string, unknown> | null; retryAfter: number | null }

export class Wire {
  /** The server's clock minus ours, in ms, as it said when a call was from another time: ours may say anything. */
  private ahead = 0;

  constructor(private fetch: Fetch, private now: () => Date) {}

  /** Whose session is open in this browser; null for nobody, or one the app is not for. TypeError without a network. */
  async me(): Promise<Me | null> {
    const found = await this.session();
    return found && "name" in found ? found : null;
  }

  /** The same, and for one the app is not for the token that ends it. `stop`: when to give it up. */
  async session(stop?: AbortSignal): Promise<Me | Stranger | null> {
    const { status, body } = await this.call("/felt/api/me/", { credentials: "same-origin" }, stop);
    const csrf = body?.csrf;
    if (status === 403 && typeof csrf === "string") return { csrf };
    if (status === 401 || (status === 403 && body)) return null;
    if (status !== 200 || typeof csrf !== "string") throw new TypeError("no network");
    return body as unknown as Me;
  }

  /** Make this phone known, or renew its sign-in. With the session of `me`. */
  register(phone: { id: string; open: Bytes; name: string }, csrf: string): Promise<Answer> {
    const body = JSON.stringify({ id: phone.id, key: base64(phone.open), name: phone.name });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
    return this.call("/felt/api/phones/", { method: "POST", body, headers, credentials: "same-origin" });
  }

  /** End the session of `me` in this browser. True when the server has. */
  async signOut(csrf: string, stop?: AbortSignal): Promise<boolean> {
    const how: RequestInit = { method: "POST", headers: { "X-CSRFToken": csrf }, credentials: "same-origin" };
    return (await this.call("/felt/api/sign-out/", how, stop)).status === 200;
  }

  /** A call that the phone signs. It carries no session: whoever else is signed in here has no part in it. It is heard
   *  once, and only near its own moment: when the server says that it was not, it is made again, by the server's clock. */
  async signed(key: CryptoKey, phone: string, method: "GET" | "POST", path: string, body = ""): Promise<Answer> {
    let answer = await this.once(key, phone, method, path, body);
    for (let more = MADE_AGAIN; more && answer.status === 409; more--) {
      const theirs = Date.parse(String(answer.body?.now));
      if (answer.body?.code === "moment" && !Number.isNaN(theirs)) this.ahead = theirs - this.now().getTime();
      else if (answer.body?.code !== "heard") break;
      answer = await this.once(key, phone, method, path, body);
    }
    return answer;
  }

  private async once(key: CryptoKey, phone: string, method: "GET" | "POST", path: string, body: string): Promise<Answer> {
    const [moment, word] = [String(Math.round((this.now().getTime() + this.ahead) / 1000)), hex(random(16))];
    const headers: Record<string, string> = {
      "X-Phone": phone,
      "X-Moment": moment,
      "X-Once": word,
      "X-Signature": await signCall(key, method, path, phone, body, moment, word),
    };
    if (method === "GET") return this.call(path, { headers, credentials: "omit" });
    headers["Content-Type"] = "application/json";
    return this.call(path, { method, body, headers, credentials: "omit" });
  }

  private async call(path: string, how: RequestInit, stop?: AbortSignal): Promise<Answer> {
    try {
      const signal = stop ?? AbortSignal.timeout(PATIENCE);
      const answer = await this.fetch(path, { cache: "no-store", redirect: "error", signal, ...how });
      return { status: answer.status, body: await asObject(answer), retryAfter: seconds(answer) };
    } catch {
      return { status: 0, body: null, retryAfter: null };
    }
  }
}

/** A hall's guest network may answer 200 with a page of its own: that is no answer. */
async function asObject(answer: Response): Promise<Record<string, unknown> | null> {
  const text = await answer.text(); // a body that is cut off throws here: as if there were no network
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function seconds(answer: Response): number | null {
  const told = Number(answer.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(told) && told >= 0 ? told : null;
}
