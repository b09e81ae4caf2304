/* SPDX-License-Identifier: ISC */
/* What a service manager says in the environment: sd_listen_fds(3),
 * sd_notify(3), sd_watchdog_enabled(3). */
#include "daemon/machine/service.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void put_number(const char *name, long number)
{
	char text[32];

	snprintf(text, sizeof(text), "%ld", number);
	setenv(name, text, 1);
}

static void nothing_is_said_and_nothing_taken(void **state)
{
	struct service service;
	struct err err;

	(void)state;
	assert_int_equal(service_take(&service, &err), 0);
	assert_int_equal(service.socket, -1);
	assert_int_equal(service.alive_every, 0);
	service_say("READY=1"); /* to nobody */
}

/* A program that the daemon starts would take them for its own. */
static void the_variables_are_passed_on_to_nobody(void **state)
{
	static const char *const names[] = { "LISTEN_PID", "LISTEN_FDS",
		"LISTEN_FDNAMES", "NOTIFY_SOCKET", "WATCHDOG_USEC",
		"WATCHDOG_PID" };
	struct service service;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		setenv(names[i], "1", 1);
	assert_int_equal(service_take(&service, &err), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_null(getenv(names[i]));
}

static void what_is_another_process_s_is_left(void **state)
{
	struct service service;
	struct err err;

	(void)state;
	put_number("LISTEN_PID", getppid());
	setenv("LISTEN_FDS", "1", 1);
	setenv("NOTIFY_SOCKET", "@planvakt-nobody", 1);
	put_number("WATCHDOG_PID", getppid());
	setenv("WATCHDOG_USEC", "600000000", 1);
	assert_int_equal(service_take(&service, &err), 0);
	assert_int_equal(service.socket, -1);
	assert_int_equal(service.alive_every, 0);
}

/* sd_watchdog_enabled(3): at half of the time. */
static void a_sign_of_life_comes_twice_as_often(void **state)
{
	struct service service;
	struct err err;

	(void)state;
	setenv("NOTIFY_SOCKET", "@planvakt-nobody", 1);
	put_number("WATCHDOG_PID", getpid());
	setenv("WATCHDOG_USEC", "600000000", 1); /* 10 minutes */
	assert_int_equal(service_take(&service, &err), 0);
	assert_int_equal(service.alive_every, 300000);
	service_say("WATCHDOG=1"); /* and who does not listen hinders nobody */
}

/* Files 3 of a test are no socket that listens. */
static void what_is_no_socket_is_refused(void **state)
{
	static const char *const counts[] = { "1", "0", "2", "x" };
	struct service service;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		put_number("LISTEN_PID", getpid());
		setenv("LISTEN_FDS", counts[i], 1);
		assert_int_equal(service_take(&service, &err), -1);
		assert_int_equal(err.code, ERR_INVALID);
		assert_int_equal(service.socket, -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_said_and_nothing_taken),
		cmocka_unit_test(the_variables_are_passed_on_to_nobody),
		cmocka_unit_test(what_is_another_process_s_is_left),
		cmocka_unit_test(a_sign_of_life_comes_twice_as_often),
		cmocka_unit_test(what_is_no_socket_is_refused),
	};

	return cmocka_run_group_tests_name("service", tests, NULL, NULL);
}
