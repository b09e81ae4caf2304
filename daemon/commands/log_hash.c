/* SPDX-License-Identifier: ISC */
#include "daemon/commands/log_hash.h"

#include <string.h>

#include "daemon/commands/log_list.h"
#include "protocol/log_sentence.h"

static bool same_head(const struct receipt *a, const struct receipt *b)
{
	return a->seq == b->seq && memcmp(a->hash, b->hash, SIGN_SHA256) == 0;
}

static void log_hash_begin(struct log_hash *hash, const struct receipt *head)
{
	int begun_again = hash->head.seq == 0 ? 0 : hash->begun_again + 1;

	*hash = (struct log_hash){ .head = *head, .begun_again = begun_again };
	sign_sha256_add(
	    &hash->csv, LOG_SENTENCE_CSV_HEAD, strlen(LOG_SENTENCE_CSV_HEAD));
	sign_sha256_add(&hash->txt, "", 0);
}

static int log_hash_part(
    struct log_hash *hash, struct store *store, struct err *err)
{
	struct buffer csv = { 0 }, txt = { 0 };
	int result = log_list_told(store, &hash->seq, &txt, &csv, err);

	if (result >= 0) {
		sign_sha256_add(&hash->csv, csv.bytes, csv.length);
		sign_sha256_add(&hash->txt, txt.bytes, txt.length);
		hash->is_whole = result == 0;
	}
	buffer_free(&csv);
	buffer_free(&txt);
	return result;
}

int log_hash_go_on(struct log_hash *hash, struct store *store,
    const struct receipt *head, struct err *err)
{
	bool is_late;
	int result;

	if (!same_head(&hash->head, head))
		log_hash_begin(hash, head);
	is_late = hash->begun_again > LOG_HASH_AGAIN;
	do
		result = hash->is_whole ? 0 : log_hash_part(hash, store, err);
	while (result == 1 && is_late);
	if (result < 0)
		*hash = (struct log_hash){ 0 };
	return result;
}

void log_hash_end(
    struct log_hash *hash, uint8_t csv[SIGN_SHA256], uint8_t txt[SIGN_SHA256])
{
	sign_sha256_end(&hash->csv, csv);
	sign_sha256_end(&hash->txt, txt);
	*hash = (struct log_hash){ 0 };
}
