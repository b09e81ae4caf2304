/* SPDX-License-Identifier: ISC */
/* A command of the command line is one row: the words it takes, the method
 * it asks for and the columns its answer is shown in. */
#ifndef CLIENT_COMMAND_H
#define CLIENT_COMMAND_H

#include "client/output.h"
#include "protocol/error.h"

struct call;

enum command_traits {
	READS = 0,
	WRITES = 1 << 0, /* carries `seen` and `blind`, gives a receipt */
	LISTS = 1 << 1,  /* answers rows, in pages */
};

struct command {
	const char *grammar; /* client/words.h */
	const char *method;  /* NULL where no one request is asked for */
	unsigned traits;
	const char *summary;
	const struct column *columns; /* of a list's rows, and in CSV */
	const char *empty;            /* said of a list without rows */
	/* NULL: ask for `method` and show the answer. */
	int (*run)(struct call *call, struct err *err);
};

struct family {
	const char *name;
	const char *summary;
	const struct command *commands; /* a row without grammar ends them */
};

/* The row after `row` (NULL: the first), going on into the next family. */
const struct command *command_next(
    const struct family **family, const struct command *row);

/* A family without a name or commands ends them (client/families.c). */
extern const struct family command_families[];

extern const struct command activity_commands[];
extern const struct command department_commands[];
extern const struct command entry_commands[];
extern const struct command holiday_commands[];
extern const struct command key_commands[];
extern const struct command ladder_commands[];
extern const struct command notice_commands[];
extern const struct command plan_commands[];
extern const struct command quiet_commands[];
extern const struct command setting_commands[];
extern const struct command state_commands[];

#endif
