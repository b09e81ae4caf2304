/* SPDX-License-Identifier: ISC */
#include "daemon/machine/confine_calls.h"

#include <errno.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZER 1
#endif
#endif
#ifndef SANITIZER
#define SANITIZER 0
#endif

/* Calls that are allowed whatever their arguments are. Names that an
 * architecture does not have are passed over. */
static const int allowed[] = {
	/* the loop and its connections */
	SCMP_SYS(epoll_ctl),
	SCMP_SYS(poll),
	SCMP_SYS(ppoll),
	SCMP_SYS(epoll_wait),
	SCMP_SYS(epoll_pwait),
	SCMP_SYS(epoll_pwait2),
	SCMP_SYS(timerfd_create),
	SCMP_SYS(timerfd_settime),
	SCMP_SYS(timerfd_gettime),
	SCMP_SYS(accept4),
	SCMP_SYS(getsockopt),
	SCMP_SYS(setsockopt),
	SCMP_SYS(shutdown),
	SCMP_SYS(recvfrom),
	SCMP_SYS(recvmsg),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
	SCMP_SYS(readv),
	SCMP_SYS(writev),
	/* files: SQLite with a write-ahead log, a configuration, a time zone */
	SCMP_SYS(open),
	SCMP_SYS(openat),
	SCMP_SYS(close),
	SCMP_SYS(read),
	SCMP_SYS(write),
	SCMP_SYS(pread64),
	SCMP_SYS(pwrite64),
	SCMP_SYS(lseek),
	SCMP_SYS(_llseek),
	SCMP_SYS(fsync),
	SCMP_SYS(fdatasync),
	SCMP_SYS(ftruncate),
	SCMP_SYS(ftruncate64),
	SCMP_SYS(fallocate),
	SCMP_SYS(fcntl),
	SCMP_SYS(fcntl64),
	SCMP_SYS(fchmod),
	SCMP_SYS(fchown),
	SCMP_SYS(umask),
	SCMP_SYS(stat),
	SCMP_SYS(lstat),
	SCMP_SYS(fstat),
	SCMP_SYS(newfstatat),
	SCMP_SYS(fstatat64),
	SCMP_SYS(statx),
	SCMP_SYS(access),
	SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2),
	SCMP_SYS(readlink),
	SCMP_SYS(readlinkat),
	SCMP_SYS(getcwd),
	SCMP_SYS(unlink),
	SCMP_SYS(unlinkat),
	SCMP_SYS(memfd_create), /* a dispatch for the worker */
	/* memory */
	SCMP_SYS(brk),
	SCMP_SYS(mremap),
	SCMP_SYS(munmap),
	SCMP_SYS(madvise),
	SCMP_SYS(mlock),
	SCMP_SYS(munlock),
	SCMP_SYS(sysinfo), /* qsort(3) asks how much there is */
	/* time; to set a clock takes a capability that we do not have */
	SCMP_SYS(time),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_gettime64),
	SCMP_SYS(clock_getres),
	SCMP_SYS(nanosleep),
	SCMP_SYS(clock_nanosleep),
	SCMP_SYS(adjtimex),
	SCMP_SYS(clock_adjtime),
	/* chance */
	SCMP_SYS(getrandom),
	/* signals and the process itself */
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(futex),
	SCMP_SYS(rseq),
	SCMP_SYS(sched_yield),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),
	SCMP_SYS(getuid),
	SCMP_SYS(geteuid),
	SCMP_SYS(getgid),
	SCMP_SYS(getegid),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

/* Calls that are allowed with one value of one argument only. */
struct confined_call {
	int number;
	struct scmp_arg_cmp argument;
};

/* --- a forbidden call --- */

#define NAMES    512 /* over the highest number of Linux 6 */
#define NAME_MAX 32

/* The names of the calls are looked up while all is allowed; a signal's handler
 * could not do it. */
static char names[NAMES][NAME_MAX];
static uint32_t native;

static void names_make(void)
{
	native = seccomp_arch_native();
	for (int number = 0; number < NAMES; number++) {
		char *name = seccomp_syscall_resolve_num_arch(native, number);

		if (name != NULL)
			snprintf(names[number], NAME_MAX, "%s", name);
		free(name);
	}
}

static const char *name_of(const siginfo_t *info)
{
	int number = info->si_syscall;

	if (info->si_arch != native)
		return "of another architecture";
	if (number < 0 || number >= NAMES || names[number][0] == '\0')
		return "without a name";
	return names[number];
}

/* Writes a number in decimal digits at the end of `digits`. */
static const char *confine_calls_digits(unsigned number, char room[12])
{
	char *at = room + 11;

	*at = '\0';
	do
		*--at = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	return at;
}

/* Does only what signal-safety(7) allows. The signal's action was reset when
 * this was entered, so that raising it again ends the process. */
static void on_forbidden(int number, siginfo_t *info, void *invocation)
{
	char line[128], room[12];
	char *at = stpcpy(line, "planvaktd: forbidden system call ");
	struct pollfd output = { .fd = STDERR_FILENO, .events = POLLOUT };
	int kept = errno;

	(void)invocation;
	at = stpcpy(at, name_of(info));
	at = stpcpy(at, " (");
	at = stpcpy(at, confine_calls_digits((unsigned)info->si_syscall, room));
	at = stpcpy(at, "): stopping\n");
	if (poll(&output, 1, 0) == 1 && (output.revents & POLLOUT) != 0 &&
	    write(STDERR_FILENO, line, (size_t)(at - line)) < 0)
		errno = kept;
	raise(number);
	_exit(128 + number);
}

static int catch_forbidden(void)
{
	struct sigaction action = {
		.sa_sigaction = on_forbidden,
		.sa_flags = SA_SIGINFO | SA_RESETHAND | SA_NODEFER,
	};
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGSYS);
	if (sigaction(SIGSYS, &action, NULL) != 0)
		return -errno;
	return sigprocmask(SIG_UNBLOCK, &set, NULL) == 0 ? 0 : -errno;
}

/* --- the filter --- */

/* Whether Valgrind runs us: it preloads a part of itself. Who else can set that
 * variable could have the process do anything anyway, filtered or not. */
bool calls_in_valgrind(void)
{
	const char *preloaded = getenv("LD_PRELOAD");

	return preloaded != NULL && strstr(preloaded, "/vgpreload_") != NULL;
}

bool calls_can_filter(void)
{
	return !SANITIZER && !calls_in_valgrind();
}

static int allow_all(scmp_filter_ctx filter)
{
	int result = 0;

	for (size_t i = 0;
	     result == 0 && i < sizeof(allowed) / sizeof(allowed[0]); i++) {
		result =
		    seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
		if (result == -EDOM)
			result = 0;
	}
	return result;
}

/* Allows calls with certain arguments only: no memory becomes executable,
 * signals go to this process only, no limit is set, nobody else handles
 * SIGSYS. */
static int allow_some(scmp_filter_ctx filter)
{
	const struct confined_call some[] = {
		{ SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) },
		{ SCMP_SYS(mmap2), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) },
		{ SCMP_SYS(mprotect),
		    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) },
		{ SCMP_SYS(tgkill),
		    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()) },
		{ SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0) },
		{ SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, FIONREAD) },
		{ SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, TCGETS) },
		{ SCMP_SYS(rt_sigaction), SCMP_A0(SCMP_CMP_NE, SIGSYS) },
	};
	int result = 0;

	for (size_t i = 0; result == 0 && i < sizeof(some) / sizeof(some[0]);
	     i++) {
		result = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
		    some[i].number, 1, &some[i].argument);
		if (result == -EDOM)
			result = 0;
	}
	return result;
}

int calls_filter(struct err *err)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
	int result;

	if (filter == NULL)
		abort();
	names_make();
	if ((result = seccomp_attr_set(
		 filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_TRAP)) == 0 &&
	    (result = allow_all(filter)) == 0 &&
	    (result = allow_some(filter)) == 0 &&
	    (result = catch_forbidden()) == 0)
		result = seccomp_load(filter);
	seccomp_release(filter);
	if (result == 0)
		return 0;
	return err_set(err, ERR_INTERNAL, "cannot filter system calls: %s",
	    strerrordesc_np(-result));
}
