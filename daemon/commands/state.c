/* SPDX-License-Identifier: ISC */
/* The state as a whole: how it begins, who it answers, how it stands. */
#include <inttypes.h>
#include <stdio.h>

#include "daemon/calendar/schedule.h"
#include "daemon/calendar/json_day.h"
#include "daemon/commands/alarm.h"
#include "daemon/commands/families.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/key.h"
#include "daemon/commands/lost.h"
#include "daemon/commands/notice.h"
#include "daemon/commands/setting.h"
#include "daemon/machine/checked.h"
#include "protocol/version.h"
#include "protocol/frame.h"

enum { COUNTS, DISPATCHES, FAILED, UNCLEAR, UNADDRESSED };

/* The columns of COUNTS. */
enum { COUNTS_ACTIVITIES, COUNTS_PLANS, COUNTS_DEPARTMENTS };

static const char *const state_sql[] = {
	[COUNTS] = "SELECT json_object('planned',"
		   " count(*) FILTER (WHERE status = 'planned'), 'started',"
		   " count(*) FILTER (WHERE status = 'started'), 'done',"
		   " count(*) FILTER (WHERE status = 'done'), 'dropped',"
		   " count(*) FILTER (WHERE status = 'dropped'), 'overdue',"
		   " count(*) FILTER (WHERE due < ?1 AND open), 'unclear',"
		   " count(*) FILTER (WHERE unclear <> '[]' AND open)),"
		   " (SELECT count(*) FROM plan),"
		   " (SELECT count(*) FROM department) FROM activity",
	[DISPATCHES] = "SELECT json_object('waiting',"
		       " count(*) FILTER (WHERE state = 'planned'),"
		       " 'accepted',"
		       " count(*) FILTER (WHERE state = 'accepted'),"
		       " 'failed', count(*) FILTER (WHERE state = 'failed'),"
		       " 'withdrawn',"
		       " count(*) FILTER (WHERE state = 'withdrawn'))"
		       " FROM dispatch",
	/* `told` is there for the index, which has what failed. */
	[FAILED] = "SELECT json_group_array(json_object('dispatch', failed,"
		   " 'address', address, 'run', run, 'answer', answer,"
		   " 'notice', (SELECT min(n.id) FROM notice n"
		   "  WHERE n.dispatch = failed AND n.skipped = 0)))"
		   " FROM (SELECT id AS failed, address, run, answer"
		   "  FROM dispatch WHERE state = 'failed' AND told >= 0"
		   "  ORDER BY settled_at DESC, id DESC LIMIT 20)",
	[UNCLEAR] = "SELECT json_group_array(json_object('id', id,"
		    " 'activity', activity, 'unclear', json(unclear)))"
		    " FROM (SELECT * FROM activity WHERE unclear <> '[]'"
		    "  AND open"
		    "  ORDER BY id LIMIT 100)",
	[UNADDRESSED] = "SELECT count(*) FROM activity WHERE lead IS NULL"
			" AND due <= ?1 AND open",
	NULL,
};

/* --- how it begins: the first entry of every log, by the daemon's key --- */

static int put_settings(struct invocation *invocation, struct err *err)
{
	static const char *const names[] = { "zone", "language",
		"coordinator_mail", "rehearsal" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = param_text(invocation, names[i]);

		if (value != NULL &&
		    setting_put(invocation->store, names[i], value, err) != 0)
			return -1;
	}
	if (setting_put_number(invocation->store, "hour",
		param_integer(invocation, "hour", 8), err) != 0)
		return -1;
	return setting_put_number(
	    invocation->store, "begun_at", invocation->now.seconds, err);
}

static int state_begin(struct invocation *invocation, struct err *err)
{
	if (invocation->seq != 1)
		return err_set(err, ERR_CONFLICT,
		    "the state has begun: this can only be its first entry");
	if (put_settings(invocation, err) != 0 ||
	    key_put(invocation, "planvaktd",
		param_text(invocation, "daemon_key"), ROLE_DAEMON, NULL,
		err) != 0)
		return -1;
	return key_put(invocation, param_text(invocation, "coordinator"),
	    param_text(invocation, "key"), ROLE_COORDINATOR, NULL, err);
}

/* --- ping --- */

static void put_head(struct invocation *invocation)
{
	buffer_printf(invocation->reply, "{\"seq\":%" PRId64 ",\"hash\":\"",
	    invocation->head.seq);
	buffer_hex(invocation->reply, invocation->head.hash, SIGN_SHA256);
	buffer_text(invocation->reply, "\"}");
}

static int state_ping(struct invocation *invocation, struct err *err)
{
	const struct principal *principal = invocation->principal;
	struct buffer *reply = invocation->reply;

	(void)err;
	buffer_text(reply, "{\"name\":");
	buffer_json(reply, principal->name);
	buffer_printf(reply,
	    ",\"role\":\"%s\",\"department\":", role_words[principal->role]);
	buffer_json(reply,
	    principal->department[0] != '\0' ? principal->department : NULL);
	buffer_printf(reply,
	    ",\"version\":\"%s\",\"daemon\":\"%s\",\"time\":", VERSION,
	    invocation->daemon);
	invocation_instant(invocation, invocation->now);
	buffer_printf(reply, ",\"rehearsal\":%s,\"head\":",
	    invocation->rehearsal ? "true" : "false");
	put_head(invocation);
	buffer_printf(reply, ",\"frame_max\":%u}",
	    principal->role == ROLE_COORDINATOR ? FRAME_COORDINATOR_MAX
						: FRAME_MAX);
	return 0;
}

/* --- status --- */

static void put_local(struct buffer *reply, struct local_time local)
{
	char day[DAY_TEXT];

	buffer_printf(reply, "\"%sT%02d:%02d\"", day_write(local.day, day),
	    local.hour, local.minute);
}

/* `"name":` and the JSON of a query's first column. */
static int put_query(struct invocation *invocation, const char *name,
    int statement, const struct value *values, struct err *err)
{
	buffer_printf(invocation->reply, ",\"%s\":", name);
	return invocation_one(
	    invocation, state_sql, statement, values, err, "no %s", name);
}

static int put_counts(
    struct invocation *invocation, struct day today, struct err *err)
{
	struct rows rows =
	    store_query(invocation->store, state_sql, COUNTS, BIND(DAY(today)));
	int result = rows_next(&rows, err);

	if (result == 1)
		buffer_printf(invocation->reply,
		    ",\"plans\":%" PRId64 ",\"departments\":%" PRId64
		    ",\"activities\":%s",
		    rows_integer(&rows, COUNTS_PLANS),
		    rows_integer(&rows, COUNTS_DEPARTMENTS),
		    rows_text(&rows, COUNTS_ACTIVITIES));
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static int put_runs(struct invocation *invocation,
    const struct settings *settings, struct err *err)
{
	struct workdays workdays;
	struct schedule schedule = setting_schedule(settings, &workdays);
	struct local_time next = { .hour = settings->hour };
	struct day last;
	int result;

	if (notice_last_run(invocation->store, &last, err) != 0 ||
	    holiday_sending_days(&workdays, invocation->store, err) != 0)
		return -1;
	next.day = schedule_next(&schedule, last, invocation->now);
	buffer_text(invocation->reply, ",\"runs\":{\"last\":");
	buffer_day(invocation->reply, last);
	buffer_text(invocation->reply, ",\"next\":");
	put_local(invocation->reply, next);
	buffer_printf(invocation->reply, ",\"held\":%s",
	    invocation->rare.doubt != NULL ? "true" : "false");
	if (invocation->rare.doubt != NULL) {
		buffer_text(invocation->reply, ",\"why\":");
		buffer_json(invocation->reply, invocation->rare.doubt);
	}
	buffer_text(invocation->reply, "}");
	result = alarm_put(
	    invocation, &(struct alarm_case){ settings, &schedule, last }, err);
	holiday_release(&workdays);
	return result;
}

/* Appends the pause in force; one that has ended is null. */
static void put_paused(struct invocation *invocation,
    const struct settings *settings, struct day today)
{
	buffer_text(invocation->reply, ",\"paused\":");
	if (!setting_is_paused(settings, today)) {
		buffer_text(invocation->reply, "null");
		return;
	}
	buffer_text(invocation->reply, "{\"until\":");
	buffer_day(invocation->reply, settings->paused_until);
	buffer_text(invocation->reply, ",\"reason\":");
	buffer_json(invocation->reply, settings->pause_reason);
	buffer_text(invocation->reply, "}");
}

static int put_unaddressed(struct invocation *invocation,
    const struct settings *settings, struct day today, struct err *err)
{
	int64_t count = 0;

	if (settings->coordinator[0] == '\0' &&
	    store_integer(invocation->store, state_sql, UNADDRESSED,
		BIND(DAY(today)), &count, 0, err) != 0)
		return -1;
	buffer_printf(invocation->reply, ",\"unaddressed\":%" PRId64, count);
	return 0;
}

static void put_warnings(
    struct invocation *invocation, const struct settings *settings)
{
	const char *texts[LOST_MAX];
	size_t count = lost_texts(
	    texts, settings->coordinator[0] != '\0', invocation->rehearsal);

	buffer_text(invocation->reply, ",\"warnings\":[");
	for (size_t i = 0; i < count; i++) {
		buffer_text(invocation->reply, i > 0 ? "," : "");
		buffer_json(invocation->reply, texts[i]);
	}
	buffer_text(invocation->reply, "]");
}

static void put_denied(struct invocation *invocation)
{
	if (invocation->principal->role == ROLE_COORDINATOR)
		buffer_printf(invocation->reply, ",\"denied\":%" PRId64,
		    invocation->rare.denied);
}

/* Nobody may think that all is well because nobody has looked. */
static void put_checked(struct invocation *invocation)
{
	const char *path = invocation->rare.checked;
	struct checked checked;

	buffer_text(invocation->reply, ",\"checked\":");
	if (path == NULL || !checked_read(path, &checked)) {
		buffer_text(invocation->reply, "null");
		return;
	}
	buffer_text(invocation->reply, "{\"at\":");
	invocation_instant(invocation, (struct instant){ checked.at });
	buffer_printf(invocation->reply,
	    ",\"ok\":%s,\"words\":", checked.ok ? "true" : "false");
	buffer_json(invocation->reply, checked.words);
	buffer_text(invocation->reply, "}");
}

static int status(struct invocation *invocation, struct err *err)
{
	struct local_time local = zone_local(invocation->now);
	struct settings settings;

	if (setting_load(&settings, invocation->store, err) != 0)
		return -1;
	buffer_text(invocation->reply, "{\"time\":");
	invocation_instant(invocation, invocation->now);
	buffer_text(invocation->reply, ",\"local\":");
	put_local(invocation->reply, local);
	buffer_printf(invocation->reply, ",\"rehearsal\":%s,\"head\":",
	    invocation->rehearsal ? "true" : "false");
	put_head(invocation);
	if (put_counts(invocation, local.day, err) != 0 ||
	    put_runs(invocation, &settings, err) != 0)
		return -1;
	put_paused(invocation, &settings, local.day);
	if (put_query(invocation, "dispatches", DISPATCHES, BIND_NONE, err) !=
		0 ||
	    put_query(invocation, "failed", FAILED, BIND_NONE, err) != 0 ||
	    put_query(invocation, "unclear", UNCLEAR, BIND_NONE, err) != 0)
		return -1;
	if (put_unaddressed(invocation, &settings, local.day, err) != 0)
		return -1;
	put_checked(invocation);
	put_warnings(invocation, &settings);
	put_denied(invocation);
	buffer_text(invocation->reply, "}");
	return 0;
}

static const struct field begin_fields[] = {
	{ "coordinator", FIELD_NAME, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "key", FIELD_KEY, REQUIRED },
	{ "daemon_key", FIELD_KEY, REQUIRED },
	{ "coordinator_mail", FIELD_MAIL, OPTIONAL },
	{ "zone", FIELD_LINE, REQUIRED, .min = 1, .max = ZONE_NAME_MAX - 1 },
	{ "hour", FIELD_NUMBER, REQUIRED, .min = 0, .max = 23 },
	{ "language", FIELD_WORD, REQUIRED, .words = language_words },
	{ "rehearsal", FIELD_LINE, OPTIONAL, .min = 1, .max = 32 },
	{ 0 },
};

static const struct field no_fields[] = {
	{ 0 },
};

static const struct command state_commands[] = {
	{ "state.begin", ACCESS_DAEMON, WRITES, begin_fields, state_begin },
	{ "ping", ACCESS_ANY, READS, no_fields, state_ping },
	{ "status", ACCESS_ANY, READS, no_fields, status },
	{ 0 },
};

const struct family state_family = {
	state_commands,
	state_sql,
};
