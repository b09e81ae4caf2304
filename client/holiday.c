/* SPDX-License-Identifier: ISC */
#include "client/call.h"
#include "client/verb.h"

static const struct column columns[] = {
	{ "date", "DATE", COLUMN_PLAIN },
	{ "name", "NAME", COLUMN_WORDS },
	{ "public", "PUBLIC HOLIDAY", COLUMN_PLAIN },
	{ 0 },
};

const struct verb holiday_verbs[] = {
	{ "holidays add <date> <name>", "holidays.add", WRITES,
	    "Add a day the municipality is closed.", columns },
	{ "holidays remove <date>", "holidays.remove", WRITES,
	    "Remove a closed day of the municipality's own.", columns },
	{ "holidays <year:N>", "holidays.list", LISTS,
	    "List the days nobody works.", columns, "no holidays" },
	{ 0 },
};
