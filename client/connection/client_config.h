/* SPDX-License-Identifier: ISC */
/* What need not be typed each time: the user's own file,
 * $XDG_CONFIG_HOME/planvakt/config (~/.config/planvakt/config), and below it
 * the machine's, /etc/planvakt/planvakt.conf. Lines (design 10):
 *
 *	socket = PATH        where the daemon listens
 *	key = FILE           who signs
 *	daemon = SHA256:...  a daemon to trust without asking; any number
 *
 * A path begins with / or ~/. */
#ifndef CLIENT_CONNECTION_CLIENT_CONFIG_H
#define CLIENT_CONNECTION_CLIENT_CONFIG_H

#include <limits.h>
#include <stdbool.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

struct client_config {
	char socket[PATH_MAX], key[PATH_MAX]; /* "" where no file says it */
	struct buffer daemons;                /* a fingerprint a line */
};

/* Reads both files; what the user's says, the machine's does not change, but
 * daemons of either are trusted. A file that is not there says nothing.
 * ERR_INVALID, "FILE:LINE: what is wrong", for an unknown line, a key given
 * twice, a wrong value; for a file that another account may write to, or that
 * cannot be read. */
int client_config_read(struct client_config *config, struct err *err);
void client_config_release(struct client_config *config); /* takes {0} */

/* The same for one file, over what is there already. */
int client_config_add(
    struct client_config *config, const char *path, struct err *err);

/* Whether a daemon with this fingerprint is named. */
bool client_config_trusts(
    const struct client_config *config, const char *fingerprint);

#endif
