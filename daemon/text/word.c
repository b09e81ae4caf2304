/* SPDX-License-Identifier: ISC */
#include "daemon/text/word.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "protocol/translate.h"

const char *const status_words[] = {
	[STATUS_PLANNED] = N_("planned"),
	[STATUS_STARTED] = N_("started"),
	[STATUS_DONE] = N_("done"),
	[STATUS_DROPPED] = N_("dropped"),
	NULL,
};

const char *const dispatch_state_words[] = {
	[DISPATCH_PLANNED] = "planned",
	[DISPATCH_ACCEPTED] = "accepted",
	[DISPATCH_FAILED] = "failed",
	[DISPATCH_WITHDRAWN] = "withdrawn",
	[NOTICE_ACKNOWLEDGED] = "acknowledged",
	[NOTICE_SKIPPED] = "skipped",
	NULL,
};

const char *const language_words[] = {
	[LANGUAGE_SWEDISH] = "sv",
	[LANGUAGE_ENGLISH] = "en",
	NULL,
};

int word_place(const char *const *words, const char *word)
{
	for (int i = 0; word != NULL && words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

int word_of(const char *const *words, const char *word)
{
	int place = word_place(words, word);

	assert(place >= 0);
	return place;
}
