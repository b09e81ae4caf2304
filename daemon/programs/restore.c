/* SPDX-License-Identifier: ISC */
#include "daemon/programs/restore.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "daemon/contract/invocation.h"
#include "daemon/contract/contract.h"
#include "daemon/machine/confine.h"
#include "daemon/machine/state.h"
#include "daemon/programs/opening.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"

/* Checks what the command line gave, so that an error names the option. */
static const struct field option_fields[] = {
	{ "--restored-from", FIELD_LINE, REQUIRED, .min = 1,
	    .max = REFERENCE_MAX },
	{ 0 },
};

static int restore_check_words(const char *from, struct err *err)
{
	json_t *options = json_pack("{s:s}", "--restored-from", from);
	int result;

	if (options == NULL)
		return err_set(
		    err, ERR_INVALID, "--restored-from is not valid UTF-8");
	result = contract_check(option_fields, options, err);
	json_decref(options);
	return result;
}

static int append(struct door *door, const char *from, struct err *err)
{
	json_t *params = json_pack("{s:s}", "from", from);
	int result = request_own(door, "state.restored", params, NULL, err);

	json_decref(params);
	if (result == 0)
		result = door_commit(door, err);
	return result;
}

/* In a rehearsal the time is that of the last entry. */
static int note(struct store *store, const struct sign_key *key,
    const char *from, struct err *err)
{
	struct clock clock = { 0 };
	struct door *door;
	int result;

	if (door_open(&door, store, key, &clock, err) != 0)
		return -1;
	if (door_rehearsal(door)) {
		clock.at = door_last(door);
		clock.still = true;
	}
	result = append(door, from, err);
	if (result == 0)
		printf("entry %" PRId64 " says that the state was restored"
		       " from %s\na coordinator confirms it with: planvakt log"
		       " confirm-restore\n",
		    door_head(door)->seq, from);
	door_close(door);
	return result;
}

int state_restore(const char *directory, const char *from, struct err *err)
{
	struct sign_key *key = NULL;
	struct store *store = NULL;
	struct state state;
	bool rebuilt = false;
	int result = -1;

	state_paths(&state, directory);
	if (restore_check_words(from, err) == 0 &&
	    confine_owner(directory, err) == 0 &&
	    state_check_owner(&state, err) == 0 &&
	    state_lock(&state, err) == 0 &&
	    sign_key_read(&key, state.key, err) == 0 &&
	    opening_open(&store, state.database, key, &rebuilt, err) == 0)
		result = note(store, key, from, err);
	opening_close(store);
	sign_key_free(key);
	return result;
}
