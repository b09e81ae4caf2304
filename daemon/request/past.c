/* SPDX-License-Identifier: ISC */
#include "daemon/request/past.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"
#include "daemon/request/door_private.h"
#include "daemon/request/execute.h"
#include "daemon/request/rebuild.h"
#include "daemon/request/replay_entry.h"
#include "daemon/request/rights.h"
#include "daemon/store/store_whole.h"
#include "protocol/sign_key.h"

/* So many requests for another day are refused while somebody still waits; who
 * has gone away holds up nobody longer. */
#define PATIENCE 20

enum { AT, HASH, REDACTED };

static const char *const past_sql[] = {
	[AT] = "SELECT at FROM log WHERE seq = ?1",
	[HASH] = "SELECT hash FROM log WHERE seq = ?1",
	[REDACTED] = "SELECT coalesce(max(by), 0) FROM redaction",
	NULL,
};

struct past {
	struct day day;
	struct store *tables;
	struct door *door;  /* of the tables */
	int64_t done, last; /* entries */
	int64_t redacted;   /* the last redaction when it was begun */
	struct receipt head;
	int refused; /* requests for another day since its own last one */
};

/* What may be asked of an earlier day: lists that look at the tables alone. */
static const char *const askable[] = { "activity.facts", "activity.list",
	"activity.show", "department.list", "kind.list", "meeting.list",
	"observation.list", "picture", "plan.list", "plan.show", "problem.list",
	"rating.list", "report.list", NULL };

static void past_free(struct past *past)
{
	door_close(past->door);
	store_close(past->tables);
	free(past);
}

/* --- which entries --- */

/* Times only grow, so that the last entry before a moment is searched for by
 * halves. */
static int past_last(struct store *store, int64_t head, struct instant before,
    int64_t *last, struct err *err)
{
	int64_t least = 0, most = head, at;

	while (least < most) {
		int64_t middle = least + (most - least + 1) / 2;

		if (store_integer(store, past_sql, AT, BIND(INTEGER(middle)),
			&at, 0, err) != 0)
			return -1;
		if (at < before.seconds)
			least = middle;
		else
			most = middle - 1;
	}
	*last = least;
	if (least > 0)
		return 0;
	return err_set(err, ERR_NOT_FOUND,
	    "that day is before the log begins: there was no plan here");
}

static int past_head(struct past *past, struct store *store, struct err *err)
{
	struct rows rows =
	    store_query(store, past_sql, HASH, BIND(INTEGER(past->last)));
	size_t length = 0;
	const void *hash;
	int found = rows_next(&rows, err);

	past->head.seq = past->last;
	if (found == 1) {
		hash = rows_blob(&rows, 0, &length);
		if (length == sizeof(past->head.hash))
			memcpy(past->head.hash, hash, length);
	}
	rows_end(&rows);
	return found < 0 ? -1 : 0;
}

/* --- the tables --- */

static int past_open(
    struct past *past, struct invocation *invocation, struct err *err)
{
	struct store *store = invocation->store;
	struct instant end = zone_instant(day_plus(past->day, 1), 0, 0, 0);

	if (past_last(store, invocation->head.seq, end, &past->last, err) !=
		0 ||
	    past_head(past, store, err) != 0 ||
	    store_scratch(&past->tables, err) != 0 ||
	    rebuild_create(past->tables, err) != 0 ||
	    door_prepare(past->tables, err) != 0)
		return -1;
	return door_open_replay(&past->door, past->tables,
	    sign_key_public(invocation->rare.daemon_key), err);
}

/* A redaction changes what the entries before it say. */
static int past_find(
    struct invocation *invocation, struct day day, struct err *err)
{
	struct past_slot *slot = invocation->rare.past;
	struct past *past = slot->past;
	int64_t redacted;

	if (store_integer(invocation->store, past_sql, REDACTED, BIND_NONE,
		&redacted, 0, err) != 0)
		return -1;
	if (past != NULL && day_compare(past->day, day) != 0 &&
	    past->refused++ < PATIENCE)
		return err_set(err, ERR_CONFLICT,
		    "the plan of another day is being put together for"
		    " somebody else: ask again in a moment");
	if (past != NULL && day_compare(past->day, day) == 0 &&
	    past->redacted == redacted) {
		past->refused = 0;
		return 0;
	}
	past_release(slot);
	past = calloc(1, sizeof(*past));
	if (past == NULL)
		abort();
	*slot = (struct past_slot){ past, past_free };
	past->day = day;
	past->redacted = redacted;
	return past_open(past, invocation, err);
}

static int past_go_on(struct past *past, struct store *store, struct err *err)
{
	struct rows rows = log_query(store, past->done + 1);
	struct entry entry;
	int result = 0;

	for (int i = 0; result == 0 && i < PAST_SLICE &&
	     past->done < past->last && log_next(&rows, &entry, err) == 1;
	     i++) {
		result = request_replay(past->door, &entry, err);
		past->done = entry.seq;
	}
	rows_end(&rows);
	return result;
}

/* --- the answer --- */

static const struct command *past_command(
    const struct past_wish *wish, struct err *err)
{
	const struct command *command = NULL;

	for (size_t i = 0; askable[i] != NULL; i++)
		if (strcmp(askable[i], wish->method) == 0)
			command = command_find(wish->method);
	if (command == NULL)
		err_set(err, ERR_UNKNOWN_COMMAND,
		    "method: of an earlier day this planvaktd does not say"
		    " that");
	return command;
}

static int past_ask(struct past *past, struct invocation *invocation,
    const struct past_wish *wish, struct buffer *answer, struct err *err)
{
	const struct command *command = past_command(wish, err);
	struct invocation asked = *invocation;
	int result;

	if (command == NULL ||
	    contract_check(command->fields, wish->params, err) != 0 ||
	    rights_check(past->tables, command, invocation->principal,
		wish->params, err) != 0)
		return -1;
	asked.store = past->tables;
	asked.params = wish->params;
	asked.reading = json_object();
	asked.now.seconds =
	    zone_instant(day_plus(past->day, 1), 0, 0, 0).seconds - 1;
	asked.head = past->head;
	asked.reply = answer;
	result = command->run(&asked, err);
	json_decref(asked.reading);
	return result;
}

static int past_put(struct past *past, struct invocation *invocation,
    const struct past_wish *wish, struct err *err)
{
	struct buffer answer = { 0 }, *reply = invocation->reply;
	int result;

	buffer_text(&answer, "");
	result = past_ask(past, invocation, wish, &answer, err);
	if (result == 0) {
		buffer_printf(reply,
		    "{\"head\":{\"seq\":%" PRId64 ",\"hash\":\"",
		    past->head.seq);
		buffer_hex(reply, past->head.hash, sizeof(past->head.hash));
		buffer_printf(reply, "\"},\"result\":%s}",
		    answer.length > 0 ? answer.bytes : "{}");
	}
	buffer_free(&answer);
	return result;
}

/* Where it cannot be made, nothing of it is kept. */
static int past_give_up(struct invocation *invocation, struct day day)
{
	struct past_slot *slot = invocation->rare.past;

	if (slot->past != NULL && day_compare(slot->past->day, day) == 0)
		past_release(slot);
	return -1;
}

int past_answer(struct invocation *invocation, const struct past_wish *wish,
    struct err *err)
{
	struct past *past;

	if (wish->method == NULL) {
		past_give_up(invocation, wish->day);
		return 0;
	}
	if (past_find(invocation, wish->day, err) != 0)
		return past_give_up(invocation, wish->day);
	past = invocation->rare.past->past;
	if (past_go_on(past, invocation->store, err) != 0)
		return past_give_up(invocation, wish->day);
	if (past->done == past->last)
		return past_put(past, invocation, wish, err);
	buffer_printf(invocation->reply,
	    "{\"entries\":%" PRId64 ",\"of\":%" PRId64 "}", past->done,
	    past->last);
	return 0;
}

void past_serve(struct store *store)
{
	past_by(past_answer);
	store_prepare(store, past_sql);
}
