/* SPDX-License-Identifier: ISC */
#include "client/watch_exec.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "protocol/translate.h"
#include "protocol/width.h"

#define SHELL "/bin/sh"

static void watch_exec_tell(int status)
{
	if (WIFSIGNALED(status))
		width_say(stderr, _("planvakt: the command was ended: %s\n"),
		    strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) != 0)
		width_say(stderr,
		    _("planvakt: the command failed with exit status %d\n"),
		    WEXITSTATUS(status));
}

/* What we ignore is a command's own affair. */
static int watch_exec_begin(pid_t *child, const char *command)
{
	const char *const words[] = { SHELL, "-c", command, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t ours;
	int failed;

	sigemptyset(&ours);
	sigaddset(&ours, SIGPIPE);
	sigaddset(&ours, SIGXFSZ);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &ours);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(
	    &files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	failed = posix_spawn(
	    child, SHELL, &files, &attributes, (char *const *)words, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return failed;
}

int watch_exec(const char *command, struct err *err)
{
	pid_t child;
	int status = 0, failed = watch_exec_begin(&child, command);

	if (failed != 0)
		return err_set(err, ERR_INTERNAL, "cannot run %s: %s", SHELL,
		    strerrordesc_np(failed));
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	watch_exec_tell(status);
	return 0;
}
