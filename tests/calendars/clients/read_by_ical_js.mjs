// Reads a calendar from standard input with ical.js and tells its events as JSON. The first argument is the library.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
ICAL.TimezoneService.reset();
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    title: event.summary,
    starts: event.startDate.toUnixTime(),
    ends: event.endDate.toUnixTime(),
    place: event.location ?? "",
    words: event.description ?? "",
    genre: component.getFirstPropertyValue("categories") ?? "",
    status: component.getFirstPropertyValue("status"),
    sequence: event.sequence,
  };
});
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue("name"), events }));
