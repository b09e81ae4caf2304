/* SPDX-License-Identifier: ISC */
/* A library for LD_PRELOAD that has the clock of all our processes run ahead,
 * by as much as a file says, which can change at any time: years pass while a
 * daemon runs. It looks at the file whenever it is about to wait for something,
 * so whoever puts the clock on says a word to it afterwards.
 *
 *   PLANVAKT_CLOCK=FILE           seconds ahead, a number of eight bytes
 *   PLANVAKT_CLOCK_FAULT=WORD     a fault that the haul must find:
 *     descriptor   each twentieth connection is never closed
 *     memory       each wait leaves 512 bytes behind
 *     wal          the write-ahead log is never written back
 *
 * /proc tells of the processes, for they stay dumpable. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define REAL(name)                                                             \
	static __typeof__(name) *real;                                         \
	if (real == NULL)                                                      \
	*(void **)&real = dlsym(RTLD_NEXT, #name)

static const _Atomic int64_t *page; /* NULL: the clock is the machine's */
static enum { NONE, DESCRIPTOR, MEMORY, WAL } fault;

/* The timer of the runs, as it was asked for. */
static struct {
	int fd, flags;
	int64_t ahead; /* when it was set */
	struct itimerspec asked;
} armed = { .fd = -1 };

static __attribute__((constructor)) void begin(void)
{
	const char *path = getenv("PLANVAKT_CLOCK");
	const char *word = getenv("PLANVAKT_CLOCK_FAULT");
	int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		void *at =
		    mmap(NULL, sizeof(*page), PROT_READ, MAP_SHARED, fd, 0);

		page = at != MAP_FAILED ? at : NULL;
		close(fd);
	}
	if (word == NULL)
		return;
	fault = strcmp(word, "descriptor") == 0 ? DESCRIPTOR
	    : strcmp(word, "memory") == 0       ? MEMORY
	    : strcmp(word, "wal") == 0          ? WAL
						: NONE;
}

static int64_t ahead(void)
{
	return page != NULL ? *page : 0;
}

/* --- what time it is --- */

int clock_gettime(clockid_t id, struct timespec *now)
{
	REAL(clock_gettime);
	int result = real(id, now);

	if (result == 0 && id != CLOCK_PROCESS_CPUTIME_ID &&
	    id != CLOCK_THREAD_CPUTIME_ID)
		now->tv_sec += ahead();
	return result;
}

time_t time(time_t *to)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (to != NULL)
		*to = now.tv_sec;
	return now.tv_sec;
}

int gettimeofday(struct timeval *restrict to, void *restrict zone)
{
	struct timespec now;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &now);
	*to = (struct timeval){ now.tv_sec, now.tv_nsec / 1000 };
	return 0;
}

/* --- waiting for it --- */

static int arm(struct itimerspec *old)
{
	REAL(timerfd_settime);
	struct itimerspec timer = armed.asked;

	armed.ahead = ahead();
	timer.it_value.tv_sec -= armed.ahead;
	if (timer.it_value.tv_sec < 0)
		timer.it_value = (struct timespec){ .tv_nsec = 1 };
	return real(armed.fd, armed.flags, &timer, old);
}

int timerfd_settime(
    int fd, int flags, const struct itimerspec *timer, struct itimerspec *old)
{
	REAL(timerfd_settime);

	if ((flags & TFD_TIMER_ABSTIME) == 0)
		return real(fd, flags, timer, old);
	armed.fd = fd;
	armed.flags = flags;
	armed.asked = *timer;
	return arm(old);
}

int epoll_wait(int fd, struct epoll_event *events, int most, int milliseconds)
{
	static void *volatile left;
	REAL(epoll_wait);

	if (armed.fd >= 0 && armed.ahead != ahead())
		arm(NULL);
	if (fault == MEMORY && (left = malloc(512)) != NULL)
		memset(left, 1, 512);
	return real(fd, events, most, milliseconds);
}

/* --- faults --- */

int close(int fd)
{
	static int sockets;
	REAL(close);
	struct stat status;

	if (fault == DESCRIPTOR && fstat(fd, &status) == 0 &&
	    S_ISSOCK(status.st_mode) && ++sockets % 20 == 0)
		return shutdown(fd, SHUT_RDWR);
	return real(fd);
}

/* As sqlite3.h has them, which a test has no need of else. */
int sqlite3_open_v2(const char *, void **, int, const char *);
int sqlite3_wal_autocheckpoint(void *, int);
int sqlite3_wal_checkpoint_v2(void *, const char *, int, int *, int *);

int sqlite3_open_v2(
    const char *path, void **database, int flags, const char *vfs)
{
	REAL(sqlite3_open_v2);
	int (*off)(void *, int);
	int result = real(path, database, flags, vfs);

	*(void **)&off = dlsym(RTLD_NEXT, "sqlite3_wal_autocheckpoint");
	if (fault == WAL && result == 0)
		off(*database, 0);
	return result;
}

/* --- so that a person who is not root can count descriptors --- */

int prctl(int option, ...)
{
	REAL(prctl);
	unsigned long given[4];
	va_list list;

	va_start(list, option);
	for (int i = 0; i < 4; i++)
		given[i] = va_arg(list, unsigned long);
	va_end(list);
	if (option == PR_SET_DUMPABLE && page != NULL)
		return 0;
	return real(option, given[0], given[1], given[2], given[3]);
}
