/* SPDX-License-Identifier: ISC */
/* The calls by which a place is taken and clients are let in go through this
 * file, which lets one of them fail. Daemons that want the same place are
 * tried by tests/cli/socket.sh. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/socket/listener.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "daemon/socket/connections.h"
#include "tests/unit/rig/operator.h"

static char folder[] = "/tmp/planvakt-listener.XXXXXX";
static struct event_base *base;
static const char *failing; /* the call that fails, once */
static int error;
static int refused; /* accepts that fail, from the next on */
static int taken;   /* who was let in */
static bool room;   /* whether somebody can be asked to leave */

static bool fails(const char *name)
{
	if (failing == NULL || strcmp(failing, name) != 0)
		return false;
	failing = NULL;
	errno = error;
	return true;
}

/* --- in the place of the C library's, and of all connections --- */

int socket(int family, int type, int protocol)
{
	return fails("socket")
	    ? -1
	    : (int)syscall(SYS_socket, family, type, protocol);
}

int bind(int fd, const struct sockaddr *address, socklen_t length)
{
	return fails("bind") ? -1 : (int)syscall(SYS_bind, fd, address, length);
}

int listen(int fd, int backlog)
{
	return fails("listen") ? -1 : (int)syscall(SYS_listen, fd, backlog);
}

int accept4(int fd, struct sockaddr *from, socklen_t *length, int flags)
{
	if (refused > 0) {
		refused--;
		errno = error;
		return -1;
	}
	return (int)syscall(SYS_accept4, fd, from, length, flags);
}

void connections_take(struct connections *connections, int fd)
{
	(void)connections;
	close(fd);
	taken++;
}

bool connections_make_room(struct connections *connections)
{
	(void)connections;
	return room;
}

/* --- the tests' side of it --- */

static const char *place(const char *name)
{
	static char path[96];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static int open_files(void)
{
	int count = 0;

	for (int fd = 0; fd < 64; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

static void is_refused(const char *path, enum err_code code, const char *words)
{
	struct listener *listener = NULL;
	int before = open_files();
	struct err err;

	assert_int_equal(
	    listener_new(&listener, path, -1, base, NULL, &err), -1);
	assert_int_equal(err.code, code);
	assert_string_equal(err.text, words);
	assert_int_equal(open_files(), before);
}

/* A path has 107 bytes at most (unix(7)). */
static void a_path_that_does_not_fit_is_refused(void **state)
{
	char path[109];

	(void)state;
	memset(path, 'x', sizeof(path) - 1);
	path[108] = '\0';
	is_refused(path, ERR_INVALID,
	    "the socket's path has 108 bytes, at most 107 fit: give a shorter"
	    " one with --socket");
}

/* Neither the socket's file nor the lock's is left. */
static void what_cannot_listen_leaves_nothing(void **state)
{
	static const char *const calls[] = { "socket", "bind", "listen" };
	char words[256];

	(void)state;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		failing = calls[i];
		error = ENOBUFS;
		snprintf(words, sizeof(words),
		    "cannot listen at %s: No buffer space available",
		    place("socket"));
		is_refused(place("socket"), ERR_INTERNAL, words);
		assert_int_equal(access(place("socket"), F_OK), -1);
		assert_int_equal(access(place("socket.lock"), F_OK), -1);
	}
}

static void a_place_that_cannot_be_used_is_refused(void **state)
{
	char words[256];

	(void)state;
	snprintf(words, sizeof(words),
	    "cannot listen at %s: No such file or directory",
	    place("no/folder/socket"));
	is_refused(place("no/folder/socket"), ERR_INTERNAL, words);
	/* A lock that leads to another file would be taken there. */
	assert_int_equal(symlink("elsewhere", place("led.lock")), 0);
	snprintf(words, sizeof(words),
	    "cannot listen at %s: Too many levels of symbolic links",
	    place("led"));
	is_refused(place("led"), ERR_INTERNAL, words);
	assert_int_equal(access(place("elsewhere"), F_OK), -1);
	assert_int_equal(unlink(place("led.lock")), 0);
}

static struct listener *listening(void)
{
	struct listener *listener;
	struct stat status;
	struct err err;

	assert_int_equal(
	    listener_new(&listener, place("socket"), -1, base, NULL, &err), 0);
	assert_int_equal(stat(place("socket"), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0660);
	taken = 0;
	operator_forget();
	return listener;
}

static int knock(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(
	    address.sun_path, sizeof(address.sun_path), "%s", place("socket"));
	assert_int_equal(
	    connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

static void ends(struct listener *listener, int client)
{
	close(client);
	listener_free(listener);
	assert_int_equal(access(place("socket"), F_OK), -1);
	assert_int_equal(access(place("socket.lock"), F_OK), -1);
}

/* Who knocks is let in at once, though accept() fails so `times` before. */
static void is_let_in(int why, int times)
{
	struct listener *listener = listening();
	int client = knock();

	error = why;
	refused = times;
	event_base_loop(base, EVLOOP_NONBLOCK);
	assert_int_equal(taken, 1);
	assert_string_equal(operator_line(), "");
	ends(listener, client);
}

static void who_breaks_off_is_passed_over(void **state)
{
	(void)state;
	is_let_in(EINTR, 2);
	is_let_in(ECONNABORTED, 2);
}

static void where_no_file_is_left_somebody_makes_room(void **state)
{
	(void)state;
	room = true;
	is_let_in(EMFILE, 3);
}

/* For a second; who knocks then is let in after it. */
static void where_nobody_can_the_door_is_closed_for_a_while(void **state)
{
	struct listener *listener = listening();
	int client = knock();

	(void)state;
	room = false;
	error = ENFILE;
	refused = 1;
	event_base_loop(base, EVLOOP_NONBLOCK); /* until nothing is to do */
	assert_int_equal(taken, 0);
	assert_true(operator_heard(
	    "cannot accept a connection: Too many open files in system"));
	while (taken == 0)
		event_base_loop(base, EVLOOP_ONCE);
	assert_int_equal(taken, 1);
	ends(listener, client);
}

/* 64 at a time; then those are served who were let in. */
static void a_crowd_is_told(void **state)
{
	struct listener *listener = listening();
	int clients[65];

	(void)state;
	for (int i = 0; i < 65; i++)
		clients[i] = knock();
	event_base_loop(base, EVLOOP_ONCE);
	assert_int_equal(taken, 64);
	assert_true(listener_crowded(listener));
	event_base_loop(base, EVLOOP_ONCE);
	assert_int_equal(taken, 65);
	assert_false(listener_crowded(listener));
	for (int i = 1; i < 65; i++)
		close(clients[i]);
	ends(listener, clients[0]);
}

static int set_up(void **state)
{
	(void)state;
	base = event_base_new();
	return base != NULL && mkdtemp(folder) != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	event_base_free(base);
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_that_does_not_fit_is_refused),
		cmocka_unit_test(what_cannot_listen_leaves_nothing),
		cmocka_unit_test(a_place_that_cannot_be_used_is_refused),
		cmocka_unit_test(who_breaks_off_is_passed_over),
		cmocka_unit_test(where_no_file_is_left_somebody_makes_room),
		cmocka_unit_test(
		    where_nobody_can_the_door_is_closed_for_a_while),
		cmocka_unit_test(a_crowd_is_told),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
