/* SPDX-License-Identifier: ISC */
#include "client/office/pdf_program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/office/office_confine.h"

#define TSV_MAX (12u << 20) /* bytes: some 300 pages */

static const char path[] = "/usr/bin/pdftotext";

static _Noreturn void become_program(int descriptor, int output, bool confined)
{
	static const char *const words[] = { "pdftotext", "-q", "-tsv", "-enc",
		"UTF-8", "-", "-", NULL };
	static const char *const nothing[] = { NULL };
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	struct err err;

	if (lseek(descriptor, 0, SEEK_SET) != 0 ||
	    dup2(descriptor, STDIN_FILENO) < 0 ||
	    dup2(output, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0 ||
	    (confined && office_confine_program(&err) != 0))
		_exit(126);
	execve(path, (char *const *)words, (char *const *)nothing);
	_exit(127);
}

int pdf_program_begin(
    struct pdf_program *program, int descriptor, bool confined, struct err *err)
{
	int ends[2];

	if (access(path, X_OK) != 0)
		return err_set(err, ERR_INVALID,
		    "is a PDF, which takes pdftotext: install poppler-utils, "
		    "or save the table as .docx or .xlsx");
	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_set(err, ERR_INTERNAL, "cannot be read: %s",
		    strerrordesc_np(errno));
	program->child = fork();
	if (program->child == 0)
		become_program(descriptor, ends[1], confined);
	close(ends[1]);
	program->output = fdopen(ends[0], "r");
	if (program->child < 0 || program->output == NULL)
		return err_set(err, ERR_INTERNAL, "cannot be read: %s",
		    strerrordesc_np(errno));
	return 0;
}

static int take_output(FILE *output, struct buffer *tsv, struct err *err)
{
	static char some[65536];
	size_t length;

	buffer_text(tsv, "");
	while ((length = fread(some, 1, sizeof(some), output)) > 0) {
		if (tsv->length + length > TSV_MAX)
			return err_set(err, ERR_INVALID,
			    "has too many words: save the pages of the table "
			    "alone");
		buffer_add(tsv, some, length);
	}
	return 0;
}

/* pdftotext(1): 1 is an error of the file, 3 of its permissions. */
static int why_not(int status, struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
		return err_set(err, ERR_INVALID,
		    "does not allow to take its text: get the document that "
		    "it was made of");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 1)
		return err_set(err, ERR_INVALID,
		    "is damaged, or encrypted: save it again, without a "
		    "password");
	return err_set(err, ERR_INVALID,
	    "is more than pdftotext can read: save the pages of the table "
	    "alone");
}

int pdf_program_end(
    struct pdf_program *program, struct buffer *tsv, struct err *err)
{
	int status = 0, result = take_output(program->output, tsv, err);

	/* It ends where nobody reads it any more. */
	fclose(program->output);
	while (waitpid(program->child, &status, 0) < 0 && errno == EINTR)
		continue;
	if (result == 0 && status != 0)
		result = why_not(status, err);
	return result;
}
