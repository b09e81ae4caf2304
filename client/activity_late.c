/* SPDX-License-Identifier: ISC */
#include "client/activity_late.h"

#include "client/activity_unclear.h"
#include "client/output/format.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

#define DAY_LENGTH 10

/* All of it is late: what is overdue stands in no column. */
static const struct column columns[] = {
	{ "id", "ID", COLUMN_NUMBER },
	{ "plan", "PLAN", COLUMN_PLAIN, 4 },
	{ "activity", "ACTIVITY", COLUMN_WORDS },
	{ "timeframe.text", "TIMEFRAME", COLUMN_CUT, 6 },
	{ "due", "DUE", COLUMN_PLAIN },
	{ "lead", "LEAD", COLUMN_PLAIN },
	{ "cooperating", "WITH", COLUMN_RARE, 5 },
	{ "told", "LAST ANSWER", COLUMN_PLAIN },
	{ "expected", "EXPECTED", COLUMN_RARE, 2 },
	{ 0 },
};

/* "2026-03-02 20 %", by the municipality's clocks. */
static void tell_answer(struct buffer *to, json_t *activity)
{
	long long progress = (long long)json_number(activity, "progress");

	if (format_value(activity, "answered") == NULL) {
		buffer_text(to, _("no answer"));
		return;
	}
	format_words(to, activity, "answered");
	if (to->length > DAY_LENGTH)
		buffer_cut(to, DAY_LENGTH);
	buffer_printf(to, " %lld %%", progress);
}

static void tell_answers(json_t *rows)
{
	json_t *activity;
	size_t i;

	json_array_foreach (rows, i, activity) {
		struct buffer told = { 0 };

		tell_answer(&told, activity);
		json_object_set_new(activity, "told", json_string(told.bytes));
		json_object_del(activity, "overdue");
		buffer_free(&told);
	}
}

static int list_late(struct call *call, struct err *err)
{
	json_t *rows;
	int result;

	if (call_open(call, err) != 0)
		return -1;
	rows = json_array();
	result =
	    call_rows(call, "activity.list", call->words->params, rows, err);
	if (result == 0) {
		tell_answers(rows);
		call->output.columns = columns;
		output_list_rows(&call->output, rows);
		output_list_end(&call->output, N_("nothing is late"));
	}
	json_decref(rows);
	return result;
}

int activity_list_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;

	if (output_is_table(&call->output) && call->output.width > 0 &&
	    json_is_true(json_object_get(params, "overdue")) &&
	    !json_is_true(json_object_get(params, "unclear")))
		return list_late(call, err);
	return activity_unclear_run(call, err);
}
