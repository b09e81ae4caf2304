/* SPDX-License-Identifier: ISC */
#include "daemon/programs/run.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/setting.h"
#include "daemon/machine/config.h"
#include "daemon/machine/confine.h"
#include "daemon/machine/diag.h"
#include "daemon/log/log.h"
#include "daemon/delivery/worker.h"
#include "daemon/machine/state.h"
#include "daemon/request/door.h"
#include "daemon/request/replay.h"
#include "daemon/socket/server.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"

/* Sets the clock. In a rehearsal it goes on from --at, or from the last
 * entry. */
static int set_clock(const struct run *run, struct store *store,
    struct clock *clock, struct err *err)
{
	struct settings settings;
	struct instant at;
	struct log log;

	if (setting_load(&settings, store, err) != 0 ||
	    zone_set(settings.zone, err) != 0 ||
	    log_open(&log, store, err) != 0)
		return -1;
	if (run->at != NULL && !settings.rehearsal)
		return err_set(err, ERR_DENIED,
		    "--at is for a rehearsal, and %s is none: make one with"
		    " planvaktd init --rehearsal",
		    run->directory);
	if (!settings.rehearsal)
		return 0;
	at = log.at;
	if (run->at != NULL && !zone_read(run->at, &at))
		return err_set(err, ERR_INVALID,
		    "--at is not a time: write it as YYYY-MM-DDTHH:MM:SS, for"
		    " example 2026-07-01T07:59:50");
	*clock = clock_from(at);
	return 0;
}

/* Reads the configuration, which says what the command line leaves open. */
static int run_configure(
    struct run *run, struct config *config, struct err *err)
{
	config_default(config);
	if (run->config != NULL && config_read(config, run->config, err) != 0)
		return -1;
	if (run->directory == NULL)
		run->directory = config->state;
	if (run->socket == NULL && config->socket[0] != '\0')
		run->socket = config->socket;
	if (run->directory[0] != '\0')
		return 0;
	return err_set(err, ERR_USAGE,
	    "--state is missing, and %s has no state in [daemon]: give either",
	    run->config);
}

static int run_serve(const struct run *run, const struct state *state,
    struct store *store, const struct sign_key *key, struct config *config,
    struct workers *workers, struct err *err)
{
	const char *path = run->socket != NULL ? run->socket : state->socket;
	const struct confinement confinement = {
		.state = state->directory,
		.socket = path,
		.config = run->config,
	};
	const struct serving serving = {
		.path = path,
		.config = config,
		.config_path = run->config,
		.confinement = config->confine ? &confinement : NULL,
	};
	struct clock clock = { 0 };
	struct door *door;
	int result;

	if (set_clock(run, store, &clock, err) != 0 ||
	    door_open(&door, store, key, &clock, err) != 0) {
		workers_close(workers);
		return -1;
	}
	result = server_run(door, &serving, workers, err);
	door_close(door);
	return result;
}

static int open_and_serve(const struct run *run, const struct state *state,
    struct config *config, struct workers *workers, struct err *err)
{
	struct sign_key *key = NULL;
	struct store *store = NULL;
	bool rebuilt = false;
	int result = -1;

	if (state_lock(state, err) != 0 ||
	    sign_key_read(&key, state->key, err) != 0 ||
	    replay_open(&store, state->database, key, &rebuilt, err) != 0) {
		workers_close(workers);
	} else {
		if (rebuilt)
			diag("the tables were built anew from the log");
		result =
		    run_serve(run, state, store, key, config, workers, err);
	}
	store_close(store);
	sign_key_free(key);
	return result;
}

static int start_workers(struct workers *workers, const struct run *run,
    const struct state *state, const struct config *config, struct err *err)
{
	char deliver[PATH_MAX];
	const struct worker_orders orders = {
		.deliver = deliver,
		.mail = state->mail,
		.config_path = run->config,
		.config = *config,
	};

	if (worker_deliver_path(deliver, sizeof(deliver), err) != 0 ||
	    workers_start(workers, &orders, err) != 0)
		return -1;
	/* The kernel buries the workers: nobody waits for them. */
	signal(SIGCHLD, SIG_IGN);
	return 0;
}

/* The user is changed first, so that nothing is opened as root and the workers
 * run as the same user. Then the workers start, while nothing secret is in
 * memory yet. */
int state_run(const struct run *words, struct err *err)
{
	struct run run = *words;
	struct config config;
	struct state state;
	struct workers workers;

	if (run_configure(&run, &config, err) != 0)
		return -1;
	if (confine_user(config.user, err) != 0)
		return -1;
	state_paths(&state, run.directory);
	/* SQLite writes its temporary files here, where we may write and nobody
	 * else may look. */
	setenv("SQLITE_TMPDIR", state.directory, 1);
	if (access(state.database, F_OK) != 0 && errno == EACCES)
		return err_set(err, ERR_DENIED,
		    "the user that planvaktd runs as may not enter %s: give it"
		    " to that user with chown -R",
		    run.directory);
	if (access(state.database, F_OK) != 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no state in %s: make one with planvaktd init",
		    run.directory);
	if (start_workers(&workers, &run, &state, &config, err) != 0)
		return -1;
	return open_and_serve(&run, &state, &config, &workers, err);
}
