/* SPDX-License-Identifier: ISC */
#include "client/office.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/connection/progress_bar.h"

/* A run of the program. */
struct office_run {
	pid_t child;
	int input, said; /* memory, as files */
	int output;      /* where it writes */
};

bool office_is_document(const struct buffer *bytes)
{
	static const char *const begins[] = { "PK\x03\x04", "PK\x05\x06",
		"\xd0\xcf\x11\xe0", "%PDF" };

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (bytes->length >= 4 &&
		    memcmp(bytes->bytes, begins[i], 4) == 0)
			return true;
	return false;
}

/* --- the process --- */

static int office_find(char *path, size_t size, struct err *err)
{
	static const char *const places[] = { "", "../libexec/planvakt/" };
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (length <= 0)
		return err_set(err, ERR_INTERNAL,
		    "cannot read /proc/self/exe: %s", strerrordesc_np(errno));
	self[length] = '\0';
	*(strrchr(self, '/') + 1) = '\0';
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (snprintf(path, size, "%s%splanvakt-office", self,
			places[i]) < (int)size &&
		    access(path, X_OK) == 0)
			return 0;
	return err_set(err, ERR_INVALID,
	    "documents take planvakt-office, which is not in %s or "
	    "%s../libexec/planvakt/: install it, or use a .csv",
	    self, self);
}

static int memory_file(const struct buffer *bytes)
{
	int file = memfd_create("planvakt-office", MFD_CLOEXEC);
	size_t done = 0;

	while (file >= 0 && bytes != NULL && done < bytes->length) {
		ssize_t some =
		    write(file, bytes->bytes + done, bytes->length - done);

		if (some < 0) {
			close(file);
			return -1;
		}
		done += (size_t)some;
	}
	if (file >= 0)
		lseek(file, 0, SEEK_SET);
	return file;
}

static int office_begin(
    struct office_run *run, const char *verb, const char *word, struct err *err)
{
	char path[PATH_MAX];
	char *const words[] = { path, (char *)verb, (char *)word, NULL };
	posix_spawn_file_actions_t files;
	int failed;

	if (office_find(path, sizeof(path), err) != 0)
		return -1;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, run->input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, run->output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, run->said, STDERR_FILENO);
	failed = posix_spawn(&run->child, path, &files, NULL, words, environ);
	posix_spawn_file_actions_destroy(&files);
	if (failed == 0)
		return 0;
	run->child = 0;
	return err_set(err, ERR_INTERNAL, "cannot run %s: %s", path,
	    strerrordesc_np(failed));
}

/* What it said last, without its name and the document's before it; then what
 * that is said by in other languages. */
static int office_refused(
    struct office_run *run, const char *name, struct err *err)
{
	static const char prefix[] = "planvakt-office: ";
	char lines[PATH_MAX + ERR_TEXT_MAX + ERR_SAID_MAX] = "";
	struct err why = { .code = ERR_INVALID };
	size_t skip = sizeof(prefix) - 1 + strlen(name) + 1;
	ssize_t length = pread(run->said, lines, sizeof(lines) - 1, 0);
	char *text = lines + skip, *rest;

	if (length > (ssize_t)skip &&
	    strncmp(lines, prefix, sizeof(prefix) - 1) == 0) {
		rest = text + strcspn(text, "\n");
		rest += *rest != '\0';
		snprintf(why.text, sizeof(why.text), "%.*s",
		    (int)strcspn(text, "\n"), text);
		snprintf(why.said, sizeof(why.said), "%.*s",
		    (int)strcspn(rest, "\n"), rest);
		return err_set(err, ERR_INVALID, "%s %p", name, (void *)&why);
	}
	return err_set(err, ERR_INVALID,
	    "%s takes more memory or time than a document may: save the "
	    "table alone, or as CSV",
	    name);
}

/* What came before is the error, where there is one. */
static int office_finish(
    struct office_run *run, const char *name, int result, struct err *err)
{
	int status = 0;

	if (run->child > 0) {
		if (result != 0)
			kill(run->child, SIGKILL);
		while (waitpid(run->child, &status, 0) < 0 && errno == EINTR)
			continue;
		if (result == 0 && status != 0)
			result = office_refused(run, name, err);
	}
	if (run->input >= 0)
		close(run->input);
	if (run->said >= 0)
		close(run->said);
	return result;
}

/* --- reading --- */

static int office_take(
    FILE *lines, office_taker *take, void *of, struct err *err)
{
	char *line = NULL;
	size_t room = 0;
	struct progress_bar bar;
	ssize_t length;
	int result = 0;

	progress_bar_begin(&bar, "reading");
	while (result == 0 && (length = getline(&line, &room, lines)) > 0) {
		json_t *object = json_loadb(line, (size_t)length, 0, NULL);
		json_t *percent = json_object_get(object, "percent");

		if (percent != NULL)
			progress_bar_draw(
			    &bar, (size_t)json_integer_value(percent), 100);
		else if (json_is_object(object))
			result = take(of, object, err);
		else
			result = err_set(err, ERR_INTERNAL,
			    "planvakt-office does not say what a table is");
		json_decref(object);
	}
	progress_bar_end(&bar);
	free(line);
	return result;
}

int office_read(const struct buffer *bytes, const char *name,
    office_taker *take, void *of, struct err *err)
{
	struct office_run run = {
		.input = memory_file(bytes),
		.said = memory_file(NULL),
	};
	int ends[2] = { -1, -1 };
	FILE *lines = NULL;
	int result = -1;

	if (run.input >= 0 && run.said >= 0 && pipe2(ends, O_CLOEXEC) == 0)
		lines = fdopen(ends[0], "r");
	if (lines == NULL) {
		err_set(err, ERR_INTERNAL, "cannot read %s: %s", name,
		    strerrordesc_np(errno));
	} else {
		run.output = ends[1];
		result = office_begin(&run, "read", name, err);
		close(ends[1]);
		if (result == 0)
			result = office_take(lines, take, of, err);
		fclose(lines);
	}
	return office_finish(&run, name, result, err);
}

/* --- writing --- */

int office_write(const char *kind, const struct buffer *lines, const char *name,
    FILE *to, struct err *err)
{
	struct office_run run = {
		.input = memory_file(lines),
		.said = memory_file(NULL),
		.output = fileno(to),
	};
	int result = -1;

	if (run.input < 0 || run.said < 0 || fflush(to) != 0)
		err_set(err, ERR_INTERNAL, "cannot write %s: %s", name,
		    strerrordesc_np(errno));
	else
		result = office_begin(&run, kind, name, err);
	return office_finish(&run, name, result, err);
}
