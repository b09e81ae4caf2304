/* SPDX-License-Identifier: ISC */
#include "daemon/state.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/setting.h"
#include "daemon/diag.h"
#include "daemon/log.h"
#include "daemon/reminders/sibling.h"
#include "daemon/replay.h"
#include "daemon/server.h"

/* The clock of a rehearsal goes on from --at, or from its last entry. */
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

static int serve(const struct run *run, const struct state *state,
    struct store *store, const struct seal_key *key, int sibling,
    struct err *err)
{
	struct clock clock = { 0 };
	struct requests *requests;
	int result;

	if (set_clock(run, store, &clock, err) != 0 ||
	    requests_open(&requests, store, key, &clock, err) != 0) {
		close(sibling);
		return -1;
	}
	result = server_run(requests,
	    run->socket != NULL ? run->socket : state->socket, sibling, err);
	requests_close(requests);
	return result;
}

static int open_and_serve(const struct run *run, const struct state *state,
    int sibling, struct err *err)
{
	struct seal_key *key = NULL;
	struct store *store = NULL;
	bool rebuilt = false;
	int result = -1;

	if (state_lock(state, err) != 0 ||
	    seal_key_read(&key, state->key, err) != 0 ||
	    replay_open(&store, state->database, key, &rebuilt, err) != 0) {
		close(sibling);
	} else {
		if (rebuilt)
			diag("the tables were built anew from the log");
		result = serve(run, state, store, key, sibling, err);
	}
	store_close(store);
	seal_key_free(key);
	return result;
}

/* The sibling comes first: nothing secret is in memory yet. */
int state_run(const struct run *run, struct err *err)
{
	const char *arguments[] = { "maildir", NULL, NULL };
	char deliver[PATH_MAX];
	struct state state;
	int sibling;
	pid_t pid;

	state_paths(&state, run->directory);
	arguments[1] = state.mail;
	if (access(state.database, F_OK) != 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no state in %s: make one with planvaktd init",
		    run->directory);
	if (sibling_deliver_path(deliver, sizeof(deliver), err) != 0 ||
	    sibling_start(&sibling, &pid, deliver, arguments, err) != 0)
		return -1;
	return open_and_serve(run, &state, sibling, err);
}
