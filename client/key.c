/* SPDX-License-Identifier: ISC */
#include "client/call.h"
#include "client/verb.h"
#include "protocol/sign_key.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

static const struct column columns[] = {
	{ "name", "NAME", COLUMN_WORDS },
	{ "role", "ROLE", COLUMN_PLAIN },
	{ "department", "DEPARTMENT", COLUMN_RARE, 1 },
	{ "fingerprint", "FINGERPRINT", COLUMN_PLAIN, 5 },
	{ "added", "ADDED", COLUMN_PLAIN, 4 },
	{ "revoked", "REVOKED", COLUMN_RARE, 2 },
	{ "reason", "REASON", COLUMN_RARE | COLUMN_CUT, 3 },
	{ 0 },
};

/* --- replace --- */

/* The new key takes over the old one's receipt, so that it does not start
 * without a past. */
static void carry_on(struct call *call, const struct receipt *receipt)
{
	const char *line = json_text(call->words->params, "key");
	uint8_t public[SIGN_PUBLIC];
	struct err err;

	if (sign_public_read(line, public, &err) == 0)
		call_keep_receipt(call, public, receipt);
}

static int replace_run(struct call *call, struct err *err)
{
	struct answer answer;

	if (call_open(call, err) != 0 ||
	    call_request(call, call->words->verb->method, call->words->params,
		true, &answer, err) != 0)
		return -1;
	carry_on(call, &answer.receipt);
	json_object_set_new(answer.result, "note",
	    json_string(N_("the old key is revoked: sign with the new one from"
			   " now on (--key FILE, PLANVAKT_KEY)")));
	call_tell(call, &answer);
	message_answer_release(&answer);
	return 0;
}

const struct verb key_verbs[] = {
	{ "key add <name> <key:FILE.pub> --role ROLE [--department CODE]",
	    "key.add", WRITES, "Let the holder of a key in.", columns },
	{ "key list", "key.list", LISTS, "List the keys.", columns,
	    "no keys yet" },
	{ "key replace <name> <key:FILE.pub> [--yes]", "key.replace",
	    WRITES | FINAL, "Give your name to a new key, signed with the old.",
	    columns, NULL, replace_run },
	{ "key revoke <name> --reason TEXT [--yes]", "key.revoke",
	    WRITES | FINAL, "Keep a key out from now on.", columns },
	{ 0 },
};
