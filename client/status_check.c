/* SPDX-License-Identifier: ISC */
#include "client/status_check.h"

#include <stdio.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/said.h"
#include "protocol/buffer.h"
#include "protocol/error_words.h"
#include "protocol/translate.h"

enum { WELL, WARNING, CRITICAL, UNKNOWN = STATUS_CHECK_UNKNOWN };

/* The levels as the daemon says them; monitors go by the exit status. */
static const char *const words[] = { "ok", "warning", "critical", "unknown" };

static void status_check_print(int level, const char *text)
{
	struct buffer line = { 0 };

	format_clean(&line, text, 0);
	printf("%s: %s\n", translate_word("value", words[level]), line.bytes);
	buffer_free(&line);
}

/* The level of an alarm; CRITICAL of a word that is not known. */
static int level_of(const json_t *alarm)
{
	const char *word = json_string_value(json_object_get(alarm, "level"));

	return word != NULL && strcmp(word, words[WARNING]) == 0 ? WARNING
								 : CRITICAL;
}

/* What the daemon tells, its worst first; no rule of it is ours. */
static int status_check_tell(const json_t *status, struct err *err)
{
	json_t *alarms = json_object_get(status, "alarms"), *alarm;
	struct buffer line = { 0 };
	int level = WELL;
	size_t i;

	if (!json_is_array(alarms))
		return err_set(err, ERR_PROTOCOL,
		    "the daemon does not tell its alarms: is it of another "
		    "version?");
	json_array_foreach (alarms, i, alarm) {
		if (level_of(alarm) > level)
			level = level_of(alarm);
		buffer_text(&line, i > 0 ? "; " : "");
		said_alarm(&line, alarm);
	}
	status_check_print(
	    level, line.length > 0 ? line.bytes : _("nothing is wrong"));
	buffer_free(&line);
	return level;
}

int status_check_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	struct answer answer;
	int level;

	json_object_del(params, "check");
	if (call_open(call, err) != 0 ||
	    call_request(call, call->words->verb->method, params, false,
		&answer, err) != 0)
		return -1;
	level = status_check_tell(answer.result, err);
	message_answer_release(&answer);
	if (level < 0)
		return -1;
	call->exit_status = level;
	return 0;
}

bool status_check_is_asked(int argc, char **argv)
{
	bool status = false, check = false;

	for (int i = 1; i < argc; i++) {
		status |= strcmp(argv[i], "status") == 0;
		check |= strcmp(argv[i], "--check") == 0;
	}
	return status && check;
}

int status_check_fail(const struct err *err)
{
	struct buffer text = { 0 };
	int level = CRITICAL;

	switch (err->code) {
	case ERR_USAGE:
	case ERR_INVALID:
	case ERR_DENIED:
	case ERR_NOT_FOUND:
		level = UNKNOWN;
		break;
	default:
		break;
	}
	err_words(&text, err);
	status_check_print(level, text.bytes);
	buffer_free(&text);
	return level;
}
