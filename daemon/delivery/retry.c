/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/retry.h"

#include <stdlib.h>

#include "protocol/grow.h"

void retries_free(struct retries *retries)
{
	free(retries->list);
	*retries = (struct retries){ 0 };
}

int64_t retry_delay(const struct config *config, int try)
{
	int64_t delay = config->retry_first, most = config->retry_max;

	for (int i = 1; i < try && delay < most; i++)
		delay *= 2;
	return 1000 * (delay < most ? delay : most);
}

struct retry *retries_find(const struct retries *retries, int64_t dispatch)
{
	for (size_t i = 0; i < retries->count; i++)
		if (retries->list[i].dispatch == dispatch)
			return &retries->list[i];
	return NULL;
}

static struct retry *retry_add(struct retries *retries)
{
	retries->list = grow(retries->list, retries->count, &retries->capacity,
	    sizeof(*retries->list));
	return &retries->list[retries->count++];
}

struct retry *retries_put(
    struct retries *retries, int64_t dispatch, int64_t queued)
{
	struct retry *retry = retries_find(retries, dispatch);

	if (retry != NULL && retry->queued == queued)
		return retry;
	if (retry == NULL)
		retry = retry_add(retries);
	*retry =
	    (struct retry){ dispatch, queued, 0, RETRY_NEVER, RETRY_NEVER };
	return retry;
}

void retries_drop(struct retries *retries, int64_t dispatch)
{
	struct retry *retry = retries_find(retries, dispatch);

	if (retry != NULL)
		*retry = retries->list[--retries->count];
}

void retries_hasten(struct retries *retries, struct moment now)
{
	for (size_t i = 0; i < retries->count; i++) {
		struct moment *due = &retries->list[i].due;

		if (due->milliseconds != INT64_MAX)
			*due = now;
	}
}

void retries_restart(struct retries *retries)
{
	for (size_t i = 0; i < retries->count; i++)
		retries->list[i].since = RETRY_NEVER;
}

struct retry *retries_first(const struct retries *retries)
{
	struct retry *first = NULL;

	for (size_t i = 0; i < retries->count; i++) {
		struct retry *retry = &retries->list[i];

		if (retry->due.milliseconds == INT64_MAX)
			continue;
		if (first == NULL ||
		    retry->due.milliseconds < first->due.milliseconds)
			first = retry;
	}
	return first;
}
