/* SPDX-License-Identifier: ISC */
/* How SQLite works in this process. */
#ifndef DAEMON_STORE_STORE_LIBRARY_H
#define DAEMON_STORE_STORE_LIBRARY_H

/* One thread uses it, and nobody asks how much memory it has taken: it needs
 * neither locks nor counters. To be called before a database is opened; later
 * calls do nothing. */
void store_library_begin(void);

#endif
