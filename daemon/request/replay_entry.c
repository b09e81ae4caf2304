/* SPDX-License-Identifier: ISC */
/* Entries of the log enter by the one door again. */
#include "daemon/request/replay_entry.h"

#include <inttypes.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/key.h"
#include "daemon/request/door_private.h"
#include "daemon/request/rights.h"
#include "protocol/message_pack.h"

/* Finds who signed the entry. The first entry's key is the daemon's, though no
 * table knows it yet. */
static int replay_principal(struct door *door, const struct entry *entry,
    struct principal *principal, struct err *err)
{
	int known;

	*principal = daemon_principal;
	if (entry->seq == 1)
		return 0;
	known = key_principal(door->store, entry->key, principal, err);
	if (known == 0)
		return err_set(err, ERR_INVALID,
		    "entry %" PRId64 " is signed by a key that is not known"
		    " there",
		    entry->seq);
	return known < 0 ? -1 : 0;
}

/* The access of today, and the roles, leads and recipients of that moment. Only
 * what writes is in a log. */
static int check_rights(struct door *door, const struct command *command,
    const struct principal *principal, const json_t *params, struct err *err)
{
	if (command->effect != WRITES)
		return err_set(
		    err, ERR_DENIED, "%s writes nothing", command->method);
	return rights_check(door->store, command, principal, params, err);
}

static int replay_run(struct door *door, const struct entry *entry,
    const struct request *request, struct err *err)
{
	const struct command *command = command_find(request->method);
	struct principal principal;
	struct buffer reply = { 0 };
	struct invocation invocation;
	int result;

	if (command == NULL)
		return err_set(err, ERR_INVALID,
		    "entry %" PRId64 " has the command \"%.64s\", which this"
		    " planvaktd does not know: use a newer one",
		    entry->seq, request->method);
	if (replay_principal(door, entry, &principal, err) != 0 ||
	    check_rights(door, command, &principal, request->params, err) != 0)
		return -1;
	invocation = door_invocation(door, &principal, request->params, &reply);
	json_decref(invocation.reading);
	invocation.reading = json_loads(entry->reading, JSON_DECODE_ANY, NULL);
	invocation.now = entry->at;
	invocation.seq = entry->seq;
	result = door_run(command, &invocation, err);
	if (result == 0 && invocation.unchanged)
		result = err_set(err, ERR_INVALID,
		    "entry %" PRId64 " changes nothing when replayed",
		    entry->seq);
	door_invocation_release(&invocation);
	buffer_free(&reply);
	arena_reset(door->arena);
	return result;
}

/* Rows that stay texts are looked at without being read again. */
static int check_rows(const struct request *request, struct err *err)
{
	const json_t *rows = json_object_get(request->params, "rows");

	for (size_t i = 0; i < json_array_size(rows); i++) {
		json_t *row = message_row(rows, i);

		if (row == NULL)
			return err_set(err, ERR_MALFORMED,
			    "row %zu of the request is not valid JSON", i + 1);
		json_decref(row);
	}
	return 0;
}

int replay_entry_read(
    struct request *request, const struct entry *entry, struct err *err)
{
	const struct command *command;
	bool packs;

	if (message_request_read_packed(
		request, entry->request, entry->request_length, err) != 0)
		return -1;
	if (!request->packed)
		return 0;
	command = command_find(request->method);
	packs = command != NULL && command->packs;
	if (packs && check_rows(request, err) == 0)
		return 0;
	message_request_release(request);
	return packs ? -1
		     : message_request_read(
			   request, entry->request, entry->request_length, err);
}

int request_replay(
    struct door *door, const struct entry *entry, struct err *err)
{
	struct request request = { 0 };
	int result = replay_entry_read(&request, entry, err);

	if (result == 0)
		result = replay_run(door, entry, &request, err);
	message_request_release(&request);
	return result;
}

/* Where its handler refuses it, the error names the entry, for no request of
 * today is at fault. */
static int replay_failed(
    const struct entry *entry, const struct err *why, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "entry %" PRId64 " of the log cannot be replayed: %p", entry->seq,
	    (const void *)why);
}

int request_replay_read(struct door *door, const struct entry *entry,
    const struct request *request, struct err *err)
{
	struct err why;

	if (replay_run(door, entry, request, &why) == 0)
		return 0;
	return replay_failed(entry, &why, err);
}

static int replay_entry(
    struct door *door, const struct entry *entry, struct err *err)
{
	struct err why;

	if (request_replay(door, entry, &why) == 0)
		return 0;
	return replay_failed(entry, &why, err);
}

int request_replay_log(
    struct door *door, struct store *log_store, struct err *err)
{
	struct rows rows = log_query(log_store, 1);
	struct entry entry;
	int result;

	while ((result = log_next(&rows, &entry, err)) == 1)
		if (replay_entry(door, &entry, err) != 0) {
			result = -1;
			break;
		}
	rows_end(&rows);
	return result;
}
