/** A small server that speaks docs/reference/wire.md, checks every signature, and can be told to behave badly. */
import { createHash, createPublicKey, generateKeyPairSync, verify, webcrypto } from "node:crypto";
import type { Item, Week } from "../../src/driveout/field/app/src/contract";

export type Call = { method: string; path: string; body: string; headers: Record<string, string> };
type Trick = (call: Call, honest: () => Response) => Response | Promise<Response>;

const office = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const IMPORT_KEY = office.publicKey.export({ type: "spki", format: "der" }).toString("base64");
export const OFFICE_KEY = office.privateKey;

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
const say = (word: string) => ({ da: `${word} på dansk`, en: `${word} in English` });
export const refused = (status: number, code: string) => json(status, { code, say: say(code) });

export class Server {
  session: { name: string; role: string; for_app?: boolean } | null = { name: "Alma", role: "employee" };
  phones = new Map<string, { key: string; name: string }>();
  events = new Map<string, string>();
  /** Every body that was taken, as it came. */
  bodies: string[] = [];
  calls: Call[] = [];
  /** Codes by which an event is refused, by its id. */
  refuse = new Map<string, [status: number, code: string]>();
  tricks: Trick[] = [];
  always: Trick | null = null;
  online = true;
  number = "";
  /** The words of signed calls that were let in. */
  heard = new Set<string>();
  /** What signed calls are held to: the real time, whatever `now` tells. */
  clock = () => new Date();
  version = "0.4.0";
  importKey = IMPORT_KEY;
  now = () => new Date();

  fetch = async (path: string, how: RequestInit): Promise<Response> => {
    if (!this.online) throw new TypeError("Failed to fetch");
    const headers = how.headers as Record<string, string>;
    const call = { method: how.method ?? "GET", path, body: (how.body ?? "") as string, headers };
    this.calls.push(call);
    const honest = () => this.answer(call);
    const trick = path === "/felt/api/events/" ? (this.tricks.shift() ?? this.always) : null;
    return trick ? trick(call, honest) : honest();
  };

  /** How often something was asked for. */
  asked(path: string): number {
    return this.calls.filter((call) => call.path === path).length;
  }

  private answer(call: Call): Response {
    if (call.path === "/felt/api/me/") return this.me();
    if (call.path === "/felt/api/sign-out/") return this.signOut(call);
    if (call.path === "/felt/api/phones/") return this.register(call);
    const phone = this.phones.get(call.headers["X-Phone"]!);
    if (!phone) return refused(401, "unknown_phone");
    if (!signedBy(phone.key, call)) return refused(401, "signature");
    const { "X-Moment": moment, "X-Once": word } = call.headers;
    if (Math.abs(Number(moment) * 1000 - this.clock().getTime()) > 300_000) {
      return json(409, { code: "moment", say: say("moment"), now: this.clock().toISOString() });
    }
    if (this.heard.has(word!)) return refused(409, "heard");
    this.heard.add(word!);
    return call.path === "/felt/api/week/" ? json(200, this.week(phone.name)) : this.take(call);
  }

  private me(): Response {
    if (!this.session) return refused(401, "sign_in");
    const crew = !["reader", "operator"].includes(this.session.role);
    return crew ? json(200, { ...this.session, csrf: "token", number: this.number }) : json(403, { code: "not_crew", say: say("not_crew"), csrf: "token" });
  }

  private register(call: Call): Response {
    if (!this.session) return refused(401, "sign_in");
    if (call.headers["X-CSRFToken"] !== "token") return refused(403, "old_page");
    const { id, key } = JSON.parse(call.body) as { id: string; key: string };
    const known = this.phones.get(id);
    if (known && (known.key !== key || known.name !== this.session.name)) return refused(409, "not_this_phone");
    this.phones.set(id, { key, name: this.session.name });
    return json(known ? 200 : 201, { phone: id, member: { id: 7 }, import_key: this.importKey });
  }

  private signOut(call: Call): Response {
    if (call.headers["X-CSRFToken"] !== "token") return refused(403, "old_page");
    this.session = null;
    return json(200, { out: true });
  }

  private take(call: Call): Response {
    this.bodies.push(call.body);
    const { items } = JSON.parse(call.body) as { items: Item[] };
    const answers = items.map((item) => {
      const told = this.refuse.get(item.id);
      if (told) return { id: item.id, status: told[0], code: told[1], say: say(told[1]) };
      const text = JSON.stringify(item);
      const known = this.events.get(item.id);
      if (known !== undefined && known !== text) return { id: item.id, status: 409, code: "other_content", say: say("other") };
      this.events.set(item.id, text);
      return { id: item.id, status: known ? 200 : 201, code: null, say: null };
    });
    return json(200, { now: this.now().toISOString(), items: answers });
  }

  week(name = "Alma"): Week {
    return {
      now: this.now().toISOString(), version: this.version,
      member: { id: 7, name, role: "employee", hub: "Nykøbing Mors", number: this.number },
      organisation: { name: "Små Kaffevogne", import_key: this.importKey },
      goods: [], land: [], days: [],
    };
  }
}

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

function signedBy(key: string, { method, path, body, headers }: Call): boolean {
  const text = `${method}\n${path}\n${headers["X-Phone"]}\n${digest(body)}\n${headers["X-Moment"]}\n${headers["X-Once"]}`;
  return isSigned(key, text, headers["X-Signature"]!);
}

/** With another program than the app's own. */
export function isSigned(key: string, text: string, signature: string): boolean {
  const open = createPublicKey({ key: Buffer.from(key, "base64"), type: "spki", format: "der" });
  return verify("sha256", Buffer.from(text), { key: open, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64"));
}

export const signedItem = (key: string, phone: string, { text, sig }: { text: string; sig: string }): boolean =>
  isSigned(key, `ITEM\n${phone}\n${digest(text)}`, sig);

export const digestOf = digest;
export { webcrypto };
