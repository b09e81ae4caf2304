/* SPDX-License-Identifier: ISC */
/* The one door to the state, as those who hold it open see it. */
#ifndef DAEMON_REQUEST_DOOR_H
#define DAEMON_REQUEST_DOOR_H

#include <stdbool.h>
#include <stdint.h>

#include "daemon/machine/clock.h"
#include "daemon/store/store.h"
#include "protocol/buffer.h"
#include "protocol/message.h"
#include "protocol/sign.h"

struct door;

/* All are borrowed and outlive the door. The store is open and prepared. */
int door_open(struct door **door, struct store *store,
    const struct sign_key *key, const struct clock *clock, struct err *err);
/* Opens a door without the private key, by which only entries of the log can
 * enter. */
int door_open_replay(struct door **door, struct store *store,
    const uint8_t public[SIGN_PUBLIC], struct err *err);
void door_close(struct door *door); /* takes NULL */

/* Appends what subscribers are told of the first entry after `after`, a JSON
 * object, and sets *seq: 1. Where there is none: 0. */
int door_event(struct door *door, int64_t after, struct buffer *json,
    int64_t *seq, struct err *err);

struct store *door_store(struct door *door);

/* Somebody waits for answers from now on (store_serve()); whether somebody else
 * has changed the files since we left them. */
void door_serve(struct door *door);
bool door_is_displaced(struct door *door);
/* Nobody has asked for a while: gives back what a next one could use. */
void door_rest(struct door *door);
const struct clock *door_clock(struct door *door);
const struct receipt *door_head(struct door *door);
/* The time of the log's last entry. */
struct instant door_last(struct door *door);
const struct sign_key *door_key(struct door *door);
bool door_rehearsal(struct door *door);
/* The name of the municipality's time zone. */
const char *door_zone(struct door *door);
/* Says where `planvaktd check` leaves what it found (machine/checked.h), so
 * that `status` can tell; borrowed. */
void door_checked(struct door *door, const char *path);
const char *door_checked_path(struct door *door); /* NULL: nowhere */

#endif
