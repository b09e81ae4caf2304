/* SPDX-License-Identifier: ISC */
/* Sending a message again that failed, to where its readers are by now. */
#include <inttypes.h>

#include "daemon/commands/families.h"
#include "daemon/commands/notice_dispatch.h"

enum { FIND, RESEND, READDRESS, FIRST_NOTICE };

static const char *const notice_resend_sql[] = {
	/* 0 where it was skipped. */
	[FIND] = "SELECT iif(skipped, 0, coalesce(dispatch, 0)) FROM notice"
		 " WHERE id = ?1",
	[RESEND] = "UPDATE dispatch SET state = 'planned', queued = ?2,"
		   " queued_at = ?3, settled_at = NULL, answer = NULL,"
		   " told = 0 WHERE id = ?1",
	/* Most messages fail because the address was wrong, so the address in
	 * force is taken; IGNORE, where that one had a message of this run. A
	 * letter without notices is the coordinator's; a test keeps its
	 * address. */
	[READDRESS] = "UPDATE OR IGNORE dispatch SET address = coalesce("
		      "CASE WHEN run IS NULL THEN NULL"
		      " WHEN ?2 = 0 THEN " COORDINATOR " ELSE (SELECT " MAIL
		      " FROM notice n WHERE n.id = ?2)"
		      " END, address) WHERE id = ?1",
	[FIRST_NOTICE] = "SELECT coalesce(min(id), 0) FROM notice"
			 " WHERE dispatch = ?1 AND skipped = 0",
	NULL,
};

/* What is asked for again: the message of a notice, or one by its number. */
struct again {
	int64_t dispatch;
	int64_t notice; /* whose address counts; 0: it carries none */
};

static int refuse_resend(
    const struct again *again, enum dispatch_state state, struct err *err)
{
	if (state == DISPATCH_ACCEPTED)
		return err_set(err, ERR_CONFLICT,
		    "dispatch %" PRId64 " was accepted: only one that failed is"
		    " sent again",
		    again->dispatch);
	if (state == DISPATCH_PLANNED)
		return err_set(err, ERR_CONFLICT,
		    "dispatch %" PRId64 " waits to be sent: there is nothing to"
		    " do",
		    again->dispatch);
	return err_set(err, ERR_CONFLICT,
	    "dispatch %" PRId64 " was withdrawn, for all in it was done: there"
	    " is nothing to send",
	    again->dispatch);
}

static int again_of_notice(struct invocation *invocation, int64_t id,
    struct again *again, struct err *err)
{
	if (store_integer(invocation->store, notice_resend_sql, FIND,
		BIND(INTEGER(id)), &again->dispatch, -1, err) != 0)
		return -1;
	if (again->dispatch < 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no notice %" PRId64 ": planvakt notice list"
		    " shows those there are",
		    id);
	if (again->dispatch == 0)
		return err_set(err, ERR_CONFLICT,
		    "notice %" PRId64 " was skipped: there is no message to"
		    " send again",
		    id);
	again->notice = id;
	return 0;
}

static int again_of_dispatch(struct invocation *invocation, int64_t id,
    struct again *again, struct err *err)
{
	again->dispatch = id;
	return store_integer(invocation->store, notice_resend_sql, FIRST_NOTICE,
	    BIND(INTEGER(id)), &again->notice, 0, err);
}

static int notice_resend_read_again(
    struct invocation *invocation, struct again *again, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);
	int64_t dispatch = param_integer(invocation, "dispatch", 0);

	if ((id == 0) == (dispatch == 0))
		return err_set(err, ERR_INVALID,
		    "id or dispatch: give one of them, the number of a notice"
		    " or of a dispatch");
	return id != 0 ? again_of_notice(invocation, id, again, err)
		       : again_of_dispatch(invocation, dispatch, again, err);
}

static int find_failed(
    struct invocation *invocation, const struct again *again, struct err *err)
{
	struct dispatch_status dispatch_status;
	int found =
	    dispatch_find(invocation, again->dispatch, &dispatch_status, err);

	if (found == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no dispatch %" PRId64 ": planvakt status shows"
		    " those that failed",
		    again->dispatch);
	if (found == 1 && dispatch_status.state != DISPATCH_FAILED)
		return refuse_resend(again, dispatch_status.state, err);
	return found < 0 ? -1 : 0;
}

static int resend(struct invocation *invocation, struct err *err)
{
	struct again again;
	struct dispatch_status dispatch_status;

	if (notice_resend_read_again(invocation, &again, err) != 0 ||
	    find_failed(invocation, &again, err) != 0)
		return -1;
	if (store_run(invocation->store, notice_resend_sql, RESEND,
		BIND(INTEGER(again.dispatch), INTEGER(invocation->seq),
		    INTEGER(invocation->now.seconds)),
		err) != 0 ||
	    store_run(invocation->store, notice_resend_sql, READDRESS,
		BIND(INTEGER(again.dispatch), INTEGER(again.notice)),
		err) != 0 ||
	    dispatch_touch(invocation, again.dispatch, err) != 0 ||
	    dispatch_find(invocation, again.dispatch, &dispatch_status, err) !=
		1)
		return -1;
	dispatch_tell(invocation, again.dispatch, dispatch_status.address);
	buffer_text(invocation->reply, "}");
	return 0;
}

static const struct field resend_fields[] = {
	{ "id", FIELD_ID, OPTIONAL },
	{ "dispatch", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct command notice_resend_commands[] = {
	{ "notice.resend", ACCESS_COORDINATOR, WRITES, resend_fields, resend },
	{ 0 },
};

const struct family notice_resend_family = {
	notice_resend_commands,
	notice_resend_sql,
};
