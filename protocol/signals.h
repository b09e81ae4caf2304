/* SPDX-License-Identifier: ISC */
/* Signals of a program that starts others. */
#ifndef PROTOCOL_SIGNALS_H
#define PROTOCOL_SIGNALS_H

#include <signal.h>

/* Every signal as a program expects it, none of them blocked: what was ignored
 * or blocked where we were started would stay so in what we start. */
void signals_default(void);

/* From now on SIGCHLD wakes whoever waits for signals, and comes at no other
 * time: it is blocked. Sets *before, which may be NULL, to what was. */
void signals_await_child(sigset_t *before);

#endif
