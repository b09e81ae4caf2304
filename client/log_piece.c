/* SPDX-License-Identifier: ISC */
#include "client/log_piece.h"

#include <string.h>

#include "client/verb.h"
#include "protocol/json_member.h"

static int log_piece_send(struct call *call, const char *method,
    unsigned traits, json_t *params, struct answer *answer, struct err *err)
{
	int result =
	    call_request(call, method, params, traits & WRITES, answer, err);

	json_decref(params);
	return result;
}

static int log_piece_ask(struct call *call, int64_t seq, const char *of,
    struct buffer *text, json_int_t *next, struct err *err)
{
	json_int_t offset = *next;
	struct answer answer;
	const char *piece;
	int result = 0;

	if (log_piece_send(call, "log.piece", READS,
		json_pack("{sI ss sI}", "seq", (json_int_t)seq, "of", of,
		    "offset", offset),
		&answer, err) != 0)
		return -1;
	piece = json_text(answer.result, "text");
	*next = json_number(answer.result, "next");
	if (piece == NULL ||
	    (*next != 0 && *next != offset + (json_int_t)strlen(piece)))
		result = err_set(err, ERR_PROTOCOL,
		    "the daemon's answer is no part of a log: is it of another "
		    "version?");
	else
		buffer_text(text, piece);
	message_answer_release(&answer);
	return result;
}

int log_piece_fetch(struct call *call, int64_t seq, const char *of,
    struct buffer *text, struct err *err)
{
	json_int_t next = 0;

	do
		if (log_piece_ask(call, seq, of, text, &next, err) != 0)
			return -1;
	while (next != 0);
	return 0;
}
