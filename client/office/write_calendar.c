/* SPDX-License-Identifier: ISC */
#include "client/office/write_calendar.h"

#include <jansson.h>
#include <libical/ical.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/json_member.h"

#define ZONE "Europe/Stockholm"

/* The rule of Directive 2000/84/EC, which is older: the same on every machine,
 * whatever its tzdata. */
static const char *const zone_lines =
    "BEGIN:VTIMEZONE\r\n"
    "TZID:" ZONE "\r\n"
    "BEGIN:STANDARD\r\n"
    "DTSTART:19961027T030000\r\n"
    "TZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\n"
    "TZNAME:CET\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "END:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\n"
    "DTSTART:19960331T020000\r\n"
    "TZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\n"
    "TZNAME:CEST\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "END:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\n";

/* --- an event --- */

/* "2022-06-30T06:00:00Z" as libical reads it: "20220630T060000Z". */
static struct icaltimetype calendar_time(const char *text)
{
	char plain[32];
	size_t length = 0;

	for (; *text != '\0' && length < sizeof(plain) - 1; text++)
		if (*text != '-' && *text != ':')
			plain[length++] = *text;
	plain[length] = '\0';
	return icaltime_from_string(plain);
}

/* Of an instant to the second, of a local time to the minute. */
static bool calendar_read_time(
    json_t *event, const char *name, struct icaltimetype *time)
{
	const char *text = json_text(event, name);
	char whole[24];

	snprintf(whole, sizeof(whole), "%s%s", text != NULL ? text : "",
	    text != NULL && strlen(text) == 16 ? ":00" : "");
	*time = calendar_time(whole);
	return !icaltime_is_null_time(*time) && icaltime_is_valid_time(*time);
}

static void calendar_put_text(icalcomponent *to, json_t *event,
    const char *name, icalproperty *make(const char *))
{
	const char *text = json_text(event, name);

	if (text != NULL && text[0] != '\0')
		icalcomponent_add_property(to, make(text));
}

static icalproperty *in_zone(icalproperty *property)
{
	icalproperty_add_parameter(property, icalparameter_new_tzid(ZONE));
	return property;
}

/* The end is not part of it: that of a day is the next day (3.6.1). */
static bool put_times(icalcomponent *to, json_t *event)
{
	struct icaltimetype start, end;

	if (calendar_read_time(event, "day", &start) && start.is_date) {
		end = start;
		icaltime_adjust(&end, 1, 0, 0, 0);
		icalcomponent_add_property(to, icalproperty_new_dtstart(start));
		icalcomponent_add_property(to, icalproperty_new_dtend(end));
		return true;
	}
	if (!calendar_read_time(event, "start", &start) || start.is_date)
		return false;
	end = start;
	icaltime_adjust(&end, 0, 0, (int)json_number(event, "minutes"), 0);
	icalcomponent_add_property(
	    to, in_zone(icalproperty_new_dtstart(start)));
	icalcomponent_add_property(to, in_zone(icalproperty_new_dtend(end)));
	return true;
}

static void put_alarm(icalcomponent *to, json_t *event)
{
	const char *before = json_text(event, "alarm");
	icalcomponent *alarm;

	if (before == NULL)
		return;
	alarm = icalcomponent_new_valarm();
	icalcomponent_add_property(
	    alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	calendar_put_text(
	    alarm, event, "summary", icalproperty_new_description);
	icalcomponent_add_property(alarm,
	    icalproperty_new_trigger(icaltriggertype_from_string(before)));
	icalcomponent_add_component(to, alarm);
}

/* It is nobody's time that goes: a due date is no appointment. */
static void put_state(icalcomponent *to, json_t *event)
{
	const char *status = json_text(event, "status");
	bool takes_time = json_text(event, "start") != NULL;

	icalcomponent_add_property(to,
	    icalproperty_new_status(status == NULL     ? ICAL_STATUS_CONFIRMED
		    : strcmp(status, "CANCELLED") == 0 ? ICAL_STATUS_CANCELLED
		    : strcmp(status, "TENTATIVE") == 0
		    ? ICAL_STATUS_TENTATIVE
		    : ICAL_STATUS_CONFIRMED));
	icalcomponent_add_property(to,
	    icalproperty_new_transp(
		takes_time ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
}

static bool put_event(icalcomponent *to, json_t *event)
{
	struct icaltimetype changed;

	if (json_text(event, "uid") == NULL ||
	    !calendar_read_time(event, "changed", &changed))
		return false;
	calendar_put_text(to, event, "uid", icalproperty_new_uid);
	icalcomponent_add_property(to, icalproperty_new_dtstamp(changed));
	icalcomponent_add_property(to, icalproperty_new_lastmodified(changed));
	icalcomponent_add_property(
	    to, icalproperty_new_sequence((int)json_number(event, "sequence")));
	if (!put_times(to, event))
		return false;
	calendar_put_text(to, event, "summary", icalproperty_new_summary);
	calendar_put_text(
	    to, event, "description", icalproperty_new_description);
	calendar_put_text(to, event, "location", icalproperty_new_location);
	calendar_put_text(to, event, "category", icalproperty_new_categories);
	put_state(to, event);
	put_alarm(to, event);
	return true;
}

/* --- the file --- */

static void write_property(FILE *to, icalproperty *property)
{
	fputs(icalproperty_as_ical_string(property), to);
	icalproperty_free(property);
}

/* It says no METHOD: it is no invitation, to which one would answer (3.7.2). */
static void calendar_write_head(FILE *to, json_t *calendar)
{
	const char *name = json_text(calendar, "name");

	fputs("BEGIN:VCALENDAR\r\n", to);
	write_property(to, icalproperty_new_version("2.0"));
	write_property(
	    to, icalproperty_new_prodid("-//planvakt//planvakt//EN"));
	write_property(to, icalproperty_new_calscale("GREGORIAN"));
	if (name != NULL) {
		icalproperty *shown = icalproperty_new_x(name);

		icalproperty_set_x_name(shown, "X-WR-CALNAME");
		write_property(to, icalproperty_new_name(name));
		write_property(to, shown);
	}
}

static int write_event(
    FILE *to, json_t *event, bool *zone_written, struct err *err)
{
	icalcomponent *component = icalcomponent_new_vevent();
	int result = 0;

	if (!put_event(component, event))
		result = err_set(err, ERR_INVALID, "has an event that is none");
	if (result == 0 && json_text(event, "start") != NULL &&
	    !*zone_written) {
		fputs(zone_lines, to);
		*zone_written = true;
	}
	if (result == 0)
		fputs(icalcomponent_as_ical_string(component), to);
	icalcomponent_free(component);
	icalmemory_free_ring(); /* its texts */
	return result;
}

int write_calendar(FILE *from, FILE *to, struct err *err)
{
	bool begun = false, zone_written = false;
	char *text = NULL;
	size_t room = 0;
	ssize_t length;
	int result = 0;

	while (result == 0 && (length = getline(&text, &room, from)) > 0) {
		json_t *line = json_loadb(text, (size_t)length, 0, NULL);
		json_t *calendar = json_object_get(line, "calendar");
		json_t *event = json_object_get(line, "event");

		if (!begun && calendar != NULL)
			calendar_write_head(to, calendar);
		else if (begun && event != NULL)
			result = write_event(to, event, &zone_written, err);
		else
			result = err_set(err, ERR_INVALID, "is no calendar");
		begun = true;
		json_decref(line);
	}
	free(text);
	if (result == 0 && !begun)
		result = err_set(err, ERR_INVALID, "is no calendar");
	if (result == 0)
		fputs("END:VCALENDAR\r\n", to);
	return result;
}
