/* SPDX-License-Identifier: ISC */
#include "client/output/unclear_words.h"

#include <string.h>

#include "protocol/json_member.h"
#include "protocol/translate.h"

static bool unclear_is_empty(const char *text)
{
	return text != NULL && text[0] == '\0';
}

const char *unclear_words(json_t *row, const char *reason)
{
	const char *time = json_text(json_object_get(row, "timeframe"), "text");
	const struct {
		const char *word, *meaning;
	} meanings[] = {
		{ "undated",
		    unclear_is_empty(time) ? N_("no time is given")
					   : N_("no date could be read") },
		{ "vague", N_("the date is vague") },
		{ "lead",
		    unclear_is_empty(json_text(row, "owner_text"))
			? N_("nobody is named who leads")
			: N_("the owner is not registered") },
		{ "cooperating", N_("a cooperating owner is not registered") },
		{ "equal", N_("owners of equal rank: who leads?") },
	};

	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (strcmp(reason, meanings[i].word) == 0)
			return translate(meanings[i].meaning);
	return reason;
}
