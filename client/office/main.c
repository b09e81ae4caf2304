/* SPDX-License-Identifier: ISC */
/* planvakt-office: tables of documents, run by planvakt.
 *
 *	planvakt-office read NAME   a document on standard input, as lines of
 *	                            JSON (office_table.h); NAME is for errors
 *
 * Standard input is an open file, not a pipe: archives are read from their end.
 * Exit status: 0; 1 with one line on standard error that says what is wrong
 * with the document and what to do; 2 for wrong words. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "client/office/read_document.h"

static int fail(const char *name, const struct err *err)
{
	fprintf(stderr, "planvakt-office: %s %s\n", name, err->text);
	return 1;
}

static int main_read(const char *name)
{
	struct err err;

	if (read_document(STDIN_FILENO, true, stdout, &err) != 0)
		return fail(name, &err);
	if (fflush(stdout) == 0)
		return 0;
	err_set(&err, ERR_INTERNAL, "cannot be passed on");
	return fail(name, &err);
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "read") == 0)
		return main_read(argv[2]);
	fputs("usage: planvakt-office read NAME <DOCUMENT\n", stderr);
	return 2;
}
