/* SPDX-License-Identifier: ISC */
/* A library for LD_PRELOAD that fails the N-th call of a kind in one of our
 * processes, kills it there, or records what reaches the disk. tests/crash/
 * README.md says what for.
 *
 *   PLANVAKT_FAULT=ROLE:CALL:N:ERRNO:MODE    the fault
 *   PLANVAKT_FAULT_PAGE=FILE                 the counts, shared by all
 *   PLANVAKT_FAULT_RECORD=FILE               what was written and synced
 *
 * The daemon is confined when the fault comes: all files are open by then. */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROLES(X) X(first) X(daemon) X(worker) X(starter) X(deliver) X(client)

/* "effect" is any of those that change something outside of the process. */
/* clang-format off */
#define CALLS(X) \
	X(effect) X(write) X(put) X(pwrite) X(writev) X(read) X(pread) \
	X(readv) X(fsync) X(open) X(close) X(malloc) X(fork) X(exec) X(send) \
	X(sendmsg) X(recv) X(recvmsg) X(rename) X(link) X(unlink) \
	X(ftruncate) X(mkdir) X(fchmod) X(mmap) X(pipe) X(socket) X(connect) \
	X(accept) X(bind) X(listen) X(memfd) X(lock) X(timer) X(epoll) \
	X(wait) X(kill) X(dup) X(flock)
/* clang-format on */

#define NAMED(name) #name,
#define ROLE(name)  ROLE_##name,
#define CALL(name)  CALL_##name,
enum role { ROLES(ROLE) ROLE_COUNT };
enum call { CALLS(CALL) CALL_COUNT };

/* The driver reads these. */
const char *const fault_roles[] = { ROLES(NAMED) NULL };
const char *const fault_calls[] = { CALLS(NAMED) NULL };

#define PLACES  16384 /* of calls, by the stack and the moment */
#define DEPTH   16
#define MODULES 64

/* How much of the stack tells calls for memory apart. */
#define MEMORY_DEPTH 10

struct page {
	_Atomic int64_t count;  /* calls that the fault may be of */
	_Atomic int64_t struck; /* faults that were given */
	_Atomic int64_t halted; /* somebody waits to be killed with all */
	_Atomic int64_t full;   /* the disk has no room */
	/* Of memory all calls, of the others those unlike any before, where
	 * no fault is to come. */
	_Atomic int64_t calls[ROLE_COUNT][CALL_COUNT];
	_Atomic int64_t lives[ROLE_COUNT]; /* programs that began */
	_Atomic uint64_t places[PLACES];
};

enum mode { NEVER, ONCE, ON, SHORT, KILL, HALT };

static struct page *page; /* NULL: nothing is counted */
static enum role role = ROLE_COUNT;
static int recorder = -1;
static struct {
	enum role role;
	enum call call;
	int64_t nth;
	int error;
	enum mode mode;
} fault;
static __thread bool inside;
static uint64_t modules[MODULES];
static int module_count;
static char settings[4][4096]; /* NAME=VALUE, for who is started */

#define REAL(name)                                                             \
	static __typeof__(name) *real;                                         \
	if (real == NULL)                                                      \
	*(void **)&real = dlsym(RTLD_NEXT, #name)

/* --- the fault --- */

static int module_add(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size;
	(void)unused;
	if (module_count < MODULES)
		modules[module_count++] = info->dlpi_addr;
	return 0;
}

/* Where in its module, whose address is another in each run. */
static uint64_t offset_of(const void *address)
{
	uint64_t at = (uint64_t)(uintptr_t)address, least = at;

	for (int i = 0; i < module_count; i++)
		if (modules[i] <= at && at - modules[i] < least)
			least = at - modules[i];
	return least;
}

/* Where a process is between its effects. The same effect again and again
 * with no other between, as when the pages of a commit are written, is a row,
 * of which the members between the first ones and the last are alike. */
#define ALIKE 4
static struct {
	uint64_t row; /* the rows that it has begun */
	enum call of;
	int member;   /* of the row, at most ALIKE */
	int commits;  /* pieces of SQLite's last frame of a commit: 1, 2 */
	int64_t life; /* of the program, from 1 */
} moment = { .of = CALL_COUNT };

static void advance(enum call call)
{
	if (call != moment.of) {
		moment.row++;
		moment.member = 0;
	}
	moment.of = call;
	moment.member += moment.member < ALIKE;
}

/* A frame of the write-ahead log is a header of 24 bytes and a page. The
 * header's second word is not 0 in the last one of a commit (SQLite's file
 * format, 4.1). */
static void advance_write(const void *bytes, size_t size)
{
	static const char none[4];

	if (size == 24 && memcmp((const char *)bytes + 4, none, 4) != 0)
		moment.commits = 1;
	else
		moment.commits = moment.commits == 1 ? 2 : 0;
}

static uint64_t mixed(uint64_t hash, uint64_t word)
{
	return (hash ^ word) * 1099511628211u;
}

/* What reaches others is told apart by the life of its program too: what the
 * five clients of a life write is not the same. */
static uint64_t moment_hash(enum call call)
{
	bool goes_out =
	    call == CALL_effect || call == CALL_send || call == CALL_recv;
	uint64_t hash = mixed(14695981039346656037u, role * 100 + call);

	if (call == CALL_malloc)
		return hash;
	hash = mixed(hash, moment.row);
	hash = mixed(hash, (uint64_t)(moment.member * 3 + moment.commits));
	return mixed(hash, goes_out ? (uint64_t)moment.life : 0);
}

/* Whether no call came from there before at such a moment. */
static bool is_new_place(enum call call)
{
	uint64_t hash = moment_hash(call);
	void *stack[DEPTH];
	int depth =
	    backtrace(stack, call == CALL_malloc ? MEMORY_DEPTH : DEPTH);

	for (int i = 0; i < depth; i++)
		hash = mixed(hash, offset_of(stack[i]));
	for (size_t i = 0; i < PLACES; i++) {
		_Atomic uint64_t *at = &page->places[(hash + i) % PLACES];
		uint64_t none = 0;

		if (atomic_compare_exchange_strong(at, &none, hash))
			return true;
		if (none == hash)
			return false;
	}
	return false;
}

static _Noreturn void end_here(void)
{
	struct timespec pause = { .tv_nsec = 1000000 };

	if (fault.mode == KILL)
		syscall(SYS_tgkill, getpid(), gettid(), 9);
	page->halted = 1;
	for (;;)
		nanosleep(&pause, NULL);
}

/* Whether the fault may be of this call: of its kind, and like none before.
 * Where none is to come, the calls of all kinds are counted. */
static bool is_counted(enum call call)
{
	bool is_its = role == fault.role && call == fault.call;

	if (call == CALL_malloc)
		page->calls[role][call]++;
	if (!is_its && (fault.mode != NEVER || call == CALL_malloc))
		return false;
	if (!is_new_place(call))
		return false;
	if (call != CALL_malloc)
		page->calls[role][call]++;
	return is_its;
}

/* Whether it has come, and stays. */
static bool lasts(enum call call)
{
	return fault.mode == ON && role == fault.role && call == fault.call &&
	    page->count >= fault.nth;
}

static bool is_struck(enum call call)
{
	if (role == ROLE_COUNT)
		return false;
	if (!lasts(call) &&
	    (!is_counted(call) || ++page->count != fault.nth ||
		fault.mode == NEVER))
		return false;
	page->struck++;
	if (fault.mode == KILL || fault.mode == HALT)
		end_here();
	errno = fault.error;
	return true;
}

static bool fails(enum call call)
{
	bool struck;

	if (page == NULL || inside)
		return false;
	inside = true;
	struck = is_struck(call);
	inside = false;
	return struck;
}

static void effect(enum call call)
{
	if (page != NULL && !inside)
		advance(call);
	fails(CALL_effect);
}

static bool effect_fails(enum call call)
{
	effect(call);
	return fails(call);
}

/* What lies in memory (memfd_create(2)) has no name. */
static bool is_on_disk(int fd)
{
	struct stat status;

	return fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
	    status.st_nlink > 0;
}

/* Bytes that a call may still take: all, half, or none (-1). */
static ssize_t limited(enum call call, int fd, size_t size)
{
	if (fd > STDERR_FILENO)
		effect(call);
	if (page != NULL && page->full && call != CALL_send &&
	    call != CALL_put && fd > STDERR_FILENO && is_on_disk(fd)) {
		errno = ENOSPC;
		return -1;
	}
	if (!fails(call))
		return (ssize_t)size;
	return fault.mode == SHORT && size > 1 ? (ssize_t)size / 2 : -1;
}

/* --- the record --- */

/* A line "OP INODE OTHER OFFSET LENGTH", then LENGTH bytes. */
static void record(char op, uint64_t inode, uint64_t other, int64_t offset,
    const void *bytes, size_t length)
{
	char head[128];
	int kept = errno;
	struct iovec parts[2] = { { head, 0 },
		{ (void *)(uintptr_t)bytes, length } };

	parts[0].iov_len =
	    (size_t)snprintf(head, sizeof(head), "%c %ju %ju %jd %zu\n", op,
		(uintmax_t)inode, (uintmax_t)other, (intmax_t)offset, length);
	syscall(SYS_writev, recorder, parts, 2);
	errno = kept;
}

/* The inode of an open file that may be on a disk, or 0. */
static uint64_t inode_of(int fd)
{
	struct stat status;
	int kept = errno;
	bool known = recorder >= 0 && fstat(fd, &status) == 0 &&
	    (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));

	errno = kept;
	return known ? status.st_ino : 0;
}

static void record_write(int fd, const void *bytes, ssize_t got, off_t at)
{
	uint64_t inode = got > 0 ? inode_of(fd) : 0;

	if (inode != 0)
		record('W', inode, 0,
		    at < 0 ? lseek(fd, 0, SEEK_CUR) - got : at, bytes,
		    (size_t)got);
}

static void record_file(char op, int fd, int64_t offset, bool done)
{
	uint64_t inode = done ? inode_of(fd) : 0;

	if (inode != 0)
		record(op, inode, 0, offset, "", 0);
}

/* The inode of the folder that a path is in; *name is the rest. */
static uint64_t folder_of(int at, const char *path, const char **name)
{
	const char *slash = strrchr(path, '/');
	struct stat status = { 0 };
	char folder[4096] = ".";
	int kept = errno;

	if (slash != NULL)
		snprintf(folder, sizeof(folder), "%.*s",
		    slash == path ? 1 : (int)(slash - path), path);
	*name = slash == NULL ? path : slash + 1;
	if (slash == NULL && at != AT_FDCWD)
		fstat(at, &status);
	else
		fstatat(at, folder, &status, 0);
	errno = kept;
	return status.st_ino;
}

static void record_name(
    char op, int at, const char *path, uint64_t inode, int64_t offset)
{
	const char *name;
	uint64_t folder;

	if (recorder < 0)
		return;
	folder = folder_of(at, path, &name);
	record(op, folder, inode, offset, name, strlen(name));
}

static void record_names(
    char op, int at, const char *path, int to, const char *target)
{
	const char *name, *other;
	uint64_t from, into;
	char both[2 * 4096];

	if (recorder < 0)
		return;
	from = folder_of(at, path, &name);
	into = folder_of(to, target, &other);
	record(op, from, into, 0, both,
	    (size_t)snprintf(both, sizeof(both), "%s/%s", name, other));
}

static int record_open(int fd, int at, const char *path, int flags)
{
	if (fd >= 0 && (flags & (O_CREAT | O_TRUNC)) != 0 && recorder >= 0)
		record_name(
		    'O', at, path, inode_of(fd), (flags & O_TRUNC) != 0);
	return fd;
}

/* --- the calls --- */

/* What is written to is a file, or a pipe of the process's own. */
static enum call write_to(int fd)
{
	struct stat status;
	int kept = errno;
	bool file = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);

	errno = kept;
	return file ? CALL_write : CALL_put;
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	ssize_t most = limited(write_to(fd), fd, size);
	REAL(write);

	if (most >= 0) {
		most = real(fd, bytes, (size_t)most);
		record_write(fd, bytes, most, -1);
	}
	return most;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at)
{
	ssize_t most;
	REAL(pwrite64);

	advance_write(bytes, size);
	most = limited(CALL_pwrite, fd, size);
	if (most >= 0) {
		most = real(fd, bytes, (size_t)most, at);
		record_write(fd, bytes, most, at);
	}
	return most;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
	return pwrite64(fd, bytes, size, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
	REAL(writev);

	if (limited(CALL_writev, fd, 0) < 0)
		return -1;
	return real(fd, parts, count);
}

ssize_t send(int fd, const void *bytes, size_t size, int flags)
{
	ssize_t most = limited(CALL_send, fd, size);
	REAL(send);

	return most < 0 ? -1 : real(fd, bytes, (size_t)most, flags);
}

static int synced(int fd, int result)
{
	record_file('S', fd, 0, result == 0);
	return result;
}

int fsync(int fd)
{
	REAL(fsync);
	return effect_fails(CALL_fsync) ? -1 : synced(fd, real(fd));
}

int fdatasync(int fd)
{
	REAL(fdatasync);
	return effect_fails(CALL_fsync) ? -1 : synced(fd, real(fd));
}

int ftruncate64(int fd, off64_t size)
{
	int result;
	REAL(ftruncate64);

	if (effect_fails(CALL_ftruncate))
		return -1;
	result = real(fd, size);
	record_file('T', fd, size, result == 0);
	return result;
}

int ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

static bool open_fails(int flags)
{
	if ((flags & (O_CREAT | O_TRUNC)) != 0)
		effect(CALL_open);
	return fails(CALL_open);
}

int openat(int at, const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;
	REAL(openat);

	va_start(rest, flags);
	mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return open_fails(flags)
	    ? -1
	    : record_open(real(at, path, flags, mode), at, path, flags);
}

#define OPENS(name)                                                            \
	int name(const char *path, int flags, ...)                             \
	{                                                                      \
		va_list rest;                                                  \
		mode_t mode;                                                   \
                                                                               \
		va_start(rest, flags);                                         \
		mode = (flags & (O_CREAT | O_TMPFILE)) != 0                    \
		    ? va_arg(rest, mode_t)                                     \
		    : 0;                                                       \
		va_end(rest);                                                  \
		return openat(AT_FDCWD, path, flags, mode);                    \
	}
OPENS(open)
OPENS(open64)

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
	return openat(AT_FDCWD, path, flags);
}

/* What stdio(3) writes to it is not seen, so it counts as never synced. */
int mkostemps(char *path, int suffix, int flags)
{
	REAL(mkostemps);

	flags |= O_RDWR | O_CREAT;
	return open_fails(flags)
	    ? -1
	    : record_open(real(path, suffix, flags), AT_FDCWD, path, flags);
}

FILE *fopen(const char *path, const char *how)
{
	int flags = how[0] == 'r' ? O_RDONLY : O_CREAT | O_TRUNC;
	FILE *file;
	REAL(fopen);

	if (open_fails(flags))
		return NULL;
	file = real(path, how);
	if (file != NULL)
		record_open(fileno(file), AT_FDCWD, path, flags);
	return file;
}

int renameat(int at, const char *path, int to, const char *target)
{
	int result;
	REAL(renameat);

	if (effect_fails(CALL_rename))
		return -1;
	result = real(at, path, to, target);
	if (result == 0)
		record_names('R', at, path, to, target);
	return result;
}

int rename(const char *path, const char *target)
{
	return renameat(AT_FDCWD, path, AT_FDCWD, target);
}

int linkat(int at, const char *path, int to, const char *target, int flags)
{
	int result;
	REAL(linkat);

	if (effect_fails(CALL_link))
		return -1;
	result = real(at, path, to, target, flags);
	if (result == 0)
		record_names('L', at, path, to, target);
	return result;
}

int unlinkat(int at, const char *path, int flags)
{
	int result;
	REAL(unlinkat);

	if (effect_fails(CALL_unlink))
		return -1;
	result = real(at, path, flags);
	if (result == 0)
		record_name('U', at, path, 0, 0);
	return result;
}

int unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}

int mkdirat(int at, const char *path, mode_t mode)
{
	struct stat made = { 0 };
	int result;
	REAL(mkdirat);

	if (effect_fails(CALL_mkdir))
		return -1;
	result = real(at, path, mode);
	if (result == 0 && recorder >= 0 && fstatat(at, path, &made, 0) == 0)
		record_name('M', at, path, made.st_ino, 0);
	return result;
}

int mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}

/* Who is forked by the first process is the daemon until it says that it is
 * the worker. */
pid_t fork(void)
{
	pid_t pid;
	REAL(fork);

	if (effect_fails(CALL_fork))
		return -1;
	pid = real();
	if (pid == 0 && page != NULL)
		role = role == ROLE_first ? ROLE_daemon : ROLE_starter;
	return pid;
}

/* It answers the error. */
int posix_spawn(pid_t *pid, const char *path,
    const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *how,
    char *const argv[], char *const environment[])
{
	REAL(posix_spawn);

	return effect_fails(CALL_fork)
	    ? errno
	    : real(pid, path, actions, how, argv, environment);
}

int posix_spawnp(pid_t *pid, const char *file,
    const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *how,
    char *const argv[], char *const environment[])
{
	REAL(posix_spawnp);

	return effect_fails(CALL_fork)
	    ? errno
	    : real(pid, file, actions, how, argv, environment);
}

char *mkdtemp(char *path)
{
	REAL(mkdtemp);

	return effect_fails(CALL_mkdir) ? NULL : real(path);
}

int prctl(int option, ...)
{
	unsigned long word[4];
	va_list rest;
	REAL(prctl);

	va_start(rest, option);
	for (int i = 0; i < 4; i++)
		word[i] = va_arg(rest, unsigned long);
	va_end(rest);
	if (option == PR_SET_NAME && role == ROLE_daemon &&
	    strcmp((const char *)word[0], "planvakt-mail") == 0)
		role = ROLE_worker;
	return real(option, word[0], word[1], word[2], word[3]);
}

/* The worker gives its programs a new environment. */
int execve(const char *path, char *const argv[], char *const environment[])
{
	char *with[64];
	size_t count = 0;
	REAL(execve);

	if (effect_fails(CALL_exec))
		return -1;
	while (environment[count] != NULL && count < 58) {
		with[count] = environment[count];
		count++;
	}
	for (int i = 0; i < 4 && page != NULL; i++)
		if (settings[i][0] != '\0')
			with[count++] = settings[i];
	with[count] = NULL;
	return real(path, argv, with);
}

/* Those of which nothing is recorded. */
#define FAILS(fails, type, name, call, params, args)                           \
	type name params                                                       \
	{                                                                      \
		REAL(name);                                                    \
		return fails(CALL_##call) ? (type)-1 : real args;              \
	}
FAILS(
    fails, ssize_t, read, read, (int fd, void *to, size_t size), (fd, to, size))
FAILS(fails, ssize_t, pread64, pread,
    (int fd, void *to, size_t size, off64_t at), (fd, to, size, at))
FAILS(fails, ssize_t, readv, readv, (int fd, const struct iovec *to, int n),
    (fd, to, n))
FAILS(fails, ssize_t, recv, recv, (int fd, void *to, size_t size, int flags),
    (fd, to, size, flags))
FAILS(fails, ssize_t, recvmsg, recvmsg, (int fd, struct msghdr *to, int flags),
    (fd, to, flags))
FAILS(fails, ssize_t, pread, pread, (int fd, void *to, size_t size, off_t at),
    (fd, to, size, at))
FAILS(effect_fails, ssize_t, sendmsg, sendmsg,
    (int fd, const struct msghdr *from, int flags), (fd, from, flags))
FAILS(effect_fails, int, fchmod, fchmod, (int fd, mode_t mode), (fd, mode))
FAILS(effect_fails, int, chmod, fchmod, (const char *path, mode_t mode),
    (path, mode))
FAILS(fails, int, pipe2, pipe, (int ends[2], int flags), (ends, flags))
FAILS(fails, int, socketpair, socket, (int a, int b, int c, int ends[2]),
    (a, b, c, ends))
FAILS(fails, int, socket, socket, (int a, int b, int c), (a, b, c))
FAILS(fails, int, connect, connect,
    (int fd, const struct sockaddr *to, socklen_t size), (fd, to, size))
FAILS(fails, int, accept4, accept,
    (int fd, struct sockaddr *from, socklen_t *size, int flags),
    (fd, from, size, flags))
FAILS(effect_fails, int, bind, bind,
    (int fd, const struct sockaddr *to, socklen_t size), (fd, to, size))
FAILS(effect_fails, int, listen, listen, (int fd, int backlog), (fd, backlog))
FAILS(fails, int, memfd_create, memfd, (const char *name, unsigned flags),
    (name, flags))
FAILS(effect_fails, int, kill, kill, (pid_t pid, int number), (pid, number))
FAILS(fails, int, dup2, dup, (int from, int to), (from, to))
FAILS(fails, void *, mmap64, mmap,
    (void *at, size_t size, int access, int how, int fd, off64_t from),
    (at, size, access, how, fd, from))
FAILS(fails, void *, mmap, mmap,
    (void *at, size_t size, int access, int how, int fd, off_t from),
    (at, size, access, how, fd, from))
FAILS(fails, int, flock, flock, (int fd, int how), (fd, how))
FAILS(fails, int, dup, dup, (int fd), (fd))
FAILS(effect_fails, int, syncfs, fsync, (int fd), (fd))
FAILS(effect_fails, int, remove, unlink, (const char *path), (path))
FAILS(effect_fails, int, execv, exec, (const char *path, char *const argv[]),
    (path, argv))
FAILS(fails, int, waitid, wait,
    (idtype_t of, id_t id, siginfo_t *end, int options), (of, id, end, options))
FAILS(fails, pid_t, waitpid, wait, (pid_t pid, int *status, int options),
    (pid, status, options))

struct itimerspec;
int timerfd_create(int clock, int flags);
int timerfd_settime(
    int fd, int flags, const struct itimerspec *to, struct itimerspec *before);
FAILS(fails, int, timerfd_create, timer, (int clock, int flags), (clock, flags))
FAILS(fails, int, timerfd_settime, timer,
    (int fd, int flags, const struct itimerspec *to, struct itimerspec *before),
    (fd, flags, to, before))

struct epoll_event;
int epoll_ctl(int fd, int what, int other, struct epoll_event *event);
FAILS(fails, int, epoll_ctl, epoll,
    (int fd, int what, int other, struct epoll_event *event),
    (fd, what, other, event))

/* A close that fails has closed all the same (close(2)). */
int close(int fd)
{
	bool failed = fd > STDERR_FILENO && fails(CALL_close);
	REAL(close);

	if (!failed)
		return real(fd);
	real(fd);
	errno = fault.error;
	return -1;
}

/* Only what takes a lock is counted. SQLite does not outlive an unlock that
 * fails, which no local disk does. */
static int control(int fd, int what, void *argument)
{
	static int (*real)(int, int, ...);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "fcntl64");
	if ((what == F_SETLK || what == F_SETLKW) &&
	    ((const struct flock *)argument)->l_type != F_UNLCK &&
	    fails(CALL_lock))
		return -1;
	return real(fd, what, argument);
}

#define CONTROLS(name)                                                         \
	int name(int fd, int what, ...)                                        \
	{                                                                      \
		void *argument;                                                \
		va_list rest;                                                  \
                                                                               \
		va_start(rest, what);                                          \
		argument = va_arg(rest, void *);                               \
		va_end(rest);                                                  \
		return control(fd, what, argument);                            \
	}
CONTROLS(fcntl)
CONTROLS(fcntl64)

/* --- memory --- */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	return fails(CALL_malloc) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(CALL_malloc) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails(CALL_malloc) ? NULL : __libc_realloc(old, size);
}

/* --- beginning --- */

static int index_of(const char *const *names, const char *name)
{
	int at = 0;

	while (names[at] != NULL && strcmp(names[at], name) != 0)
		at++;
	return at;
}

static const char *setting(int at, const char *name)
{
	const char *value = getenv(name);

	if (value != NULL)
		snprintf(
		    settings[at], sizeof(settings[at]), "%s=%s", name, value);
	return value;
}

static void fault_read(const char *text)
{
	static const char *const modes[] = { "never", "once", "on", "short",
		"kill", "halt", NULL };
	char of[16], call[16], mode[16];

	if (text == NULL ||
	    sscanf(text, "%15[^:]:%15[^:]:%jd:%d:%15s", of, call,
		(intmax_t *)&fault.nth, &fault.error, mode) != 5)
		return;
	fault.role = (enum role)index_of(fault_roles, of);
	fault.call = (enum call)index_of(fault_calls, call);
	fault.mode = (enum mode)index_of(modes, mode);
}

static void role_read(void)
{
	static const char *const programs[] = { "planvaktd", "planvakt-deliver",
		"planvakt", NULL };
	static const enum role roles[] = { ROLE_first, ROLE_deliver,
		ROLE_client, ROLE_COUNT };

	role = roles[index_of(programs, program_invocation_short_name)];
}

/* Nobody whom our programs start is counted. */
__attribute__((constructor)) static void begin(void)
{
	const char *path = setting(0, "PLANVAKT_FAULT_PAGE");
	const char *log = setting(1, "PLANVAKT_FAULT_RECORD");
	void *stack[2];
	int fd;

	role_read();
	if (path == NULL || role == ROLE_COUNT)
		return;
	inside = true;
	fault_read(setting(2, "PLANVAKT_FAULT"));
	setting(3, "LD_PRELOAD");
	backtrace(stack, 2); /* it loads a library */
	dl_iterate_phdr(module_add, NULL);
	if (log != NULL) {
		fd = open(log, O_WRONLY | O_APPEND | O_CLOEXEC);
		recorder = fcntl(fd, F_DUPFD_CLOEXEC, 500);
		close(fd);
	}
	fd = open(path, O_RDWR | O_CLOEXEC);
	page = mmap(
	    NULL, sizeof(*page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	inside = false;
	if (page == MAP_FAILED)
		abort();
	moment.life = ++page->lives[role];
}
