/* SPDX-License-Identifier: ISC */
/* Starts a program and says what it took.
 *
 *   clocked OUTPUT PROGRAM [ARGUMENT...]
 *
 * The program's standard output goes into the file OUTPUT. Prints seconds by
 * the clock, seconds of processor, most memory in KiB, and the exit status.
 * It is small, because the kernel counts what the parent had in memory as the
 * child's most. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	posix_spawn_file_actions_t files;
	struct rusage used;
	double since;
	pid_t child;
	int status;

	if (argc < 3)
		return 2;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(
	    &files, STDOUT_FILENO, argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0600);
	since = now();
	if (posix_spawnp(&child, argv[2], &files, NULL, argv + 2, environ) !=
	    0) {
		perror(argv[2]);
		return 1;
	}
	if (wait4(child, &status, 0, &used) != child) {
		perror("wait4");
		return 1;
	}
	printf("%.6f %.6f %ld %d\n", now() - since,
	    seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
	    used.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 255);
	return 0;
}
