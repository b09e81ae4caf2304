/* SPDX-License-Identifier: ISC */
#include "client/value_interval.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What stands before the unit, where that is no number. */
static const struct {
	const char *words;
	int number;
} often[] = {
	{ "varje ", 1 },
	{ "varannan ", 2 },
	{ "vartannat ", 2 },
	{ "var tredje ", 3 },
	{ "vart tredje ", 3 },
	{ "var fjärde ", 4 },
	{ "vart fjärde ", 4 },
	{ "var sjätte ", 6 },
	{ "every ", 1 },
};

static const struct {
	const char *begins;
	char unit;
} units[] = {
	{ "dag", 'd' },
	{ "day", 'd' },
	{ "veck", 'w' },
	{ "week", 'w' },
	{ "mån", 'm' },
	{ "month", 'm' },
	{ "år", 'y' },
	{ "year", 'y' },
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char *interval_number(const char *text, int *number)
{
	int end = 0;

	if (sscanf(text, "%5d%n", number, &end) == 1 && *number > 0)
		return text + end + strspn(text + end, " ");
	for (size_t i = 0; i < COUNT(often); i++) {
		size_t length = strlen(often[i].words);

		if (strncasecmp(text, often[i].words, length) == 0) {
			*number = often[i].number;
			return text + length;
		}
	}
	return NULL;
}

const char *value_interval(
    const char *name, const char *text, char room[VALUE_INTERVAL])
{
	int number = 0;
	const char *unit;

	if (strcmp(name, "review") != 0 && strcmp(name, "follow-up") != 0)
		return text;
	unit = interval_number(text, &number);
	for (size_t i = 0; unit != NULL && i < COUNT(units); i++) {
		size_t length = strlen(units[i].begins);

		if (strncasecmp(unit, units[i].begins, length) != 0 ||
		    strchr(unit, ' ') != NULL)
			continue;
		snprintf(room, VALUE_INTERVAL, "%d%c", number, units[i].unit);
		return room;
	}
	return text;
}
