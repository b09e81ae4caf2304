/* SPDX-License-Identifier: ISC */
#include "client/question.h"

#include <string.h>
#include <unistd.h>

#include "client/output/format.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

bool question_agreed(FILE *from, const char *question)
{
	char answer[8] = "";

	fflush(stdout);
	width_say(stderr, "%s [%s] ", question, _("y/j/n"));
	if (fgets(answer, sizeof(answer), from) == NULL)
		fputc('\n', stderr);
	return answer[0] != '\0' && strchr("yYjJ", answer[0]) != NULL;
}

/* What is asked about: the command's own words and what it is done to. */
static void question_write(struct buffer *to, const struct words *words)
{
	for (size_t i = 0; i < words->given_count; i++) {
		buffer_text(to, i > 0 ? " " : "");
		format_clean(to, words->given[i], 0);
	}
}

/* How many activities it is about; nothing where it is not about a plan's. */
static int question_count(struct call *call, struct buffer *to, struct err *err)
{
	const char *method = call->words->verb->method;
	bool carries = strcmp(method, "plan.carry") == 0;
	json_t *given = call->words->params, *params;
	struct answer plan;
	unsigned long open;
	int result;

	if (!carries && strcmp(method, "plan.close") != 0)
		return 0;
	if (call_open(call, err) != 0)
		return -1;
	params = json_pack(
	    "{ss}", "code", json_text(given, carries ? "old" : "code"));
	result = call_request(call, "plan.show", params, false, &plan, err);
	json_decref(params);
	if (result != 0)
		return -1;
	open = (unsigned long)json_number(plan.result, "open");
	message_answer_release(&plan);
	buffer_text(to, "\n");
	buffer_printf(to,
	    translate_plural("%lu activity of it is open.",
		"%lu activities of it are open.", open),
	    open);
	return 0;
}

static int question_ask(
    struct call *call, const char *command, bool *meant, struct err *err)
{
	struct buffer question = { 0 }, what = { 0 };
	int result;

	buffer_text(&what, translate(call->words->verb->summary));
	result = question_count(call, &what, err);
	if (result == 0) {
		buffer_printf(&question,
		    _("%s: %s\nThis cannot be taken back. Do it?"), command,
		    what.bytes);
		*meant = question_agreed(stdin, question.bytes);
	}
	buffer_free(&question);
	buffer_free(&what);
	return result;
}

int question_final(struct call *call, struct err *err)
{
	const struct words *words = call->words;
	bool meant = json_is_true(json_object_get(words->params, "yes")) ||
	    json_is_true(json_object_get(words->params, "dry_run"));
	bool may_ask = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
	struct buffer command = { 0 };
	int result = 0;

	json_object_del(words->params, "yes");
	question_write(&command, words);
	if (!meant && may_ask)
		result = question_ask(call, command.bytes, &meant, err);
	if (result == 0 && !meant && may_ask)
		err_set(err, ERR_CONFLICT, "nothing was changed");
	else if (result == 0 && !meant)
		err_set(err, ERR_CONFLICT,
		    "%s cannot be taken back, and there is no terminal to ask "
		    "on: say --yes if you mean it",
		    command.bytes);
	buffer_free(&command);
	return meant ? 0 : -1;
}
