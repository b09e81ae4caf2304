/* SPDX-License-Identifier: ISC */
#include "client/command.h"

static const struct column columns[] = {
	{ "name", "NAME", COLUMN_PLAIN },
	{ "role", "ROLE", COLUMN_PLAIN },
	{ "department", "DEPARTMENT", COLUMN_RARE },
	{ "fingerprint", "FINGERPRINT", COLUMN_PLAIN },
	{ "added", "ADDED", COLUMN_PLAIN },
	{ "revoked", "REVOKED", COLUMN_RARE },
	{ "reason", "REASON", COLUMN_RARE | COLUMN_CUT },
	{ 0 },
};

const struct command key_commands[] = {
	{ "key add <name> <key:FILE.pub> --role ROLE [--department CODE]",
	    "key.add", WRITES, "Let the holder of a key in.", columns },
	{ "key list", "key.list", LISTS, "List the keys.", columns,
	    "no keys yet" },
	{ "key revoke <name> --reason TEXT", "key.revoke", WRITES,
	    "Keep a key out from now on.", columns },
	{ 0 },
};
