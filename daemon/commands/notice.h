/* SPDX-License-Identifier: ISC */
/* Notices: listing and showing them, and finding one. */
#ifndef DAEMON_COMMANDS_NOTICE_H
#define DAEMON_COMMANDS_NOTICE_H

#include "daemon/calendar/day.h"
#include "daemon/contract/invocation.h"
#include "daemon/ladder/stage.h"
#include "daemon/store/store.h"

/* The day of the last reminder run, DAY_NONE where there was none. */
int notice_last_run(struct store *store, struct day *last, struct err *err);

/* What commands that change a notice look at first. The texts are in the
 * invocation's arena. */
struct notice {
	int64_t activity; /* 0 of a plan */
	int64_t due_version;
	int64_t dispatch; /* 0 for none */
	enum stage stage;
	enum role_told role;
	const char *department;
	const char *recipient;       /* as lists show it */
	enum dispatch_state outcome; /* of its dispatch */
	bool skipped, acknowledged;
};

/* ERR_NOT_FOUND where there is none. */
int notice_find(struct invocation *invocation, int64_t id,
    struct notice *notice, struct err *err);

/* 1 where the notice is addressed to `department` or to one that it has
 * replaced, or where there is no such notice (which its command will say); 0
 * where not; -1. */
int notice_is_of(
    struct store *store, int64_t id, const char *department, struct err *err);

/* Appends the notice as a row of notice.list. */
int notice_one(struct invocation *invocation, int64_t id, struct err *err);

#endif
