/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/timer.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <time.h>

/* The linker calls these where another object calls the kernel's (--wrap). */
int __wrap_timerfd_create(clockid_t clock, int flags);
int __real_timerfd_create(clockid_t clock, int flags);
int __wrap_timerfd_settime(int fd, int flags,
    const struct itimerspec *new_value, struct itimerspec *old_value);
int __real_timerfd_settime(int fd, int flags,
    const struct itimerspec *new_value, struct itimerspec *old_value);
ssize_t __wrap_read(int fd, void *bytes, size_t size);
ssize_t __real_read(int fd, void *bytes, size_t size);

static struct {
	bool taken;
	int fd;
	bool set, canceled;
	struct timespec at;
	struct instant *clock, to; /* clock is NULL for no surprise */
} timer = { .fd = -1 };

static void wake(void)
{
	int result = eventfd_write(timer.fd, 1);

	assert(result == 0);
}

int __wrap_timerfd_create(clockid_t clock, int flags)
{
	if (!timer.taken)
		return __real_timerfd_create(clock, flags);
	assert(clock == CLOCK_REALTIME);
	assert(flags == (TFD_CLOEXEC | TFD_NONBLOCK));
	timer.fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	timer.set = timer.canceled = false;
	return timer.fd;
}

/* Sets the timer also where it says that the clock was set. */
int __wrap_timerfd_settime(int fd, int flags,
    const struct itimerspec *new_value, struct itimerspec *old_value)
{
	eventfd_t ignored;

	if (!timer.taken)
		return __real_timerfd_settime(fd, flags, new_value, old_value);
	assert(fd == timer.fd && old_value == NULL);
	assert(flags == (TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET));
	assert(new_value->it_interval.tv_sec == 0);
	assert(new_value->it_interval.tv_nsec == 0);
	timer.at = new_value->it_value;
	timer.set = true;
	eventfd_read(fd, &ignored);
	if (timer.clock != NULL) {
		*timer.clock = timer.to;
		timer.clock = NULL;
		timer.canceled = true;
	}
	if (!timer.canceled)
		return 0;
	timer.canceled = false;
	errno = ECANCELED;
	return -1;
}

ssize_t __wrap_read(int fd, void *bytes, size_t size)
{
	ssize_t length = __real_read(fd, bytes, size);

	if (fd != timer.fd || length < 0 || !timer.canceled)
		return length;
	timer.canceled = false;
	errno = ECANCELED;
	return -1;
}

void timer_take(void)
{
	timer.taken = true;
}

struct instant timer_set_for(void)
{
	assert(timer.set && timer.at.tv_nsec == 0);
	return (struct instant){ timer.at.tv_sec };
}

void timer_expire(void)
{
	wake();
}

void timer_cancel(void)
{
	assert(timer.set);
	timer.canceled = true;
	wake();
}

void timer_cancel_when_set(struct instant *clock, struct instant to)
{
	timer.clock = clock;
	timer.to = to;
}
