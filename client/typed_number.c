/* SPDX-License-Identifier: ISC */
#include "client/typed_number.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/translate.h"

#define DIGITS_MAX 18 /* that always fit 64 bits */

/* What may stand behind a number of per cent. */
static bool is_per_cent(const char *rest)
{
	static const char *const signs[] = { "%", " %", "\u00a0%", " procent" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strcmp(rest, signs[i]) == 0)
			return true;
	return false;
}

/* Whether 0 is one that may be meant. */
static bool begins_at_0(const char *word)
{
	static const char *const words[] = { "at", "due-within", "since",
		"wait" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

json_t *typed_number(
    const char *word, const char *shown, const char *text, struct err *err)
{
	size_t length = strspn(text, "0123456789");
	const char *rest = text + length;

	if (strcmp(word, "progress") == 0 && is_per_cent(rest))
		rest = "";
	if (length > 0 && length <= DIGITS_MAX && *rest == '\0')
		return json_integer(strtoll(text, NULL, 10));
	err_set(err, ERR_INVALID,
	    strcmp(word, "progress") == 0
		? N_("%s must be a whole number from 0 to 100, not '%s'")
		: begins_at_0(word)
		? N_("%s must be a whole number from 0 up, not '%s'")
		: N_("%s must be a number, 1 or more, not '%s'"),
	    shown, text);
	return NULL;
}
