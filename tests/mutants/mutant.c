/* SPDX-License-Identifier: ISC */
/* Runs the program it is linked into once for each mutant, in a process of its
 * own that has little time. In the environment:
 *
 *   MUTANTS     a file of numbers, one a line: the mutants to try
 *   MUTANTS_TO  a file that gets a line for each, "NUMBER killed" or "NUMBER
 *               lived"; without MUTANTS, the numbers the program came by
 *   MUTANT_CPU  milliseconds of processor that one may take
 *   MUTANT_SKIP the names of tests that are left out, "no*"
 */
#include "tests/mutants/mutant.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

int mutant_on;
unsigned char mutant_met[MUTANTS_MAX];

/* In the child: the program goes on to its main(). */
static void mutant_begin(int number)
{
	const char *most = getenv("MUTANT_CPU");
	long time = most != NULL ? strtol(most, NULL, 10) : 1000;
	int nothing = open("/dev/null", O_RDWR);

	setitimer(ITIMER_PROF,
	    &(struct itimerval){
		.it_value = { time / 1000, time % 1000 * 1000 } },
	    NULL);
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	setrlimit(RLIMIT_AS, &(struct rlimit){ 1u << 30, 1u << 30 });
	alarm(300);
	dup2(nothing, STDOUT_FILENO);
	dup2(nothing, STDERR_FILENO);
	mutant_on = number;
}

static void mutants_note_met(void)
{
	const char *path = getenv("MUTANTS_TO");
	FILE *to = path != NULL ? fopen(path, "we") : NULL;

	for (int i = 1; to != NULL && i < MUTANTS_MAX; i++)
		if (mutant_met[i])
			fprintf(to, "%d\n", i);
	if (to != NULL)
		fclose(to);
}

static void mutants_try(FILE *numbers, FILE *to)
{
	int number, status;
	pid_t child;

	while (fscanf(numbers, "%5d", &number) == 1) {
		fflush(to);
		child = fork();
		if (child == 0) {
			fclose(numbers);
			fclose(to);
			mutant_begin(number);
			return;
		}
		if (child < 0 || waitpid(child, &status, 0) != child)
			_exit(1);
		fprintf(
		    to, "%d %s\n", number, status == 0 ? "lived" : "killed");
	}
	fclose(to);
	_exit(0);
}

__attribute__((constructor)) static void mutants_run(void)
{
	const char *from = getenv("MUTANTS"), *path = getenv("MUTANTS_TO");
	FILE *numbers, *to;

	cmocka_set_skip_filter(getenv("MUTANT_SKIP"));
	if (from == NULL) {
		atexit(mutants_note_met);
		return;
	}
	numbers = fopen(from, "re");
	to = path != NULL ? fopen(path, "we") : NULL;
	if (numbers == NULL || to == NULL)
		_exit(1);
	mutants_try(numbers, to);
}
