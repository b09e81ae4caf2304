/* SPDX-License-Identifier: ISC */
/* What a command's handler may see, and nothing more: it cannot send, log,
 * begin a transaction or see the connection. */
#ifndef DAEMON_CONTRACT_INVOCATION_H
#define DAEMON_CONTRACT_INVOCATION_H

#include <jansson.h>
#include <stdbool.h>

#include "daemon/calendar/day.h"
#include "daemon/store/store.h"
#include "daemon/text/word.h"
#include "protocol/arena.h"
#include "protocol/buffer.h"
#include "protocol/message.h"

#define CODE_MAX      32  /* characters */
#define NAME_LENGTH   120 /* of a department, a key, a plan's title */
#define TEXT_LONG     4000
#define REFERENCE_MAX 200

enum role { ROLE_DAEMON, ROLE_COORDINATOR, ROLE_DEPARTMENT, ROLE_AUDITOR };

/* Each in its place, and NULL. */
extern const char *const role_words[];

/* Who asks. */
struct principal {
	uint8_t key[SIGN_PUBLIC];
	char name[4 * NAME_LENGTH + 1];
	enum role role;
	char department[4 * CODE_MAX + 1]; /* "" for none */
};

/* The tables of an earlier day, which outlive a request, and who gives them
 * back. {0} for none. */
struct past_slot {
	struct past *past;
	void (*release)(struct past *past);
};

/* What one command each needs of the door, or leaves to it. */
struct invocation_rare {
	/* log.checkpoint signs with it, and goes on where it was. */
	const struct sign_key *daemon_key;
	struct log_hash *log_hash;
	/* Set by a read that takes long: it is done in parts, and is to be
	 * called again once others have had their turn. */
	bool goes_on;
	/* clock.confirm: what the clock says, right or wrong, and the time of
	 * the last entry. */
	struct instant clock, last;
	/* status: why the clock is not believed, which holds runs and writes,
	 * in the arena, NULL where it is; and how many requests were denied
	 * since the daemon started. */
	const char *doubt;
	int64_t denied;
	/* past.read: the door's tables of an earlier day. */
	struct past_slot *past;
	const char *checked; /* where the last check's outcome stands; NULL */
	/* Set by read() of log.redact: what the door is to rewrite after run().
	 * In the arena; NULL in a replay. */
	const struct redaction *redaction;
	/* Set by log.watch: the connection is told of every entry after this
	 * one. */
	bool watches;
	int64_t watch_after;
};

/* Says that `done` of `total` parts of the request are done. */
typedef void invocation_teller(
    void *connection, int64_t request, size_t done, size_t total);

/* Who hears how far a long command is; {0} for nobody. */
struct invocation_hearer {
	invocation_teller *tell;
	void *connection;
	int64_t request;
	size_t told; /* per cent */
};

struct invocation {
	struct store *store;
	struct arena *arena;
	const struct principal *principal;
	json_t *params;  /* has kept its command's contract */
	json_t *reading; /* what the command's read() made of it */
	/* What read() found that belongs into the reply and not into the log; a
	 * list, NULL in a replay. */
	json_t *remarks;
	int64_t remarks_left_out; /* as they were too many */
	/* A write's entry time, which replay repeats; a read's time. */
	struct instant now;
	int64_t seq; /* a write's place in the log */
	struct receipt head;
	const char *daemon; /* its fingerprint */
	/* The elements of "rows", of both, are their texts, and the command
	 * takes them by message_row(). */
	bool packed;
	int socket; /* of who asks; 0 for none. For the door alone. */
	struct invocation_hearer hearer;
	bool rehearsal;
	struct buffer *reply; /* JSON of the result; {} where left empty */
	bool unchanged;       /* set by a write that changed nothing */
	struct invocation_rare rare;
};

/* Says how far a long command is: at each per cent, to who wants to hear it. It
 * changes nothing of what the command does. */
void invocation_tell(struct invocation *invocation, size_t done, size_t total);

/* Params: the contract has checked types, so that these only fetch. Text, day
 * and integer of a field that is left out are NULL, DAY_NONE and
 * `otherwise`. */
const char *param_text(const struct invocation *invocation, const char *name);
int64_t param_integer(
    const struct invocation *invocation, const char *name, int64_t otherwise);
struct day param_day(const struct invocation *invocation, const char *name);
bool param_flag(const struct invocation *invocation, const char *name);
/* The place of a word among its contract's `words`; -1 where left out. */
int param_word(const struct invocation *invocation, const char *name,
    const char *const *words);
json_t *param_list(const struct invocation *invocation, const char *name);

/* The same of the reading; and what read() puts there. */
const char *reading_text(const struct invocation *invocation, const char *name);
struct day reading_day(const struct invocation *invocation, const char *name);
void reading_put_text(
    struct invocation *invocation, const char *name, const char *text);
void reading_put_day(
    struct invocation *invocation, const char *name, struct day day);

/* What day it is: a calendar's answer, so that a write's read() puts it into
 * the reading, as "today". */
struct day invocation_today(const struct invocation *invocation);

/* Whether both are the same text, or both NULL. */
bool same_text(const char *a, const char *b);

/* The compact JSON of a value, in the arena; "[]" of NULL. */
const char *invocation_json(
    const struct invocation *invocation, const json_t *value);

/* Appends an instant as JSON (docs/wire.md). */
void invocation_instant(struct invocation *invocation, struct instant instant);

/* Appends {"rows":[...],"next":...} of a list statement, whose ?1 is `after`
 * and whose columns are its row and its key as JSON, until a page is full. */
int invocation_list(struct invocation *invocation, const char *const *family,
    int statement, const struct value *values, struct err *err);

/* Appends the one row a query gives as JSON text; `missing` ("no plan x")
 * is the error where there is none. */
int invocation_one(struct invocation *invocation, const char *const *family,
    int statement, const struct value *values, struct err *err,
    const char *missing, ...) __attribute__((format(printf, 6, 7)));

#endif
