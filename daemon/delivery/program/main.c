/* SPDX-License-Identifier: ISC */
/* planvakt-deliver: hands one dispatch, JSON on standard input, to a mailbox
 * or a program. The exit status is sysexits(3): 0 delivered, 75 try again
 * later, else never, with one line on standard error (docs/delivery.md). */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "daemon/delivery/program/dispatch.h"
#include "daemon/delivery/program/transport.h"
#include "protocol/buffer.h"
#include "protocol/error.h"
#include "protocol/json_memory.h"
#include "protocol/standard.h"

static int input_read(struct buffer *json, struct err *err)
{
	char piece[16384];

	while (json->length <= DISPATCH_MAX) {
		ssize_t got = read(STDIN_FILENO, piece, sizeof(piece));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_INTERNAL,
			    "cannot read standard input: %s",
			    strerrordesc_np(errno));
		if (got == 0)
			return 0;
		buffer_add(json, piece, (size_t)got);
	}
	return err_set(
	    err, ERR_INVALID, "the dispatch is over %u bytes", DISPATCH_MAX);
}

static const char usage[] =
    "usage: planvakt-deliver MAILDIR_ROOT maildir | sendmail PROGRAM [ARG]... "
    "| command PROGRAM [ARG]... | smtp SERVER [--tls yes|no] [--trust FILE] "
    "[--login NAME --password-file FILE] [--timeout SECONDS]  < dispatch.json; "
    "PROGRAM is absolute, SERVER is smtp://HOST:PORT or smtps://HOST:PORT\n";

/* MAILDIR_ROOT TRANSPORT, and what the transport takes. */
static const struct transport *arguments_read(
    struct handover *handover, int argc, char **argv)
{
	const struct transport *transport =
	    argc < 3 ? NULL : transport_find(argv[2]);

	if (transport == NULL || argv[1][0] == '\0' ||
	    !transport->takes(argv + 3))
		return NULL;
	handover->root = argv[1];
	handover->words = argv + 3;
	return transport;
}

/* A rehearsal's messages never leave the house. */
static int main_deliver(const struct transport *transport,
    const struct handover *handover, struct err *err)
{
	if (handover->dispatch->rehearsal)
		transport = &transport_maildir;
	return transport->deliver(handover, err);
}

/* Returns as sysexits(3). */
static int main_run(int argc, char **argv, struct err *err)
{
	struct handed_dispatch dispatch = { 0 };
	struct buffer json = { 0 };
	struct handover handover = { .dispatch = &dispatch, .json = &json };
	const struct transport *transport =
	    arguments_read(&handover, argc, argv);
	int status;

	if (transport == NULL)
		err_set(
		    err, ERR_USAGE, "%.*s", (int)strcspn(usage, "\n"), usage);
	if (transport == NULL || input_read(&json, err) != 0 ||
	    dispatch_read(&dispatch, json.bytes, json.length, err) != 0)
		status = transport_status(err->code);
	else
		status = main_deliver(transport, &handover, err);
	dispatch_release(&dispatch);
	buffer_free(&json);
	return status;
}

int main(int argc, char **argv)
{
	struct err err = { 0 };
	int status;

	standard_open();
	json_memory_begin();
	signal(SIGXFSZ, SIG_IGN); /* a limit of file sizes is an error */
	if (argc == 2 && standard_help(argv[1], "planvakt-deliver", usage))
		return EX_OK;
	status = main_run(argc, argv, &err);
	if (status != EX_OK)
		fprintf(stderr, "planvakt-deliver: %s\n", err.text);
	return status;
}
