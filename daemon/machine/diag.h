/* SPDX-License-Identifier: ISC */
/* Messages to the operator, one line each on standard error. Only main,
 * server, connection, request, reminder and delivery speak here; the rest returns
 * errors. Never what a person wrote. */
#ifndef DAEMON_MACHINE_DIAG_H
#define DAEMON_MACHINE_DIAG_H

void diag(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
