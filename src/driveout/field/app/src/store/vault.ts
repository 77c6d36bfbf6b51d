/** One person's open place on this phone: what the screens read and write, and what is sent behind them. */
import { type Body, DiskFull, type DraftOf, type Item, type Kept, type Line, Locked, type Tally, type Vault, type Week } from "../contract";
import type { Base, Place } from "./base";
import { Drafts } from "./drafts";
import { isWeek, openingsOf, STALE, Weeks } from "./fresh";
import { moment } from "./ids";
import { lockWhenIdle } from "./idle";
import { type Keys, Log } from "./log";
import { change, changePin, checkHard, close } from "./places";
import { Pulse } from "./pulse";
import { type Call, lineOf, type Outcome, Sender } from "./sending";
import { together } from "./tally";
import { PIN, type Weak } from "./weak";
import type { Answer, Me, Wire } from "./wire";
import type { World } from "./world";

/** What is there while the keys are. */
interface Inside { keys: Keys; log: Log; weeks: Weeks; drafts: Drafts; sender: Sender }

/** A tab that waits this long for another one's sending goes on beside it: the server takes the same twice. */
const WAIT_FOR_OTHERS = 45_000;

export class OpenVault implements Vault {
  readonly id: string;
  line: Line = "idle";
  signedOut = false;
  lastLanded: string | null;
  words: boolean;
  private inside: Inside | null;
  private tellers = new Set<() => void>();
  private last: Promise<Outcome> = Promise.resolve({ line: "idle" });
  private next: Promise<Outcome> | null = null;
  private asked = false;
  private pulse = new Pulse(() => this.beat(false));
  private tabs: BroadcastChannel | null;
  private stopIdle: () => void;

  constructor(private base: Base, private place: Place, keys: Keys, private wire: Wire, private world: World, public easy: Weak | null) {
    this.id = place.id;
    this.lastLanded = place.lastLanded;
    this.words = place.long ?? false;
    const log = new Log(base, this.id, keys, world.now);
    const weeks = new Weeks(base, this.id, keys.data);
    const drafts = new Drafts(base, this.id, keys.data);
    this.inside = { keys, log, weeks, drafts, sender: new Sender(log, this.call, world.version, world.now) };
    this.tabs = world.channel(`driveout-${this.id}`);
    this.tabs?.addEventListener("message", () => void this.lookAgain().catch(() => undefined));
    this.stopIdle = lockWhenIdle(() => this.lock());
    this.pulse.start();
  }

  get locked(): boolean {
    return this.inside === null;
  }

  async week(): Promise<Week | null> {
    return (await this.open().weeks.get())?.week ?? null;
  }

  async weekAt(): Promise<string | null> {
    return (await this.open().weeks.get())?.at ?? null;
  }

  kept(): Promise<Kept[]> {
    return this.open().log.kept();
  }

  async keptOf(occurrence: number): Promise<Kept[]> {
    return (await this.kept()).filter(({ item }) => item.occurrence === occurrence);
  }

  async tallyOf(occurrence: number): Promise<Tally> {
    const [ours, week] = await Promise.all([this.keptOf(occurrence), this.week()]);
    const theirs = (week && openingsOf(week).find(({ id }) => id === occurrence)?.tally) ?? null;
    const counting = ours.filter(({ item, fate }) => fate.state !== "aside" || theirs?.ids.includes(item.id));
    return together(theirs, counting.map(({ item }) => item), week?.member.name ?? "");
  }

  async append(occurrence: number, event: Body): Promise<Item> {
    const item = await this.open().log.append(occurrence, event);
    this.changed();
    this.pulse.soon();
    return item;
  }

  async draft(occurrence: number, of: DraftOf = "words"): Promise<string> {
    return this.open().drafts.get(occurrence, of);
  }

  async keepDraft(occurrence: number, text: string, of: DraftOf = "words"): Promise<void> {
    return this.open().drafts.keep(occurrence, of, text);
  }

  async changePin(old: string, fresh: string): Promise<void> {
    checkHard(fresh, (await this.week())?.member.number);
    try {
      await changePin(this.base, this.id, old, fresh, this.world.rounds);
      [this.easy, this.words] = [null, !PIN.test(fresh)];
      this.tell();
    } catch (error) {
      await this.lookAgain(); // the tenth wrong one has closed the place
      throw error;
    }
  }

  async sync(): Promise<void> {
    await this.beat(true);
  }

  onChange(tell: () => void): () => void {
    this.tellers.add(tell);
    return () => this.tellers.delete(tell);
  }

  lock(): void {
    if (!this.inside) return;
    this.inside = null;
    this.pulse.stop();
    this.stopIdle();
    this.tabs?.close();
    this.tell();
  }

  private open(): Inside {
    if (!this.inside) throw new Locked();
    return this.inside;
  }

  private tell(): void {
    for (const tell of [...this.tellers]) {
      try {
        tell();
      } catch (error) {
        console.error(error); // a fault on a screen must not stop the sending
      }
    }
  }

  private changed(): void {
    this.tell();
    if (!this.locked) this.tabs?.postMessage("changed");
  }

  private set(line: Line): void {
    if (this.line === line) return;
    this.line = line;
    this.tell();
  }

  /** This tab or another has written, sent, or closed the place for good. */
  private async lookAgain(): Promise<void> {
    const place = await (await this.base.get()).get("places", this.id);
    this.lastLanded = place?.lastLanded ?? this.lastLanded;
    if (place?.state === "ended") this.line = "ended";
    if (place?.state === "open") this.tell();
    else this.lock();
  }

  /** One round at a time. Whoever asks during one gets the next: what they wrote may not be in this. */
  private beat(asked: boolean): Promise<Outcome> {
    this.asked ||= asked;
    this.next ??= this.last = this.last.then(() => {
      this.next = null;
      const was = this.asked;
      this.asked = false;
      return this.inTurn(was);
    });
    return this.next;
  }

  private async inTurn(asked: boolean): Promise<Outcome> {
    if (!this.inside) return { line: this.line };
    let outcome: Outcome = { line: "trouble" };
    try {
      outcome = await this.alone(() => this.round(asked));
      if (outcome.line === "ended") await close(this.base, this.id, "ended").then(() => this.changed());
    } catch (error) {
      if (!(error instanceof DiskFull || error instanceof Locked)) console.warn("sync", error);
    }
    this.set(outcome.line);
    if (outcome.line === "ended") this.lock();
    this.pulse.after(outcome);
    return outcome;
  }

  /** Never two tabs at once, where the browser can see to that. */
  private async alone(round: () => Promise<Outcome>): Promise<Outcome> {
    if (!this.world.locks) return round();
    const signal = AbortSignal.timeout(WAIT_FOR_OTHERS);
    let begun = false;
    const ours = () => {
      begun = true;
      return round();
    };
    try {
      return (await this.world.locks.request(`driveout-sync-${this.id}`, { signal }, ours)) as Outcome;
    } catch (error) {
      if (begun) throw error;
      return round();
    }
  }

  private async round(asked: boolean): Promise<Outcome> {
    const { log, sender, weeks } = this.open();
    if (asked || (await log.waiting()).length) this.set("sending"); // a look every minute is nothing to show
    let sent = await sender.send();
    await this.lookAgain();
    if (sent.line !== "idle" && sent.line !== "trouble") return sent;
    const known = await weeks.get();
    const old = !known || Math.abs(this.world.now().getTime() - Date.parse(known.at)) > STALE;
    if (!asked && !old) return sent;
    const fetched = await this.fetchWeek();
    if (fetched.sendMore) sent = await sender.send();
    return fetched.line === "idle" ? sent : fetched;
  }

  private async fetchWeek(): Promise<Outcome & { sendMore: boolean }> {
    const { log, weeks } = this.open();
    const answer = await this.call("GET", "/felt/api/week/");
    const line = lineOf(answer);
    if (line !== "idle") return { line, sendMore: false, retryAfter: answer.retryAfter ?? undefined };
    if (!isWeek(answer.body)) return { line: "trouble", sendMore: false };
    const week = answer.body as unknown as Week;
    await weeks.keep(week, moment(this.world.now()));
    await log.tidy(week.now);
    const lost = await log.sendLost(week);
    const again = week.version !== this.place.version && (await this.isNow(week.version));
    this.changed();
    return { line, sendMore: lost || again };
  }

  /** The server's version has changed. True when there is something to try again. */
  private async isNow(version: string): Promise<boolean> {
    this.place = (await change(this.base, this.id, (now) => ({ ...now, version }))) ?? this.place;
    return this.open().log.tryAgain();
  }

  /** A signed call. Where the server wants a sign-in and this person has signed in again, that is told to it. */
  private call: Call = async (method, path, body = "") => {
    const { signing } = this.open().keys;
    const first = await this.wire.signed(signing, this.id, method, path, body);
    return first.status === 401 && (await this.renew(first))
      ? this.wire.signed(signing, this.id, method, path, body)
      : first;
  };

  async signedInAgain(): Promise<void> {
    if (await this.renew(null)) await this.sync();
  }

  /** The session may be somebody else's on a shared phone: their name must be ours, and the server looks too. */
  private async renew(answer: Answer | null): Promise<boolean> {
    try {
      const me = await this.wire.me();
      const name = (await this.week())?.member.name;
      const ours = name === undefined ? answer?.body?.code === "sign_in_again" : me?.name === name;
      if (!me || !ours) return false;
      const { id, open } = this.place;
      const { status } = await this.wire.register({ id, open, name: this.world.device }, me.csrf);
      const known = status === 200 || status === 201;
      if (known) await this.leaveSession(me);
      return known;
    } catch {
      return false;
    }
  }

  /** From now on the phone signs for itself. Should the call be lost, the server ends the session a little later. */
  async leaveSession(me: Me): Promise<void> {
    if (!me.for_app || !(await this.wire.signOut(me.csrf))) return;
    this.signedOut = true;
    this.tell();
  }
}
