/* SPDX-License-Identifier: ISC */
/* When our receipt is not in the daemon's log: a backup that was put back
 * explains that, if the daemon said so in its log and a coordinator has
 * confirmed it there. */
#ifndef CLIENT_RESTORED_H
#define CLIENT_RESTORED_H

#include "client/connection/session.h"
#include "client/connection/signer.h"

/* What the daemon says of a backup that was put back. */
struct restoration {
	int64_t seq;       /* its entry; 0: there was none */
	int64_t confirmed; /* a coordinator's entry; 0: none yet */
	char by[256];      /* the coordinator's name; "" where it has none */
};

/* The last one up to the entry `before`. Not to be believed before its entries
 * have been looked at. */
int restored_last(struct session *session, int64_t before,
    struct restoration *restoration, struct err *err);

/* Where a restoration stands in the log; ERR_TRUST where the daemon cannot
 * show it, signed by itself. */
int restored_place(struct session *session, int64_t seq, struct receipt *place,
    struct err *err);

/* Keeps a receipt of the signer's in the place of any that he holds. */
int restored_keep(struct session *session, const struct signer *signer,
    const struct receipt *receipt, struct err *err);

/* Asks the daemon for such a confirmation. 0: there is one, the user was told,
 * and *held is its place in the log, kept instead of the old receipt. -1: there
 * is none; *err stays as the caller gave it, or says what must happen first.
 * The session signs from here on with *held as seen. */
int restored_accept(struct session *session, const struct signer *signer,
    struct receipt *held, struct err *err);

#endif
