/* SPDX-License-Identifier: ISC */
#include "client/undated.h"

#include <string.h>

#include "protocol/json_member.h"
#include "protocol/translate.h"

bool undated_words(struct buffer *to, json_t *entry, json_t *thing)
{
	const char *given =
	    json_text(json_object_get(entry, "params"), "timeframe");
	const char *written =
	    json_text(json_object_get(thing, "timeframe"), "text");
	bool undated = false;
	json_t *reason;
	size_t i;

	json_array_foreach (json_object_get(thing, "unclear"), i, reason)
		undated |= strcmp(json_string_value(reason), "undated") == 0;
	if (!undated || given == NULL || written == NULL ||
	    strchr(written, '\'') != NULL)
		return false;
	buffer_printf(to, _("why: planvakt timeframe '%s'"), written);
	return true;
}
