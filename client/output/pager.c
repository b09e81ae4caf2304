/* SPDX-License-Identifier: ISC */
#include "client/output/pager.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "protocol/buffer.h"
#include "protocol/copy.h"
#include "protocol/translate.h"

#define SCREEN_LINES 24 /* where the terminal does not say */

static const char *pager_command(void)
{
	const char *pager = getenv("PAGER");

	return pager != NULL ? pager : "less";
}

bool pager_is_wanted(FILE *to, bool declined)
{
	const char *pager = pager_command();

	return !declined && isatty(fileno(to)) && pager[0] != '\0' &&
	    strcmp(pager, "cat") != 0;
}

static size_t pager_lines(const char *text)
{
	size_t lines = 0;

	for (; *text != '\0'; text++)
		lines += *text == '\n';
	return lines;
}

static size_t screen_lines(FILE *to)
{
	struct winsize size;

	return ioctl(fileno(to), TIOCGWINSZ, &size) == 0 && size.ws_row > 0
	    ? size.ws_row
	    : SCREEN_LINES;
}

/* --- the pager --- */

/* Starts it, its standard input the pipe's end; false where it does not. As
 * for git the shell reads $PAGER, which may have options. */
static bool start_pager(int input, int other, pid_t *child)
{
	char shell[] = "sh", option[] = "-c";
	char *command = copy_text(pager_command());
	char *words[] = { shell, option, command, NULL };
	posix_spawn_file_actions_t files;
	struct buffer less = { 0 };
	posix_spawnattr_t attributes;
	sigset_t interrupt;
	bool started;

	/* As git: quits where it fits, keeps colours, leaves the screen. Who
	 * has never met it is told how to leave it. */
	buffer_printf(&less, "-FRX -Ps?e%s .%s$", _("(end)"), _("q = back"));
	setenv("LESS", less.bytes, 0);
	buffer_free(&less);
	setenv("LV", "-c", 0);
	setenv("LESSCHARSET", "utf-8", 0); /* whatever the locale: ours is */
	/* Ctrl-C is the pager's while it runs: we wait for its end. */
	signal(SIGINT, SIG_IGN);
	sigemptyset(&interrupt);
	sigaddset(&interrupt, SIGINT);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &interrupt);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	posix_spawn_file_actions_addclose(&files, input);
	posix_spawn_file_actions_addclose(&files, other);
	started = posix_spawn(child, "/bin/sh", &files, &attributes, words,
		      environ) == 0;
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	free(command);
	return started;
}

/* Who leaves the pager before the end has seen enough: that is no error, and
 * SIGPIPE is ignored. */
static void pager_feed(int pipe_end, const char *text)
{
	size_t length = strlen(text);

	while (length > 0) {
		ssize_t written = write(pipe_end, text, length);

		if (written <= 0)
			return;
		text += written;
		length -= (size_t)written;
	}
}

/* The shell's word for a program that is not there. */
#define NOT_FOUND 127

static bool page(const char *text)
{
	int ends[2], status = 0;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	if (!start_pager(ends[0], ends[1], &child)) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	close(ends[0]);
	pager_feed(ends[1], text);
	close(ends[1]);
	while (waitpid(child, &status, 0) < 0)
		;
	return !WIFEXITED(status) || WEXITSTATUS(status) != NOT_FOUND;
}

static void pager_show(FILE *to, const char *text)
{
	fflush(to);
	if (pager_lines(text) < screen_lines(to) || !page(text))
		fputs(text, to);
}

FILE *pager_begin(struct pager *pager, FILE *to)
{
	pager->terminal = to;
	pager->kept = open_memstream(&pager->text, &pager->length);
	if (pager->kept == NULL)
		abort();
	return pager->kept;
}

void pager_end(struct pager *pager)
{
	if (pager->kept == NULL)
		return;
	fclose(pager->kept);
	pager_show(pager->terminal, pager->text);
	free(pager->text);
	*pager = (struct pager){ 0 };
}
