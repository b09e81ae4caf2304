/* SPDX-License-Identifier: ISC */
#include "daemon/socket/listener.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "daemon/socket/connections.h"
#include "daemon/machine/diag.h"

/* How many may wait to be accepted. The queue is short, so that the last in it
 * is let in soon; who finds no place waits in connect(2). */
#define BACKLOG 128

/* So many are let in at a time, before those are served who were let in. */
#define ACCEPT_MAX 64

/* A daemon that ends may remove its lock while we take it; not so often. */
#define LOCK_TRIES 100

/* Where the process has no file left, new connections wait so long. */
static const struct timeval accept_again = { .tv_sec = 1 };

struct listener {
	struct connections *connections; /* borrowed */
	struct sockaddr_un address;
	char lock_path[PATH_MAX];
	int lock, fd; /* owned; -1 for none */
	bool bound;
	struct stat ours; /* the file of the socket then */
	bool crowded;
	struct event *door, *again; /* owned */
};

/* --- the place --- */

static int read_path(
    struct listener *listener, const char *path, struct err *err)
{
	size_t room = sizeof(listener->address.sun_path);

	listener->address.sun_family = AF_UNIX;
	if (strlen(path) >= room)
		return err_set(err, ERR_INVALID,
		    "the socket's path has %zu bytes, at most %zu fit: give a"
		    " shorter one with --socket",
		    strlen(path), room - 1);
	memcpy(listener->address.sun_path, path, strlen(path) + 1);
	snprintf(
	    listener->lock_path, sizeof(listener->lock_path), "%s.lock", path);
	return 0;
}

static int cannot_listen(const struct listener *listener, struct err *err)
{
	return err_set(err, ERR_INTERNAL, "cannot listen at %s: %s",
	    listener->address.sun_path, strerrordesc_np(errno));
}

static int listener_make_directory(
    const struct listener *listener, struct err *err)
{
	char directory[sizeof(listener->address.sun_path)] = ".";
	const char *path = listener->address.sun_path;
	const char *slash = strrchr(path, '/');
	struct stat status;
	mode_t mask = umask(0);
	int made;

	if (slash != NULL)
		snprintf(directory, sizeof(directory), "%.*s",
		    slash == path ? 1 : (int)(slash - path), path);
	made = mkdir(directory, 0750);
	umask(mask);
	if ((made != 0 && errno != EEXIST) || stat(directory, &status) != 0)
		return cannot_listen(listener, err);
	if ((status.st_mode & S_IWOTH) == 0 || (status.st_mode & S_ISVTX) != 0)
		return 0;
	return err_set(err, ERR_DENIED,
	    "anybody may write to %s and put a socket of his own in the place"
	    " of planvaktd's: chmod o-w it, or give another --socket",
	    directory);
}

static int taken(const struct listener *listener, struct err *err)
{
	return err_set(err, ERR_CONFLICT,
	    "a daemon answers at %s already: stop it or give another --socket",
	    listener->address.sun_path);
}

/* Whether that file is there still: where somebody has removed it, another
 * daemon's may have its name. */
static bool is_same(const char *path, const struct stat *ours)
{
	struct stat theirs;

	return lstat(path, &theirs) == 0 && ours->st_dev == theirs.st_dev &&
	    ours->st_ino == theirs.st_ino;
}

/* Locks the file. 1: it is ours; 0: a daemon that ended has removed it
 * meanwhile, so try again; -1. */
static int lock_file(struct listener *listener, struct err *err)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct stat ours;

	listener->lock = open(listener->lock_path,
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (listener->lock < 0)
		return cannot_listen(listener, err);
	if (fcntl(listener->lock, F_SETLK, &whole) != 0) {
		close(listener->lock);
		listener->lock = -1;
		return taken(listener, err);
	}
	if (fstat(listener->lock, &ours) == 0 &&
	    is_same(listener->lock_path, &ours))
		return 1;
	close(listener->lock);
	listener->lock = -1;
	return 0;
}

/* Locks the socket's place for this daemon until it ends, whatever its state
 * directory. No child inherits the lock. */
static int lock_place(struct listener *listener, struct err *err)
{
	int result = 0;

	for (int tries = 0; result == 0 && tries < LOCK_TRIES; tries++)
		result = lock_file(listener, err);
	if (result == 0)
		err_set(err, ERR_INTERNAL,
		    "cannot lock %s: it is another file each time",
		    listener->lock_path);
	return result == 1 ? 0 : -1;
}

/* Whether somebody listens there: it may be something that takes no lock. */
static bool is_alive(const struct listener *listener)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool dead = fd >= 0 &&
	    connect(fd, (const struct sockaddr *)&listener->address,
		sizeof(listener->address)) != 0 &&
	    (errno == ECONNREFUSED || errno == ENOENT);

	close(fd);
	return !dead;
}

static int clear_place(const struct listener *listener, struct err *err)
{
	const char *path = listener->address.sun_path;
	struct stat status;

	if (lstat(path, &status) != 0)
		return 0;
	if (!S_ISSOCK(status.st_mode))
		return err_set(err, ERR_CONFLICT,
		    "%s is there and is no socket: remove it or give another"
		    " --socket",
		    path);
	if (is_alive(listener))
		return taken(listener, err);
	unlink(path);
	return 0;
}

/* The socket has its mode from the first moment, by the umask. */
static int take_place(struct listener *listener, struct err *err)
{
	mode_t mask;
	int result;

	listener->fd =
	    socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (listener->fd < 0)
		return cannot_listen(listener, err);
	mask = umask(0117);
	result = bind(listener->fd, (struct sockaddr *)&listener->address,
	    sizeof(listener->address));
	umask(mask);
	listener->bound = result == 0 &&
	    lstat(listener->address.sun_path, &listener->ours) == 0;
	if (result != 0 || listen(listener->fd, BACKLOG) != 0)
		return cannot_listen(listener, err);
	return 0;
}

/* --- the door --- */

static void listen_again(struct listener *listener)
{
	if (event_add(listener->again, &accept_again) != 0)
		abort();
}

/* The process is out of files. Without a pause we would be called again at
 * once, for ever. */
static void pause_listening(struct listener *listener)
{
	diag(DIAG_ERROR "cannot accept a connection: %s",
	    strerrordesc_np(errno));
	event_del(listener->door);
	listen_again(listener);
}

static void on_door(evutil_socket_t door, short what, void *argument)
{
	struct listener *listener = argument;

	(void)what;
	for (int i = 0; i < ACCEPT_MAX; i++) {
		int fd =
		    accept4(door, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (fd >= 0) {
			connections_take(listener->connections, fd);
		} else if (errno == EAGAIN) {
			return;
		} else if ((errno == EMFILE || errno == ENFILE) &&
		    connections_make_room(listener->connections)) {
			continue;
		} else if (errno != EINTR && errno != ECONNABORTED) {
			pause_listening(listener);
			return;
		}
	}
	listener->crowded = true;
}

static void listener_on_again(evutil_socket_t fd, short what, void *argument)
{
	struct listener *listener = argument;

	(void)fd;
	(void)what;
	if (event_add(listener->door, NULL) != 0)
		listen_again(listener);
}

bool listener_crowded(struct listener *listener)
{
	bool crowded = listener->crowded;

	listener->crowded = false;
	return crowded;
}

/* --- beginning and end --- */

static int listener_open(
    struct listener *listener, const char *path, struct err *err)
{
	if (read_path(listener, path, err) != 0 ||
	    listener_make_directory(listener, err) != 0 ||
	    lock_place(listener, err) != 0 || clear_place(listener, err) != 0)
		return -1;
	return take_place(listener, err);
}

int listener_new(struct listener **made, const char *path, int given,
    struct event_base *base, struct connections *connections, struct err *err)
{
	struct listener *listener = calloc(1, sizeof(*listener));

	if (listener == NULL)
		abort();
	*listener = (struct listener){
		.connections = connections, .lock = -1, .fd = given
	};
	if (given < 0 && listener_open(listener, path, err) != 0) {
		listener_free(listener);
		return -1;
	}
	listener->door = event_new(
	    base, listener->fd, EV_READ | EV_PERSIST, on_door, listener);
	listener->again = evtimer_new(base, listener_on_again, listener);
	if (listener->door == NULL || listener->again == NULL ||
	    event_add(listener->door, NULL) != 0)
		abort();
	*made = listener;
	return 0;
}

void listener_free(struct listener *listener)
{
	struct stat lock;

	if (listener == NULL)
		return;
	if (listener->door != NULL)
		event_free(listener->door);
	if (listener->again != NULL)
		event_free(listener->again);
	if (listener->bound &&
	    is_same(listener->address.sun_path, &listener->ours))
		unlink(listener->address.sun_path);
	if (listener->fd >= 0)
		close(listener->fd);
	if (listener->lock >= 0) {
		if (fstat(listener->lock, &lock) == 0 &&
		    is_same(listener->lock_path, &lock))
			unlink(listener->lock_path);
		close(listener->lock);
	}
	free(listener);
}
