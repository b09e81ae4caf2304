/* SPDX-License-Identifier: ISC */
#include "daemon/machine/service.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define FIRST 3 /* SD_LISTEN_FDS_START of sd_listen_fds(3) */

static struct sockaddr_un manager; /* who hears us */
static socklen_t manager_length;   /* 0: nobody */
static struct sockaddr_un handed;  /* where the socket is */

/* Whether a variable has this process's number: another's are not for us. */
static bool is_ours(const char *name)
{
	const char *pid = getenv(name);

	return pid != NULL && strtoll(pid, NULL, 10) == getpid();
}

static bool listens(int fd)
{
	socklen_t path = sizeof(handed), size = sizeof(int);
	int type = 0, listening = 0;

	return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
	    type == SOCK_STREAM &&
	    getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 &&
	    listening != 0 &&
	    getsockname(fd, (struct sockaddr *)&handed, &path) == 0 &&
	    handed.sun_family == AF_UNIX && path < sizeof(handed) &&
	    path > offsetof(struct sockaddr_un, sun_path) &&
	    handed.sun_path[0] == '/';
}

static int take_socket(struct service *service, struct err *err)
{
	const char *count = getenv("LISTEN_FDS");

	service->socket = -1;
	if (count == NULL || !is_ours("LISTEN_PID"))
		return 0;
	if (strcmp(count, "1") != 0 || !listens(FIRST))
		return err_set(err, ERR_INVALID,
		    "what the service manager hands over is not one Unix stream"
		    " socket with a path: give planvaktd one"
		    " ListenStream=/PATH");
	fcntl(FIRST, F_SETFD, FD_CLOEXEC);
	fcntl(FIRST, F_SETFL, fcntl(FIRST, F_GETFL) | O_NONBLOCK);
	service->socket = FIRST;
	service->path = handed.sun_path;
	return 0;
}

static void take_manager(void)
{
	const char *path = getenv("NOTIFY_SOCKET");
	size_t length = path != NULL ? strlen(path) : 0;

	if (length < 2 || length >= sizeof(manager.sun_path))
		return;
	manager.sun_family = AF_UNIX;
	memcpy(manager.sun_path, path, length);
	if (path[0] == '@')
		manager.sun_path[0] = '\0'; /* unix(7), abstract */
	manager_length =
	    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
}

/* A sign of life comes twice as often as it is waited for. */
static void take_watchdog(struct service *service)
{
	const char *patience = getenv("WATCHDOG_USEC");

	if (patience == NULL || manager_length == 0 ||
	    (getenv("WATCHDOG_PID") != NULL && !is_ours("WATCHDOG_PID")))
		return;
	service->alive_every = strtoll(patience, NULL, 10) / 2000;
	if (service->alive_every < 1)
		service->alive_every = 1;
}

int service_take(struct service *service, struct err *err)
{
	static const char *const names[] = { "LISTEN_PID", "LISTEN_FDS",
		"LISTEN_FDNAMES", "NOTIFY_SOCKET", "WATCHDOG_USEC",
		"WATCHDOG_PID" };
	int result;

	*service = (struct service){ 0 };
	take_manager();
	take_watchdog(service);
	result = take_socket(service, err);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unsetenv(names[i]);
	return result;
}

/* A manager that does not listen is not waited for. */
void service_say(const char *state)
{
	int fd;

	if (manager_length == 0)
		return;
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return;
	if (connect(fd, (const struct sockaddr *)&manager, manager_length) == 0)
		send(fd, state, strlen(state), MSG_NOSIGNAL);
	close(fd);
}
