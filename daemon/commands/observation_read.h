/* SPDX-License-Identifier: ISC */
/* What the cells of an observation mean: its reading. */
#ifndef DAEMON_COMMANDS_OBSERVATION_READ_H
#define DAEMON_COMMANDS_OBSERVATION_READ_H

#include "daemon/commands/kind.h"
#include "daemon/contract/contract.h"

#define OBSERVATION_COUNT_MAX 1000000

/* NULL-ended. */
extern const char *const observation_environment_words[];

/* The contract of one reading. */
extern const struct field observation_reading[];

/* What the rows of one request are read with. */
struct observation_reader {
	struct invocation *invocation;
	struct kinds kinds;
	json_t *districts; /* folded name: number */
	/* What cells were read as: a table has few kinds and many rows. */
	json_t *known;
	int64_t last_district;
	struct day today;
	int year; /* of dates without one; 0 for none */
};

int observation_reader_open(struct observation_reader *reader,
    struct invocation *invocation, struct err *err);
void observation_reader_close(struct observation_reader *reader);

/* Reads `row`, whose members are texts but for `count`, which may be a number,
 * into `reading`. ERR_INVALID names the cell and says what is wrong. */
int observation_read_row(struct observation_reader *reader, const json_t *row,
    json_t *reading, struct err *err);

#endif
