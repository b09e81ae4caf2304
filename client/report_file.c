/* SPDX-License-Identifier: ISC */
#include "client/report_file.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/office.h"
#include "client/output/redacted.h"
#include "client/whole_file.h"
#include "protocol/buffer.h"

int report_file_kind(
    const char **kind, const char *path, const char *as, struct err *err)
{
	static const char *const kinds[] = { "html", "txt", "csv", "xlsx",
		"ods", "pdf" };
	const char *dot = strrchr(path, '.');
	const char *name = as != NULL ? as
	    : strcmp(path, "-") == 0  ? "txt"
	    : dot != NULL             ? dot + 1
				      : "";

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcasecmp(kinds[i], name) == 0) {
			*kind = kinds[i];
			return 0;
		}
	return err_set(err, ERR_INVALID,
	    "%s: a report is written as html, txt, csv, xlsx, ods or pdf: end "
	    "the file's name so, or say it with --as html",
	    path);
}

/* --- as planvakt-office makes it --- */

struct report_file {
	const char *path, *kind;
	struct buffer text; /* the JSON */
};

static int write_as(
    const struct report_file *file, const char *kind, FILE *to, struct err *err)
{
	char verb[16];

	snprintf(verb, sizeof(verb), "report-%s", kind);
	return office_write(verb, &file->text, file->path, to, err);
}

static int write_made(FILE *to, void *of, struct err *err)
{
	const struct report_file *file = of;

	return write_as(file, file->kind, to, err);
}

/* --- as PDF --- */

static int print_end(pid_t child, struct err *err)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	if (status == 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "weasyprint could not make a PDF of the report, it says why above: "
	    "write it as .html and print that");
}

/* weasyprint reads the HTML and writes the PDF, tagged for who listens. */
static int print_file(int html, FILE *to, struct err *err)
{
	static const char *const words[] = { "weasyprint", "-q",
		"--pdf-variant", "pdf/ua-1", "-e", "utf-8", "-", "-", NULL };
	posix_spawn_file_actions_t files;
	pid_t child;
	int failed;

	/* So the fonts in it have the same names each time, and it the same
	 * bytes. */
	setenv("SOURCE_DATE_EPOCH", "0", 1);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, html, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, fileno(to), STDOUT_FILENO);
	failed = posix_spawnp(
	    &child, words[0], &files, NULL, (char *const *)words, environ);
	posix_spawn_file_actions_destroy(&files);
	if (failed == 0)
		return print_end(child, err);
	return err_set(err, ERR_INVALID,
	    "a PDF takes the program weasyprint, which cannot be run (%s): "
	    "install it, or write .html and print that",
	    strerrordesc_np(failed));
}

static int write_pdf(FILE *to, void *of, struct err *err)
{
	int memory = memfd_create("report", MFD_CLOEXEC);
	FILE *file = memory >= 0 ? fdopen(memory, "w+") : NULL;
	int result;

	if (file == NULL)
		return err_set(err, ERR_INTERNAL, "cannot make a report: %s",
		    strerrordesc_np(errno));
	result = write_as(of, "html", file, err);
	if (result == 0 && (lseek(memory, 0, SEEK_SET) != 0 || fflush(to) != 0))
		result = err_set(err, ERR_INTERNAL, "cannot make a report: %s",
		    strerrordesc_np(errno));
	if (result == 0)
		result = print_file(memory, to, err);
	fclose(file);
	return result;
}

int report_file_write(
    const char *path, const char *kind, json_t *whole, struct err *err)
{
	struct report_file file = { .path = path, .kind = kind };
	char *text = json_dumps(whole, JSON_COMPACT);
	int result;

	if (text == NULL)
		abort();
	redacted_words(&file.text, text);
	free(text);
	result = whole_file_write(path,
	    strcmp(kind, "pdf") == 0 ? write_pdf : write_made, &file, err);
	buffer_free(&file.text);
	return result;
}
