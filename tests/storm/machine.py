"""Any history of three phones and a server, invented by Hypothesis, until all is quiet: then the books must balance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from hypothesis.strategies import DataObject, booleans, characters, data, integers, sampled_from, text

from tests.storm import town as rows
from tests.storm.books import handed_out, kept_of, tally_of
from tests.storm.phone import Phone, Request
from tests.storm.truth import GIVEN, SUMMED, Counts, Tap, judge, sums
from tests.storm.weather import Reply, Server

LAND = frozenset({"landed"})
PHONES = integers(0, 2)
CAFES = sampled_from(("ours", "ours", "ours", "broken", "broken", "lent", "theirs", "finns", "none"))
HELD = sampled_from(("ours", "ours", "broken", "lent"))
REFUSED = {"not_an_event", "newer", "unknown_opening", "not_yours", "too_long", "too_many"}
ODD = ("\0", "Det er \0 godt", "\ud83d", "\udc00\ud83d", "\uffff", "\x1b[31m")
NONSENSE: tuple[dict[str, Any], ...] = (
    *({"seq": seq} for seq in ("1", -1, 10**12, 1.5, None)),
    *({"id": made} for made in ("1", None, 7, "00000000")),
    *({"at": at} for at in ("i går", "2026-13-45T00:00:00+01:00", "2026-03-03T10:00:00", "", 5, None)),
    *({"occurrence": number} for number in ("1", 2**70, -1, None, True, [1])),
    *({"kind": kind} for kind in (None, 5, "", list[Any]())),
    *({"v": v} for v in ("1", None, 0, -1)),
    *({"body": b} for b in (None, list[Any](), "first", {}, {"what": "elefant", "n": 1}, {"what": "first", "n": "1"})),
    *({"body": {"what": what, "n": n}} for what, n in (("first", True), (None, 1), ("first", None), ("first", 1.5))),
    *({"kind": "undo", "body": {"of": of}} for of in (None, 3, "den forrige")),
    *({"kind": "words", "body": {"text": said, "read_back": True}} for said in (None, 5, ["a"])),
    *({"kind": "set", "body": {"field": "weather", "value": v, "was": []}} for v in ("hagl", 3, dict[str, Any]())),
    *({"kind": "set", "body": {"field": "seats", "value": v, "was": []}} for v in (-1, 100, "7", True, None)),
    *({"kind": "set", "body": {"field": "weather", "value": "dry", "was": was}} for was in (None, [5], "x")),
    *({"kind": "shadow", "body": {"what": "a", "minutes": minutes}} for minutes in (-1, "5", None, 10**12)),
    *({"kind": "next_step", "body": {"need": "debt", "card": card}} for card in ("K7MX", "0000-0000", None)),
)
WORDS = text(characters(codec="utf-8"), min_size=1, max_size=30).filter(str.strip)
ROUNDS = 4  # of sending without anything landing: then it never will
MAY: dict[str, Any] = {  # who may write where; a café that is not there, or somebody else's, has a name of its own
    "alma": {"ours": LAND, "broken": LAND, "lent": {"not_yours"}, "theirs": {"not_yours"}},
    "bo": {"ours": LAND, "broken": LAND, "lent": LAND, "theirs": LAND | {"not_yours"}},
}


@dataclass
class UnderWay:
    """A request somewhere between phone and server. The phone may have stopped waiting for it."""

    phone: Phone
    request: Request


class Storm(RuleBasedStateMachine):
    """Alma has a phone; Bo has two. Subclasses change a part to show that a fault there is found."""

    town: ClassVar[Any]
    totals: ClassVar[Counts]
    phone_kind: ClassVar[type[Phone]] = Phone

    def __init__(self) -> None:
        super().__init__()
        self.cafes = rows.cafes(self.town, timezone.localdate())
        self.server = self.made_server()
        self.people = ("alma", "bo", "bo")
        self.phones = [self.phone_kind.new(f"{who} {at}", timezone.now) for at, who in enumerate(self.people)]
        self.taps: list[Tap] = []
        self.under_way: list[UnderWay] = []
        self.ever: list[UnderWay] = []  # everything that was ever sent: any of it may come again
        self.waits: dict[int, UnderWay] = {}  # by phone: the one whose answer it still waits for
        self.cancelled = False
        self.blind = False  # a phone could not see by its week what a server that lost its memory has lost
        self.unsure: set[int] = set()  # phones that have to hear of the week before they may be wiped
        self.ended: set[int] = set()
        for at in range(len(self.phones)):
            self._sign_in(at)

    def made_server(self) -> Server:
        return Server()

    # What people do.

    def _write(self, who: int, cafe: str, kind: str, body: Any, may: Any = LAND, otherwise: Any = None) -> None:
        phone, number = self.phones[who], getattr(self.cafes, cafe)
        if phone.vault is None:
            return
        may = MAY[self.people[who]].get(cafe, {"unknown_opening"}) if may is LAND else may
        seq, item = phone.write(number, kind, body, otherwise)
        self.taps.append(Tap(phone, seq, item, frozenset(may), was_cancelled=self.cancelled and cafe == "broken"))

    @rule(who=PHONES, cafe=CAFES, what=sampled_from(SUMMED + GIVEN), n=sampled_from((1, 1, 1, 1, 2, 5, -1, 99, -99)))
    def count(self, who: int, cafe: str, what: str, n: int) -> None:
        self._write(who, cafe, "count", {"what": what, "n": n})

    @rule(who=PHONES, many=integers(2, 15), what=sampled_from(SUMMED + GIVEN))
    def count_quickly(self, who: int, many: int, what: str) -> None:
        for _ in range(many):
            self._write(who, "ours", "count", {"what": what, "n": 1})

    @rule(who=PHONES, n=sampled_from((0, 100, -100, 10**12)))
    def count_too_many(self, who: int, n: int) -> None:
        self._write(who, "ours", "count", {"what": "first", "n": n}, {"too_many"})

    @rule(who=PHONES, cafe=CAFES, said=WORDS, back=booleans())
    def own_words(self, who: int, cafe: str, said: str, back: bool) -> None:
        self._write(who, cafe, "words", {"text": said, "read_back": back})

    @rule(who=PHONES, over=booleans())
    def many_words(self, who: int, over: bool) -> None:
        body = {"text": "😀" * (20_000 + over), "read_back": True}
        self._write(who, "ours", "words", body, {"too_long"} if over else LAND)

    @rule(who=PHONES, odd=sampled_from(ODD))
    def words_no_keyboard_writes(self, who: int, odd: str) -> None:
        """No database keeps NUL or half a character; the rest is kept, and nothing stumbles over it for ever."""
        self._write(who, "ours", "words", {"text": odd, "read_back": False})

    @rule(who=PHONES, nonsense=sampled_from(NONSENSE))
    def nonsense(self, who: int, nonsense: dict[str, Any]) -> None:
        """What no app of ours writes: refused by itself, and whatever goes with it lands."""
        self._write(who, "ours", "count", {"what": "first", "n": 1}, REFUSED, nonsense)

    @rule(who=PHONES, cafe=HELD, data=data())
    def undo(self, who: int, cafe: str, data: DataObject) -> None:
        """Of what somebody wrote at that café, also what another phone has not sent yet, also another undo."""
        there = [tap.item["id"] for tap in self.taps if tap.item["occurrence"] == getattr(self.cafes, cafe)]
        if ids := [made for made in there if isinstance(made, str) and len(made) == 36]:  # others are refused
            self._write(who, cafe, "undo", {"of": data.draw(sampled_from(ids))})

    @rule(who=PHONES, cafe=HELD, weather=sampled_from(("dry", "rain", "snow")), seats=integers(0, 99), data=data())
    def set_field(self, who: int, cafe: str, weather: str, seats: int, data: DataObject) -> None:
        """In the place of some of the values before, or of none: as somebody does who has not heard of them."""
        field, value = data.draw(sampled_from((("weather", weather), ("seats", seats))))
        before = [
            tap.item["id"]
            for tap in self.taps
            if tap.item["kind"] == "set" and tap.item["body"]["field"] == field
            if tap.item["occurrence"] == getattr(self.cafes, cafe)
        ]
        was = [old for old in before if data.draw(booleans())]
        self._write(who, cafe, "set", {"field": field, "value": value, "was": was})

    @rule(who=PHONES, cafe=CAFES, kind=sampled_from(("open", "close", "mishap", "shadow", "next_step")))
    def something_else(self, who: int, cafe: str, kind: str) -> None:
        body = {
            "open": {},
            "close": {"seen": {"first": 3}},
            "mishap": {"what": "cold", "text": "Fyret var slukket"},
            "shadow": {"what": "Ryddede sne", "minutes": 20},
            "next_step": {"need": "debt", "card": "K7MX-3F9P"},
        }[kind]
        self._write(who, cafe, kind, body)

    @rule(who=PHONES, newer=sampled_from(({"v": 2}, {"kind": "smell"})))
    def written_by_a_newer_app(self, who: int, newer: dict[str, Any]) -> None:
        self.phones[who].app = "0.9.0"
        self._write(who, "ours", "count", {"what": "first", "n": 1}, {"newer"}, newer)

    @precondition(lambda self: self.taps and not self.unsure)
    @rule(who=PHONES, data=data())
    def the_same_id_with_other_content(self, who: int, data: DataObject) -> None:
        """A fault of an app: of the two, whichever comes first stands, and the other is shown."""
        self.blind = True  # the week names ids
        first = self.taps[data.draw(integers(0, len(self.taps) - 1))]
        if self.phones[who].vault is None or "landed" not in first.may:
            return
        same = [tap for tap in self.taps if tap.item["id"] == first.item["id"]]
        for tap in same:
            tap.may |= {"409"}
        self._write(
            who, "ours", "shadow", {"what": "Ventede", "minutes": len(same)}, LAND | {"409"}, {"id": first.item["id"]}
        )

    # What happens to phones and cafés.

    @rule(who=PHONES, hours=sampled_from((0, 0, -1, 2, 24 * 400, -24 * 400, -24 * 365 * 50)))
    def clock_jumps(self, who: int, hours: int) -> None:
        self.phones[who].off = timedelta(hours=hours)

    @rule(who=PHONES)
    def battery_dies(self, who: int) -> None:
        self.waits.pop(who, None)
        self.phones[who].battery_dies()

    @rule(who=PHONES, pin=sampled_from(("000000", "654321")))
    def pin_changes(self, who: int, pin: str) -> None:
        self.phones[who].change_pin(pin)

    @rule(who=PHONES)
    def app_is_updated(self, who: int) -> None:
        """It starts again as another version, and writes what it kept in another order of words."""
        self.battery_dies(who)
        self.phones[who].updated("0.5.0")

    @rule(who=PHONES)
    def ninety_days_pass(self, who: int) -> None:
        rows.long_ago(self.phones[who].id, timezone.now() - timedelta(days=91))

    @precondition(lambda self: sum(phone.vault is not None for phone in self.phones) > 1)
    @rule(who=PHONES, sure=integers(0, 3))
    def phone_is_ended(self, who: int, sure: int) -> None:
        if not sure and who not in self.unsure:
            self.ended.add(who)
            rows.end(self.phones[who].id, timezone.now())

    @precondition(lambda self: sum(phone.vault is not None for phone in self.phones) > 1)
    @rule(who=PHONES, sure=integers(0, 3))
    def ten_wrong_pins(self, who: int, sure: int) -> None:
        if not sure and who not in self.unsure:
            self.waits.pop(who, None)
            self.phones[who].wipe()

    @precondition(lambda self: not self.unsure)
    @rule()
    def bo_gets_a_shift_elsewhere(self) -> None:
        """What was refused before stays refused, whatever of it comes again; what is new may land.

        Not by a server that lost its memory: what it refused is as new to it.
        """
        rows.shift_for(self.town, self.cafes.theirs, "bo")

    @precondition(lambda self: not self.unsure)
    @rule(state=sampled_from(("withdrawn", "absent", "no show", "swapped")))
    def bo_is_taken_off_elsewhere(self, state: str) -> None:
        """He was there, perhaps without a network: what he wrote lands, and so does what he goes on to write.

        His week tells of that café no more, so he cannot see what a server that lost its memory has lost of it.
        """
        self.blind = True
        rows.taken_off(self.town, self.cafes.lent, "bo", state, timezone.now())

    @rule(cancelled=booleans())
    def day_breaks(self, cancelled: bool) -> None:
        rows.day_breaks(self.cafes.broken, cancelled=cancelled, now=timezone.now())
        self.cancelled |= cancelled

    # What happens between them.

    def _send(self, who: int) -> UnderWay | None:
        """Or send again: whatever it still waited for, it waits for no more. None when it has nothing to send."""
        if self.phones[who].asked_to_sign_in:
            self._sign_in(who)
        request = self.phones[who].request()
        if request is None:
            return None
        self.waits[who] = sent = UnderWay(self.phones[who], request)
        self.ever.append(sent)
        return sent

    def _one(self, who: int, data: DataObject) -> Iterator[UnderWay]:
        """Something that is under way since long ago, or what the phone sends now."""
        if self.under_way and data.draw(integers(0, 3), label="late") == 0:
            yield self.under_way.pop(data.draw(integers(0, len(self.under_way) - 1)))
        elif sent := self._send(who):
            yield sent

    def _hear(self, sent: UnderWay, reply: Reply | None, keep: int | None = None) -> None:
        """The phone hears it when it still waits for it. `keep`: so much of the answer arrives."""
        who = self.phones.index(sent.phone)
        if self.waits.get(who) is sent:
            del self.waits[who]
            if reply is None:
                sent.phone.hear(sent.request, None)
            else:
                sent.phone.hear(sent.request, reply.status, reply.body[:keep])

    @rule(who=PHONES)
    def send_into_the_dark(self, who: int) -> None:
        """It is under way, for as long as it takes."""
        if sent := self._send(who):
            self.under_way.append(sent)

    @rule(who=PHONES, data=data())
    def arrives(self, who: int, data: DataObject) -> None:
        for sent in self._one(who, data):
            self._hear(sent, self.server.fair(sent.request))

    @rule(who=PHONES, data=data())
    def arrives_twice(self, who: int, data: DataObject) -> None:
        """Once now; once whenever it pleases."""
        for sent in self._one(who, data):
            self._hear(sent, self.server.fair(sent.request))
            self.under_way.append(sent)

    @rule(who=PHONES, data=data())
    def never_arrives(self, who: int, data: DataObject) -> None:
        for sent in self._one(who, data):
            self._hear(sent, None)

    @rule(who=PHONES, data=data(), part=integers(0, 99))
    def arrives_in_part(self, who: int, data: DataObject, part: int) -> None:
        for sent in self._one(who, data):
            cut = sent.request.body[: len(sent.request.body) * part // 100]
            reply = self.server.fair(Request(sent.request.path, sent.request.headers, cut))
            assert reply.status in (400, 403), f"{reply} to a body that was cut off"
            self._hear(sent, reply)

    @rule(who=PHONES, data=data(), part=integers(-50, 99))
    def the_answer_is_lost_or_cut(self, who: int, data: DataObject, part: int) -> None:
        for sent in self._one(who, data):
            reply = self.server.fair(sent.request)
            self._hear(sent, reply if part >= 0 else None, len(reply.body) * part // 100)

    @rule(who=PHONES, data=data(), at=integers(1, 30))
    def server_dies_at_work(self, who: int, data: DataObject, at: int) -> None:
        for sent in self._one(who, data):
            self._hear(sent, self.server.killed_at(sent.request, at))

    @rule(who=PHONES, data=data())
    def server_dies_between_writing_and_answering(self, who: int, data: DataObject) -> None:
        for sent in self._one(who, data):
            self.server.fair(sent.request)
            self._hear(sent, None)

    @precondition(lambda self: not self.blind)
    @rule(who=PHONES, data=data())
    def power_fails_after_the_answer(self, who: int, data: DataObject) -> None:
        """A phone that hears of the week sees what is gone, and sends it again. One that is wiped first cannot."""
        for sent in self._one(who, data):
            if self.phones.index(sent.phone) not in self.ended:
                self.unsure.add(self.phones.index(sent.phone))
                self._hear(sent, self.server.forgets(sent.request))

    @rule(who=PHONES, data=data(), at=integers(1, 30))
    def database_is_busy(self, who: int, data: DataObject, at: int) -> None:
        for sent in self._one(who, data):
            self._hear(sent, self.server.busy_at(sent.request, at))

    # Quiet.

    def _sign_in(self, who: int) -> None:
        """The person signs in again, unless the phone was ended."""
        phone = self.phones[who]
        if phone.vault is not None:
            reply = self.server.fair(phone.sign_in(), self.town.clients[self.people[who]])
            if reply.status in (200, 201):
                phone.signed_in(reply.body)
            else:
                phone.hear(phone.sign_in(), reply.status, reply.body)

    def _look_at_the_week(self, who: int) -> None:
        """Who is told to sign in first does so and asks again, as the app does: what was lost shows in no 401."""
        phone = self.phones[who]
        for _ in range(3):
            week = self.server.fair(phone.ask_for_the_week())
            phone.hear_week(week.status, week.body)
            if not phone.asked_to_sign_in and week.status != 409:  # there its clock was wrong: now it knows
                return
            self._sign_in(who)

    def teardown(self) -> None:
        """What is still under way arrives, late; everybody sends until nothing waits; then everything comes again."""
        try:
            for sent in self.under_way:
                self._hear(sent, self.server.fair(sent.request))
            self.waits.clear()
            self._send_the_rest()
            for who, phone in enumerate(self.phones):
                if phone.vault is not None:
                    self._look_at_the_week(who)
                elif phone.waiting:
                    phone.rescued(rows.read_in(phone, self.town.members["carla"], timezone.now()))
            self._send_the_rest()
            self.books_balance()
            for sent in self.ever:
                self.server.comes_again(sent.request, sent.phone.made_again(sent.request))
            self.totals.add(self.books_balance())
        finally:
            rows.put_away(self.cafes)

    def _send_the_rest(self) -> None:
        waiting, in_vain = -1, 0
        while in_vain < ROUNDS and waiting:
            before, waiting = waiting, sum(len(phone.waiting) for phone in self.phones)
            in_vain = in_vain + 1 if waiting == before else 0
            for who, phone in enumerate(self.phones):
                if phone.asked_to_sign_in:
                    self._sign_in(who)
                if request := phone.request():
                    phone.hear(request, (reply := self.server.fair(request)).status, reply.body)

    def books_balance(self) -> Counts:
        """Everything once or visibly refused; totals are the sum of what was done; and no answer was a fault."""
        said = judge(self.taps, kept_of(self.phones))
        wrong = said.wrong + [f"the server answered {status}" for status in self.server.said if status >= 500]
        for name, number in vars(self.cafes).items():
            there = [tap for tap in said.there if tap.item["occurrence"] == number]
            tally, mine = tally_of(number), sums(there)
            wrong += [f"{name}, {what}: {tally[what]}, not {mine[what]}" for what in mine if tally[what] != mine[what]]
            given = {what: max(0, mine["given"].get(what, 0)) for what in rows.GOODS}
            if there and (out := handed_out(number)) != given:
                wrong.append(f"{name}: the van's books say that {out} was handed out, not {given}")
        self.totals.add(said.counts if wrong else Counts())
        assert not wrong, "\n".join(wrong)
        return said.counts
