/* SPDX-License-Identifier: ISC */
/* What somebody at a terminal sees of what takes longer than a second: how far
 * it is, or that it goes on. */
#ifndef CLIENT_CONNECTION_PROGRESS_BAR_H
#define CLIENT_CONNECTION_PROGRESS_BAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress_bar {
	const char *doing;
	int64_t began; /* milliseconds of the monotonic clock */
	bool is_drawn; /* stands on the terminal */
	bool is_shown; /* there is a terminal */
};

/* Begins to count. `doing`, "sending" for one, stands before what is done. */
void progress_bar_begin(struct progress_bar *bar, const char *doing);

/* Draws `done` of `total` on standard error, or, where total is 0, for how long
 * the daemon has been at work. Nothing within the first second: of the first
 * bar that began, or of the daemon's work. */
void progress_bar_draw(struct progress_bar *bar, size_t done, size_t total);

/* Takes it away. */
void progress_bar_end(struct progress_bar *bar);

#endif
