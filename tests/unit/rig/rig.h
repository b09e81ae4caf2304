/* SPDX-License-Identifier: ISC */
/* The daemon's one door without a socket: a state in memory that has begun,
 * a clock that stands, and requests that are written, signed and handled as
 * those of one connection. What cannot go wrong is asserted here. */
#ifndef TESTS_UNIT_RIG_RIG_H
#define TESTS_UNIT_RIG_RIG_H

#include <jansson.h>
#include <stdbool.h>

#include "daemon/contract/command.h"
#include "daemon/store/compare.h"
#include "daemon/request/request.h"
#include "protocol/sign.h"
#include "tests/unit/rig/operator.h"

/* 2022-07-01T06:00:00Z, a Friday, 08:00 in Stockholm. */
#define RIG_NOW  INT64_C(1656655200)
#define RIG_UID  1000
#define RIG_KEYS 16

struct rig {
	struct store *store;
	struct door *door;
	struct clock clock; /* a test may set clock.at */
	struct sign_key *daemon, *coordinator;
	struct sign_key *keys[RIG_KEYS]; /* of rig_key(), owned */
	int key_count;
	struct caller caller;
	struct reply reply; /* to the last request */
	json_t *result;     /* of it; NULL where it was refused */
};

/* Shows what went wrong, and fails. */
void must(int result, const struct err *err);

#define RIG_MAIL "samordnare@kommun.example"

/* A state that has begun at a local time "YYYY-MM-DDTHH:MM", its log one entry
 * of state.begin with the coordinator "Samordnaren"; `mail`, NULL for none, is
 * the coordinator's. rig_end() releases what it holds. */
void rig_begin(
    struct rig *rig, const char *begun, const char *mail, bool rehearsal);
void rig_end(struct rig *rig);

/* Sets the clock to a local time. */
void rig_clock(struct rig *rig, const char *local);

/* cmocka's setup and teardown: *state becomes a rig that begins at RIG_NOW. */
int rig_open(void **state);
int rig_close(void **state);

#define RIG_TEST(test)                                                         \
	cmocka_unit_test_setup_teardown(test, rig_open, rig_close)

/* JSON text in which ' stands for ", with printf's words; the caller's. */
json_t *rig_json(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A request that nothing is wrong with: the next id, the newest receipt, a
 * fresh blind. `params` is borrowed by it. */
struct request rig_request(struct rig *rig, const char *method, json_t *params);

/* Signs and handles it, without the commit. */
void rig_send(
    struct rig *rig, const struct sign_key *key, const struct request *request);

/* Signs and handles a body as it stands. */
void rig_send_body(struct rig *rig, const struct sign_key *key,
    const char *body, size_t length);

/* The coordinator gives a command, which is kept; `params` is given away. */
void rig_give(struct rig *rig, const char *method, json_t *params);

void rig_commit(struct rig *rig);

/* Each of these writes the params as rig_json() reads them. */

/* Sends and commits; ERR_NONE or why it was refused. */
enum err_code rig_ask(struct rig *rig, const struct sign_key *key,
    const char *method, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The coordinator asks and is answered: the result, which is the rig's. */
json_t *rig_must(struct rig *rig, const char *method, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The coordinator asks, and is refused with this code and these words among
 * the others; the log's head stays. */
void rig_refused(struct rig *rig, enum err_code code, const char *words,
    const char *method, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* What the daemon itself decides, committed. */
void rig_own(struct rig *rig, const char *method, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds to the statements that can be asked. */
void rig_prepare(struct rig *rig, const char *const *sql);

/* A statement's first column: "" where there is no row; the caller frees. */
char *rig_text(struct rig *rig, const char *const *sql, int statement,
    const struct value *values);

/* The same of a number; -1 where there is no row. */
int64_t rig_number(struct rig *rig, const char *const *sql, int statement,
    const struct value *values);

/* A new key that the coordinator adds; department NULL for none. The rig's.
 */
struct sign_key *rig_key(
    struct rig *rig, const char *name, const char *role, const char *code);

/* Departments ks (Kommunstyrelsen), bun (Barn- och utbildningsnämnden) and sn
 * (Socialnämnden), and the plan vbe. */
void rig_fill(struct rig *rig);

/* Adds an activity of the plan vbe led by ks: its number. */
int64_t rig_activity(
    struct rig *rig, const char *activity, const char *timeframe);

/* What stands at a path ("timeframe.kind", "rows.0.code") of a JSON value;
 * NULL where nothing does. */
json_t *rig_at(json_t *json, const char *path);

/* Whether that is exactly this JSON, ' for ". */
void rig_is_at(json_t *json, const char *path, const char *expected,
    const char *file, int line);
#define rig_is(json, path, expected)                                           \
	rig_is_at(json, path, expected, __FILE__, __LINE__)

/* The row after `command`, NULL first, of all commands; NULL after the last.
 * One walk at a time. */
const struct command *rig_command(const struct command *command);

int64_t rig_head(struct rig *rig);

/* While set, nobody may ask how a timeframe reads: who still asks did not use
 * the reading in the log. */
extern bool rig_calendar_closed;

/* Executes SQL that nobody has signed. */
void rig_execute(struct rig *rig, const char *sql);

/* Executes the log into an empty store: 0, or -1 and what is wrong with it. */
int rig_replay(struct rig *rig, struct err *err);

/* The tables are what the log, replayed into an empty store, makes. */
void rig_is_replayed(struct rig *rig);

/* The same of every table but these; the last is NULL. */
void rig_is_replayed_but(struct rig *rig, const struct store_but *but);

#endif
