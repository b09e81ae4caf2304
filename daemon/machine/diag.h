/* SPDX-License-Identifier: ISC */
/* Messages to the operator, one line each on standard error. Only programs/,
 * socket/, request/, reminders/reminder and delivery/ speak here; the rest
 * returns errors. They never repeat what a person wrote. */
#ifndef DAEMON_MACHINE_DIAG_H
#define DAEMON_MACHINE_DIAG_H

void diag(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
