/* SPDX-License-Identifier: ISC */
/* planvakt-office: tables of documents, run by planvakt.
 *
 *	planvakt-office read NAME   a document on standard input, as lines of
 *	                            JSON (office_table.h); NAME is for errors
 *	planvakt-office xlsx NAME   such lines on standard input as a document
 *	planvakt-office ods NAME
 *	planvakt-office ics NAME    a calendar (write_calendar.h)
 *	planvakt-office report-KIND NAME
 *	                            a report (report.h) as html, txt, csv, xlsx
 *	                            or ods
 *	planvakt-office paper-html | paper-txt NAME
 *	                            what a person reads (write_paper.h)
 *
 * A document on standard input is an open file, not a pipe: archives are read
 * from their end. Exit status: 0; 1 with a line on standard error that says in
 * English what is wrong with the document and what to do, and one with what it
 * is said by in other languages (struct err); 2 for wrong words. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "client/office/read_document.h"
#include "client/office/write_calendar.h"
#include "client/office/write_ods.h"
#include "client/office/write_report.h"
#include "client/office/write_paper.h"
#include "client/office/write_xlsx.h"
#include "protocol/standard.h"
#include "protocol/translate.h"

#define REPORT "report-" /* and the kind */

static int main_read(struct err *err)
{
	return read_document(STDIN_FILENO, true, stdout, err);
}

static int main_write(int (*write_as)(const struct written_table *table,
			  FILE *to, struct err *err),
    struct err *err)
{
	struct written_table table;
	int result = written_table_read(&table, stdin, err);

	if (result == 0)
		result = write_as(&table, stdout, err);
	written_table_release(&table);
	return result;
}

static int main_verb(const char *verb, struct err *err)
{
	if (strncmp(verb, REPORT, strlen(REPORT)) == 0)
		return write_report(verb + strlen(REPORT), stdin, stdout, err);
	if (strcmp(verb, "read") == 0)
		return main_read(err);
	if (strcmp(verb, "xlsx") == 0)
		return main_write(write_xlsx, err);
	if (strcmp(verb, "ods") == 0)
		return main_write(write_ods, err);
	if (strcmp(verb, "ics") == 0)
		return write_calendar(stdin, stdout, err);
	if (strcmp(verb, "paper-html") == 0)
		return write_paper("html", stdin, stdout, err);
	if (strcmp(verb, "paper-txt") == 0)
		return write_paper("txt", stdin, stdout, err);
	return 1;
}

int main(int argc, char **argv)
{
	static const char usage[] = N_(
	    "usage: planvakt-office read NAME   < document\n"
	    "       planvakt-office xlsx | ods | ics | paper-html | paper-txt "
	    "NAME   < lines.json\n"
	    "       planvakt-office report-KIND NAME   < report.json\n");
	struct err err = { 0 };
	int result;

	if (argc == 2 &&
	    standard_help(argv[1], "planvakt-office", translate(usage)))
		return 0;
	result = argc == 3 ? main_verb(argv[1], &err) : 1;
	if (result > 0) {
		fputs(translate(usage), stderr);
		return 2;
	}
	if (result == 0 && fflush(stdout) != 0)
		result = err_set(&err, ERR_INTERNAL, "cannot be passed on: %s",
		    strerrordesc_np(errno));
	if (result != 0)
		fprintf(stderr, "planvakt-office: %s %s\n%s\n", argv[2],
		    err.text, err.said);
	return result == 0 ? 0 : 1;
}
