/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/program/transport.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "daemon/delivery/program/mail.h"
#include "daemon/delivery/program/maildir.h"
#include "daemon/delivery/program/mailer.h"
#include "daemon/delivery/program/smtp.h"

int transport_status(enum err_code code)
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

static int maildir(const struct handover *handover, struct err *err)
{
	struct buffer mail = { 0 };
	int result = mail_write(&mail, handover->dispatch, err);

	if (result == 0)
		result = maildir_deliver(handover->root, handover->dispatch,
		    mail.bytes, mail.length, err);
	buffer_free(&mail);
	return result == 0 ? EX_OK : transport_status(err->code);
}

/* The program's words, then "-t", the recipients are in the message, and
 * "-i", a line of a single dot does not end it. */
static char **sendmail_argv(char *const *program)
{
	static char recipients[] = "-t", dots[] = "-i";
	size_t count = 0;
	char **argv;

	while (program[count] != NULL)
		count++;
	argv = calloc(count + 3, sizeof(*argv));
	if (argv == NULL)
		abort();
	memcpy(argv, program, count * sizeof(*argv));
	argv[count] = recipients;
	argv[count + 1] = dots;
	return argv;
}

static int sendmail(const struct handover *handover, struct err *err)
{
	char **argv = sendmail_argv(handover->words);
	struct buffer mail = { 0 };
	int status = EX_TEMPFAIL;

	if (mail_write(&mail, handover->dispatch, err) == 0)
		status = mailer_run(argv, mail.bytes, mail.length, err);
	buffer_free(&mail);
	free(argv);
	return status;
}

static int command(const struct handover *handover, struct err *err)
{
	return mailer_run(handover->words, handover->json->bytes,
	    handover->json->length, err);
}

static int smtp(const struct handover *handover, struct err *err)
{
	struct buffer mail = { 0 };
	int status = EX_TEMPFAIL;

	if (mail_write(&mail, handover->dispatch, err) == 0)
		status = smtp_deliver(handover->words, handover->dispatch,
		    mail.bytes, mail.length, err);
	buffer_free(&mail);
	return status;
}

static bool takes_nothing(char *const *words)
{
	return words[0] == NULL;
}

static bool takes_program(char *const *words)
{
	return words[0] != NULL && words[0][0] == '/';
}

const struct transport transport_maildir = { "maildir", takes_nothing,
	maildir };
static const struct transport transport_sendmail = { "sendmail", takes_program,
	sendmail };
static const struct transport transport_command = { "command", takes_program,
	command };
static const struct transport transport_smtp = { "smtp", smtp_takes, smtp };

const struct transport *transport_find(const char *name)
{
	static const struct transport *const all[] = { &transport_maildir,
		&transport_sendmail, &transport_command, &transport_smtp };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	return NULL;
}
