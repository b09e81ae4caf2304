/* SPDX-License-Identifier: ISC */
/* A body is refused in one line of the right code; or what was read of it,
 * written and read again, is the same. */
#ifndef TESTS_FUZZ_MESSAGE_CHECK_H
#define TESTS_FUZZ_MESSAGE_CHECK_H

#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/exact.h"
#include "tests/fuzz/message_same.h"

static inline const char *message_breach_refused(
    const struct err *err, enum err_code code)
{
	if (err->code != code)
		return "it is refused with another code";
	if (err->text[0] == '\0' || strchr(err->text, '\n') != NULL)
		return "it is not refused in one line";
	return NULL;
}

/* --- requests --- */

static inline const char *message_check_request(const char *body, size_t length)
{
	struct request request, again = { 0 };
	struct buffer written = { 0 };
	const char *breach = NULL;
	struct err err = { 0 };

	if (message_request_read(&request, body, length, &err) != 0)
		return message_breach_refused(&err, ERR_MALFORMED);
	message_request_write(&written, &request);
	if (request.id < 1 || request.seen.seq < 0)
		breach = "a number is out of its bounds";
	else if (message_request_read(
		     &again, written.bytes, written.length, &err) != 0)
		breach = "what was written of it is refused";
	else if (!message_same_request(&request, &again))
		breach = "what was written of it is another request";
	message_request_release(&request);
	message_request_release(&again);
	buffer_free(&written);
	return breach;
}

/* --- hello --- */

static inline const char *message_check_hello(const char *body, size_t length)
{
	struct hello hello, again;
	struct buffer written = { 0 };
	const char *breach = NULL;
	struct err err = { 0 };

	if (message_hello_read(&hello, body, length, &err) != 0)
		return message_breach_refused(&err, ERR_PROTOCOL);
	message_hello_write(&written, &hello);
	if (message_hello_read(&again, written.bytes, written.length, &err) !=
	    0)
		breach = "what was written of the hello is refused";
	else if (!message_same_hello(&hello, &again))
		breach = "what was written of it is another hello";
	buffer_free(&written);
	return breach;
}

/* --- answers --- */

static inline void message_answer_write(
    struct buffer *to, const struct answer *answer)
{
	const uint8_t *request = answer->has_request ? answer->request : NULL;
	char *result, *told = NULL;

	if (answer->result == NULL) {
		message_error_write(to, answer->id, request, &answer->error);
		return;
	}
	result = json_dumps(answer->result, JSON_COMPACT);
	if (result == NULL)
		abort();
	if (answer->told != NULL)
		told = json_dumps(answer->told, JSON_COMPACT);
	message_result_write(to, answer->id, answer->request, result,
	    answer->has_receipt ? &answer->receipt : NULL, told);
	free(told);
	free(result);
}

static inline const char *message_check_answer(const char *body, size_t length)
{
	struct answer answer, again = { 0 };
	struct buffer written = { 0 };
	const char *breach = NULL;
	struct err err = { 0 };

	if (message_answer_read(&answer, body, length, &err) != 0)
		return message_breach_refused(&err, ERR_PROTOCOL);
	if ((answer.result == NULL) != (answer.error.code != ERR_NONE))
		breach = "it has not one of result and error";
	/* The word of a later daemon cannot be written by this one. */
	else if (answer.error.code != ERR_PROTOCOL) {
		message_answer_write(&written, &answer);
		if (message_answer_read(
			&again, written.bytes, written.length, &err) != 0)
			breach = "what was written of the answer is refused";
		else if (!message_same_answer(&answer, &again))
			breach = "what was written of it is another answer";
	}
	message_answer_release(&answer);
	message_answer_release(&again);
	buffer_free(&written);
	return breach;
}

/* Its first byte says whose body the rest is. */
static inline const char *message_check_line(const char *line, size_t size)
{
	static const char *(*const checks[])(const char *, size_t) = {
		message_check_request,
		message_check_hello,
		message_check_answer,
	};
	const char *breach;
	char *body;

	if (size == 0)
		return NULL;
	body = exact_copy(line + 1, size - 1);
	breach = checks[(uint8_t)line[0] % 3](body, size - 1);
	free(body);
	return breach;
}

/* An input: a body a line. */
static inline const char *message_check(const uint8_t *bytes, size_t size)
{
	const char *line = (const char *)bytes, *end = line + size;
	const char *breach = NULL;

	while (breach == NULL && line < end) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));

		stop = stop != NULL ? stop : end;
		breach = message_check_line(line, (size_t)(stop - line));
		line = stop + (stop < end);
	}
	return breach;
}

#endif
