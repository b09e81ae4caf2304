/* SPDX-License-Identifier: ISC */
#include "daemon/programs/supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "daemon/machine/diag.h"
#include "daemon/machine/service.h"
#include "protocol/error_words.h"
#include "protocol/translate.h"

/* Seconds. One that lived for longer than the longest begins anew. */
#define DELAY_FIRST 1
#define DELAY_MAX   60

/* One of the two processes. */
struct process {
	const char *name;
	pid_t pid;     /* 0: it has ended */
	time_t began;  /* monotonic */
	time_t starts; /* again, then; 0: not yet known */
	time_t delay;
};

struct supervisor {
	const struct worker_orders *orders;
	struct process daemon, worker;
	int worker_end; /* of the socket; the next worker has it too */
	int alive;   /* the pipe's end; the daemon says there that it lives */
	bool served; /* this daemon has said so */
	bool stopping;
	sigset_t before; /* what was blocked */
};

static time_t seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* --- beginning --- */

/* In the child: it does not outlive the first process. */
static void become_child(const struct supervisor *supervisor, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_FAILURE);
	sigprocmask(SIG_SETMASK, &supervisor->before, NULL);
}

/* As fork(2); where it fails it is tried again in a second. */
static pid_t begin(struct supervisor *supervisor, struct process *process)
{
	pid_t parent = getpid();
	pid_t pid = fork();

	if (pid == 0) {
		become_child(supervisor, parent);
		return 0;
	}
	process->began = seconds();
	process->pid = pid > 0 ? pid : 0;
	process->starts = pid > 0 ? 0 : seconds() + DELAY_FIRST;
	return pid;
}

static pid_t begin_worker(struct supervisor *supervisor)
{
	pid_t pid = begin(supervisor, &supervisor->worker);

	if (pid == 0)
		worker_run(supervisor->worker_end, supervisor->orders);
	return pid;
}

/* A pipe of which the first process is told by SIGIO when a byte comes, for it
 * waits for signals. */
static int make_alive(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return -1;
	fcntl(ends[0], F_SETOWN, getpid());
	fcntl(ends[0], F_SETFL, O_NONBLOCK | O_ASYNC);
	return 0;
}

/* 1 in the daemon's process, with what it is given; 0 in the first; -1. */
static int begin_both(
    struct supervisor *supervisor, struct supervised *supervised)
{
	int ends[2], alive[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return -1;
	if (make_alive(alive) != 0) {
		close(ends[0]);
		close(ends[1]);
		return -1;
	}
	pid = begin(supervisor, &supervisor->daemon);
	*supervised = (struct supervised){ ends[0], alive[1], false };
	close(ends[pid == 0 ? 1 : 0]);
	close(alive[pid == 0 ? 0 : 1]);
	if (pid == 0)
		return 1;
	if (pid < 0) {
		close(ends[1]);
		close(alive[0]);
		return -1;
	}
	supervisor->worker_end = ends[1];
	supervisor->alive = alive[0];
	supervisor->served = false;
	begin_worker(supervisor);
	return 0;
}

/* --- ending --- */

/* Passes on that the daemon serves, and that it lives. */
static void hear_alive(struct supervisor *supervisor)
{
	char bytes[64];

	if (supervisor->daemon.pid == 0 ||
	    read(supervisor->alive, bytes, sizeof(bytes)) <= 0)
		return;
	service_say(supervisor->served ? "WATCHDOG=1" : "READY=1");
	supervisor->served = true;
}

static void put_off(struct process *process, int status)
{
	time_t lived = seconds() - process->began;
	time_t delay = lived > DELAY_MAX ? 0 : 2 * process->delay;
	struct err told;

	delay = delay < DELAY_FIRST ? DELAY_FIRST : delay;
	process->delay = delay < DELAY_MAX ? delay : DELAY_MAX;
	process->starts = seconds() + process->delay;
	process->pid = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
		return; /* a worker whose daemon is gone: that will be told */
	if (WIFSIGNALED(status))
		err_set(&told, ERR_NONE,
		    "%-s was ended by signal %d (%s): starting it again in"
		    " %" PRId64 " s",
		    process->name, WTERMSIG(status),
		    strsignal(WTERMSIG(status)), (int64_t)process->delay);
	else
		err_set(&told, ERR_NONE,
		    "%-s ended with status %d: starting it again in %" PRId64
		    " s",
		    process->name, WEXITSTATUS(status),
		    (int64_t)process->delay);
	diag("%s", err_aloud(&told));
}

/* It takes its deliveries with it. */
static void end_worker(struct supervisor *supervisor)
{
	if (supervisor->worker.pid != 0) {
		kill(supervisor->worker.pid, SIGKILL);
		while (waitpid(supervisor->worker.pid, NULL, 0) < 0 &&
		    errno == EINTR)
			continue;
	}
	supervisor->worker.pid = 0;
	supervisor->worker.starts = 0;
	close(supervisor->worker_end);
}

static _Noreturn void leave(int status)
{
	if (WIFSIGNALED(status))
		diag("the daemon was ended by signal %d (%s)", WTERMSIG(status),
		    strsignal(WTERMSIG(status)));
	exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

/* Statuses that say what another start would not change. */
static bool is_final(int status)
{
	return WIFEXITED(status) &&
	    (WEXITSTATUS(status) == EXIT_SUCCESS ||
		WEXITSTATUS(status) == err_exit_status(ERR_USAGE) ||
		WEXITSTATUS(status) == err_exit_status(ERR_VERSION));
}

static void daemon_ended(struct supervisor *supervisor, int status)
{
	hear_alive(supervisor);
	end_worker(supervisor);
	if (supervisor->stopping || is_final(status) || !supervisor->served)
		leave(status);
	close(supervisor->alive);
	put_off(&supervisor->daemon, status);
}

static void reap(struct supervisor *supervisor)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0 ||
	    (pid < 0 && errno == EINTR))
		if (pid == supervisor->daemon.pid)
			daemon_ended(supervisor, status);
		else if (pid == supervisor->worker.pid)
			put_off(&supervisor->worker, status);
}

/* --- the loop --- */

static void stop(struct supervisor *supervisor)
{
	supervisor->stopping = true;
	service_say("STOPPING=1");
	if (supervisor->daemon.pid == 0)
		exit(EXIT_SUCCESS);
	kill(supervisor->daemon.pid, SIGTERM);
}

/* The worker is started with the daemon where both are missing. */
static time_t next_start(const struct supervisor *supervisor)
{
	return supervisor->daemon.starts != 0 ? supervisor->daemon.starts
					      : supervisor->worker.starts;
}

/* A signal that came; 0 where it is time to start something. */
static int wait_for(const struct supervisor *supervisor, const sigset_t *heard)
{
	time_t starts = next_start(supervisor);
	time_t left = starts - seconds();
	struct timespec patience = { .tv_sec = left > 0 ? left : 0 };
	int number;

	if (starts == 0)
		number = sigwaitinfo(heard, NULL);
	else
		number = sigtimedwait(heard, NULL, &patience);
	return number > 0 ? number : 0;
}

static void heed(struct supervisor *supervisor, int number)
{
	if (number == SIGCHLD)
		reap(supervisor);
	else if (number == SIGIO)
		hear_alive(supervisor);
	else if (number == SIGHUP && supervisor->daemon.pid != 0)
		kill(supervisor->daemon.pid, SIGHUP);
	else if (number == SIGTERM || number == SIGINT)
		stop(supervisor);
}

/* What is due, as begin_both(). */
static int begin_again(
    struct supervisor *supervisor, struct supervised *supervised)
{
	time_t starts = next_start(supervisor);
	int began = 0;

	if (starts == 0 || seconds() < starts)
		return 0;
	if (supervisor->daemon.starts == 0) {
		begin_worker(supervisor);
		return 0;
	}
	began = begin_both(supervisor, supervised);
	supervised->again = true;
	if (began < 0) {
		diag(DIAG_ERROR "no process can be started: %s",
		    strerrordesc_np(errno));
		supervisor->daemon.starts = seconds() + DELAY_FIRST;
	}
	return began;
}

int supervise(const struct worker_orders *orders, const struct served *served,
    struct err *err)
{
	struct supervisor supervisor = {
		.orders = orders,
		.daemon.name = N_("the daemon"),
		.worker.name = N_("the delivery process"),
	};
	struct supervised supervised;
	sigset_t heard;
	int began;

	sigemptyset(&heard);
	sigaddset(&heard, SIGCHLD);
	sigaddset(&heard, SIGTERM);
	sigaddset(&heard, SIGINT);
	sigaddset(&heard, SIGHUP);
	sigaddset(&heard, SIGIO);
	sigprocmask(SIG_BLOCK, &heard, &supervisor.before);
	began = begin_both(&supervisor, &supervised);
	if (began < 0)
		return err_set(err, ERR_INTERNAL,
		    "no process for the daemon: %s", strerrordesc_np(errno));
	while (began <= 0) {
		heed(&supervisor, wait_for(&supervisor, &heard));
		began = begin_again(&supervisor, &supervised);
	}
	return served->serve(served->argument, &supervised, err);
}
