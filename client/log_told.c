/* SPDX-License-Identifier: ISC */
#include "client/log_told.h"

#include <string.h>

#include "client/verb.h"
#include "protocol/json_member.h"

#define WHOLE_MAX 10

void log_told_free(struct log_told *told)
{
	buffer_free(&told->csv);
	buffer_free(&told->txt);
}

int log_told_wrong(struct err *err)
{
	return err_set(err, ERR_PROTOCOL,
	    "the daemon's answer is no part of a log: is it of another"
	    " version?");
}

static int log_told_take(
    struct log_told *told, const json_t *page, struct err *err)
{
	const char *csv = json_text(page, "log.csv");
	const char *txt = json_text(page, "log.txt");
	int64_t last = json_number(page, "last");
	bool more = json_is_integer(json_object_get(page, "next"));

	if (csv == NULL || txt == NULL || last < told->last ||
	    (more && last == told->last))
		return log_told_wrong(err);
	buffer_text(&told->csv, csv);
	buffer_text(&told->txt, txt);
	told->last = last;
	return more;
}

int log_told_ask(struct call *call, const char *method, unsigned traits,
    json_t *params, struct answer *answer, struct err *err)
{
	int result =
	    call_request(call, method, params, traits & WRITES, answer, err);

	json_decref(params);
	return result;
}

int log_told_fetch(struct log_told *told, struct call *call, struct err *err)
{
	struct answer answer;
	int result;

	told->whole += told->last == 0;
	do {
		if (log_told_ask(call, "log.told", READS,
			json_pack("{sI}", "after", (json_int_t)told->last),
			&answer, err) != 0)
			return -1;
		result = log_told_take(told, answer.result, err);
		message_answer_release(&answer);
	} while (result == 1);
	return result;
}

int log_told_again(struct log_told *told, struct err *err)
{
	buffer_cut(&told->csv, 0);
	buffer_cut(&told->txt, 0);
	told->last = 0;
	if (told->whole < WHOLE_MAX)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "what is said of the log's entries changes faster than it can be"
	    " read: export again when less is written");
}

const char *log_told_text(const struct log_told *told, const char *name)
{
	if (strcmp(name, "log.csv") == 0)
		return told->csv.bytes;
	return strcmp(name, "log.txt") == 0 ? told->txt.bytes : NULL;
}
