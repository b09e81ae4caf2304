/* SPDX-License-Identifier: ISC */
#include "daemon/commands/activity_open.h"

#include <inttypes.h>
#include <string.h>

bool activity_is_closed(const struct activity_state *state)
{
	return state->status >= STATUS_DONE;
}

int activity_goes_on(
    int64_t id, const struct activity_state *state, struct err *err)
{
	return err_set(err, ERR_CONFLICT,
	    "activity %" PRId64 " goes on in another plan, as %" PRId64, id,
	    state->carried_to);
}

int activity_check_open(
    int64_t id, const struct activity_state *state, struct err *err)
{
	if (!activity_is_closed(state))
		return 0;
	if (state->carried_to != 0)
		return activity_goes_on(id, state, err);
	return err_set(err, ERR_CONFLICT,
	    "activity %" PRId64 " is %-s: reopen it first (planvakt activity"
	    " reopen %" PRId64 " --reason TEXT)",
	    id, status_words[state->status], id);
}

void activity_note(struct invocation *invocation, const char *note)
{
	static const char closed[] = PLAN_CLOSED_NOTE "\"}";
	struct buffer *reply = invocation->reply;
	size_t length = sizeof(closed) - 1;

	if (reply->length >= length &&
	    memcmp(reply->bytes + reply->length - length, closed, length) == 0)
		return;
	buffer_cut(reply, reply->length - 1);
	buffer_text(reply, ",\"note\":");
	buffer_json(reply, note);
	buffer_text(reply, "}");
}
