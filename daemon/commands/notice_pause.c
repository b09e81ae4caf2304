/* SPDX-License-Identifier: ISC */
/* A pause that the coordinator decides: it holds all reminders back. */
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/setting.h"

#define PAUSE_DAYS 366

/* What day it is depends on zone and clock, so read() puts it into the
 * reading. */
static int notice_pause_read_today(
    struct invocation *invocation, struct err *err)
{
	(void)err;
	reading_put_day(invocation, "today", invocation_today(invocation));
	return 0;
}

static int read_pause(struct invocation *invocation, struct err *err)
{
	struct day today = invocation_today(invocation);
	struct day until = param_day(invocation, "until");

	notice_pause_read_today(invocation, err);
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
	    " and goes out in the first run from that day on\"}",
	    until);
}

/* A pause that is prolonged keeps its first day, so that the runs since then do
 * not count as missed. */
static int pause_notices(struct invocation *invocation, struct err *err)
{
	const char *reason = param_text(invocation, "reason");
	struct day today = reading_day(invocation, "today");
	struct day until = param_day(invocation, "until");
	struct settings settings;

	if (setting_load(&settings, invocation->store, err) != 0)
		return -1;
	if (!setting_is_paused(&settings, today) &&
	    setting_put_day(invocation->store, "paused_from", today, err) != 0)
		return -1;
	invocation->unchanged =
	    day_compare(settings.paused_until, until) == 0 &&
	    strcmp(settings.pause_reason, reason) == 0;
	put_pause(invocation, param_text(invocation, "until"), reason);
	if (setting_put_day(invocation->store, "paused_until", until, err) != 0)
		return -1;
	return setting_put(invocation->store, "pause_reason", reason, err);
}

/* Ends the pause today. Its first day stays known. */
static int resume(struct invocation *invocation, struct err *err)
{
	struct day today = reading_day(invocation, "today");
	struct settings settings;

	if (setting_load(&settings, invocation->store, err) != 0)
		return -1;
	invocation->unchanged = !setting_is_paused(&settings, today);
	buffer_text(invocation->reply, "{\"paused\":null}");
	if (invocation->unchanged)
		return 0;
	return setting_put_day(invocation->store, "paused_until", today, err);
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
