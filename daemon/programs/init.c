/* SPDX-License-Identifier: ISC */
#include "daemon/programs/init.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/lost.h"
#include "daemon/contract/invocation.h"
#include "daemon/contract/contract.h"
#include "daemon/machine/confine.h"
#include "daemon/machine/state.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "daemon/request/rebuild.h"
#include "daemon/request/replay.h"
#include "protocol/durable.h"
#include "protocol/public_file.h"
#include "protocol/sign.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"
#include "protocol/translate.h"
#include "protocol/width.h"

static int init_make_directory(const struct state *state, struct err *err)
{
	if ((mkdir(state->directory, 0750) == 0 || errno == EEXIST) &&
	    durable_name(state->directory) == 0)
		return 0;
	return err_set(err, ERR_NOT_FOUND, "cannot make %s: %s",
	    state->directory, strerrordesc_np(errno));
}

/* Under another name first, so that it is never there in part. */
static int write_key(
    const struct state *state, const struct sign_key *key, struct err *err)
{
	char new[PATH_MAX + 32];

	snprintf(new, sizeof(new), "%s.new", state->key);
	unlink(new);
	if (sign_key_write(key, new, "planvaktd", err) != 0)
		return -1;
	if (rename(new, state->key) == 0 && durable_name(state->key) == 0)
		return 0;
	return err_set(err, ERR_INTERNAL, "cannot write %s: %s", state->key,
	    strerrordesc_np(errno));
}

/* Makes the daemon's key, or takes the one that an interrupted init has
 * left. */
static int make_key(
    const struct state *state, struct sign_key **key, struct err *err)
{
	if (access(state->key, F_OK) == 0) {
		if (sign_key_read(key, state->key, err) != 0)
			return -1;
	} else {
		*key = sign_key_generate();
		if (write_key(state, *key, err) != 0)
			return -1;
	}
	return state_public_write(state, err);
}

static int begin_log(const struct init *init, const char *public,
    struct door *door, struct err *err)
{
	char own[SIGN_SSH_PUBLIC];
	json_t *params;
	int result;

	sign_public_write(sign_key_public(door_key(door)), own);
	params = json_pack("{s:s, s:s, s:s, s:s*, s:s*, s:s, s:i, s:s, s:o*}",
	    "coordinator", init->coordinator, "key", public, "daemon_key", own,
	    "coordinator_mail", init->mail, "rehearsal", init->rehearsal,
	    "zone", ZONE_DEFAULT, "hour", 8, "language", "sv", "quiet",
	    init->answers.quiet ? json_true() : NULL);
	if (params == NULL)
		abort(); /* init_check_words() has checked UTF-8 */
	result = request_own(door, "state.begin", params, NULL, err);
	json_decref(params);
	if (result == 0)
		result = door_commit(door, err);
	else
		err->code = ERR_INVALID; /* the caller's words were wrong */
	return result;
}

static int fill(const struct init *init, const char *public,
    struct store *store, const struct sign_key *key, struct err *err)
{
	struct clock clock = { 0 };
	struct door *door;
	int result;

	if (init->rehearsal != NULL) {
		clock.still = true;
		zone_read(init->rehearsal, &clock.at);
	}
	if (store_execute(store, "BEGIN IMMEDIATE", err) != 0 ||
	    rebuild_create(store, err) != 0 ||
	    store_execute(store, "COMMIT", err) != 0 ||
	    door_prepare(store, err) != 0 ||
	    door_open(&door, store, key, &clock, err) != 0)
		return -1;
	result = begin_log(init, public, door, err);
	if (result == 0)
		result =
		    store_execute(store, "INSERT INTO closed VALUES (1)", err);
	door_close(door);
	return result;
}

/* What an interrupted init has left. */
static void remove_new(const char *new)
{
	static const char *const beside[] = { "", "-journal", "-wal", "-shm" };
	char path[PATH_MAX + 64];

	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
		snprintf(path, sizeof(path), "%s%s", new, beside[i]);
		unlink(path);
	}
}

/* Makes the database under another name and renames it when it is whole. */
static int make_database(const struct init *init, const struct state *state,
    const char *public, const struct sign_key *key, struct err *err)
{
	char new[PATH_MAX + 32];
	struct store *store;
	int result;

	snprintf(new, sizeof(new), "%s.new", state->database);
	remove_new(new);
	if (store_open(&store, new, STORE_CREATE, err) != 0)
		return -1;
	result = fill(init, public, store, key, err);
	if (result == 0)
		result = store_trust(store, err); /* all is in the one file */
	store_close(store);
	if (result == 0 &&
	    (rename(new, state->database) != 0 ||
		durable_name(state->database) != 0))
		result = err_set(err, ERR_INTERNAL, "cannot make %s: %s",
		    state->database, strerrordesc_np(errno));
	if (result != 0)
		remove_new(new);
	return result;
}

/* Checks what the command line gave, so that an error names the option. */
static const struct field option_fields[] = {
	{ "--coordinator", FIELD_NAME, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "--mail", FIELD_MAILS, OPTIONAL },
	{ 0 },
};

static int init_check_options(const struct init *init, struct err *err)
{
	json_t *options = json_pack("{s:s, s:s*}", "--coordinator",
	    init->coordinator, "--mail", init->mail);
	int result;

	if (options == NULL)
		return err_set(err, ERR_INVALID,
		    "--coordinator or --mail is not valid UTF-8");
	result = contract_check(option_fields, options, err);
	json_decref(options);
	return result;
}

static int init_check_words(const struct init *init, struct err *err)
{
	struct instant ignored;

	if (init_check_options(init, err) != 0)
		return -1;

	if (zone_set(ZONE_DEFAULT, err) != 0)
		return -1;
	if (init->rehearsal != NULL && !zone_read(init->rehearsal, &ignored))
		return err_set(err, ERR_INVALID,
		    "--rehearsal is not a time: write it as YYYY-MM-DDTHH:MM,"
		    " for example 2026-06-01T09:00");
	return 0;
}

/* What the state still lacks; a configuration may say later that letters
 * leave. */
static void print_lost(const struct init *init)
{
	const char *texts[LOST_MAX];
	size_t count;

	lost_by(init->answers.way[0] == '\0' ? "maildir" : "smtp");
	count = lost_texts(texts, init->mail != NULL, init->rehearsal != NULL);
	for (size_t i = 0; i < count; i++)
		width_say(stdout, "%s\n", translate(texts[i]));
}

/* The client's key is the .pub file's other half. What is to be copied is not
 * broken. */
static void print_next(const struct init *init, const struct state *state)
{
	size_t length = strlen(init->key_file);
	char *directory = realpath(init->directory, NULL);

	if (length > 4 && strcmp(init->key_file + length - 4, ".pub") == 0)
		length -= 4;
	if (init->answers.way[0] != '\0')
		printf("%s\n  planvaktd run --config %s &\n", _("next"),
		    state->config);
	else
		printf("%s\n  planvaktd run --state %s &\n", _("next"),
		    init->directory);
	printf("  export PLANVAKT_SOCKET=%s/planvaktd.sock\n",
	    directory != NULL ? directory : init->directory);
	if (strcmp(init->key_file, "-") != 0)
		printf("  export PLANVAKT_KEY=%.*s\n", (int)length,
		    init->key_file);
	printf("  planvakt\n");
	free(directory);
}

static void init_print(const struct init *init, const struct state *state,
    const struct sign_key *key)
{
	char fingerprint[SIGN_FINGERPRINT];

	sign_fingerprint(sign_key_public(key), fingerprint);
	width_say(stdout, _("state made in %s\nthe daemon's key is %s\n"),
	    init->directory, fingerprint);
	if (!init->answers.quiet)
		width_say(stdout,
		    _("nobody is reminded in July and at Christmas with\n"
		      "  planvakt quiet add 07-01 07-31 --yearly\n"
		      "  planvakt quiet add 12-23 01-06 --yearly\n"));
	print_lost(init);
	print_next(init, state);
}

/* A rehearsal's letters stay in its folder whatever is said, and what comes by
 * standard input comes from a script. */
static bool is_asked(const struct init *init)
{
	return init->rehearsal == NULL && strcmp(init->key_file, "-") != 0 &&
	    isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static int write_config(
    const struct init *init, const struct state *state, struct err *err)
{
	char *directory = realpath(init->directory, NULL);
	int result = 0;

	if (init->answers.way[0] != '\0')
		result = init_config_write(&init->answers,
		    directory != NULL ? directory : init->directory,
		    state->config, err);
	free(directory);
	return result;
}

int state_init(struct init *init, struct err *err)
{
	char public[SIGN_SSH_PUBLIC];
	uint8_t coordinator[SIGN_PUBLIC];
	struct sign_key *key = NULL;
	struct state state;
	int result = -1;

	state_paths(&state, init->directory);
	if (init_check_words(init, err) != 0 ||
	    public_file_read(coordinator, init->key_file, err) != 0 ||
	    confine_owner(init->directory, err) != 0)
		return -1;
	sign_public_write(coordinator, public);
	if (access(state.database, F_OK) == 0)
		return err_set(err, ERR_CONFLICT,
		    "%s holds a state already: nothing was changed",
		    init->directory);
	if (is_asked(init))
		init_ask(&init->answers);
	if (init_make_directory(&state, err) == 0 &&
	    state_lock(&state, err) == 0 && make_key(&state, &key, err) == 0 &&
	    write_config(init, &state, err) == 0)
		result = make_database(init, &state, public, key, err);
	if (result == 0)
		init_print(init, &state, key);
	sign_key_free(key);
	return result;
}
