/* SPDX-License-Identifier: ISC */
/* The state as a whole: how it begins, who it answers, how it stands. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "daemon/calendar/schedule.h"
#include "daemon/calendar/json_day.h"
#include "daemon/commands/activity_read.h"
#include "daemon/commands/alarm.h"
#include "daemon/commands/duty.h"
#include "daemon/commands/families.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/key.h"
#include "daemon/commands/lost.h"
#include "daemon/commands/meeting_read.h"
#include "daemon/commands/notice.h"
#include "daemon/commands/picture_status.h"
#include "daemon/commands/plan.h"
#include "daemon/commands/quiet.h"
#include "daemon/commands/setting.h"
#include "daemon/commands/state_counts.h"
#include "daemon/machine/checked.h"
#include "protocol/version.h"
#include "protocol/frame.h"

/* Of a list; how long an answer is told; from when on a duty is. */
#define LISTED      "100"
#define ANSWERED_IN (INT64_C(7) * 24 * 3600)
#define SOON_DAYS   30

enum {
	DISPATCHES,
	SENT_TODAY,
	FAILED,
	UNCLEAR,
	LEFT_OUT,
	ANSWERED,
	ANSWERED_COUNT,
	UNADDRESSED
};

/* clang-format off */
/* Nobody is asked about what stands in a closed plan. */
#define GOES_ON PLAN_GOES_ON("activity.plan")
/* Of what a department asks about, its own: what `id` it leads or joins. */
#define OWN_ONES(id, own) \
	" AND (" own " IS NULL OR EXISTS (SELECT 1 FROM activity o" \
	"  WHERE o.id = " id " AND (o.lead = " own " OR EXISTS" \
	"   (SELECT 1 FROM cooperating c WHERE c.activity = o.id" \
	"    AND c.department = " own "))))"
/* What was answered stands under the number that goes on. */
#define NOT_CARRIED \
	" AND NOT EXISTS (SELECT 1 FROM activity a" \
	"  WHERE a.id = n.activity AND a.carried_to IS NOT NULL)"
/* clang-format on */

static const char *const state_sql[] = {
	[DISPATCHES] = "SELECT json_object('waiting',"
		       " count(*) FILTER (WHERE state = 'planned'),"
		       " 'accepted',"
		       " count(*) FILTER (WHERE state = 'accepted'),"
		       " 'failed', count(*) FILTER (WHERE state = 'failed'),"
		       " 'withdrawn',"
		       " count(*) FILTER (WHERE state = 'withdrawn'))"
		       " FROM dispatch",
	[SENT_TODAY] = "SELECT count(*) FROM dispatch WHERE run = ?1"
		       " AND unheld = 0 AND state = 'accepted'",
	/* `told` is there for the index, which has what failed. */
	[FAILED] = "SELECT json_group_array(json_object('dispatch', failed,"
		   " 'address', address, 'run', run, 'answer', answer,"
		   " 'notice', (SELECT min(n.id) FROM notice n"
		   "  WHERE n.dispatch = failed AND n.skipped = 0)))"
		   " FROM (SELECT id AS failed, address, run, answer"
		   "  FROM dispatch WHERE state = 'failed' AND told >= 0"
		   "  ORDER BY settled_at DESC, id DESC LIMIT 20)",
	[UNCLEAR] = "SELECT json_group_array(json_object('id', id,"
		    " 'activity', activity, 'timeframe', json_object('text',"
		    "  timeframe, 'kind', kind, 'start', start, 'end', end),"
		    " 'owner_text', substr(owner_text, 1, 200),"
		    " 'unclear', json(unclear)))"
		    " FROM (SELECT * FROM activity WHERE unclear <> '[]'"
		    "  AND open AND " GOES_ON OWN_ONES(
			"activity.id", "?1") " ORDER BY id LIMIT 100)",
	[LEFT_OUT] = "SELECT max((SELECT count(*) FROM dispatch"
		     "  WHERE state = 'failed' AND told >= 0) - 20, 0),"
		     " max((SELECT count(*) FROM activity"
		     "  WHERE unclear <> '[]' AND open AND " GOES_ON OWN_ONES(
			 "activity.id", "?1") ") - 100, 0)",
	/* `noted`: the coordinator says it of his own. */
	[ANSWERED] = "SELECT json_group_array(json_object('activity', activity,"
		     " 'at', strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch'),"
		     " 'department', answered, 'by', by, 'noted',"
		     " json(iif(own, 'false', 'true')), 'status', status,"
		     " 'progress', progress, 'expected', expected,"
		     " 'note', note)) FROM"
		     " (SELECT * FROM progress_note n WHERE at > ?1"
		     "  AND answered IS NOT NULL" NOT_CARRIED OWN_ONES(
			 "n.activity", "?2") "  ORDER BY at DESC, seq DESC"
					     "  LIMIT " LISTED ")",
	[ANSWERED_COUNT] = "SELECT count(*) FROM progress_note n WHERE at > ?1"
			   " AND answered IS NOT NULL" NOT_CARRIED OWN_ONES(
			       "n.activity", "?2"),
	[UNADDRESSED] = "SELECT count(*) FROM activity WHERE coalesce((SELECT"
			" mail FROM department WHERE code = lead), '') = ''"
			" AND due <= ?1 AND open AND " GOES_ON,
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

/* When hardly anybody is there who could answer. */
static int put_quiet(struct invocation *invocation, struct err *err)
{
	if (!param_flag(invocation, "quiet"))
		return 0;
	if (quiet_put(invocation->store, "07-01", "07-31", "", err) != 0)
		return -1;
	return quiet_put(invocation->store, "12-23", "01-06", "", err);
}

static int state_begin(struct invocation *invocation, struct err *err)
{
	if (invocation->seq != 1)
		return err_set(err, ERR_CONFLICT,
		    "the state has begun: this can only be its first entry");
	if (put_settings(invocation, err) != 0 ||
	    put_quiet(invocation, err) != 0 ||
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

/* With its offset from UTC: RFC 3339, section 5.6, but for the seconds. */
static void put_local(struct buffer *reply, struct local_time local)
{
	int offset =
	    zone_local(zone_instant(local.day, local.hour, local.minute, 0))
		.offset /
	    60;
	char day[DAY_TEXT];

	buffer_printf(reply, "\"%sT%02d:%02d%c%02d:%02d\"",
	    day_write(local.day, day), local.hour, local.minute,
	    offset < 0 ? '-' : '+', abs(offset) / 60, abs(offset) % 60);
}

/* `"name":` and the JSON of a query's first column. */
static int put_query(struct invocation *invocation, const char *name,
    int statement, const struct value *values, struct err *err)
{
	buffer_printf(invocation->reply, ",\"%s\":", name);
	return invocation_one(
	    invocation, state_sql, statement, values, err, "no %s", name);
}

static int state_put_sent(
    struct invocation *invocation, struct day today, struct err *err)
{
	int64_t count = 0;

	if (store_integer(invocation->store, state_sql, SENT_TODAY,
		BIND(DAY(today)), &count, 0, err) != 0)
		return -1;
	buffer_printf(invocation->reply, ",\"sent_today\":%" PRId64, count);
	return 0;
}

/* The department whose things alone it is told; NULL for all. */
static const char *own_department(const struct invocation *invocation)
{
	const struct principal *principal = invocation->principal;

	return principal->role == ROLE_DEPARTMENT ? principal->department
						  : NULL;
}

/* Of what both lists have no room for. */
static int state_put_left_out(struct invocation *invocation, struct err *err)
{
	static const char *const names[] = { "failed", "unclear" };
	struct rows rows = store_query(invocation->store, state_sql, LEFT_OUT,
	    BIND(TEXT(own_department(invocation))));
	int result = rows_next(&rows, err);

	for (int i = 0; result == 1 && i < 2; i++)
		if (rows_integer(&rows, i) > 0)
			buffer_printf(invocation->reply,
			    ",\"%s_left_out\":%" PRId64, names[i],
			    rows_integer(&rows, i));
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

/* The same of a list, and how long it is. */
static int put_list(struct invocation *invocation, const char *name,
    int statement, const struct value *values, struct err *err)
{
	int64_t count = 0;

	if (put_query(invocation, name, statement, values, err) != 0 ||
	    store_integer(invocation->store, state_sql, statement + 1, values,
		&count, 0, err) != 0)
		return -1;
	buffer_printf(invocation->reply, ",\"%s_count\":%" PRId64, name, count);
	return 0;
}

static int put_lists(
    struct invocation *invocation, struct day today, struct err *err)
{
	size_t begin;

	if (put_list(invocation, "answered", ANSWERED,
		BIND(INTEGER(invocation->now.seconds - ANSWERED_IN),
		    TEXT(own_department(invocation))),
		err) != 0)
		return -1;
	begin = invocation->reply->length;
	if (duty_put_status(invocation, today, err) != 0 ||
	    meeting_put_status(invocation, begin, today, err) != 0 ||
	    picture_status_put(
		invocation, own_department(invocation), today, err) != 0 ||
	    activity_put_due(
		invocation, "late", DAY_NONE, day_plus(today, -1), err) != 0)
		return -1;
	return activity_put_due(
	    invocation, "soon", today, day_plus(today, SOON_DAYS), err);
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

/* By which way letters go, and whether they leave this machine. */
static void put_mail(
    struct invocation *invocation, const struct settings *settings)
{
	bool leaves = lost_transport() != NULL && !lost_is_kept_here(false) &&
	    !invocation->rehearsal;

	buffer_text(invocation->reply, ",\"mail\":{\"transport\":");
	buffer_json(invocation->reply, lost_transport());
	buffer_printf(invocation->reply,
	    ",\"leaves\":%s,\"coordinator\":", leaves ? "true" : "false");
	buffer_json(invocation->reply,
	    settings->coordinator[0] != '\0' ? settings->coordinator : NULL);
	buffer_text(invocation->reply, "}");
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
	if (state_counts_put(invocation, local.day, err) != 0 ||
	    put_runs(invocation, &settings, err) != 0)
		return -1;
	put_paused(invocation, &settings, local.day);
	if (put_query(invocation, "dispatches", DISPATCHES, BIND_NONE, err) !=
		0 ||
	    state_put_sent(invocation, local.day, err) != 0 ||
	    put_query(invocation, "failed", FAILED, BIND_NONE, err) != 0 ||
	    put_query(invocation, "unclear", UNCLEAR,
		BIND(TEXT(own_department(invocation))), err) != 0 ||
	    state_put_left_out(invocation, err) != 0 ||
	    put_lists(invocation, local.day, err) != 0 ||
	    put_unaddressed(invocation, &settings, local.day, err) != 0)
		return -1;
	put_checked(invocation);
	put_mail(invocation, &settings);
	put_warnings(invocation, &settings);
	put_denied(invocation);
	buffer_text(invocation->reply, "}");
	return 0;
}

static const struct field begin_fields[] = {
	{ "coordinator", FIELD_NAME, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "key", FIELD_KEY, REQUIRED },
	{ "daemon_key", FIELD_KEY, REQUIRED },
	{ "coordinator_mail", FIELD_MAILS, OPTIONAL },
	{ "zone", FIELD_LINE, REQUIRED, .min = 1, .max = ZONE_NAME_MAX - 1 },
	{ "hour", FIELD_NUMBER, REQUIRED, .min = 0, .max = 23 },
	{ "language", FIELD_WORD, REQUIRED, .words = language_words },
	{ "rehearsal", FIELD_LINE, OPTIONAL, .min = 1, .max = 32 },
	{ "quiet", FIELD_FLAG, OPTIONAL },
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
