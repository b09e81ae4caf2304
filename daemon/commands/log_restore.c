/* SPDX-License-Identifier: ISC */
/* Backups that were put back: the administrator says so, a coordinator confirms
 * it, and those whose entries are lost can ask (docs/verify.md). */
#include "daemon/commands/families.h"

#include <inttypes.h>

enum { ADD, LAST, CONFIRMED, CONFIRM };

static const char *const log_restore_sql[] = {
	[ADD] = "INSERT INTO restoration VALUES (?1, ?2, NULL)",
	[LAST] = "SELECT json_object('seq', r.seq, 'at',"
		 " strftime('%Y-%m-%dT%H:%M:%SZ', l.at, 'unixepoch'), 'from',"
		 " r.source, 'confirmed', iif(c.seq IS NULL, NULL,"
		 "  json_object('seq', c.seq, 'by', k.name)))"
		 " FROM restoration r JOIN log l ON l.seq = r.seq"
		 " LEFT JOIN log c ON c.seq = r.confirmed"
		 " LEFT JOIN key k ON k.public = c.key"
		 " WHERE r.seq <= ?1 ORDER BY r.seq DESC LIMIT 1",
	[CONFIRMED] = "SELECT confirmed IS NOT NULL FROM restoration"
		      " WHERE seq = ?1",
	[CONFIRM] = "UPDATE restoration SET confirmed = ?2 WHERE seq = ?1",
	NULL,
};

static int restored(struct invocation *invocation, struct err *err)
{
	return store_run(invocation->store, log_restore_sql, ADD,
	    BIND(
		INTEGER(invocation->seq), TEXT(param_text(invocation, "from"))),
	    err);
}

/* The last restoration up to that entry, which explains why the entry is not
 * here. */
static int last(struct invocation *invocation, struct err *err)
{
	struct rows rows = store_query(invocation->store, log_restore_sql, LAST,
	    BIND(INTEGER(param_integer(invocation, "seq", INT64_MAX))));
	int result = rows_next(&rows, err);

	buffer_printf(invocation->reply, "{\"restored\":%s}",
	    result == 1 ? rows_text(&rows, 0) : "null");
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static int log_restore_confirm(struct invocation *invocation, struct err *err)
{
	int64_t seq = param_integer(invocation, "seq", 0), confirmed;

	if (store_integer(invocation->store, log_restore_sql, CONFIRMED,
		BIND(INTEGER(seq)), &confirmed, -1, err) != 0)
		return -1;
	if (confirmed < 0)
		return err_set(err, ERR_NOT_FOUND,
		    "entry %" PRId64 " does not tell of a backup that was put"
		    " back",
		    seq);
	buffer_printf(invocation->reply, "{\"restored\":%" PRId64 "}", seq);
	invocation->unchanged = confirmed == 1;
	if (invocation->unchanged)
		return 0;
	return store_run(invocation->store, log_restore_sql, CONFIRM,
	    BIND(INTEGER(seq), INTEGER(invocation->seq)), err);
}

static const struct field restored_fields[] = {
	{ "from", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct field last_fields[] = {
	{ "seq", FIELD_NUMBER, OPTIONAL, .min = 1, .max = INT64_MAX },
	{ 0 },
};

static const struct field confirm_fields[] = {
	{ "seq", FIELD_ID, REQUIRED },
	{ 0 },
};

static const struct command log_restore_commands[] = {
	{ "state.restored", ACCESS_DAEMON, WRITES, restored_fields, restored,
	    .clock = CLOCK_ANY },
	{ "log.restored", ACCESS_ANY, READS, last_fields, last },
	{ "log.confirm", ACCESS_COORDINATOR, WRITES, confirm_fields,
	    log_restore_confirm, .clock = CLOCK_ANY },
	{ 0 },
};

const struct family log_restore_family = {
	log_restore_commands,
	log_restore_sql,
};
