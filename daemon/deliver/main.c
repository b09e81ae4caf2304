/* SPDX-License-Identifier: ISC */
/* planvakt-deliver: hands one dispatch, JSON on standard input, to a mailbox.
 * The exit status is sysexits(3): 0 delivered, 64 usage, 65 a dispatch that
 * never can be, 75 try again later; with one line on standard error. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon/deliver/dispatch.h"
#include "daemon/deliver/mail.h"
#include "daemon/deliver/maildir.h"
#include "protocol/buffer.h"
#include "protocol/error.h"

static int input_read(struct buffer *json, struct err *err)
{
	char piece[16384];

	while (json->length <= DISPATCH_MAX) {
		ssize_t got = read(STDIN_FILENO, piece, sizeof(piece));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_INTERNAL,
			    "cannot read standard input: %s", strerror(errno));
		if (got == 0)
			return 0;
		buffer_add(json, piece, (size_t)got);
	}
	return err_set(
	    err, ERR_INVALID, "the dispatch is over %u bytes", DISPATCH_MAX);
}

static int deliver(
    const struct dispatch *dispatch, const char *folder, struct err *err)
{
	struct buffer mail = { 0 };
	int result = mail_write(&mail, dispatch, err);

	if (result == 0)
		result = maildir_deliver(
		    folder, dispatch, mail.bytes, mail.length, err);
	buffer_free(&mail);
	return result;
}

static int run(int argc, char **argv, struct err *err)
{
	struct dispatch dispatch = { 0 };
	struct buffer json = { 0 };
	int result;

	if (argc != 3 || strcmp(argv[1], "maildir") != 0 || argv[2][0] == '\0')
		return err_set(err, ERR_USAGE,
		    "usage: planvakt-deliver maildir DIR < dispatch.json");
	result = input_read(&json, err);
	if (result == 0)
		result = dispatch_read(&dispatch, json.bytes, json.length, err);
	if (result == 0)
		result = deliver(&dispatch, argv[2], err);
	dispatch_release(&dispatch);
	buffer_free(&json);
	return result;
}

static int exit_status(enum err_code code)
{
	switch (code) {
	case ERR_USAGE:
		return EX_USAGE;
	case ERR_INVALID:
		return EX_DATAERR;
	default:
		return EX_TEMPFAIL;
	}
}

int main(int argc, char **argv)
{
	struct err err = { 0 };

	if (run(argc, argv, &err) == 0)
		return EX_OK;
	fprintf(stderr, "planvakt-deliver: %s\n", err.text);
	return exit_status(err.code);
}
