/* SPDX-License-Identifier: ISC */
#include "daemon/server.h"

#include <errno.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "daemon/conn.h"
#include "daemon/diag.h"
#include "daemon/reminders/delivery.h"
#include "daemon/reminders/reminder.h"

#define BACKLOG 128

/* Files that all connections need, and some for the rest. */
#define FILES 1024

/* A plan comes once in two years: memory that a turn has freed is given back
 * from so many bytes on. */
#define FREE_MAX (1u << 20)

/* With no file left, new connections wait so long. */
static const struct timeval accept_again = { .tv_sec = 1 };

/* Each ends the daemon in order; a configuration to read anew comes later. */
static const int ending[] = { SIGTERM, SIGINT, SIGHUP };
#define SIGNALS (sizeof(ending) / sizeof(ending[0]))

struct server {
	struct requests *requests; /* borrowed */
	struct event_base *base;   /* these are owned */
	struct evconnlistener *listener;
	struct event *signals[SIGNALS];
	struct event *listen_again;
	struct conns conns;
	struct reminder *reminder;
	struct delivery *delivery;
	bool stopping, failed;
};

/* --- the socket --- */

static int socket_address(
    const char *path, struct sockaddr_un *address, struct err *err)
{
	*address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (strlen(path) >= sizeof(address->sun_path))
		return err_set(err, ERR_INVALID,
		    "the socket's path has %zu bytes, at most %zu fit: give a"
		    " shorter one with --socket",
		    strlen(path), sizeof(address->sun_path) - 1);
	strcpy(address->sun_path, path);
	return 0;
}

/* A dead daemon's socket is removed, a live one's is not. */
static int clear_path(const struct sockaddr_un *address, struct err *err)
{
	const char *path = address->sun_path;
	struct stat status;
	int fd, result;

	if (lstat(path, &status) != 0)
		return 0;
	if (!S_ISSOCK(status.st_mode))
		return err_set(err, ERR_CONFLICT,
		    "%s is there and is no socket: remove it or give another"
		    " --socket",
		    path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	result =
	    connect(fd, (const struct sockaddr *)address, sizeof(*address));
	close(fd);
	if (result == 0)
		return err_set(err, ERR_CONFLICT,
		    "a daemon answers at %s already: stop it or give another"
		    " --socket",
		    path);
	unlink(path);
	return 0;
}

static int bind_socket(const char *path, int *fd, struct err *err)
{
	struct sockaddr_un address;
	mode_t mask;
	int result;

	if (socket_address(path, &address, err) != 0 ||
	    clear_path(&address, err) != 0)
		return -1;
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	mask = umask(0117);
	result = bind(*fd, (struct sockaddr *)&address, sizeof(address));
	umask(mask);
	if (result == 0)
		return 0;
	close(*fd);
	return err_set(err, ERR_INTERNAL, "cannot listen at %s: %s", path,
	    strerror(errno));
}

/* --- events --- */

static void on_accept(struct evconnlistener *listener, evutil_socket_t fd,
    struct sockaddr *address, int length, void *argument)
{
	struct server *server = argument;

	(void)listener;
	(void)address;
	(void)length;
	conn_new(&server->conns, server->base, server->requests, fd);
}

static void on_signal(evutil_socket_t number, short what, void *argument)
{
	struct server *server = argument;

	(void)number;
	(void)what;
	server->stopping = true;
}

/* Out of files: without a pause this would come again at once, for ever. */
static void on_accept_error(struct evconnlistener *listener, void *argument)
{
	struct server *server = argument;

	diag("cannot accept a connection: %s", strerror(errno));
	evconnlistener_disable(listener);
	event_add(server->listen_again, &accept_again);
}

static void on_listen_again(evutil_socket_t fd, short what, void *argument)
{
	struct server *server = argument;

	(void)fd;
	(void)what;
	evconnlistener_enable(server->listener);
}

/* What was begun in a turn is committed, then said; a reminder run that is
 * due makes a turn of its own. */
static void end_turn(struct server *server)
{
	struct err err;

	do {
		bool committed = requests_commit(server->requests, &err) == 0;

		conns_turn(&server->conns, committed);
		delivery_turn(server->delivery, committed);
		reminder_turn(server->reminder, committed);
	} while (requests_pending(server->requests));
	if (mallinfo2().fordblks > FREE_MAX)
		malloc_trim(0);
}

static int loop(struct server *server, struct err *err)
{
	do {
		end_turn(server);
		if (event_base_loop(server->base, EVLOOP_ONCE) < 0)
			return err_set(err, ERR_INTERNAL,
			    "the event loop failed: %s", strerror(errno));
	} while (!server->stopping && !server->failed);
	end_turn(server);
	if (server->failed)
		return err_set(err, ERR_INTERNAL, "stopped");
	return 0;
}

/* --- beginning and end --- */

/* More connections than the usual limit of files has room for. */
static void raise_files(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= FILES)
		return;
	files.rlim_cur = files.rlim_max < FILES ? files.rlim_max : FILES;
	setrlimit(RLIMIT_NOFILE, &files);
}

/* libevent's own messages, as one of ours. */
static void on_library_message(int severity, const char *text)
{
	if (severity >= EVENT_LOG_ERR)
		diag("%s", text);
}

static int server_open(
    struct server *server, const char *path, int sibling, struct err *err)
{
	int fd;

	server->base = event_base_new();
	if (server->base == NULL)
		abort();
	if (delivery_new(&server->delivery, server->base, server->requests,
		sibling, &server->failed, err) != 0 ||
	    reminder_new(
		&server->reminder, server->base, server->requests, err) != 0 ||
	    bind_socket(path, &fd, err) != 0)
		return -1;
	server->listener = evconnlistener_new(server->base, on_accept, server,
	    LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, BACKLOG, fd);
	server->listen_again =
	    evtimer_new(server->base, on_listen_again, server);
	if (server->listener == NULL || server->listen_again == NULL)
		abort();
	evconnlistener_set_error_cb(server->listener, on_accept_error);
	for (size_t i = 0; i < SIGNALS; i++) {
		server->signals[i] =
		    evsignal_new(server->base, ending[i], on_signal, server);
		if (server->signals[i] == NULL)
			abort();
		event_add(server->signals[i], NULL);
	}
	return 0;
}

static void server_close(struct server *server, const char *path)
{
	conns_close(&server->conns);
	if (server->listener != NULL) {
		evconnlistener_free(server->listener);
		unlink(path);
		event_free(server->listen_again);
		for (size_t i = 0; i < SIGNALS; i++)
			event_free(server->signals[i]);
	}
	reminder_free(server->reminder);
	delivery_free(server->delivery);
	event_base_free(server->base);
}

int server_run(
    struct requests *requests, const char *path, int sibling, struct err *err)
{
	struct server server = { .requests = requests };
	int result;

	raise_files();
	event_set_log_callback(on_library_message);
	result = server_open(&server, path, sibling, err);

	if (result == 0) {
		diag("listening on %s", path);
		if (requests_rehearsal(requests))
			diag("this is a rehearsal: nothing in it is real");
		result = loop(&server, err);
	}
	server_close(&server, path);
	libevent_global_shutdown();
	return result;
}
