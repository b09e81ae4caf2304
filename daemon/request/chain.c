/* SPDX-License-Identifier: ISC */
#include "daemon/request/chain.h"

#include <inttypes.h>
#include <string.h>

/* So many entries a start looks at: a day's of a busy office. */
#define END_LENGTH 200

void chain_release(struct log_chain *chain)
{
	redacted_hash_list_release(&chain->hash_list);
	ahead_close(chain->ahead);
}

int chain_damaged(const struct entry *entry, struct err *err, const char *what)
{
	return err_set(err, ERR_INVALID, "entry %" PRId64 " of the log: %-s",
	    entry->seq, what);
}

/* Checks the entry's bytes against the hashes in the chain or, where the entry
 * was redacted, against those that the last decision gave it. */
static int verify_bytes(
    const struct log_chain *chain, const struct entry *entry, struct err *err)
{
	const struct redacted_hashes *hashes =
	    redacted_hashes_of(&chain->hash_list, entry->seq);
	uint8_t hash[SIGN_SHA512];

	sign_sha512(entry->request, entry->request_length, hash);
	if (memcmp(hash,
		hashes != NULL ? hashes->request_sha512 : entry->request_sha512,
		SIGN_SHA512) != 0)
		return chain_damaged(entry, err, "the request was changed");
	sign_sha256(entry->reading, strlen(entry->reading), hash);
	if (memcmp(hash,
		hashes != NULL ? hashes->reading_sha256 : entry->reading_sha256,
		SIGN_SHA256) != 0)
		return chain_damaged(entry, err, "its reading was changed");
	return 0;
}

static bool signature_holds(struct log_chain *chain, const struct entry *entry)
{
	if (chain->ahead != NULL)
		return ahead_holds(chain->ahead, entry);
	return sign_verify_hash(
	    entry->key, SIGN_REQUEST, entry->request_sha512, entry->signature);
}

int chain_verify(
    struct log_chain *chain, const struct entry *entry, struct err *err)
{
	uint8_t hash[SIGN_SHA256];

	if (entry->seq != chain->head.seq + 1)
		return chain_damaged(entry, err, "its predecessor is missing");
	if (memcmp(entry->previous, chain->head.hash, SIGN_SHA256) != 0)
		return chain_damaged(
		    entry, err, "it does not follow the one before");
	if (entry->at.seconds < chain->at.seconds)
		return chain_damaged(
		    entry, err, "it is older than the one before");
	if (verify_bytes(chain, entry, err) != 0)
		return -1;
	log_entry_hash(entry, hash);
	if (memcmp(hash, entry->hash, SIGN_SHA256) != 0)
		return chain_damaged(entry, err, "its hash does not hold");
	if (entry->seq == 1 && chain->daemon != NULL &&
	    memcmp(entry->key, chain->daemon, SIGN_PUBLIC) != 0)
		return chain_damaged(
		    entry, err, "it was not begun by the key of this state");
	if (!signature_holds(chain, entry))
		return chain_damaged(entry, err, "its signature does not hold");
	memcpy(chain->head.hash, entry->hash, SIGN_SHA256);
	chain->head.seq = entry->seq;
	chain->at = entry->at;
	return 0;
}

/* The first one looked at is believed that it follows on the one before. */
static void chain_start(struct log_chain *chain, const struct entry *entry)
{
	chain->head.seq = entry->seq - 1;
	memcpy(chain->head.hash, entry->previous, SIGN_SHA256);
}

static int chain_verify_since(
    struct log_chain *chain, struct store *store, int64_t from, struct err *err)
{
	struct rows rows = log_query(store, from);
	struct entry entry;
	bool first = true;
	int result;

	while ((result = log_next(&rows, &entry, err)) == 1) {
		if (first && entry.seq > 1)
			chain_start(chain, &entry);
		first = false;
		if (chain_verify(chain, &entry, err) != 0) {
			result = -1;
			break;
		}
	}
	rows_end(&rows);
	return result;
}

int chain_check_end(struct store *store, struct err *err)
{
	struct log_chain chain = { 0 };
	struct log log;
	int64_t from;
	int result;

	if (log_open(&log, store, err) != 0)
		return -1;
	from = log.head.seq > END_LENGTH ? log.head.seq - END_LENGTH + 1 : 1;
	result = redacted_hashes_since(&chain.hash_list, store, from, err);
	if (result == 0)
		result = chain_verify_since(&chain, store, from, err);
	chain_release(&chain);
	return result;
}
