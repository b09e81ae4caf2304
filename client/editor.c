/* SPDX-License-Identifier: ISC */
#include "client/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEXT_MAX (1u << 20)

/* The shell's words for a program that cannot be run or is not there. */
#define NOT_RUN   126
#define NOT_FOUND 127

static int editor_write(
    struct edited *edited, const struct buffer *text, struct err *err)
{
	const char *folder = getenv("TMPDIR");
	FILE *file = NULL;
	bool written;
	int descriptor;

	snprintf(edited->path, sizeof(edited->path), "%s/planvakt.XXXXXX.txt",
	    folder != NULL && folder[0] != '\0' ? folder : "/tmp");
	descriptor = mkostemps(edited->path, (int)strlen(".txt"), O_CLOEXEC);
	if (descriptor >= 0)
		file = fdopen(descriptor, "w");
	if (file == NULL) {
		edited->path[0] = '\0';
		return err_set(err, ERR_INVALID,
		    "cannot make a file to edit: %s", strerrordesc_np(errno));
	}
	fputs(text->bytes, file);
	written = !ferror(file);
	if (fclose(file) == 0 && written)
		return 0;
	editor_remove(edited);
	return err_set(err, ERR_INVALID, "cannot write a file to edit: %s",
	    strerrordesc_np(errno));
}

/* While it runs, Ctrl-C is the editor's. Where our answer goes elsewhere, it
 * still writes to the terminal. That there is none says nobody but us: the
 * shell is asked first, where the command begins with a plain word. */
static bool editor_start(const char *editor, char *path, pid_t *child)
{
	char dash[] = "-c", shell[] = "sh",
	     *words[] = { shell, dash, NULL, shell, path, NULL };
	struct buffer command = { 0 };
	size_t word = strspn(editor,
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	    "_./+-");
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t usual;
	bool started;

	if (editor[word] == '\0' || editor[word] == ' ')
		buffer_printf(&command,
		    "command -v %.*s >/dev/null 2>&1 || exit %d\n", (int)word,
		    editor, NOT_FOUND);
	buffer_printf(&command, "%s \"$1\"", editor);
	words[2] = command.bytes;
	sigemptyset(&usual);
	sigaddset(&usual, SIGINT);
	sigaddset(&usual, SIGQUIT);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGXFSZ);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &usual);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	if (!isatty(STDOUT_FILENO))
		posix_spawn_file_actions_adddup2(
		    &files, STDERR_FILENO, STDOUT_FILENO);
	started = posix_spawn(child, "/bin/sh", &files, &attributes, words,
		      environ) == 0;
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	buffer_free(&command);
	return started;
}

/* Its exit status, 128 for a signal. */
static int editor_wait(const char *editor, char *path)
{
	void (*interrupt)(int) = signal(SIGINT, SIG_IGN);
	void (*quit)(int) = signal(SIGQUIT, SIG_IGN);
	int status = 0;
	pid_t child;

	if (!editor_start(editor, path, &child))
		status = -1;
	else
		while (waitpid(child, &status, 0) < 0)
			;
	signal(SIGINT, interrupt);
	signal(SIGQUIT, quit);
	if (status == -1)
		return NOT_RUN;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static int editor_edit(struct edited *edited, struct err *err)
{
	const char *editors[] = { getenv("VISUAL"), getenv("EDITOR"), "editor",
		"vi" };
	size_t count = isatty(STDIN_FILENO) ? 4 : 2;

	for (size_t i = 0; i < count; i++) {
		int status;

		if (editors[i] == NULL || editors[i][0] == '\0')
			continue;
		status = editor_wait(editors[i], edited->path);
		if (status == 0)
			return 0;
		if (i < 2 && (status == NOT_RUN || status == NOT_FOUND))
			return err_set(err, ERR_CONFLICT,
			    "nothing was done: there is no editor '%s', which "
			    "%s names: name another there",
			    editors[i], i == 0 ? "VISUAL" : "EDITOR");
		if (status != NOT_RUN && status != NOT_FOUND)
			return err_set(err, ERR_CONFLICT,
			    "nothing was done: the editor '%s' failed",
			    editors[i]);
	}
	return err_set(err, ERR_CONFLICT,
	    "nothing was done: there is no editor to run; name one in VISUAL "
	    "or EDITOR, or say what changes by options");
}

static int editor_read(struct edited *edited, struct err *err)
{
	FILE *file = fopen(edited->path, "re");
	char some[4096];
	size_t length;

	buffer_text(&edited->text, "");
	if (file == NULL)
		return err_set(err, ERR_CONFLICT,
		    "nothing was done: the editor took %s away", edited->path);
	while ((length = fread(some, 1, sizeof(some), file)) > 0 &&
	    edited->text.length <= TEXT_MAX)
		buffer_add(&edited->text, some, length);
	fclose(file);
	if (strlen(edited->text.bytes) == edited->text.length &&
	    edited->text.length <= TEXT_MAX)
		return 0;
	return err_set(err, ERR_INVALID,
	    "what the editor gave back is no text, or over 1 MB");
}

int editor_run(
    struct edited *edited, const struct buffer *text, struct err *err)
{
	*edited = (struct edited){ 0 };
	if (editor_write(edited, text, err) != 0)
		return -1;
	if (editor_edit(edited, err) == 0 && editor_read(edited, err) == 0)
		return 0;
	editor_remove(edited);
	return -1;
}

void editor_remove(struct edited *edited)
{
	if (edited->path[0] != '\0')
		unlink(edited->path);
	edited->path[0] = '\0';
	buffer_free(&edited->text);
}

void editor_keep(struct edited *edited, struct err *err)
{
	if (edited->path[0] != '\0')
		err_set(err, err->code, "%p (your text is kept in %s)",
		    (void *)err, edited->path);
	buffer_free(&edited->text);
}
