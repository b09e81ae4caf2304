/* SPDX-License-Identifier: ISC */
#include "protocol/signals.h"

#include <stddef.h>

void signals_default(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		sigaction(number, &action, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* It need do nothing: that it was called ends the waiting. */
static void signals_wake(int number)
{
	(void)number;
}

void signals_await_child(sigset_t *before)
{
	struct sigaction action = { .sa_handler = signals_wake };
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, before);
	sigaction(SIGCHLD, &action, NULL);
}
