/* SPDX-License-Identifier: ISC */
#include "client/connection/chain.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- a line --- */

/* The rest of a line that is read from the left. */
static bool take_word(const char **at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*at, word, length) != 0)
		return false;
	*at += length;
	return true;
}

static bool chain_take_number(const char **at, int64_t *number)
{
	size_t digits = strspn(*at, "0123456789");

	if (digits == 0 || digits > 18 || (digits > 1 && **at == '0'))
		return false;
	*number = strtoll(*at, NULL, 10);
	*at += digits;
	return take_word(at, " ");
}

static bool take_bytes(const char **at, uint8_t *bytes, size_t length)
{
	char hex[2 * SIGN_SHA512 + 1];

	if (strnlen(*at, 2 * length) < 2 * length)
		return false;
	snprintf(hex, sizeof(hex), "%.*s", (int)(2 * length), *at);
	*at += 2 * length;
	return hex_read(hex, bytes, length) == 0 &&
	    (**at == '\0' || take_word(at, " "));
}

int link_read(struct link *link, const char *line, struct err *err)
{
	struct buffer whole = { 0 };
	const char *at = line;
	int64_t uid;

	if (!take_word(&at, "planvakt-log-1 ") ||
	    !chain_take_number(&at, &link->place.seq) ||
	    !chain_take_number(&at, &link->at) ||
	    !chain_take_number(&at, &uid) ||
	    !take_bytes(&at, link->key, SIGN_PUBLIC) ||
	    !take_bytes(&at, link->texts.request, SIGN_SHA512) ||
	    !take_bytes(&at, link->signature, SIGN_SIGNATURE) ||
	    !take_bytes(&at, link->texts.reading, SIGN_SHA256) ||
	    !take_bytes(&at, link->previous, SIGN_SHA256) || *at != '\0' ||
	    at[-1] == ' ')
		return err_set(
		    err, ERR_TRUST, "this is no entry of a log: %.60s", line);
	buffer_text(&whole, line);
	buffer_text(&whole, "\n");
	sign_sha256(whole.bytes, whole.length, link->place.hash);
	buffer_free(&whole);
	return 0;
}

int link_follows(
    const struct link *link, const struct link *last, struct err *err)
{
	if (link->place.seq != last->place.seq + 1)
		return err_set(err, ERR_TRUST,
		    "entry %" PRId64 " of the log is not the next one",
		    link->place.seq);
	if (memcmp(link->previous, last->place.hash, SIGN_SHA256) != 0)
		return err_set(err, ERR_TRUST,
		    "entry %" PRId64
		    " of the log does not follow on the one before",
		    link->place.seq);
	if (link->at < last->at)
		return err_set(err, ERR_TRUST,
		    "entry %" PRId64 " of the log is older than the one before",
		    link->place.seq);
	return 0;
}

int link_signed(const struct link *link, struct err *err)
{
	if (sign_verify_hash(
		link->key, SIGN_REQUEST, link->texts.request, link->signature))
		return 0;
	return err_set(err, ERR_TRUST,
	    "entry %" PRId64 " of the log has a signature that does not hold",
	    link->place.seq);
}

/* --- its texts --- */

struct texts texts_of(const char *request, const char *reading)
{
	struct texts texts = { 0 };

	sign_sha512(request, strlen(request), texts.request);
	sign_sha256(reading, strlen(reading), texts.reading);
	return texts;
}

bool texts_are(const struct texts *texts, const struct texts *others)
{
	return memcmp(texts->request, others->request, SIGN_SHA512) == 0 &&
	    memcmp(texts->reading, others->reading, SIGN_SHA256) == 0;
}
