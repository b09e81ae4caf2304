/* SPDX-License-Identifier: ISC */
/* planvakt: turns words into a signed request and its answer into a table. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/call.h"
#include "client/output/format.h"
#include "client/output/pager.h"
#include "client/question.h"
#include "client/refused.h"
#include "client/status_check.h"
#include "client/verb.h"
#include "client/usage.h"
#include "client/words.h"
#include "protocol/buffer.h"
#include "protocol/error.h"
#include "protocol/json_memory.h"
#include "protocol/sign.h"
#include "protocol/standard.h"
#include "protocol/version.h"
#include "protocol/width.h"

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

static int main_ask(const struct words *words, int *status, struct err *err)
{
	const struct verb *verb = words->verb;
	struct call call = { .words = words };
	struct pager pager = { 0 };
	int result;

	result = output_open(
	    &call.output, words->format, stdout, verb->columns, err);
	if (result == 0 && verb->traits & FINAL)
		result = question_final(&call, err);
	if (words->wide)
		call.output.width = 0;
	call.output.paged = result == 0 && verb->traits & (LISTS | PAGED) &&
	    output_is_table(&call.output) &&
	    pager_is_wanted(stdout, words->no_pager);
	if (call.output.paged)
		call.output.to = pager_begin(&pager, stdout);
	if (result == 0)
		result = verb->run != NULL ? verb->run(&call, err)
					   : call_ask(&call, err);
	pager_end(&pager);
	*status = call.exit_status;
	call_release(&call);
	return result;
}

/* A command of which the first word stands alone: its help, but not done. */
static bool tell_topic(const struct words *words, int *status)
{
	const char *format = words->format;

	if (words->verb != NULL || words->given_count == 0 ||
	    (format != NULL && strcmp(format, "table") != 0) ||
	    !usage_topic(
		stdout, client_topics, words->given, words->given_count))
		return false;
	*status = err_exit_status(ERR_USAGE);
	return true;
}

static int obey(const struct words *words, int *status, struct err *err)
{
	if (words->help)
		return print_help(words, err);
	if (words->version) {
		puts("planvakt " VERSION);
		return 0;
	}
	return main_ask(words, status, err);
}

/* One line, whatever the words and the daemon put into it, on a terminal broken
 * between words; where JSON was asked for, as JSON and in English. */
static int main_fail(const struct err *err, const struct words *typed)
{
	const char *format = typed->format;
	bool is_json = format != NULL && strcmp(format, "json") == 0;
	struct buffer line = { 0 }, text = { 0 }, words = { 0 };

	if (!is_json)
		refused_words(&words, err, typed);
	format_clean(&text, is_json ? err->text : words.bytes, 0);
	if (is_json) {
		buffer_printf(&line, "{\"error\":{\"word\":\"%s\",\"message\":",
		    err_word(err->code));
		buffer_json(&line, text.bytes);
		buffer_text(&line, "}}");
	} else {
		buffer_printf(&line, "planvakt: %s", text.bytes);
	}
	if (is_json)
		fprintf(stderr, "%s\n", line.bytes);
	else
		width_say(stderr, "%s\n", line.bytes);
	buffer_free(&line);
	buffer_free(&text);
	buffer_free(&words);
	return err_exit_status(err->code);
}

/* What a monitor asked for is answered on standard output, also what went
 * wrong; where that cannot be written, nothing is known. */
static int main_end(bool done, bool monitored, int status,
    const struct words *words, struct err *err)
{
	if (!done && monitored) {
		status = status_check_fail(err);
		done = true;
	}
	if (done && standard_close(err) == 0)
		return status;
	fflush(stdout);
	/* A library that gets no memory may leave no word of why. */
	if (err->code == ERR_NONE)
		err_set(err, ERR_INTERNAL, "there is no memory for it");
	status = main_fail(err, words);
	return monitored ? STATUS_CHECK_UNKNOWN : status;
}

int main(int argc, char **argv)
{
	bool monitored = status_check_is_asked(argc, argv), done;
	struct words words;
	struct err err = { 0 };
	int status = 0;

	standard_open();
	json_memory_begin();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a limit of file sizes is an error */
	sign_init();
	if (words_read(&words, client_topics, argc, argv, &err) == 0)
		done = obey(&words, &status, &err) == 0;
	else
		done = tell_topic(&words, &status);
	status = main_end(done, monitored, status, &words, &err);
	words_release(&words);
	return status;
}
