/* SPDX-License-Identifier: ISC */
#include "client/export_dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/durable.h"
#include "protocol/translate.h"
#include "protocol/width.h"

enum doing { READING, WRITING, MAKING };

static int cannot(const struct export_dir *dir, enum doing doing,
    const char *name, struct err *err)
{
	const char *why = strerrordesc_np(errno);

	if (doing == READING)
		return err_set(err, ERR_INVALID, "cannot read %s/%s: %s",
		    dir->path, name, why);
	if (doing == WRITING)
		return err_set(err, ERR_INVALID, "cannot write %s/%s: %s",
		    dir->path, name, why);
	return err_set(
	    err, ERR_INVALID, "cannot make %s/%s: %s", dir->path, name, why);
}

/* --- the files beside the entries --- */

const struct export_file export_files[EXPORT_FILES + 1] = {
	{ "access", 0666 },
	{ "allowed_signers", 0666 },
	{ "log.csv", 0666 },
	{ "log.txt", 0666 },
	{ "verify", 0777 },
	{ "verify.py", 0666 },
	{ 0 },
};

void export_file_hash(const char *checkpoint, const char *name, char hex[65])
{
	size_t length = strlen(name);
	const char *line = checkpoint;

	hex[0] = '\0';
	while (line != NULL && hex[0] == '\0') {
		if (strncmp(line, name, length) == 0 && line[length] == ' ')
			snprintf(hex, 65, "%s", line + length + 1);
		line = strchr(line, '\n');
		line = line != NULL ? line + 1 : NULL;
	}
}

/* --- what is there --- */

/* The names that an export has in its folder, and those that an interrupted one
 * may leave there. */
static bool export_dir_is_ours(const char *name)
{
	static const char *const names[] = { ".", "..", "access",
		"allowed_signers", "chain", "checkpoint", "checkpoint.sig",
		"entries", "log.csv", "log.txt", "verify", "verify.py" };
	size_t length = strlen(name);

	if (length > 4 && strcmp(name + length - 4, ".new") == 0)
		length -= 4;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strncmp(names[i], name, length) == 0 &&
		    names[i][length] == '\0')
			return true;
	return false;
}

/* Refuses a folder that holds anything else than an export, so that nothing is
 * written among somebody's own files. */
static int check_names(const struct export_dir *dir, struct err *err)
{
	DIR *stream = opendir(dir->path);
	const struct dirent *found;
	int result = 0;

	if (stream == NULL)
		return cannot(dir, READING, "", err);
	while (result == 0 && (found = readdir(stream)) != NULL)
		if (!export_dir_is_ours(found->d_name))
			result = err_set(err, ERR_CONFLICT,
			    "%s holds %s, which is no part of an export: name"
			    " a new folder, or one with an export",
			    dir->path, found->d_name);
	closedir(stream);
	return result;
}

/* Appends all of a file; nothing where there is none. */
static int export_dir_read_file(const struct export_dir *dir, int folder,
    const char *name, struct buffer *text, struct err *err)
{
	int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char bytes[4096];
	ssize_t length;

	buffer_text(text, "");
	if (file < 0 && errno == ENOENT)
		return 0;
	if (file < 0)
		return cannot(dir, READING, name, err);
	while ((length = read(file, bytes, sizeof(bytes))) > 0)
		buffer_add(text, bytes, (size_t)length);
	close(file);
	return length == 0 ? 0 : cannot(dir, READING, name, err);
}

/* How many entries the checkpoint counts; 0 where there is none yet. */
static int read_checkpoint(struct export_dir *dir, const char *daemon,
    int64_t *entries, struct err *err)
{
	char of[SIGN_FINGERPRINT];
	struct buffer text = { 0 };
	int result =
	    export_dir_read_file(dir, dir->dir, "checkpoint", &text, err);

	*entries = 0;
	if (result == 0 && text.length > 0 &&
	    sscanf(text.bytes,
		"planvakt-checkpoint-1\ndaemon %50s\ntime %*s\nentries "
		"%18" SCNd64,
		of, entries) != 2)
		result = err_set(err, ERR_TRUST,
		    "%s/checkpoint is not planvakt's: name a new folder",
		    dir->path);
	else if (result == 0 && text.length > 0 && strcmp(of, daemon) != 0)
		result = err_set(err, ERR_TRUST,
		    "%s holds an export of another daemon, %s; this one is"
		    " %s: name a new folder",
		    dir->path, of, daemon);
	for (size_t i = 0; export_files[i].name != NULL; i++)
		export_file_hash(
		    text.bytes, export_files[i].name, dir->before[i]);
	buffer_free(&text);
	return result;
}

static int export_dir_changed(const struct export_dir *dir, struct err *err)
{
	return err_set(err, ERR_TRUST,
	    "%s/chain was changed after entry %" PRId64 ": `sh %s/verify %s`"
	    " says more; name a new folder",
	    dir->path, dir->last.place.seq, dir->path, dir->path);
}

/* Reads a line, "HASH planvakt-log-1 ...", which must follow on the last. */
static int take_line(struct export_dir *dir, char *line, struct err *err)
{
	char *text = strchr(line, ' ');
	uint8_t hash[SIGN_SHA256];
	struct link link;
	struct err why;

	if (text == NULL)
		return export_dir_changed(dir, err);
	*text++ = '\0';
	if (hex_read(line, hash, SIGN_SHA256) != 0 ||
	    link_read(&link, text, &why) != 0 ||
	    memcmp(hash, link.place.hash, SIGN_SHA256) != 0 ||
	    link_follows(&link, &dir->last, &why) != 0)
		return export_dir_changed(dir, err);
	if (link.place.seq == 1)
		memcpy(dir->key, link.key, SIGN_PUBLIC);
	dir->last = link;
	return 0;
}

/* Opens the file, but not where somebody's own file of that name would be
 * written over. */
static int check_chain(const struct export_dir *dir, struct err *err)
{
	static const char word[] = " planvakt-log-1 ";
	char begin[2 * SIGN_SHA256 + sizeof(word)] = "";
	ssize_t length = pread(dir->chain, begin, sizeof(begin) - 1, 0);
	size_t digits = strspn(begin, "0123456789abcdef");

	if (length < 0)
		return cannot(dir, READING, "chain", err);
	if (digits == (size_t)length ||
	    (digits == sizeof(begin) - sizeof(word) &&
		strncmp(begin + digits, word, (size_t)length - digits) == 0))
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "%s/chain is no part of an export: name a new folder", dir->path);
}

/* Reads the chain's lines that the checkpoint counts, and cuts off what
 * follows. */
static int read_chain(struct export_dir *dir, int64_t entries, struct err *err)
{
	FILE *file = fdopen(fcntl(dir->chain, F_DUPFD_CLOEXEC, 0), "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t length = 0;
	off_t end = 0;
	int result = 0;

	if (file == NULL)
		return cannot(dir, READING, "chain", err);
	while (result == 0 && dir->last.place.seq < entries &&
	    (length = getline(&line, &size, file)) > 0) {
		end += length;
		line[length - 1] = line[length - 1] == '\n' ? '\0' : '!';
		result = strlen(line) == (size_t)length - 1
		    ? take_line(dir, line, err)
		    : export_dir_changed(dir, err);
	}
	free(line);
	fclose(file);
	if (result == 0 && dir->last.place.seq < entries)
		result = export_dir_changed(dir, err);
	if (result == 0 &&
	    (ftruncate(dir->chain, end) != 0 ||
		lseek(dir->chain, end, SEEK_SET) < 0))
		result = cannot(dir, WRITING, "chain", err);
	return result;
}

static int open_folders(struct export_dir *dir, struct err *err)
{
	if (mkdir(dir->path, 0777) != 0 && errno != EEXIST)
		return cannot(dir, MAKING, "", err);
	dir->dir = open(dir->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir->dir < 0)
		return cannot(dir, READING, "", err);
	if (flock(dir->dir, LOCK_EX | LOCK_NB) != 0)
		return err_set(err, ERR_CONFLICT,
		    "another export is being written to %s: wait for it",
		    dir->path);
	if (check_names(dir, err) != 0)
		return -1;
	mkdirat(dir->dir, "entries", 0777);
	dir->entries = openat(dir->dir, "entries",
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (dir->entries < 0)
		return cannot(dir, MAKING, "entries", err);
	dir->chain = openat(
	    dir->dir, "chain", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	return dir->chain < 0 ? cannot(dir, WRITING, "chain", err) : 0;
}

int export_dir_open(struct export_dir *dir, const char *path,
    const char *daemon, struct err *err)
{
	int64_t entries;

	*dir = (struct export_dir){
		.path = path, .dir = -1, .entries = -1, .chain = -1
	};
	if (open_folders(dir, err) != 0 ||
	    read_checkpoint(dir, daemon, &entries, err) != 0 ||
	    check_chain(dir, err) != 0)
		return -1;
	return read_chain(dir, entries, err);
}

void export_dir_close(struct export_dir *dir)
{
	if (dir->path == NULL)
		return;
	if (dir->chain >= 0)
		close(dir->chain);
	if (dir->entries >= 0)
		close(dir->entries);
	if (dir->dir >= 0)
		close(dir->dir);
	*dir = (struct export_dir){ 0 };
}

/* --- what comes --- */

/* Writes the file under another name first, so that it is never there half
 * written. */
static int export_dir_put_file(struct export_dir *dir, int folder,
    const char *name, const char *text, unsigned mode, struct err *err)
{
	char fresh[64];
	int file, result;

	snprintf(fresh, sizeof(fresh), "%s.new", name);
	unlinkat(folder, fresh, 0);
	file = openat(
	    folder, fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (file < 0)
		return cannot(dir, WRITING, name, err);
	result = durable_write_unsynced(file, text, strlen(text));
	if (close(file) != 0 || result != 0 ||
	    renameat(folder, fresh, folder, name) != 0)
		return cannot(dir, WRITING, name, err);
	return 0;
}

/* Whether there is a file of that name that says something else: neither
 * `text`, nor, unless it is empty, what has the hash `before`. */
static bool is_changed(const struct export_dir *dir, int folder,
    const char *name, const char *text, const char *before)
{
	uint8_t hash[SIGN_SHA256], exported[SIGN_SHA256];
	struct buffer there = { 0 };
	struct err ignored;
	bool changed;

	if (faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
		return before[0] != '\0';
	changed =
	    export_dir_read_file(dir, folder, name, &there, &ignored) != 0 ||
	    strlen(text) != there.length ||
	    memcmp(text, there.bytes, there.length) != 0;
	if (changed && before[0] != '\0') {
		sign_sha256(there.bytes, there.length, hash);
		changed = hex_read(before, exported, SIGN_SHA256) != 0 ||
		    memcmp(hash, exported, SIGN_SHA256) != 0;
	}
	buffer_free(&there);
	return changed;
}

/* An interrupted export may have left files of this entry. They would say the
 * same, so they are written over. */
static int put_entry(struct export_dir *dir, const char *name, const char *text,
    bool redacted, struct err *err)
{
	if (!redacted && is_changed(dir, dir->entries, name, text, ""))
		dir->mended++;
	return export_dir_put_file(dir, dir->entries, name, text, 0666, err);
}

int export_dir_texts(struct export_dir *dir, int64_t seq, const char *request,
    const char *reading, bool redacted, struct err *err)
{
	char name[48];

	snprintf(name, sizeof(name), "%08" PRId64 ".request", seq);
	if (put_entry(dir, name, request, redacted, err) != 0)
		return -1;
	snprintf(name, sizeof(name), "%08" PRId64 ".reading", seq);
	return put_entry(dir, name, reading, redacted, err);
}

static int append_line(struct export_dir *dir, const struct link *link,
    const char *line, struct err *err)
{
	struct buffer text = { 0 };
	int result;

	buffer_hex(&text, link->place.hash, SIGN_SHA256);
	buffer_printf(&text, " %s\n", line);
	result = durable_write_unsynced(dir->chain, text.bytes, text.length);
	buffer_free(&text);
	return result == 0 ? 0 : cannot(dir, WRITING, "chain", err);
}

int export_dir_append(struct export_dir *dir, const struct link *link,
    const char *line, struct err *err)
{
	struct buffer armor = { 0 };
	char name[48];
	int result;

	snprintf(
	    name, sizeof(name), "%08" PRId64 ".request.sig", link->place.seq);
	sign_armor(&armor, link->key, SIGN_REQUEST, link->signature);
	result = put_entry(dir, name, armor.bytes, false, err);
	buffer_free(&armor);
	if (result != 0 || append_line(dir, link, line, err) != 0)
		return -1;
	if (link->place.seq == 1)
		memcpy(dir->key, link->key, SIGN_PUBLIC);
	dir->last = *link;
	return 0;
}

int export_dir_put(struct export_dir *dir, const char *name, const char *text,
    unsigned mode, struct err *err)
{
	const char *before = "";

	for (size_t i = 0; export_files[i].name != NULL; i++)
		if (strcmp(export_files[i].name, name) == 0)
			before = dir->before[i];
	if (before[0] != '\0' && is_changed(dir, dir->dir, name, text, before))
		dir->mended++;
	return export_dir_put_file(dir, dir->dir, name, text, mode, err);
}

int export_dir_sync(struct export_dir *dir, struct err *err)
{
	return syncfs(dir->dir) == 0 ? 0 : cannot(dir, WRITING, "", err);
}

void export_dir_tell_mended(const struct export_dir *dir)
{
	if (dir->mended > 0)
		width_say(stderr,
		    _("planvakt: files in %s that were not as exported and are"
		      " written again: %" PRId64 "; an older copy of the folder"
		      " may tell why\n"),
		    dir->path, dir->mended);
}
