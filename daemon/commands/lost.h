/* SPDX-License-Identifier: ISC */
/* What does not reach anybody as the state is set up: said at init, at start
 * and in status. */
#ifndef DAEMON_COMMANDS_LOST_H
#define DAEMON_COMMANDS_LOST_H

#include <stdbool.h>
#include <stddef.h>

#define LOST_MAX 2

/* By which way letters go, a word of the configuration (static); said when
 * that was read. NULL at first. */
void lost_by(const char *transport);
const char *lost_transport(void);

/* Whether letters are kept that somebody waits for. */
bool lost_is_kept_here(bool rehearsal);

/* Sets `texts` to what is lost, a sentence each (static), and returns how many
 * there are. Of a rehearsal nothing is lost that is only kept. */
size_t lost_texts(
    const char *texts[LOST_MAX], bool has_coordinator_mail, bool rehearsal);

#endif
