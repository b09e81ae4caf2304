/* SPDX-License-Identifier: ISC */
/* planvakt: turns words into a signed request and its answer into a table. */
#include <signal.h>
#include <stdio.h>

#include "client/call.h"
#include "client/output/format.h"
#include "client/verb.h"
#include "client/usage.h"
#include "client/words.h"
#include "protocol/buffer.h"
#include "protocol/error.h"
#include "protocol/sign.h"
#include "protocol/standard.h"
#include "protocol/version.h"

static int print_help(const struct words *words, struct err *err)
{
	if (words->verb != NULL)
		usage_command(stdout, words->verb);
	else if (words->given_count == 0)
		usage_overview(stdout, client_topics);
	else if (!usage_topic(
		     stdout, client_topics, words->given, words->given_count))
		return err_set(err, ERR_USAGE,
		    "no command begins with '%s': see `planvakt help`",
		    words->given[0]);
	return 0;
}

static int main_ask(const struct words *words, struct err *err)
{
	const struct verb *verb = words->verb;
	struct call call = { .words = words };
	int result;

	result = output_open(
	    &call.output, words->format, stdout, verb->columns, err);
	if (result == 0)
		result = verb->run != NULL ? verb->run(&call, err)
					   : call_ask(&call, err);
	call_release(&call);
	return result;
}

static int obey(const struct words *words, struct err *err)
{
	if (words->help)
		return print_help(words, err);
	if (words->version) {
		puts("planvakt " VERSION);
		return 0;
	}
	return main_ask(words, err);
}

/* One line, whatever the words and the daemon put into it. */
static int main_fail(const struct err *err)
{
	struct buffer line = { 0 };

	buffer_text(&line, "planvakt: ");
	format_clean(&line, err->text, 0);
	fprintf(stderr, "%s\n", line.bytes);
	buffer_free(&line);
	return err_exit_status(err->code);
}

int main(int argc, char **argv)
{
	struct words words;
	struct err err;
	int status = 0;

	standard_open();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a limit of file sizes is an error */
	sign_init();
	if (words_read(&words, client_topics, argc, argv, &err) != 0 ||
	    obey(&words, &err) != 0 || standard_close(&err) != 0) {
		fflush(stdout);
		status = main_fail(&err);
	}
	words_release(&words);
	return status;
}
