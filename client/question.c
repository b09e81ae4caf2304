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

/* A line "sf: Socialförvaltningen" of what a code stands for. */
static void add_subject(
    struct buffer *to, json_t *thing, const char *code, const char *name)
{
	if (json_text(thing, name) == NULL)
		return;
	buffer_text(to, "\n");
	format_clean(to, code, 0);
	buffer_text(to, ": ");
	format_clean(to, json_text(thing, name), 0);
}

/* A line "anna: coordinator", "sf: department sf". */
static void question_add_key(struct buffer *to, json_t *key)
{
	buffer_text(to, "\n");
	format_words(to, key, "name");
	buffer_text(to, ": ");
	format_words(to, key, "role");
	if (format_value(key, "department") == NULL)
		return;
	buffer_text(to, " ");
	format_words(to, key, "department");
}

static void add_count(struct buffer *to, json_t *plan)
{
	unsigned long open = (unsigned long)json_number(plan, "open");

	buffer_text(to, "\n");
	buffer_printf(to,
	    translate_plural("%lu activity of it is open.",
		"%lu activities of it are open.", open),
	    open);
}

static int ask_subject(struct call *call, const char *field, const char *code,
    struct buffer *to, struct err *err)
{
	const char *method = call->words->verb->method;
	bool counts =
	    strcmp(field, "old") == 0 || strcmp(method, "plan.close") == 0;
	json_t *params = json_object(), *row;
	json_t *rows = json_array();
	struct answer answer;
	int result;
	size_t i;

	if (strncmp(method, "key.", strlen("key.")) == 0) {
		result = call_rows(call, "key.list", params, rows, err);
		json_array_foreach (rows, i, row)
			if (strcmp(json_text(row, "name"), code) == 0 &&
			    format_value(row, "revoked") == NULL)
				question_add_key(to, row);
	} else if (strncmp(method, "department.", strlen("department.")) == 0) {
		result = call_rows(call, "department.list", params, rows, err);
		add_subject(to, json_row(rows, "code", code), code, "name");
	} else {
		json_object_set_new(params, "code", json_string(code));
		result = call_request(
		    call, "plan.show", params, false, &answer, err);
		if (result == 0) {
			add_subject(to, answer.result, code, "title");
			if (counts)
				add_count(to, answer.result);
			message_answer_release(&answer);
		}
	}
	json_decref(params);
	json_decref(rows);
	return result;
}

/* Connects, which refuses a code that there is not, and says what each of them
 * stands for. */
static int name_subjects(struct call *call, struct buffer *to, struct err *err)
{
	static const char *const fields[] = { "code", "old", "new", "name" };
	const struct words *words = call->words;
	const char *method = words->verb->method;
	bool has_names = strncmp(method, "plan.", strlen("plan.")) == 0 ||
	    strncmp(method, "key.", strlen("key.")) == 0 ||
	    strcmp(method, "department.replace") == 0;

	buffer_text(to, "");
	if (call_open(call, err) != 0)
		return -1;
	for (size_t i = 0; has_names && i < 4; i++) {
		const char *code = json_text(words->params, fields[i]);

		if (code != NULL &&
		    ask_subject(call, fields[i], code, to, err) != 0)
			return -1;
	}
	return 0;
}

/* 1 where it is meant, 0, or -1. */
static int ask_final(struct call *call, const char *command, struct err *err)
{
	struct buffer question = { 0 }, subjects = { 0 };
	int result = name_subjects(call, &subjects, err);

	if (result == 0) {
		buffer_printf(&question,
		    _("planvakt %s\n%s%s\nThis cannot be taken back. Do it?"),
		    command, translate(call->words->verb->summary),
		    subjects.bytes);
		result = question_agreed(stdin, question.bytes);
	}
	if (result == 1 && call_again(call, err) != 0)
		result = -1;
	buffer_free(&question);
	buffer_free(&subjects);
	return result;
}

int question_final(struct call *call, struct err *err)
{
	const struct words *words = call->words;
	bool may_ask = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
	struct buffer command = { 0 };
	int meant = json_is_true(json_object_get(words->params, "yes")) ||
	    json_is_true(json_object_get(words->params, "dry_run"));

	json_object_del(words->params, "yes");
	question_write(&command, words);
	if (!meant && may_ask)
		meant = ask_final(call, command.bytes, err);
	if (meant == 0 && may_ask)
		err_set(err, ERR_CONFLICT, "nothing was changed");
	else if (meant == 0)
		err_set(err, ERR_CONFLICT,
		    "`planvakt %s` cannot be taken back, and there is no "
		    "terminal to ask on: say --yes if you mean it",
		    command.bytes);
	buffer_free(&command);
	return meant == 1 ? 0 : -1;
}
