// ical.js: the reader in Thunderbird and in many web calendars. It believes the zone that stands in the calendar.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const utc = (time) => time.toJSDate().toISOString().slice(0, 16) + "Z";

function held(calendar) {
  const events = calendar.getAllSubcomponents("vevent").map((part) => new ICAL.Event(part));
  const series = events.filter((event) => !event.isRecurrenceException());
  const rows = [];
  for (const event of series) {
    events.filter((one) => one.isRecurrenceException() && one.uid === event.uid).forEach((one) => event.relateException(one));
    const days = event.iterator();
    for (let day = days.next(); day; day = days.next()) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(day);
      if (item.component.getFirstPropertyValue("status") !== "CANCELLED") rows.push([utc(startDate), utc(endDate)]);
    }
  }
  return rows.sort();
}

function told(text) {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text));
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  // It has no type for a name, and hands on what stands on the line.
  const name = calendar.getFirstPropertyValue("x-wr-calname").replace(/\\(.)/g, (_, sign) => (sign === "n" ? "\n" : sign));
  return { name, held: held(calendar) };
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(told)));
