/* SPDX-License-Identifier: ISC */
#include "client/question.h"

#include <string.h>
#include <unistd.h>

#include "client/output/format.h"
#include "protocol/buffer.h"
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

int question_final(const struct words *words, struct err *err)
{
	bool meant = json_is_true(json_object_get(words->params, "yes")) ||
	    json_is_true(json_object_get(words->params, "dry_run"));
	bool may_ask = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
	struct buffer command = { 0 }, question = { 0 };

	json_object_del(words->params, "yes");
	question_write(&command, words);
	if (!meant && may_ask) {
		buffer_printf(&question,
		    _("%s: %s\nThis cannot be taken back. Do it?"),
		    command.bytes, translate(words->verb->summary));
		meant = question_agreed(stdin, question.bytes);
		buffer_free(&question);
	}
	if (!meant && may_ask)
		err_set(err, ERR_CONFLICT, "nothing was changed");
	else if (!meant)
		err_set(err, ERR_CONFLICT,
		    "%s cannot be taken back, and there is no terminal to ask "
		    "on: say --yes if you mean it",
		    command.bytes);
	buffer_free(&command);
	return meant ? 0 : -1;
}
