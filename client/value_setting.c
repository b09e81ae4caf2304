/* SPDX-License-Identifier: ISC */
#include "client/value_setting.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* What `setting list` shows where the locale is Swedish. */
static const struct {
	const char *swedish, *word;
} settings[] = {
	{ "måndag", "monday" },
	{ "tisdag", "tuesday" },
	{ "onsdag", "wednesday" },
	{ "torsdag", "thursday" },
	{ "fredag", "friday" },
	{ "av", "off" },
	{ "på", "on" },
	{ "svenska", "sv" },
	{ "engelska", "en" },
};

const char *value_setting(const char *name, const char *text)
{
	if (strcmp(name, "value") != 0)
		return text;
	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		if (strcasecmp(settings[i].swedish, text) == 0)
			return settings[i].word;
	return text;
}
