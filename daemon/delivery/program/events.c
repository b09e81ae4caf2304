/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/program/events.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "protocol/json_member.h"
#include "protocol/translate.h"

#define LINE_MAX 75 /* octets: RFC 5545, section 3.1 */
#define DAY      86400

/* --- what is handed over --- */

static bool event_day_is(const char *text)
{
	static const char shape[] = "dddd-dd-dd";

	for (size_t i = 0; i < sizeof(shape); i++)
		if (shape[i] == 'd' ? text[i] < '0' || text[i] > '9'
				    : text[i] != shape[i])
			return false;
	return true;
}

static bool event_is(json_t *event)
{
	const char *uid = json_text(event, "uid");
	const char *day = json_text(event, "day");

	return json_object_size(event) == 5 && uid != NULL && day != NULL &&
	    event_day_is(day) && strcspn(uid, ",;:\\\r\n") == strlen(uid) &&
	    json_text(event, "words") != NULL &&
	    json_number(event, "sequence") > 0 &&
	    json_number(event, "changed") > 0;
}

const char *events_wrong(json_t *events)
{
	json_t *event;
	size_t i;

	if (!json_is_array(events))
		return N_("is no list");
	json_array_foreach (events, i, event)
		if (!event_is(event))
			return N_("has an event that is none");
	return NULL;
}

/* --- lines --- */

/* Appends a line in parts of at most 75 octets, each of whole letters; those
 * after the first begin with a blank. */
static void event_put_folded(struct buffer *to, const char *line)
{
	size_t at = 0;

	for (; *line != '\0'; line++) {
		size_t letter = 1;

		while ((line[letter] & 0xc0) == 0x80)
			letter++;
		if (at + letter > LINE_MAX) {
			buffer_text(to, "\r\n ");
			at = 1;
		}
		buffer_add(to, line, letter);
		at += letter;
		line += letter - 1;
	}
	buffer_text(to, "\r\n");
}

/* Section 3.3.11; other control characters are none of a text's. */
static void event_put_escaped(struct buffer *to, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '\n')
			buffer_text(to, " ");
		else if (strchr("\\;,", *text) != NULL)
			buffer_printf(to, "\\%c", *text);
		else if ((unsigned char)*text >= ' ')
			buffer_add(to, text, 1);
}

static void event_put_date(struct buffer *to, const char *name, time_t time)
{
	struct tm tm;

	gmtime_r(&time, &tm);
	buffer_printf(to, "%s:%04d%02d%02d\r\n", name, tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday);
}

/* The end is not part of it: the next day (section 3.6.1). */
static void event_put_day(struct buffer *to, const char *day)
{
	struct tm tm = { .tm_year = 1000 * (day[0] - '0') +
		    100 * (day[1] - '0') + 10 * (day[2] - '0') + day[3] - '0' -
		    1900,
		.tm_mon = 10 * (day[5] - '0') + day[6] - '1',
		.tm_mday = 10 * (day[8] - '0') + day[9] - '0' };
	time_t time = timegm(&tm);

	event_put_date(to, "DTSTART;VALUE=DATE", time);
	event_put_date(to, "DTEND;VALUE=DATE", time + DAY);
}

static void event_put_instant(
    struct buffer *to, const char *name, json_int_t seconds)
{
	time_t time = (time_t)seconds;
	struct tm tm;

	gmtime_r(&time, &tm);
	buffer_printf(to, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name,
	    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
	    tm.tm_sec);
}

static void event_put_event(
    struct buffer *to, json_t *event, const char *prefix)
{
	struct buffer line = { 0 };

	buffer_text(to, "BEGIN:VEVENT\r\n");
	buffer_printf(&line, "UID:%s", json_text(event, "uid"));
	event_put_folded(to, line.bytes);
	event_put_instant(to, "DTSTAMP", json_number(event, "changed"));
	event_put_instant(to, "LAST-MODIFIED", json_number(event, "changed"));
	buffer_printf(
	    to, "SEQUENCE:%lld\r\n", (long long)json_number(event, "sequence"));
	event_put_day(to, json_text(event, "day"));
	buffer_cut(&line, 0);
	buffer_printf(&line, "SUMMARY:%s: ", prefix);
	event_put_escaped(&line, json_text(event, "words"));
	event_put_folded(to, line.bytes);
	buffer_text(
	    to, "STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
	buffer_free(&line);
}

void events_write(struct buffer *to, json_t *events, const char *language)
{
	const char *prefix = strcmp(language, "sv") == 0 ? "Slutdatum" : "Due";
	json_t *event;
	size_t i;

	buffer_text(to,
	    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
	    "PRODID:-//planvakt//planvakt//EN\r\nCALSCALE:GREGORIAN\r\n");
	json_array_foreach (events, i, event)
		event_put_event(to, event, prefix);
	buffer_text(to, "END:VCALENDAR\r\n");
}
