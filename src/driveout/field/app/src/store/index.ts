/** The store behind the screens: see ../contract.ts for what it promises. */
import { type Card, NotSignedIn, type Role, type Room, type Store, type Vault, Wiped } from "../contract";
import { Base, type Place } from "./base";
import { type Bytes, random } from "./bytes";
import { Weeks } from "./fresh";
import { newId } from "./ids";
import { newDeviceKey, wrap } from "./pin";
import { cards, change, checkHard, judge, remove } from "./places";
import { rescueFile } from "./rescue";
import { lockUp, seal, unseal, wrapForRescue } from "./seal";
import { newPair, type NewPair, signingKey } from "./sign";
import { OpenVault } from "./vault";
import { PIN, type Weak, weakness } from "./weak";
import { type Registered, Wire } from "./wire";
import { browser, type World } from "./world";

/** How long somebody who tapped “Log ind” is kept from the page for it, both calls together (ms). */
const WAITED_FOR = 5_000;

export function createStore(parts: Partial<World> = {}): Store {
  return new PhoneStore({ ...browser(), ...parts });
}

class PhoneStore implements Store {
  private base = new Base();
  private wire: Wire;
  private opened = new Map<string, OpenVault>();
  /** Kept when a reply is lost, so that trying again does not leave a second phone with the server. */
  private fresh: { id: string; pair: NewPair } | null = null;

  constructor(private world: World) {
    this.wire = new Wire(world.fetch, world.now);
  }

  cards(): Promise<Card[]> {
    return cards(this.base);
  }

  async settleIn(code: string): Promise<Vault> {
    const me = await this.wire.me();
    if (!me) throw new NotSignedIn();
    checkHard(code, me.number);
    const known = await this.register(me.csrf);
    const { id, pair } = this.fresh!;
    const raw = random(32);
    const [data, device, signing] = await Promise.all([lockUp(raw), newDeviceKey(), signingKey(pair.signing)]);
    const place: Place = {
      id,
      letter: [...me.name.trim()][0]?.toUpperCase() ?? "?",
      state: "open",
      tries: 0,
      wrap: await wrap(raw, code, device, this.world.rounds),
      long: !PIN.test(code),
      device,
      signing: await seal(data, pair.signing),
      open: pair.open,
      rescue: await wrapForRescue(raw, known.import_key),
      importKey: known.import_key,
      seq: 0,
      rev: 0,
      version: "",
      lastLanded: null,
    };
    raw.fill(0);
    await this.base.write(["places"], (tx) => tx.objectStore("places").add(place));
    this.fresh = null;
    const vault = this.enter(place, data, signing);
    void vault.leaveSession(me);
    return vault;
  }

  async signOut(): Promise<void> {
    const stop = AbortSignal.timeout(WAITED_FOR);
    const who = await this.wire.session(stop);
    if (who && !(await this.wire.signOut(who.csrf, stop))) throw new TypeError("no network");
  }

  async whoIsSignedIn(): Promise<{ name: string; role: Role; number?: string } | "not crew" | null> {
    const who = await this.wire.session();
    return who && ("name" in who ? { name: who.name, role: who.role, number: who.number } : "not crew");
  }

  async unlock(id: string, code: string): Promise<Vault> {
    const raw = await judge(this.base, id, code).catch((error: unknown) => {
      if (error instanceof Wiped) this.tellOtherTabs(id);
      throw error;
    });
    const place = (await (await this.base.get()).get("places", id))!;
    const data = await lockUp(raw);
    const signing = await signingKey(await unseal(data, place.signing!));
    await this.renewRescue(place, raw, data);
    raw.fill(0);
    return this.enter(place, data, signing, weakness(code, await this.numberOf(id, data)));
  }

  async rescueFile(id: string): Promise<Blob> {
    return rescueFile(this.base, id, this.world.now());
  }

  async remove(id: string, fileIsSafe = false): Promise<void> {
    await remove(this.base, id, fileIsSafe);
    this.opened.get(id)?.lock();
    this.opened.delete(id);
  }

  async room(): Promise<Room> {
    const { storage } = this.world;
    const [promised, estimate] = await Promise.all([storage?.persisted?.(), storage?.estimate?.()]);
    return { promised: promised ?? false, usedBytes: estimate?.usage ?? null, ofBytes: estimate?.quota ?? null };
  }

  /** Tell the server of this phone. Throws NotSignedIn, or TypeError when there is no network. */
  private async register(csrf: string): Promise<Registered> {
    this.fresh ??= { id: newId(this.world.now()), pair: await newPair() };
    const { id, pair } = this.fresh;
    const answer = await this.wire.register({ id, open: pair.open, name: this.world.device }, csrf);
    if ((answer.status === 200 || answer.status === 201) && answer.body) return answer.body as unknown as Registered;
    if (answer.status !== 0) this.fresh = null; // an answer: next time with a new id
    if (answer.status === 401 || answer.status === 403) throw new NotSignedIn();
    throw new TypeError("no network");
  }

  private tellOtherTabs(id: string): void {
    const tabs = this.world.channel(`driveout-${id}`);
    tabs?.postMessage("closed");
    tabs?.close();
  }

  /** The person's own number, where the week says it. */
  private async numberOf(id: string, data: CryptoKey): Promise<string | undefined> {
    const found = await new Weeks(this.base, id, data).get().catch(() => null);
    return found?.week.member.number;
  }

  private enter(place: Place, data: CryptoKey, signing: CryptoKey, easy: Weak | null = null): OpenVault {
    this.opened.get(place.id)?.lock();
    const vault = new OpenVault(this.base, place, { data, signing }, this.wire, this.world, easy);
    this.opened.set(place.id, vault);
    void this.world.storage?.persist?.().catch(() => false);
    return vault;
  }

  /** The organisation has a new key: wrap the data key for that one. The old wrap stays until the new is written. */
  private async renewRescue(place: Place, raw: Bytes, data: CryptoKey): Promise<void> {
    try {
      const importKey = (await new Weeks(this.base, place.id, data).get())?.week.organisation.import_key;
      if (!importKey || importKey === place.importKey) return;
      const rescue = await wrapForRescue(raw, importKey);
      await change(this.base, place.id, (now) => ({ ...now, rescue, importKey }));
    } catch {
      // Not a key, or no room: the one we have still opens.
    }
  }
}
