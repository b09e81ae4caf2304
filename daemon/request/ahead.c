/* SPDX-License-Identifier: ISC */
#include "daemon/request/ahead.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* So many at once: some milliseconds' work. */
#define AHEAD 64

struct signature {
	uint8_t key[SIGN_PUBLIC], request_sha512[SIGN_SHA512],
	    signature[SIGN_SIGNATURE];
	bool holds;
};

/* What one thread verifies; it sees nothing else. */
struct batch {
	struct signature signatures[AHEAD];
	size_t count;
	pthread_t thread;
	bool runs;
};

struct ahead {
	struct store *store; /* borrowed */
	struct batch batches[2], *now, *next;
	size_t at;    /* in `now` */
	int64_t read; /* the last entry that is in a batch */
};

static void *batch_verify(void *argument)
{
	struct batch *batch = argument;

	for (size_t i = 0; i < batch->count; i++) {
		struct signature *one = &batch->signatures[i];

		one->holds = sign_verify_hash(one->key, SIGN_REQUEST,
		    one->request_sha512, one->signature);
	}
	return NULL;
}

/* Where no thread can be had, the work is done at once. */
static void batch_begin(struct batch *batch)
{
	batch->runs = batch->count > 0 &&
	    pthread_create(&batch->thread, NULL, batch_verify, batch) == 0;
	if (!batch->runs)
		batch_verify(batch);
}

static void batch_end(struct batch *batch)
{
	if (batch->runs)
		pthread_join(batch->thread, NULL);
	batch->runs = false;
}

/* What cannot be read is no part of it: who replays reads it, too, and says
 * so. */
static void batch_read(struct ahead *ahead, struct batch *batch)
{
	struct rows rows =
	    log_query_signatures(ahead->store, ahead->read + 1, AHEAD);
	struct entry entry;
	struct err ignored;

	batch->count = 0;
	while (log_next_signature(&rows, &entry, &ignored) == 1) {
		struct signature *one = &batch->signatures[batch->count++];

		memcpy(one->key, entry.key, SIGN_PUBLIC);
		memcpy(one->request_sha512, entry.request_sha512, SIGN_SHA512);
		memcpy(one->signature, entry.signature, SIGN_SIGNATURE);
		ahead->read = entry.seq;
	}
	rows_end(&rows);
}

static void ahead_turn(struct ahead *ahead)
{
	struct batch *done = ahead->now;

	ahead->now = ahead->next;
	ahead->next = done;
	ahead->at = 0;
	batch_end(ahead->now);
	batch_read(ahead, ahead->next);
	batch_begin(ahead->next);
}

struct ahead *ahead_open(struct store *log_store)
{
	struct ahead *ahead = calloc(1, sizeof(*ahead));

	if (ahead == NULL)
		abort();
	ahead->store = log_store;
	ahead->now = &ahead->batches[0];
	ahead->next = &ahead->batches[1];
	ahead_turn(ahead);
	return ahead;
}

void ahead_close(struct ahead *ahead)
{
	if (ahead == NULL)
		return;
	batch_end(ahead->next);
	free(ahead);
}

static bool ahead_is_same(
    const struct signature *one, const struct entry *entry)
{
	return memcmp(one->key, entry->key, SIGN_PUBLIC) == 0 &&
	    memcmp(one->request_sha512, entry->request_sha512, SIGN_SHA512) ==
	    0 &&
	    memcmp(one->signature, entry->signature, SIGN_SIGNATURE) == 0;
}

bool ahead_holds(struct ahead *ahead, const struct entry *entry)
{
	const struct signature *one;

	if (ahead->at == ahead->now->count)
		ahead_turn(ahead);
	one = &ahead->now->signatures[ahead->at];
	if (ahead->at < ahead->now->count && ahead_is_same(one, entry)) {
		ahead->at++;
		return one->holds;
	}
	return sign_verify_hash(
	    entry->key, SIGN_REQUEST, entry->request_sha512, entry->signature);
}
