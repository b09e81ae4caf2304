/* SPDX-License-Identifier: ISC */
#include "protocol/message_spelling.h"

#include <stdbool.h>
#include <string.h>

/* Where the scan is. */
struct spelling_place {
	int depth;
	bool in_text, in_params;
	const char *text; /* the envelope's last one, from its quote */
};

/* An object that opens in the envelope is the value of the member whose name
 * was the last text. */
static void take_token(struct spelling_place *place, const char *at)
{
	static const char params[] = "\"params\"";

	if (*at == '"') {
		place->in_text = true;
		if (place->depth == 1)
			place->text = at;
	} else if (*at == '{' || *at == '[') {
		if (place->depth++ == 1)
			place->in_params = place->text != NULL &&
			    strncmp(place->text, params, strlen(params)) == 0;
	} else if (*at == '}' || *at == ']') {
		if (--place->depth == 1)
			place->in_params = false;
	}
}

int message_spelling_check(const char *body, size_t length, struct err *err)
{
	struct spelling_place place = { 0 };

	for (size_t i = 0; i < length; i++) {
		if (!place.in_text && body[i] == '-' && i + 1 < length &&
		    body[i + 1] == '0')
			return err_set(err, ERR_MALFORMED,
			    "a number is written -0: write 0");
		if (!place.in_text)
			take_token(&place, body + i);
		else if (body[i] == '"')
			place.in_text = false;
		else if (body[i] == '\\' && !place.in_params)
			return err_set(err, ERR_MALFORMED,
			    "a backslash stands outside of \"params\": write"
			    " the envelope's names and values without escapes");
		else if (body[i] == '\\')
			i++;
	}
	return 0;
}
