/* SPDX-License-Identifier: ISC */
/* Each part runs in a child, which is confined for good; what it says on
 * standard error and how it ends is looked at from outside. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/machine/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <malloc.h>
#include <netinet/in.h>
#include <pwd.h>
#include <seccomp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "daemon/machine/confine_calls.h"

#define NOBODY 65534

static char work[] = "/tmp/planvakt-confine.XXXXXX";
static char state[64], outside[64], sock[64], config[64];

/* In a child: what does not hold ends it. */
#define HOLDS(condition)                                                       \
	do {                                                                   \
		if (!(condition)) {                                            \
			dprintf(STDERR_FILENO, "%d: %s (%s)\n", __LINE__,      \
			    #condition, strerror(errno));                      \
			_exit(1);                                              \
		}                                                              \
	} while (0)

/* As landlock(7) has it, 0 for none: asked of the kernel, not of the code. */
static int landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);

	return version > 0 ? (int)version : 0;
}

/* --- children --- */

struct end {
	int status;
	char said[1024];
};

static void confine(void)
{
	const struct confinement confinement = { state, sock, config };
	const char *missing;
	struct err err = { 0 };

	if (confine_process(&confinement, &missing, &err) == 0)
		return;
	dprintf(STDERR_FILENO, "%s\n", err.text);
	_exit(2);
}

static struct end in_child(void (*part)(void))
{
	struct end end = { 0 };
	size_t length = 0;
	ssize_t got;
	int ends[2];
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		alarm(60);
		dup2(ends[1], STDERR_FILENO);
		part();
		_exit(0);
	}
	close(ends[1]);
	while ((got = read(ends[0], end.said + length,
		    sizeof(end.said) - 1 - length)) > 0)
		length += (size_t)got;
	close(ends[0]);
	assert_int_equal(waitpid(pid, &end.status, 0), pid);
	return end;
}

static void assert_fine(void (*part)(void))
{
	struct end end = in_child(part);

	if (end.said[0] != '\0' || end.status != 0)
		fail_msg("status %x: %s", (unsigned)end.status, end.said);
}

/* --- forbidden calls --- */

static void call_execve(void)
{
	static char path[] = "/bin/true";
	char *argv[] = { path, NULL };

	execve(path, argv, NULL);
}

static void call_execveat(void)
{
	static char path[] = "/bin/true";
	char *argv[] = { path, NULL };

	syscall(SYS_execveat, AT_FDCWD, path, argv, NULL, 0);
}

static void call_socket(void)
{
	socket(AF_INET, SOCK_STREAM, 0);
}

static void call_socket_unix(void)
{
	socket(AF_UNIX, SOCK_STREAM, 0);
}

static void call_connect(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET };

	connect(STDIN_FILENO, (struct sockaddr *)&address, sizeof(address));
}

static void call_clone(void)
{
	fork();
}

static void call_ptrace(void)
{
	ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static void call_mmap(void)
{
	mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
	    0);
}

static void call_mprotect(void)
{
	mprotect((void *)((uintptr_t)state & ~(uintptr_t)4095), 4096,
	    PROT_READ | PROT_WRITE | PROT_EXEC);
}

static void call_kill(void)
{
	kill(1, 0);
}

static void call_tgkill(void)
{
	syscall(SYS_tgkill, 1, 1, 0);
}

static void call_sigaction(void)
{
	signal(SIGSYS, SIG_IGN);
}

static void call_setrlimit(void)
{
	struct rlimit core = { 0, 0 };

	syscall(SYS_prlimit64, 0, RLIMIT_CORE, &core, NULL);
}

static void call_mount(void)
{
	mount("none", work, "tmpfs", 0, NULL);
}

static void call_unnamed(void)
{
	syscall(511);
}

static const struct forbidden {
	const char *name;
	int number;
	void (*call)(void);
} forbidden[] = {
	{ "execve", SYS_execve, call_execve },
	{ "execveat", SYS_execveat, call_execveat },
	{ "socket", SYS_socket, call_socket },
	{ "socket", SYS_socket, call_socket_unix },
	{ "connect", SYS_connect, call_connect },
	{ "clone", SYS_clone, call_clone },
	{ "ptrace", SYS_ptrace, call_ptrace },
	{ "mmap", SYS_mmap, call_mmap },
	{ "mprotect", SYS_mprotect, call_mprotect },
	{ "kill", SYS_kill, call_kill },
	{ "tgkill", SYS_tgkill, call_tgkill },
	{ "rt_sigaction", SYS_rt_sigaction, call_sigaction },
	{ "prlimit64", SYS_prlimit64, call_setrlimit },
	{ "mount", SYS_mount, call_mount },
	{ "without a name", 511, call_unnamed },
};
#define FORBIDDEN (sizeof(forbidden) / sizeof(forbidden[0]))

static const struct forbidden *chosen;

static void part_forbidden(void)
{
	confine();
	chosen->call();
	dprintf(STDERR_FILENO, "and it went on\n");
}

/* With a sanitizer there is no filter, which the operator is told. */
static void assert_unfiltered(void)
{
	struct end end;

	chosen = &forbidden[2];
	end = in_child(part_forbidden);
	assert_string_equal(end.said, "and it went on\n");
}

/* The name and number are those of <sys/syscall.h>. */
static void test_forbidden_calls(void **unused)
{
	(void)unused;
	if (!calls_can_filter())
		assert_unfiltered();
	for (size_t i = 0; calls_can_filter() && i < FORBIDDEN; i++) {
		char wanted[128];
		struct end end;

		chosen = &forbidden[i];
		end = in_child(part_forbidden);
		snprintf(wanted, sizeof(wanted),
		    "planvaktd: forbidden system call %s (%d): stopping\n",
		    chosen->name, chosen->number);
		assert_string_equal(end.said, wanted);
		assert_true(WIFSIGNALED(end.status));
		assert_int_equal(WTERMSIG(end.status), SIGSYS);
		assert_false(WCOREDUMP(end.status));
	}
}

static void part_blocked(void)
{
	sigset_t all;

	sigfillset(&all);
	confine();
	sigprocmask(SIG_BLOCK, &all, NULL);
	call_execve();
	dprintf(STDERR_FILENO, "and it went on\n");
}

static void test_blocking_the_signal_does_not_help(void **unused)
{
	struct end end;

	(void)unused;
	if (!calls_can_filter())
		return;
	end = in_child(part_blocked);
	assert_string_equal(end.said, "");
	assert_true(WIFSIGNALED(end.status));
	assert_int_equal(WTERMSIG(end.status), SIGSYS);
}

/* --- files --- */

static bool can_open(const char *folder, const char *name, int flags)
{
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, flags, 0600);
	if (fd >= 0)
		close(fd);
	else if (errno != EACCES)
		dprintf(STDERR_FILENO, "%s: %s\n", path, strerror(errno));
	return fd >= 0;
}

static bool can_remove(const char *folder, const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return unlink(path) == 0;
}

static void part_own_files(void)
{
	confine();
	HOLDS(can_open(state, "new", O_RDWR | O_CREAT | O_EXCL));
	HOLDS(can_open(state, "new", O_WRONLY | O_TRUNC));
	HOLDS(can_open(state, ".", O_RDONLY | O_DIRECTORY));
	HOLDS(can_remove(state, "new"));
	HOLDS(unlink(sock) == 0);
	HOLDS(can_open(work, "conf/planvaktd.conf", O_RDONLY));
	HOLDS(can_open("/usr/share/zoneinfo", "Europe/Stockholm", O_RDONLY));
	HOLDS(can_open("/dev", "urandom", O_RDONLY));
}

static void test_own_files(void **unused)
{
	(void)unused;
	assert_fine(part_own_files);
}

/* Where the kernel has no Landlock, what a user may it may; test_missing sees
 * that it is told. */
static void part_other_files(void)
{
	bool open_to_all = landlock_version() == 0;

	confine();
	HOLDS(can_open(outside, "secret", O_RDONLY) == open_to_all);
	HOLDS(can_open(outside, "secret", O_WRONLY) == open_to_all);
	HOLDS(can_open("/etc", "passwd", O_RDONLY) == open_to_all);
	HOLDS(can_open("/proc/self", "environ", O_RDONLY) ==
	    (open_to_all || !calls_can_filter()));
	HOLDS(can_open(work, "conf/planvaktd.conf", O_WRONLY) == open_to_all);
	HOLDS(can_open(work, "run/other", O_RDONLY) == open_to_all);
	HOLDS(can_open(work, "run/new", O_WRONLY | O_CREAT) == open_to_all);
	HOLDS(can_remove(outside, "other") == open_to_all);
}

static void test_other_files(void **unused)
{
	(void)unused;
	assert_fine(part_other_files);
}

static void part_no_state(void)
{
	const struct confinement confinement = { "/nonexistent", sock, NULL };
	const char *missing;
	struct err err = { 0 };
	bool files = landlock_version() > 0;
	int result = confine_process(&confinement, &missing, &err);

	HOLDS((result != 0) == files);
	HOLDS(result == 0 || strstr(err.text, "/nonexistent: No such") != NULL);
}

static void test_a_state_that_is_not_there(void **unused)
{
	(void)unused;
	assert_fine(part_no_state);
}

static void part_missing(void)
{
	const struct confinement confinement = { state, sock, NULL };
	bool files = landlock_version() > 0;
	const char *missing = "?";
	struct err err = { 0 };

	HOLDS(confine_process(&confinement, &missing, &err) == 0);
	HOLDS((missing == NULL) == (files && calls_can_filter()));
	HOLDS(
	    missing == NULL || (strstr(missing, "Landlock") != NULL) == !files);
	HOLDS(missing == NULL ||
	    (strstr(missing, "system calls") != NULL) == !calls_can_filter());
}

static void test_missing(void **unused)
{
	(void)unused;
	assert_fine(part_missing);
}

/* landlock_create_ruleset(2) of a kernel that has none (ENOSYS), or under a
 * filter of a service manager's (EPERM). */
static void refuse_landlock(int error)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	HOLDS(seccomp_rule_add(filter, SCMP_ACT_ERRNO(error),
		  SCMP_SYS(landlock_create_ruleset), 0) == 0);
	HOLDS(seccomp_load(filter) == 0);
	seccomp_release(filter);
	HOLDS(landlock_version() == 0);
}

static void without_landlock(void)
{
	refuse_landlock(ENOSYS);
}

/* The kernel is not blamed for what a filter refuses. */
static void part_landlock_forbidden(void)
{
	const struct confinement confinement = { state, sock, NULL };
	const char *missing = "?";
	struct err err = { 0 };

	refuse_landlock(EPERM);
	HOLDS(confine_process(&confinement, &missing, &err) == 0);
	HOLDS(missing != NULL && strstr(missing, "Landlock") != NULL);
	HOLDS(missing != NULL && strstr(missing, "kernel") == NULL);
	HOLDS(missing != NULL && strstr(missing, "forbid") != NULL);
}

static void test_landlock_forbidden(void **unused)
{
	(void)unused;
	assert_fine(part_landlock_forbidden);
}

static void part_older_kernel(void)
{
	without_landlock();
	part_other_files();
}

static void part_older_kernel_missing(void)
{
	without_landlock();
	part_missing();
}

static void test_a_kernel_without_landlock(void **unused)
{
	(void)unused;
	assert_fine(part_older_kernel);
	assert_fine(part_older_kernel_missing);
}

static void part_beside(void)
{
	const struct confinement confinement = { state, "here.sock",
		"/planvaktd.conf" };
	const char *missing;
	struct err err = { 0 };

	HOLDS(chdir(work) == 0 && can_open(".", "here.sock", O_CREAT));
	HOLDS(confine_process(&confinement, &missing, &err) == 0);
	HOLDS(unlink("here.sock") == 0);
	HOLDS(can_open("/etc", "passwd", O_RDONLY)); /* it lies below / */
}

static void test_paths_without_a_folder(void **unused)
{
	(void)unused;
	assert_fine(part_beside);
}

/* --- a normal day --- */

static int compare(const void *a, const void *b)
{
	return memcmp(a, b, 8);
}

static void part_ordinary_calls(void)
{
	static char many[40000][8];
	struct itimerspec soon = { .it_value = { 0, 1000 } };
	uint64_t expired = 0;
	struct rlimit files;
	time_t summer = 1656655200; /* 2022-07-01T06:00:00Z */
	struct tm local;
	void *page;
	int timer;

	confine();
	HOLDS(getrandom(many, sizeof(many), 0) > 0);
	qsort(many, 40000, sizeof(many[0]), compare);
	timer = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC);
	HOLDS(timerfd_settime(timer, 0, &soon, NULL) == 0);
	HOLDS(read(timer, &expired, sizeof(expired)) == 8 && expired > 0);
	page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	HOLDS(mprotect(page, 4096, PROT_READ | PROT_WRITE) == 0);
	HOLDS(mlock(page, 4096) == 0 && munlock(page, 4096) == 0);
	HOLDS(munmap(page, 4096) == 0);
	free(malloc(8u << 20));
	malloc_trim(0);
	setenv("TZ", ":Europe/Stockholm", 1);
	tzset();
	HOLDS(localtime_r(&summer, &local) != NULL && local.tm_hour == 8);
	HOLDS(getrlimit(RLIMIT_NOFILE, &files) == 0);
	HOLDS(signal(SIGTERM, SIG_IGN) != SIG_ERR);
	HOLDS(raise(SIGTERM) == 0);
}

static void test_ordinary_calls(void **unused)
{
	(void)unused;
	assert_fine(part_ordinary_calls);
}

static void execute(sqlite3 *db, const char *sql)
{
	HOLDS(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
}

/* What spills out of memory, a savepoint's pages and a sort, goes to files
 * beside the database; the last to close takes the write-ahead log along. */
static void part_database(void)
{
	char path[128];
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/test.db", state);
	setenv("SQLITE_TMPDIR", state, 1);
	HOLDS(sqlite3_open(path, &db) == SQLITE_OK);
	execute(db,
	    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
	    "PRAGMA cache_size = 10; CREATE TABLE t (a, b)");
	confine();
	execute(db,
	    "BEGIN; INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
	    " SELECT i + 1 FROM n WHERE i < 9000)"
	    " SELECT i, randomblob(200) FROM n; SAVEPOINT s;"
	    "UPDATE t SET b = randomblob(210); ROLLBACK TO s; RELEASE s;"
	    "CREATE INDEX t_b ON t (b); COMMIT; PRAGMA wal_checkpoint(TRUNCATE);"
	    "INSERT INTO t VALUES (0, 0)");
	HOLDS(sqlite3_close(db) == SQLITE_OK);
	HOLDS(sqlite3_open(path, &db) == SQLITE_OK);
	execute(db, "INSERT INTO t VALUES (1, 1); PRAGMA integrity_check");
	HOLDS(sqlite3_close(db) == SQLITE_OK);
}

static void test_a_database(void **unused)
{
	(void)unused;
	assert_fine(part_database);
}

static void part_abort(void)
{
	confine();
	abort();
}

static void test_abort_is_not_in_the_way(void **unused)
{
	struct end end;

	(void)unused;
	end = in_child(part_abort);
	assert_true(WIFSIGNALED(end.status));
	assert_int_equal(WTERMSIG(end.status), SIGABRT);
	assert_false(WCOREDUMP(end.status));
}

/* --- rights --- */

/* A line of one of the process's files in /proc, without its name. */
static void proc_line(
    pid_t pid, const char *file, const char *name, char *value, size_t size)
{
	char path[64], line[256];
	FILE *from;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, file);
	from = fopen(path, "re");
	assert_non_null(from);
	value[0] = '\0';
	while (fgets(line, sizeof(line), from) != NULL)
		if (strncmp(line, name, strlen(name)) == 0) {
			char *at = line + strlen(name);

			at[strcspn(at, "\n")] = '\0';
			snprintf(value, size, "%s", at + strspn(at, " \t"));
		}
	fclose(from);
}

/* A confined child of a user that is not root, which waits until `stay` is
 * closed; `ready` says when. */
static pid_t confined_child(int *stay)
{
	int ready[2], hold[2];
	char byte;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(hold), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		alarm(60);
		close(hold[1]);
		if (geteuid() == 0 && setresuid(NOBODY, NOBODY, NOBODY) != 0)
			_exit(1);
		prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
		confine();
		if (write(ready[1], "", 1) == 1)
			_exit((int)read(hold[0], &byte, 1));
		_exit(1);
	}
	close(ready[1]);
	close(hold[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*stay = hold[1];
	return pid;
}

/* proc(5): the files of a process that may not be dumped belong to root. */
static void test_rights(void **unused)
{
	char value[128], path[64];
	struct stat status;
	pid_t pid;
	int stay;

	(void)unused;
	pid = confined_child(&stay);
	proc_line(pid, "status", "NoNewPrivs:", value, sizeof(value));
	assert_string_equal(value, "1");
	proc_line(pid, "status", "Seccomp:", value, sizeof(value));
	assert_string_equal(value, calls_can_filter() ? "2" : "0");
	proc_line(pid, "limits", "Max core file size", value, sizeof(value));
	assert_int_equal(strncmp(value, "0   ", 4), 0);
	assert_int_equal(
	    value[strspn(value, "0 ")], 'b'); /* soft, hard, "bytes" */
	snprintf(path, sizeof(path), "/proc/%d/environ", (int)pid);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_uid, 0);
	close(stay);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

/* --- the user --- */

static void part_user(void)
{
	struct err err = { 0 };
	uid_t real, effective, saved;
	gid_t group;

	HOLDS(confine_user("", &err) == 0);
	HOLDS(confine_user("planvakt-is-not-there", &err) == -1);
	HOLDS(err.code == ERR_INVALID);
	HOLDS(strstr(err.text, "planvakt-is-not-there") != NULL);
	if (geteuid() == 0) {
		HOLDS(confine_user("root", &err) == 0 && setuid(0) == 0);
		HOLDS(confine_user("nobody", &err) == 0);
		HOLDS(getresuid(&real, &effective, &saved) == 0);
		HOLDS(real == NOBODY && effective == NOBODY && saved == NOBODY);
		HOLDS(getgroups(1, &group) == 1 && group == getegid());
		HOLDS(group == getpwnam("nobody")->pw_gid);
		HOLDS(setuid(0) != 0 && seteuid(0) != 0 && setgid(0) != 0);
	}
	HOLDS(confine_user(getpwuid(geteuid())->pw_name, &err) == 0);
	HOLDS(confine_user("root", &err) == -1 && err.code == ERR_DENIED);
	HOLDS(strstr(err.text, "as root or as root") != NULL);
}

static void test_user(void **unused)
{
	(void)unused;
	assert_fine(part_user);
}

/* --- */

static void put(const char *folder, const char *name)
{
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	close(fd);
}

static int set_up(void **unused)
{
	char path[64];

	(void)unused;
	assert_non_null(mkdtemp(work));
	assert_int_equal(chmod(work, 0755), 0);
	snprintf(state, sizeof(state), "%s/state", work);
	snprintf(outside, sizeof(outside), "%s/outside", work);
	snprintf(sock, sizeof(sock), "%s/run/planvaktd.sock", work);
	snprintf(config, sizeof(config), "%s/conf/planvaktd.conf", work);
	assert_int_equal(mkdir(state, 0755), 0);
	assert_int_equal(mkdir(outside, 0755), 0);
	snprintf(path, sizeof(path), "%s/run", work);
	assert_int_equal(mkdir(path, 0755), 0);
	snprintf(path, sizeof(path), "%s/conf", work);
	assert_int_equal(mkdir(path, 0755), 0);
	put(outside, "secret");
	put(outside, "other");
	put(work, "run/planvaktd.sock");
	put(work, "run/other");
	put(work, "conf/planvaktd.conf");
	return 0;
}

static int tear_down(void **unused)
{
	char command[128];

	(void)unused;
	snprintf(command, sizeof(command), "rm -rf %s", work);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forbidden_calls),
		cmocka_unit_test(test_blocking_the_signal_does_not_help),
		cmocka_unit_test(test_own_files),
		cmocka_unit_test(test_other_files),
		cmocka_unit_test(test_a_state_that_is_not_there),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_landlock_forbidden),
		cmocka_unit_test(test_a_kernel_without_landlock),
		cmocka_unit_test(test_paths_without_a_folder),
		cmocka_unit_test(test_ordinary_calls),
		cmocka_unit_test(test_a_database),
		cmocka_unit_test(test_abort_is_not_in_the_way),
		cmocka_unit_test(test_rights),
		cmocka_unit_test(test_user),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
