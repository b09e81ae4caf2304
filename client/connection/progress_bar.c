/* SPDX-License-Identifier: ISC */
#include "client/connection/progress_bar.h"

#include <stdio.h>
#include <unistd.h>

#include "client/connection/monotonic.h"
#include "protocol/translate.h"

#define PATIENCE 1000 /* milliseconds before it is shown */
#define WIDTH    30

/* When the first one began: what takes long in several steps is long from the
 * start. */
static int64_t progress_began;

void progress_bar_begin(struct progress_bar *bar, const char *doing)
{
	*bar = (struct progress_bar){
		.doing = doing,
		.began = monotonic_ms(),
		.is_shown = isatty(STDERR_FILENO),
	};
	if (progress_began == 0)
		progress_began = bar->began;
}

void progress_bar_draw(struct progress_bar *bar, size_t done, size_t total)
{
	size_t full = total > 0 ? done * WIDTH / total : 0;
	char marks[WIDTH + 1] = "";
	int64_t began = total > 0 ? progress_began : bar->began;
	int64_t passed = bar->is_shown ? monotonic_ms() - began : 0;

	if (passed < PATIENCE)
		return;
	bar->is_drawn = true;
	for (size_t i = 0; i < WIDTH; i++)
		marks[i] = i < full ? '#' : '.';
	fputs("\r\033[K", stderr);
	if (total > 0)
		fprintf(stderr, "%s [%s] %zu %%", _(bar->doing), marks,
		    done * 100 / total);
	else
		fprintf(stderr, _("waiting for the daemon, %lld s"),
		    (long long)(passed / 1000));
	fflush(stderr);
}

void progress_bar_end(struct progress_bar *bar)
{
	if (bar->is_drawn)
		fputs("\r\033[K", stderr);
	bar->is_drawn = false;
}
