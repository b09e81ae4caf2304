/* SPDX-License-Identifier: ISC */
#include "client/office/office_confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

#define PROGRAM_MEMORY  (256u << 20)
#define PROGRAM_SECONDS 10

/* Both make calls, and take memory, of their own. */
static bool is_watched(void)
{
	const char *preloaded = getenv("LD_PRELOAD");

	return SANITIZED ||
	    (preloaded != NULL && strstr(preloaded, "/vgpreload_") != NULL);
}

static int office_confine_failed(const char *what, int number, struct err *err)
{
	return err_set(err, ERR_INTERNAL,
	    "is not read: the reader cannot be confined (%s: %s)", what,
	    strerrordesc_np(number));
}

/* --- files: Landlock, see landlock(7) --- */

#define INSTALLED                                                              \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |           \
	    LANDLOCK_ACCESS_FS_READ_DIR)

/* The rights of the first version: what a kernel knows beyond them does not
 * matter where no file can be opened. */
static const struct landlock_ruleset_attr all_files = {
	.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1,
};

static int grant_installed(int rules)
{
	static const char *const places[] = { "/usr", "/lib", "/lib64", "/bin",
		"/etc/ld.so.cache", "/etc/fonts", "/etc/xpdf" };
	int result = 0;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct landlock_path_beneath_attr rule = {
			.allowed_access = INSTALLED,
			.parent_fd = open(places[i], O_PATH | O_CLOEXEC),
		};

		if (rule.parent_fd < 0)
			continue;
		if (places[i][1] == 'e' && strchr(places[i], '.') != NULL)
			rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
		if (syscall(SYS_landlock_add_rule, rules,
			LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
			result = -1;
		close(rule.parent_fd);
	}
	return result;
}

static int office_confine_files(bool installed, struct err *err)
{
	int rules = (int)syscall(
	    SYS_landlock_create_ruleset, &all_files, sizeof(all_files), 0);
	int result;

	if (rules < 0 && (errno == ENOSYS || errno == EOPNOTSUPP))
		return 0;
	result = rules < 0 || (installed && grant_installed(rules) != 0) ||
	    syscall(SYS_landlock_restrict_self, rules, 0) != 0;
	if (result != 0)
		office_confine_failed("landlock", errno, err);
	if (rules >= 0)
		close(rules);
	return result == 0 ? 0 : -1;
}

/* --- calls --- */

/* Memory, the descriptors that are open, and the end. */
static const int reading[] = { SCMP_SYS(read), SCMP_SYS(pread64),
	SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(lseek), SCMP_SYS(_llseek),
	SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(fstatat64),
	SCMP_SYS(close), SCMP_SYS(dup), SCMP_SYS(fcntl), SCMP_SYS(fcntl64),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(time),
	SCMP_SYS(gettimeofday), SCMP_SYS(clock_gettime), SCMP_SYS(wait4),
	SCMP_SYS(sysinfo), /* qsort(3) */
	SCMP_SYS(rt_sigreturn), SCMP_SYS(exit), SCMP_SYS(exit_group) };

static const int without_code[] = { SCMP_SYS(mmap), SCMP_SYS(mmap2),
	SCMP_SYS(mprotect) };

/* What a program that is not ours may not do. */
static const int foreign[] = { SCMP_SYS(socket), SCMP_SYS(socketpair),
	SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_writev), SCMP_SYS(process_vm_readv), SCMP_SYS(kill),
	SCMP_SYS(tkill), SCMP_SYS(tgkill), SCMP_SYS(io_uring_setup),
	SCMP_SYS(bpf), SCMP_SYS(mount), SCMP_SYS(unshare), SCMP_SYS(keyctl) };

/* A call that this architecture does not have needs no rule. */
static int add_rule(scmp_filter_ctx filter, uint32_t action, int call)
{
	int result = seccomp_rule_add(filter, action, call, 0);

	return result == -EDOM ? 0 : result;
}

static int filter_reader(scmp_filter_ctx filter)
{
	int result = add_rule(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat));

	/* stdio asks whether it writes to a terminal. */
	if (result == 0)
		result =
		    add_rule(filter, SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl));

	for (size_t i = 0; i < sizeof(reading) / sizeof(*reading); i++)
		if (result == 0)
			result = add_rule(filter, SCMP_ACT_ALLOW, reading[i]);
	for (size_t i = 0; i < sizeof(without_code) / sizeof(int); i++)
		if (result == 0 &&
		    (result = seccomp_rule_add(filter, SCMP_ACT_ALLOW,
			 without_code[i], 1,
			 SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0))) == -EDOM)
			result = 0;
	return result;
}

static int filter_program(scmp_filter_ctx filter)
{
	int result = 0;

	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++)
		if (result == 0)
			result =
			    add_rule(filter, SCMP_ACT_ERRNO(EPERM), foreign[i]);
	return result;
}

static int office_confine_calls(bool is_program, struct err *err)
{
	scmp_filter_ctx filter =
	    seccomp_init(is_program ? SCMP_ACT_ALLOW : SCMP_ACT_KILL_PROCESS);
	int result;

	if (filter == NULL)
		abort();
	result = is_program ? filter_program(filter) : filter_reader(filter);
	if (result == 0)
		result = seccomp_load(filter);
	seccomp_release(filter);
	return result == 0 ? 0 : office_confine_failed("seccomp", -result, err);
}

/* --- all of it --- */

static int office_confine(bool is_program, struct err *err)
{
	const struct rlimit none = { 0, 0 };
	rlim_t seconds = is_program ? PROGRAM_SECONDS : OFFICE_SECONDS;
	const struct rlimit time = { seconds, seconds };
	rlim_t bytes = is_program ? PROGRAM_MEMORY : OFFICE_MEMORY;
	const struct rlimit memory = { bytes, bytes };

	if (setrlimit(RLIMIT_CORE, &none) != 0 ||
	    setrlimit(RLIMIT_CPU, &time) != 0 ||
	    (!is_watched() && setrlimit(RLIMIT_DATA, &memory) != 0) ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return office_confine_failed("limits", errno, err);
	if (is_watched())
		return 0;
	if (office_confine_files(is_program, err) != 0)
		return -1;
	return office_confine_calls(is_program, err);
}

/* The archive's days are local times, and the zone's file is read once. */
int office_confine_reader(struct err *err)
{
	if (setenv("TZ", "UTC0", 1) != 0)
		abort();
	tzset();
	return office_confine(false, err);
}

int office_confine_program(struct err *err)
{
	return office_confine(true, err);
}
