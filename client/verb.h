/* SPDX-License-Identifier: ISC */
/* A command of the command line is one row: the words it takes, the method
 * it asks for and the columns its answer is shown in. */
#ifndef CLIENT_VERB_H
#define CLIENT_VERB_H

#include "client/output/output.h"
#include "protocol/error.h"

struct call;

enum verb_traits {
	READS = 0,
	WRITES = 1 << 0, /* carries `seen` and `blind`, gives a receipt */
	LISTS = 1 << 1,  /* answers rows, in pages */
};

struct verb {
	const char *grammar; /* client/words.h */
	const char *method;  /* NULL where no one request is asked for */
	unsigned traits;
	const char *summary;
	const struct column *columns; /* of a list's rows, and in CSV */
	const char *empty;            /* said of a list without rows */
	/* NULL: ask for `method` and show the answer. */
	int (*run)(struct call *call, struct err *err);
};

struct topic {
	const char *name;
	const char *summary;
	const struct verb *verbs; /* a row without grammar ends them */
};

/* The row after `row` (NULL: the first), going on into the next topic. */
const struct verb *verb_next(
    const struct topic **topic, const struct verb *row);

/* A topic without a name or commands ends them (client/topics.c). */
extern const struct topic client_topics[];

extern const struct verb activity_verbs[];
extern const struct verb department_verbs[];
extern const struct verb log_list_verbs[];
extern const struct verb holiday_verbs[];
extern const struct verb key_verbs[];
extern const struct verb ladder_verbs[];
extern const struct verb notice_verbs[];
extern const struct verb plan_verbs[];
extern const struct verb quiet_verbs[];
extern const struct verb setting_verbs[];
extern const struct verb state_verbs[];

#endif
