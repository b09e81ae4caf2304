/* SPDX-License-Identifier: ISC */
#include "daemon/programs/run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/lost.h"
#include "daemon/commands/setting.h"
#include "daemon/machine/clock.h"
#include "daemon/machine/config.h"
#include "daemon/machine/confine.h"
#include "daemon/machine/config_value.h"
#include "daemon/machine/service.h"
#include "daemon/machine/diag.h"
#include "daemon/log/log.h"
#include "daemon/delivery/worker.h"
#include "daemon/machine/state.h"
#include "daemon/programs/opening.h"
#include "daemon/programs/supervise.h"
#include "daemon/request/door.h"
#include "daemon/socket/server.h"
#include "protocol/error_words.h"
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
	if (run->at != NULL && run->since > 0) {
		at.seconds += run->since;
		at = at.seconds > log.at.seconds ? at : log.at;
	}
	*clock = clock_from(at);
	return 0;
}

static int tell_lost(
    struct store *store, const struct config *config, struct err *err)
{
	const char *texts[LOST_MAX];
	struct settings settings;
	struct err text;
	size_t count;

	if (setting_load(&settings, store, err) != 0)
		return -1;
	lost_by(value_transports[config->transport]);
	count = lost_texts(
	    texts, settings.coordinator[0] != '\0', settings.rehearsal);
	for (size_t i = 0; i < count; i++) {
		err_set(&text, ERR_NONE, "%-s", texts[i]);
		diag("%s", err_aloud(&text));
	}
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
    const struct service *service, const struct supervised *supervised,
    struct err *err)
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
		.worker = supervised->worker,
		.alive = supervised->alive,
		.alive_every = service->alive_every,
		.listening = service->socket,
	};
	struct clock clock = { 0 };
	struct door *door;
	int result;

	if (set_clock(run, store, &clock, err) != 0 ||
	    tell_lost(store, config, err) != 0 ||
	    door_open(&door, store, key, &clock, err) != 0)
		return -1;
	door_checked(door, state->checked);
	result = server_run(door, &serving, err);
	door_close(door);
	return result;
}

static int open_and_serve(const struct run *run, const struct state *state,
    struct config *config, const struct service *service,
    const struct supervised *supervised, struct err *err)
{
	struct sign_key *key = NULL;
	struct store *store = NULL;
	bool rebuilt = false;
	int result = -1;

	if (state_lock(state, err) == 0 &&
	    sign_key_read(&key, state->key, err) == 0 &&
	    state_check_modes(state, err) == 0 &&
	    opening_open(&store, state->database, key, &rebuilt, err) == 0) {
		if (rebuilt)
			diag("the tables were built anew from the log");
		result = run_serve(
		    run, state, store, key, config, service, supervised, err);
	}
	opening_close(store);
	sign_key_free(key);
	return result;
}

/* What the first process knows; the daemon, forked from it, serves by it. */
struct running {
	struct run run;
	struct instant began; /* by the machine's clock */
	struct config config;
	struct state state;
	struct service service;
};

/* One that is started again goes by the configuration and the time that there
 * are now. */
static int run_daemon(
    void *argument, const struct supervised *supervised, struct err *err)
{
	struct running *running = argument;
	struct clock machine = { 0 };

	if (supervised->again && running->run.config != NULL &&
	    config_reload(&running->config, running->run.config, err) != 0)
		diag("%s; keeping the former configuration", err_aloud(err));
	if (supervised->again)
		running->run.since =
		    clock_now(&machine).seconds - running->began.seconds;
	return open_and_serve(&running->run, &running->state, &running->config,
	    &running->service, supervised, err);
}

static int check_state(
    const struct run *run, const struct state *state, struct err *err)
{
	if (access(state->database, F_OK) == 0)
		return state_check_owner(state, err);
	if (errno == EACCES)
		return err_set(err, ERR_DENIED,
		    "the user that planvaktd runs as may not enter %s: give it"
		    " to that user with chown -R",
		    run->directory);
	return err_set(err, ERR_NOT_FOUND,
	    "there is no state in %s: make one with planvaktd init",
	    run->directory);
}

/* The user comes first, so that nothing is opened as root; then the two
 * processes part, before anything secret is in memory. */
int state_run(const struct run *words, struct err *err)
{
	struct clock machine = { 0 };
	struct running running = { .run = *words,
		.began = clock_now(&machine) };
	const struct served served = { run_daemon, &running };
	char deliver[PATH_MAX];
	struct worker_orders orders = {
		.deliver = deliver,
		.mail = running.state.mail,
	};

	if (run_configure(&running.run, &running.config, err) != 0 ||
	    service_take(&running.service, err) != 0 ||
	    confine_user(running.config.user, err) != 0)
		return -1;
	if (confine_owner(running.run.directory, err) != 0)
		return -1;
	if (running.service.socket >= 0)
		running.run.socket = running.service.path;
	state_paths(&running.state, running.run.directory);
	/* SQLite writes its temporary files here, where we may write and nobody
	 * else may look. */
	setenv("SQLITE_TMPDIR", running.state.directory, 1);
	if (check_state(&running.run, &running.state, err) != 0 ||
	    worker_deliver_path(deliver, sizeof(deliver), err) != 0)
		return -1;
	orders.config_path = running.run.config;
	orders.config = running.config;
	diag_serve();
	return supervise(&orders, &served, err);
}
