/* SPDX-License-Identifier: ISC */
/* Messages to the operator, one line each on standard error. Only programs/,
 * socket/, request/, reminders/reminder and delivery/ speak here; the rest
 * returns errors. They never repeat what a person wrote. */
#ifndef DAEMON_MACHINE_DIAG_H
#define DAEMON_MACHINE_DIAG_H

/* What a format may begin with: sd-daemon(3)'s priorities. Without one it is
 * information. */
#define DIAG_ERROR "<3>"
#define DIAG_DEBUG "<7>"

/* The format stands in the catalogues: where a person reads the messages at a
 * terminal they are in his language (translate_only_aloud()), and what a value
 * is was worded so (err_aloud()).
 *
 * Never waits: where nobody reads, the message is dropped and counted, and the
 * count is told with the next one that is read. errno stays. In systemd's
 * journal ($JOURNAL_STREAM) a message has a priority. */
void diag(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* From here on the messages are of a daemon's life: where there is no journal
 * they have a time, UTC. */
void diag_serve(void);

#endif
