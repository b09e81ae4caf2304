/* SPDX-License-Identifier: ISC */
#include "daemon/request/replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/log/log.h"
#include "daemon/request/chain.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "daemon/request/rebuild.h"
#include "daemon/request/redaction.h"
#include "daemon/request/replay_entry.h"
#include "daemon/store/compare.h"
#include "daemon/store/put_off.h"
#include "protocol/message.h"
#include "protocol/sign_key.h"

/* --- the log --- */

/* What is verified until now. */
struct verified {
	struct log_chain chain;
	struct buffer hashes; /* of the entries, one after the other */
	char daemon[SIGN_FINGERPRINT];
};

/* Whether an entry before has this number and hash. In its row the hash stands
 * behind all its words, which are long where it is an import. */
static bool was_seen(
    const struct verified *verified, const struct receipt *receipt)
{
	static const uint8_t none[SIGN_SHA256];
	const char *hashes = verified->hashes.bytes;

	if (receipt->seq == 0)
		return memcmp(receipt->hash, none, SIGN_SHA256) == 0;
	return memcmp(receipt->hash,
		   hashes + (size_t)(receipt->seq - 1) * SIGN_SHA256,
		   SIGN_SHA256) == 0;
}

/* Checks that the request was for this daemon, and that what its signer had
 * seen is in the log: so each signature holds the entries before it in
 * place. */
static int verify_request(const struct verified *verified,
    const struct entry *entry, const struct request *request, struct err *err)
{
	if (strcmp(request->daemon, verified->daemon) != 0)
		return chain_damaged(entry, err, "it is for another daemon");
	if (!request->has_seen || request->seen.seq >= entry->seq)
		return chain_damaged(
		    entry, err, "it does not say what was seen");
	if (!was_seen(verified, &request->seen))
		return chain_damaged(
		    entry, err, "what its signer had seen is not in the log");
	return 0;
}

/* A log, read once: each entry is verified, and then executed as long as none
 * was refused. That one was, is told where all signatures hold: a log that was
 * written anew is rarely to be executed, and that is then not what is wrong. */
struct replay {
	struct verified verified;
	struct door *door;
	bool is_refused;
	struct err why;
};

static int replay_next(
    struct replay *replay, const struct entry *entry, struct err *err)
{
	struct verified *verified = &replay->verified;
	struct request request = { 0 };
	int result;

	if (chain_verify(&verified->chain, entry, err) != 0 ||
	    replay_entry_read(&request, entry, err) != 0)
		return -1;
	result = verify_request(verified, entry, &request, err);
	if (result == 0 && !replay->is_refused)
		replay->is_refused = request_replay_read(replay->door, entry,
					 &request, &replay->why) != 0;
	message_request_release(&request);
	buffer_add(&verified->hashes, entry->hash, SIGN_SHA256);
	return result;
}

static int replay_entries(
    struct replay *replay, struct store *log_store, struct err *err)
{
	struct rows rows = log_query(log_store, INT64_MIN);
	struct entry entry;
	int result;

	while ((result = log_next(&rows, &entry, err)) == 1)
		if (replay_next(replay, &entry, err) != 0) {
			result = -1;
			break;
		}
	rows_end(&rows);
	if (result == 0 && replay->is_refused) {
		*err = replay->why;
		return -1;
	}
	return result;
}

int replay_log_of(struct store *log_store, struct store *tables,
    const uint8_t public[SIGN_PUBLIC], int64_t *entries, struct err *err)
{
	struct replay replay = { .verified.chain.daemon = public };
	struct log_chain *chain = &replay.verified.chain;
	int result = redacted_hashes_load(&chain->hash_list, log_store, err);

	sign_fingerprint(public, replay.verified.daemon);
	if (result == 0)
		result = door_open_replay(&replay.door, tables, public, err);
	if (result == 0) {
		chain->ahead = ahead_open(log_store);
		result = replay_entries(&replay, log_store, err);
	}
	door_close(replay.door);
	*entries = chain->head.seq;
	chain_release(chain);
	buffer_free(&replay.verified.hashes);
	if (result == 0 && *entries == 0)
		return err_set(err, ERR_INVALID, "the log is empty");
	return result;
}

int replay_log(struct store *log_store, struct store *tables,
    const struct sign_key *key, int64_t *entries, struct err *err)
{
	return replay_log_of(
	    log_store, tables, sign_key_public(key), entries, err);
}

/* --- the view made anew --- */

static int rebuild_once(
    struct store *store, const struct sign_key *key, struct err *err)
{
	char *later = NULL;
	int64_t entries;
	int result = -1;

	if (store_execute(store, "BEGIN IMMEDIATE", err) == 0 &&
	    rebuild_tables(store, err) == 0 &&
	    store_put_off(store, &later, err) == 0 &&
	    door_prepare(store, err) == 0 &&
	    replay_log(store, store, key, &entries, err) == 0 &&
	    store_execute(store, later, err) == 0 &&
	    store_integrity(store, err) == 0 &&
	    rebuild_check_schema(store, err) == 0)
		result = store_execute(store, "COMMIT", err);
	free(later);
	return result;
}

int replay_check_view(struct store *store, const char *path, struct err *err)
{
	bool current;

	if (rebuild_is_current(store, &current, err) != 0)
		return -1;
	if (current)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "the tables of %s are of another version: start planvaktd once, it"
	    " builds them anew",
	    path);
}

int replay_check_version(struct store *store, const char *path, struct err *err)
{
	int64_t version;

	if (store_version(store, &version, err) != 0)
		return -1;
	if (version == LOG_VERSION)
		return 0;
	if (version < LOG_VERSION)
		return err_set(err, ERR_VERSION,
		    "%s was made by an older planvaktd, before the first"
		    " release: make a new state with planvaktd init",
		    path);
	return err_set(err, ERR_VERSION,
	    "%s has log version %" PRId64 ", this planvaktd knows %d: use the"
	    " planvaktd that made it, or a newer one",
	    path, version, LOG_VERSION);
}

/* Refuses a key that did not begin this log, before anything is written with
 * it. */
static int replay_check_key(
    struct store *store, const struct sign_key *key, struct err *err)
{
	struct entry first;
	struct rows rows = log_query(store, INT64_MIN);
	int found = log_next(&rows, &first, err), result = 0;

	if (found == 1 &&
	    memcmp(first.key, sign_key_public(key), SIGN_PUBLIC) != 0)
		result = err_set(err, ERR_DENIED,
		    "the key of this state is not the one that began its log:"
		    " put the right one back");
	rows_end(&rows);
	return found < 0 ? -1 : result;
}

static int open_current(struct store *store, const char *path,
    const struct sign_key *key, bool *rebuilt, struct err *err)
{
	bool current;

	if (replay_check_version(store, path, err) != 0 ||
	    rebuild_is_current(store, &current, err) != 0)
		return -1;
	*rebuilt = !current;
	if (current && rebuild_check_schema(store, err) != 0)
		return -1;
	if (current ? door_prepare(store, err) != 0
		    : rebuild_once(store, key, err) != 0)
		return -1;
	return replay_check_key(store, key, err) == 0
	    ? chain_check_end(store, err)
	    : -1;
}

int replay_open(struct store **store, const char *path,
    const struct sign_key *key, bool *rebuilt, struct err *err)
{
	if (store_open(store, path, STORE_WRITE, err) != 0)
		return -1;
	if (open_current(*store, path, key, rebuilt, err) == 0)
		return 0;
	store_close(*store);
	*store = NULL;
	return -1;
}
