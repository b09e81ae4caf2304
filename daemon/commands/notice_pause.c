/* SPDX-License-Identifier: ISC */
/* A pause that the coordinator decides: it holds all reminders back. */
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"
#include "daemon/commands/setting.h"

#define PAUSE_DAYS 366

/* What day it is depends on zone and clock, so read() puts it into the
 * reading. */
static int notice_pause_read_today(
    struct invocation *invocation, struct err *err)
{
	char text[DAY_TEXT];

	(void)err;
	day_write(zone_local(invocation->now).day, text);
	json_object_set_new(invocation->reading, "today", json_string(text));
	return 0;
}

static struct day today_of(const struct invocation *invocation)
{
	struct day today = DAY_NONE;

	day_read(
	    json_string_value(json_object_get(invocation->reading, "today")),
	    &today);
	return today;
}

static int read_pause(struct invocation *invocation, struct err *err)
{
	struct day today, until = DAY_NONE;

	notice_pause_read_today(invocation, err);
	today = today_of(invocation);
	day_read(param_text(invocation, "until"), &until);
	if (day_compare(until, today) <= 0)
		return err_set(err, ERR_INVALID,
		    "until: is not after today: give the first day on which"
		    " notices are sent again");
	if (day_compare(until, day_plus(today, PAUSE_DAYS)) > 0)
		return err_set(err, ERR_INVALID,
		    "until: is more than %d days ahead", PAUSE_DAYS);
	return 0;
}

static void put_pause(
    struct invocation *invocation, const char *until, const char *reason)
{
	struct buffer *reply = invocation->reply;

	buffer_printf(reply, "{\"until\":\"%s\",\"reason\":", until);
	buffer_json(reply, reason);
	buffer_printf(reply,
	    ",\"note\":\"nothing is sent before %s; all that comes due is kept"
	    " and goes out in the run of that day, or of the next workday\"}",
	    until);
}

static bool notice_pause_is_paused(
    const struct settings *settings, struct day today)
{
	return day_is_some(settings->paused_until) &&
	    day_compare(settings->paused_until, today) > 0;
}

/* A pause that is prolonged keeps its first day, so that the runs since then do
 * not count as missed. */
static int pause_notices(struct invocation *invocation, struct err *err)
{
	const char *until = param_text(invocation, "until");
	const char *reason = param_text(invocation, "reason");
	struct day today = today_of(invocation);
	struct settings settings;
	char former[DAY_TEXT], from[DAY_TEXT];

	if (setting_load(&settings, invocation->store, err) != 0)
		return -1;
	day_write(settings.paused_until, former);
	if (!notice_pause_is_paused(&settings, today) &&
	    setting_put(invocation->store, "paused_from",
		day_write(today, from), err) != 0)
		return -1;
	invocation->unchanged = strcmp(former, until) == 0 &&
	    strcmp(settings.pause_reason, reason) == 0;
	put_pause(invocation, until, reason);
	if (setting_put(invocation->store, "paused_until", until, err) != 0)
		return -1;
	return setting_put(invocation->store, "pause_reason", reason, err);
}

/* Ends the pause today. Its first day stays known. */
static int resume(struct invocation *invocation, struct err *err)
{
	struct day today = today_of(invocation);
	struct settings settings;
	char text[DAY_TEXT];

	if (setting_load(&settings, invocation->store, err) != 0)
		return -1;
	invocation->unchanged = !notice_pause_is_paused(&settings, today);
	buffer_text(invocation->reply, "{\"paused\":null}");
	if (invocation->unchanged)
		return 0;
	return setting_put(
	    invocation->store, "paused_until", day_write(today, text), err);
}

static const struct field pause_fields[] = {
	{ "until", FIELD_DATE, REQUIRED },
	{ "reason", FIELD_LINE, REQUIRED, .min = 1, .max = PAUSE_REASON_MAX },
	{ 0 },
};

static const struct field no_fields[] = {
	{ 0 },
};

static const struct command notice_pause_commands[] = {
	{ "notice.pause", ACCESS_COORDINATOR, WRITES, pause_fields,
	    pause_notices, read_pause },
	{ "notice.resume", ACCESS_COORDINATOR, WRITES, no_fields, resume,
	    notice_pause_read_today },
	{ 0 },
};

const struct family notice_pause_family = {
	notice_pause_commands,
	NULL,
};
