// SPDX-License-Identifier: ISC
// The events of a calendar as told.py writes them, as ical.js reads them, in
// its strict way. ICAL is where it is installed.
import fs from "node:fs";

const { default: ICAL } = await import(
    process.env.ICAL + "/dist/ical.js");
ICAL.design.strict = true;
const text = fs.readFileSync(process.argv[2], "utf8");
const calendar = new ICAL.Component(ICAL.parse(text));
for (const part of calendar.getAllSubcomponents("vevent")) {
	const event = new ICAL.Event(part, { strictExceptions: true });
	console.log([event.uid, event.startDate.toString(),
	    event.endDate.toString(), event.sequence,
	    part.getFirstPropertyValue("status"),
	    JSON.stringify(event.summary),
	    JSON.stringify(event.description ?? "")].join("\t"));
}
