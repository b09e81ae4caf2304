/* SPDX-License-Identifier: ISC */
/* The daemon's one door without a socket: a state in memory that has begun,
 * a clock that stands, and requests that are written, signed and handled as
 * those of one connection. What cannot go wrong is asserted here. */
#ifndef TESTS_UNIT_DOOR_DOOR_H
#define TESTS_UNIT_DOOR_DOOR_H

#include <jansson.h>
#include <stdbool.h>

#include "daemon/commands/command.h"
#include "daemon/request.h"
#include "protocol/seal.h"

/* 2022-07-01T06:00:00Z, a Friday, 08:00 in Stockholm. */
#define DOOR_NOW  INT64_C(1656655200)
#define DOOR_UID  1000
#define DOOR_KEYS 16

struct door {
	struct store *store;
	struct requests *requests;
	struct clock clock; /* a test may set clock.at */
	struct seal_key *daemon, *coordinator;
	struct seal_key *keys[DOOR_KEYS]; /* of door_key(), owned */
	int key_count;
	struct caller caller;
	struct reply reply; /* to the last request */
	json_t *result;     /* of it; NULL where it was refused */
};

/* cmocka's setup and teardown: *state becomes a door, its log one entry of
 * state.begin with the coordinator "Samordnaren". */
int door_open(void **state);
int door_close(void **state);

#define DOOR_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, door_open, door_close)

/* JSON text in which ' stands for ", with printf's words; the caller's. */
json_t *door_json(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* A request that nothing is wrong with: the next id, the newest receipt, a
 * fresh blind. `params` is borrowed by it. */
struct request door_request(
    struct door *door, const char *method, json_t *params);

/* Signs and handles it, without the commit. */
void door_send(struct door *door, const struct seal_key *key,
    const struct request *request);

/* Signs and handles a body as it stands. */
void door_send_body(struct door *door, const struct seal_key *key,
    const char *body, size_t length);

/* Each of these writes the params as door_json() reads them. */

/* Sends and commits; ERR_NONE or why it was refused. */
enum err_code door_ask(struct door *door, const struct seal_key *key,
    const char *method, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The coordinator asks and is answered: the result, which is the door's. */
json_t *door_must(struct door *door, const char *method, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

/* The coordinator asks, and is refused with this code and these words among
 * the others; the log's head stays. */
void door_refused(struct door *door, enum err_code code, const char *words,
    const char *method, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* What the daemon itself decides, committed. */
void door_own(struct door *door, const char *method, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A new key that the coordinator adds; department NULL for none. The door's.
 */
struct seal_key *door_key(
    struct door *door, const char *name, const char *role, const char *code);

/* Departments ks (Kommunstyrelsen), bun (Barn- och utbildningsnämnden) and sn
 * (Socialnämnden), and the plan vbe. */
void door_fill(struct door *door);

/* Adds an activity of the plan vbe led by ks: its number. */
int64_t door_activity(
    struct door *door, const char *activity, const char *timeframe);

/* What stands at a path ("timeframe.kind", "rows.0.code") of a JSON value;
 * NULL where nothing does. */
json_t *door_at(json_t *json, const char *path);

/* Whether that is exactly this JSON, ' for ". */
void door_is_at(json_t *json, const char *path, const char *expected,
    const char *file, int line);
#define door_is(json, path, expected)                                          \
	door_is_at(json, path, expected, __FILE__, __LINE__)

/* The row after `command`, NULL first, of all commands; NULL after the last.
 * One walk at a time. */
const struct command *door_command(const struct command *command);

int64_t door_head(struct door *door);

/* The last line that the operator was told; "" for none. */
extern char door_diag[1024];

/* While set, nobody may ask how a timeframe reads (timeframe.c). */
extern bool door_calendar_closed;

/* The tables are what the log, replayed into an empty store, makes. */
void door_is_replayed(struct door *door);

#endif
