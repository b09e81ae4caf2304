/* SPDX-License-Identifier: ISC */
#include "client/verb.h"

static const struct column columns[] = {
	{ "name", "NAME", COLUMN_PLAIN },
	{ "value", "VALUE", COLUMN_WORDS },
	{ "meaning", "WHAT IT IS", COLUMN_WRAP | COLUMN_TOLD, 1 },
	{ 0 },
};

const struct verb setting_verbs[] = {
	{ "setting list", "setting.list", LISTS, "List the settings.", columns,
	    "no settings" },
	{ "setting set <name> <value>", "setting.set", WRITES,
	    "Change a setting: setting list shows which there are.", columns },
	{ "clock confirm", "clock.confirm", WRITES,
	    "Say that the machine's clock is right." },
	{ 0 },
};
