/* SPDX-License-Identifier: ISC */
/* Dispatches: messages to one address, and what became of each. */
#ifndef DAEMON_COMMANDS_NOTICE_DISPATCH_H
#define DAEMON_COMMANDS_NOTICE_DISPATCH_H

#include "daemon/contract/invocation.h"

struct dispatch {
	const char *token;
	const char *run; /* a day, or NULL: a test */
	const char *address;
	const char *department; /* or NULL: the coordinator */
	const char *language, *subject, *text;
	const char *plan; /* that it is named after, or NULL */
};

/* Queues it to be sent; in a handler only. */
int dispatch_put(struct invocation *invocation, const struct dispatch *dispatch,
    int64_t *id, struct err *err);

/* The state of a dispatch; texts are in the invocation's arena. */
struct dispatch_status {
	enum dispatch_state state;
	const char *address;
};

/* 1 where there is such a dispatch, 0 where not, -1. */
int dispatch_find(struct invocation *invocation, int64_t id,
    struct dispatch_status *dispatch_status, struct err *err);

/* Records that this entry concerns the activities that the dispatch has notices
 * of. */
int dispatch_touch(struct invocation *invocation, int64_t id, struct err *err);

/* Call it after an address of a department, or ("") the coordinator's, has
 * changed: messages that wait get the new address. In a handler only. */
int dispatch_readdress(
    struct invocation *invocation, const char *department, struct err *err);

/* Begins {"dispatch","address", which the caller ends. */
void dispatch_tell(
    struct invocation *invocation, int64_t id, const char *address);

/* clang-format off */
#define COORDINATOR \
	"(SELECT value FROM setting WHERE name = 'coordinator_mail')"

/* An address, or where it is one of the coordinator's all of those. */
#define AT_HOME(mail) \
	"iif(instr(', ' || lower(" COORDINATOR ") || ',', ', ' || lower(" mail \
	") || ','), " COORDINATOR ", " mail ")"

/* Where a notice should go by now. */
#define MAIL \
	"CASE n.role WHEN 'coordinator' THEN " COORDINATOR \
	" WHEN 'escalation' THEN (SELECT " AT_HOME("escalation") \
	"   FROM department WHERE code = n.department)" \
	" WHEN 'steering' THEN (SELECT " AT_HOME("steering") " FROM plan" \
	"   WHERE code = coalesce(n.plan, (SELECT plan FROM activity" \
	"    WHERE id = n.activity)))" \
	" ELSE (SELECT iif(mail = '', " COORDINATOR ", " AT_HOME("mail") ")" \
	"   FROM department WHERE code = n.department) END"
/* clang-format on */

#endif
