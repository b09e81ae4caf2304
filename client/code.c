/* SPDX-License-Identifier: ISC */
#include "client/code.h"

#include "protocol/message.h"

/* A value or a list of values. */
static size_t code_count(json_t *value)
{
	return json_is_array(value) ? json_array_size(value) : 1;
}

static json_t *code_value_at(json_t *value, size_t at)
{
	return json_is_array(value) ? json_array_get(value, at) : value;
}

/* Does what `each` says to every code of the line, in one order. */
static void code_each(const struct words *words,
    void each(json_t *params, const char *field, size_t nth, json_t *codes),
    json_t *codes)
{
	struct grammar grammar;

	grammar_read(&grammar, words->verb->grammar);
	for (size_t i = grammar.literals; i < grammar.count; i++) {
		const struct word *word = &grammar.words[i];
		json_t *value = json_object_get(words->params, word->field);

		for (size_t at = 0; word->type == WORD_CODE && value != NULL &&
		     at < code_count(value);
		     at++)
			each(words->params, word->field, at, codes);
	}
}

static void code_gather(
    json_t *params, const char *field, size_t at, json_t *codes)
{
	json_array_append_new(codes,
	    json_pack("{sssO}", "field", field, "text",
		code_value_at(json_object_get(params, field), at)));
}

/* Takes the first of the codes that are left. */
static void code_put(
    json_t *params, const char *field, size_t at, json_t *codes)
{
	json_t *value = json_object_get(params, field);
	json_t *code = json_array_get(codes, 0);

	if (json_is_array(value))
		json_array_set(value, at, code);
	else
		json_object_set(params, field, code);
	json_array_remove(codes, 0);
}

static int code_ask(struct session *session, const char *method,
    unsigned traits, json_t *params, struct answer *answer, struct err *err)
{
	return session_request(
	    session, method, params, traits & WRITES, answer, err);
}

static int code_translate(struct session *session, const struct words *words,
    json_t *params, size_t count, struct err *err)
{
	struct answer answer;
	json_t *codes;

	if (code_ask(session, "code.read", READS, params, &answer, err) != 0)
		return err->code == ERR_INVALID ||
			err->code == ERR_UNKNOWN_COMMAND
		    ? 0
		    : -1;
	codes = json_object_get(answer.result, "codes");
	if (json_array_size(codes) == count)
		code_each(words, code_put, codes);
	message_answer_release(&answer);
	return 0;
}

int code_read(
    struct session *session, const struct words *words, struct err *err)
{
	json_t *codes = json_array(), *params;
	int result = 0;

	code_each(words, code_gather, codes);
	params =
	    json_pack("{sssO}", "method", words->verb->method, "codes", codes);
	if (json_array_size(codes) > 0 && words->verb->method != NULL)
		result = code_translate(
		    session, words, params, json_array_size(codes), err);
	json_decref(params);
	json_decref(codes);
	return result;
}
