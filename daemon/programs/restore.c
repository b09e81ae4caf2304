/* SPDX-License-Identifier: ISC */
#include "daemon/programs/restore.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "daemon/contract/contract.h"
#include "daemon/contract/invocation.h"
#include "daemon/machine/archive.h"
#include "daemon/machine/confine.h"
#include "daemon/machine/state.h"
#include "daemon/programs/opening.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "protocol/durable.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* The file's name goes into the log, where nothing is taken back. */
static const struct field name_fields[] = {
	{ "FILE", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const char *name_logged(const char *from)
{
	const char *slash = strrchr(from, '/');

	return slash != NULL ? slash + 1 : from;
}

static int name_check(const char *from, struct err *err)
{
	json_t *words = json_pack("{s:s}", "FILE", name_logged(from));
	int result;

	if (words == NULL)
		return err_set(
		    err, ERR_INVALID, "FILE's name is not valid UTF-8");
	result = contract_check(name_fields, words, err);
	json_decref(words);
	return result;
}

static int append(struct door *door, const char *from, struct err *err)
{
	json_t *params = json_pack("{s:s}", "from", from);
	int result = request_own(door, "state.restored", params, NULL, err);

	json_decref(params);
	if (result == 0)
		result = door_commit(door, err);
	return result;
}

/* In a rehearsal the time is that of the last entry. */
static int note(struct store *store, const struct sign_key *key,
    const char *from, struct err *err)
{
	struct clock clock = { 0 };
	struct door *door;
	int result;

	if (door_open(&door, store, key, &clock, err) != 0)
		return -1;
	if (door_rehearsal(door)) {
		clock.at = door_last(door);
		clock.still = true;
	}
	result = append(door, from, err);
	if (result == 0)
		width_say(stdout,
		    _("entry %" PRId64 " says that the state was restored"
		      " from %s\na coordinator confirms it with: planvakt"
		      " log confirm-restore\n"),
		    door_head(door)->seq, from);
	door_close(door);
	return result;
}

/* What is restored, until all of it is there. */
struct restore {
	const char *from; /* what errors call it */
	char key[PATH_MAX + 32], database[PATH_MAX + 32];
};

static void restore_remove(const struct restore *restore)
{
	static const char *const beside[] = { "", "-wal", "-shm", "-journal" };
	char path[PATH_MAX + 48];

	unlink(restore->key);
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
		snprintf(
		    path, sizeof(path), "%s%s", restore->database, beside[i]);
		unlink(path);
	}
}

static int restore_unpack(
    const struct restore *restore, int fd, struct err *err)
{
	if (archive_take(fd, restore->from, ARCHIVE_KEY, restore->key, err) !=
		0 ||
	    archive_take(fd, restore->from, ARCHIVE_DATABASE, restore->database,
		err) != 0)
		return -1;
	return archive_finish(fd, restore->from, err);
}

static int restore_open(const struct restore *restore, struct store **store,
    const struct sign_key *key, struct err *err)
{
	struct err why;

	if (opening_open_copy(store, restore->database, key, &why) == 0)
		return 0;
	return err_set(err, why.code,
	    "%.100s does not hold, so nothing was changed: %p", restore->from,
	    (void *)&why);
}

static int restore_verify(const struct restore *restore, struct err *err)
{
	struct sign_key *key = NULL;
	struct store *store = NULL;
	int result = -1;

	if (sign_key_read(&key, restore->key, err) == 0 &&
	    restore_open(restore, &store, key, err) == 0)
		result = note(store, key, name_logged(restore->from), err);
	if (result == 0)
		result = store_trust(store, err);
	opening_close(store);
	sign_key_free(key);
	return result;
}

/* The database goes first and comes last: beside it never lies what belongs to
 * another. */
static int set_aside(const struct state *state, struct err *err)
{
	static const char *const names[] = { "planvakt.db", "planvakt.db-wal",
		"planvakt.db-shm", "planvakt.db-journal", "key", "key.pub",
		"checked" };
	char folder[PATH_MAX + 32], from[PATH_MAX + 32], to[PATH_MAX + 64];
	time_t now = time(NULL);
	struct tm utc;
	bool moved = false;

	strftime(from, sizeof(from), "%Y%m%dT%H%M%SZ", gmtime_r(&now, &utc));
	snprintf(folder, sizeof(folder), "%s/replaced-%.20s", state->directory,
	    from);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(
		    from, sizeof(from), "%s/%s", state->directory, names[i]);
		snprintf(to, sizeof(to), "%s/%s", folder, names[i]);
		if (access(from, F_OK) != 0)
			continue;
		if ((mkdir(folder, 0700) != 0 && errno != EEXIST) ||
		    rename(from, to) != 0)
			return err_set(err, ERR_INTERNAL,
			    "cannot move %s into %s: %s", from, folder,
			    strerrordesc_np(errno));
		moved = true;
	}
	if (moved)
		width_say(
		    stdout, _("what lay there before is in %s\n"), folder);
	return 0;
}

static int restore_replace(
    const struct restore *restore, const struct state *state, struct err *err)
{
	if (set_aside(state, err) != 0)
		return -1;
	if (rename(restore->key, state->key) == 0 &&
	    durable_name(state->key) == 0 &&
	    rename(restore->database, state->database) == 0 &&
	    durable_name(state->database) == 0)
		return state_public_write(state, err);
	return err_set(err, ERR_INTERNAL, "cannot put %s in its place: %s",
	    state->database, strerrordesc_np(errno));
}

static int restore_from(
    int fd, const char *from, const struct state *state, struct err *err)
{
	struct restore restore = { .from = from };
	int result = -1;

	snprintf(restore.key, sizeof(restore.key), "%s.restored", state->key);
	snprintf(restore.database, sizeof(restore.database), "%s.restored",
	    state->database);
	if (name_check(from, err) != 0)
		return -1;
	restore_remove(&restore);
	if (restore_unpack(&restore, fd, err) == 0 &&
	    restore_verify(&restore, err) == 0)
		result = restore_replace(&restore, state, err);
	restore_remove(&restore);
	return result;
}

int state_restore(const char *file, const char *directory, struct err *err)
{
	bool standard = strcmp(file, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	struct state state;
	int result = -1;

	state_paths(&state, directory);
	if (fd < 0)
		return err_set(err, ERR_NOT_FOUND, "cannot read %s: %s", file,
		    strerrordesc_np(errno));
	if (mkdir(directory, 0750) != 0 && errno != EEXIST)
		err_set(err, ERR_NOT_FOUND, "cannot make %s: %s", directory,
		    strerrordesc_np(errno));
	else if (confine_owner(directory, err) == 0 &&
	    state_lock(&state, err) == 0)
		result = restore_from(
		    fd, standard ? "standard input" : file, &state, err);
	if (!standard)
		close(fd);
	return result;
}
