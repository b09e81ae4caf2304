/* SPDX-License-Identifier: ISC */
/* What `status` says of the situation picture: which problems nothing answers,
 * which activities answer none, and what nobody has reported on. */
#ifndef DAEMON_COMMANDS_PICTURE_STATUS_H
#define DAEMON_COMMANDS_PICTURE_STATUS_H

#include "daemon/contract/invocation.h"

/* Appends three lists, each with its count; `department` is the one whose
 * activities alone are told, NULL for all. */
int picture_status_put(struct invocation *invocation, const char *department,
    struct day today, struct err *err);

/* SQL: the rows of problems (id, name, area) that nothing answers. */
#define PICTURE_UNANSWERED                                                     \
	"(SELECT id, name, area FROM problem p WHERE closed_at IS NULL"        \
	" AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.problem = p.id"     \
	"  AND a.status <> 'dropped') ORDER BY id)"

/* SQL: the rows of activities that answer no problem, where there are any. */
#define PICTURE_UNANSWERING                                                    \
	"(SELECT * FROM activity WHERE open AND problem IS NULL"               \
	" AND EXISTS (SELECT 1 FROM problem WHERE closed_at IS NULL)"          \
	" AND EXISTS (SELECT 1 FROM plan p WHERE p.code = activity.plan"       \
	"  AND p.closed_at IS NULL) ORDER BY id)"

/* SQL: the kinds in use of which nothing was seen since month ?1, where there
 * are observations at all. */
#define PICTURE_UNREPORTED                                                     \
	"(SELECT id, name, spellings FROM kind WHERE retired_at IS NULL"       \
	" AND EXISTS (SELECT 1 FROM observation) AND id NOT IN"                \
	" (SELECT kind FROM observation_month WHERE month >= ?1) ORDER BY id)"

/* The month from which on they look: the one before the last. */
#define PICTURE_MONTH 16
const char *picture_status_since(struct day today, char text[PICTURE_MONTH]);

#endif
