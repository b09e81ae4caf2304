/* SPDX-License-Identifier: ISC */
#include "daemon/socket/server.h"

#include <errno.h>
#include <event2/event.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "daemon/machine/config.h"
#include "daemon/machine/confine.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "daemon/socket/connections.h"
#include "daemon/machine/diag.h"
#include "daemon/socket/listener.h"
#include "daemon/delivery/delivery.h"
#include "daemon/reminders/rehearsal.h"
#include "daemon/reminders/reminder.h"
#include "protocol/error_words.h"
#include "protocol/translate.h"

/* Files that the process needs beside its connections; and as many as it asks
 * for, with the most connections that a configuration may allow. */
#define FILES_OWN 32
#define FILES     (CONFIG_CONNECTIONS_MAX + 512)

/* Where writes follow on each other, the dates of the ladder are worked out at
 * most this often, in milliseconds, for it takes all that they depend on. */
#define SETTLE_EVERY 200

/* A daemon that idles most of its life holds little: so many seconds after the
 * last work its memory is given back, the database's pages too. */
#define REST_AFTER 5

static void on_end(evutil_socket_t number, short what, void *argument);
static void on_reload(evutil_socket_t number, short what, void *argument);

static const struct {
	int number;
	event_callback_fn heard;
} signals[] = {
	{ SIGTERM, on_end },
	{ SIGINT, on_end },
	{ SIGHUP, on_reload },
};
#define SIGNALS (sizeof(signals) / sizeof(signals[0]))

struct server {
	const struct serving *serving; /* these are borrowed */
	struct door *door;
	struct event_base *base; /* these are owned */
	struct connections *connections;
	struct listener *listener;
	struct event *signals[SIGNALS];
	struct event *alive, *settling, *resting;
	struct reminder *reminder;
	struct delivery *delivery;
	bool stopping, failed;
	bool behind; /* dates of the ladder are still to be worked out */
	struct moment settled; /* when they last were */
};

/* --- events --- */

static void on_end(evutil_socket_t number, short what, void *argument)
{
	struct server *server = argument;

	(void)number;
	(void)what;
	server->stopping = true;
}

/* The first process starts this one again from its first byte on, if it ends,
 * and passes each on to a service manager. What finds the pipe full is no
 * loss: bytes are in it. */
static void tell_alive(const struct server *server)
{
	int alive = server->serving->alive;

	if (alive >= 0 && write(alive, "", 1) != 1 && errno != EAGAIN)
		diag("the first process does not listen: %s",
		    strerrordesc_np(errno));
}

static void on_alive(evutil_socket_t fd, short what, void *argument)
{
	(void)fd;
	(void)what;
	tell_alive(argument);
}

/* No more connections than the limit of files leaves room for. */
static size_t most_connections(const struct config *config)
{
	size_t most = (size_t)config->connections;
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0 ||
	    files.rlim_cur >= FILES_OWN + most)
		return most;
	most = files.rlim_cur > FILES_OWN ? files.rlim_cur - FILES_OWN : 1;
	diag(DIAG_ERROR "%zu connections at a time instead of %" PRId64 ": the"
			" limit of open files is %ju (LimitNOFILE=, ulimit -n)",
	    most, (int64_t)config->connections, (uintmax_t)files.rlim_cur);
	return most;
}

/* Takes over all of the configuration, or nothing of it. */
static void on_reload(evutil_socket_t number, short what, void *argument)
{
	struct server *server = argument;
	const struct serving *serving = server->serving;
	struct err err;

	(void)number;
	(void)what;
	if (serving->config_path == NULL) {
		diag("planvaktd runs without --config: nothing to read again");
		return;
	}
	if (config_reload(serving->config, serving->config_path, &err) != 0) {
		diag("%s; keeping the former configuration", err_aloud(&err));
		return;
	}
	connections_limit(
	    server->connections, most_connections(serving->config));
	delivery_reload(server->delivery);
	diag("%s was read again and is in force", serving->config_path);
}

static void on_resting(evutil_socket_t fd, short what, void *argument)
{
	struct server *server = argument;

	(void)fd;
	(void)what;
	rehearsal_forget(); /* whoever asked for one went away */
	door_rest(server->door);
}

static void rest_later(struct server *server)
{
	static const struct timeval later = { .tv_sec = REST_AFTER };

	if (event_add(server->resting, &later) != 0)
		abort();
}

/* That it fired is enough: a turn follows. */
static void on_settling(evutil_socket_t fd, short what, void *argument)
{
	(void)fd;
	(void)what;
	(void)argument;
}

static void settle(struct server *server)
{
	static const struct timeval later = { .tv_usec = SETTLE_EVERY * 1000 };
	struct moment now = clock_moment(door_clock(server->door));

	if (server->behind || server->stopping ||
	    now.milliseconds - server->settled.milliseconds >= SETTLE_EVERY) {
		server->settled = now;
		server->behind = reminder_settle(server->reminder);
	} else if (door_pending(server->door)) {
		reminder_unsettled(server->reminder);
		if (event_add(server->settling, &later) != 0)
			abort();
	}
}

/* Commits what was begun in the turn, then sends the replies. A reminder run
 * that is due begins another turn, which ends here too. */
static void end_turn(struct server *server)
{
	struct err err;

	do {
		bool committed, wrote;

		settle(server);
		wrote = door_pending(server->door);
		committed = door_commit(server->door, &err) == 0;
		server->behind = server->behind && committed;
		if (wrote) {
			door_look(server->door);
			rest_later(server);
		}
		connections_turn(server->connections, committed,
		    door_head(server->door)->seq);
		delivery_turn(server->delivery, committed);
		reminder_turn(server->reminder, committed);
	} while (door_pending(server->door));
	door_look_away(server->door);
}

/* Nothing may be acknowledged that is in no file of the state any more. */
static int check_displaced(struct server *server, struct err *err)
{
	if (!door_is_displaced(server->door))
		return 0;
	return err_set(err, ERR_INTERNAL,
	    "somebody has put other files into the state while it was served,"
	    " written to its database or taken it away: stop planvaktd before"
	    " a backup is put back");
}

static int loop(struct server *server, struct err *err)
{
	do {
		int flags = EVLOOP_ONCE;

		if (check_displaced(server, err) != 0)
			return -1;
		if (connections_waiting(server->connections)) {
			door_look(server->door);
			rest_later(server);
		}
		connections_serve(
		    server->connections, listener_crowded(server->listener));
		end_turn(server);
		if (server->behind || connections_waiting(server->connections))
			flags |= EVLOOP_NONBLOCK;
		if (event_base_loop(server->base, flags) < 0)
			return err_set(err, ERR_INTERNAL,
			    "the event loop failed: %s",
			    strerrordesc_np(errno));
	} while (!server->stopping && !server->failed);
	if (check_displaced(server, err) != 0)
		return -1;
	delivery_end(server->delivery);
	end_turn(server);
	if (server->failed)
		return err_set(err, ERR_INTERNAL, "stopped");
	return 0;
}

/* --- beginning and end --- */

/* Raises the limit of files, which is usually too low for so many
 * connections. */
static void raise_files(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= FILES)
		return;
	files.rlim_cur = files.rlim_max < FILES ? files.rlim_max : FILES;
	setrlimit(RLIMIT_NOFILE, &files);
}

/* Passes libevent's own messages on to the operator. */
static void on_library_message(int severity, const char *text)
{
	if (severity >= EVENT_LOG_ERR)
		diag("%s", text);
}

static void begin_alive(struct server *server)
{
	int64_t every = server->serving->alive_every;
	struct timeval each = {
		.tv_sec = every / 1000,
		.tv_usec = every % 1000 * 1000,
	};

	if (every == 0)
		return;
	server->alive =
	    event_new(server->base, -1, EV_PERSIST, on_alive, server);
	if (server->alive == NULL || event_add(server->alive, &each) != 0)
		abort();
}

static int server_open(struct server *server, struct err *err)
{
	server->base = event_base_new();
	if (server->base == NULL)
		abort();
	server->connections = connections_new(server->base, server->door,
	    most_connections(server->serving->config));
	server->delivery = delivery_new(server->base, server->door,
	    server->serving->config, server->serving->worker, &server->failed);
	if (reminder_new(&server->reminder, server->base, server->door, err) !=
		0 ||
	    listener_new(&server->listener, server->serving->path,
		server->serving->listening, server->base, server->connections,
		err) != 0)
		return -1;
	begin_alive(server);
	server->settling = evtimer_new(server->base, on_settling, NULL);
	server->resting = evtimer_new(server->base, on_resting, server);
	if (server->settling == NULL || server->resting == NULL)
		abort();
	rest_later(server); /* a start reads much of the log */
	for (size_t i = 0; i < SIGNALS; i++) {
		server->signals[i] = evsignal_new(
		    server->base, signals[i].number, signals[i].heard, server);
		if (server->signals[i] == NULL ||
		    event_add(server->signals[i], NULL) != 0)
			abort();
	}
	return 0;
}

/* A service manager may tell each process to end, and the first tells this one
 * too: without libevent another signal would end it before it has closed. */
static void signals_hold(void)
{
	sigset_t held;

	sigemptyset(&held);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaddset(&held, signals[i].number);
	sigprocmask(SIG_BLOCK, &held, NULL);
}

static void server_close(struct server *server)
{
	signals_hold();
	listener_free(server->listener);
	connections_free(server->connections);
	for (size_t i = 0; i < SIGNALS; i++)
		if (server->signals[i] != NULL)
			event_free(server->signals[i]);
	if (server->alive != NULL)
		event_free(server->alive);
	if (server->settling != NULL)
		event_free(server->settling);
	if (server->resting != NULL)
		event_free(server->resting);
	reminder_free(server->reminder);
	delivery_free(server->delivery);
	event_base_free(server->base);
}

/* Confines the process: all that a start needs is done, and nothing was
 * received yet. */
static int confine(const struct confinement *confinement, struct err *err)
{
	const char *missing = N_("confinement: [daemon] confine = no");
	struct err told;

	if (confinement != NULL &&
	    confine_process(confinement, &missing, err) != 0)
		return -1;
	if (missing == NULL)
		return 0;
	err_set(&told, ERR_NONE, "running without %-s", missing);
	diag("%s", err_aloud(&told));
	return 0;
}

int server_run(
    struct door *door, const struct serving *serving, struct err *err)
{
	struct server server = {
		.serving = serving,
		.door = door,
	};
	int result;

	raise_files();
	door_serve(door);
	event_set_log_callback(on_library_message);
	result = server_open(&server, err);
	if (result == 0)
		result = confine(serving->confinement, err);
	if (result == 0) {
		diag("listening on %s", serving->path);
		if (geteuid() == 0)
			diag("runs as root: name a user in planvaktd.conf");
		if (door_rehearsal(door))
			diag("this is a rehearsal: nothing in it is real");
		tell_alive(&server);
		result = loop(&server, err);
	}
	server_close(&server);
	libevent_global_shutdown();
	return result;
}
