/* SPDX-License-Identifier: ISC */
#include "client/activity_unclear.h"

#include <stdio.h>
#include <string.h>

#include "client/output/format.h"
#include "client/verb.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define INDENT 4

/* Whose owners are asked after, for nobody reads more on a screen; and in one
 * request. */
#define OWNERS_MAX   1000
#define OWNERS_ASKED 50

/* Of each reason what is said of the words it is about, and what resolves it.
 */
static const struct {
	const char *reason, *field, *empty, *says, *command, *more;
} resolutions[] = {
	{ "undated", "timeframe.text", N_("no time is given"),
	    N_("no date can be read from"), "activity move",
	    N_(" 'TIMEFRAME' --decision 'REF'") },
	{ "vague", "timeframe.text", "", N_("is read with a doubt:"),
	    "activity confirm", "" },
	{ "lead", "owner_text", N_("nobody is named who leads"),
	    N_("names nobody registered who could lead:"), "activity assign",
	    N_(" CODE") },
	{ "cooperating", "owner_text", "", N_("a part is not registered:"),
	    "activity assign", N_(" LEAD --cooperating CODE") },
	{ "equal", "owner_text", "", N_("names departments of equal rank:"),
	    "activity confirm", N_(" --lead CODE") },
};

static void print_wrapped(
    struct output *output, const char *text, size_t first, size_t indent)
{
	fprintf(output->to, "%*s", (int)first, "");
	width_print(output->to, text, indent, output->width);
}

/* The lines of a cell of somebody's table are none of ours. */
static void on_one_line(struct buffer *text)
{
	for (size_t i = 0; i < text->length; i++)
		if (text->bytes[i] == '\n')
			text->bytes[i] = ' ';
}

/* Of an owner the parts that it is about, else the words of the field. */
static void subject_words(
    struct buffer *to, json_t *activity, const char *reason, const char *field)
{
	json_t *parts = json_object_get(activity, "parts"), *part;
	size_t i;

	if (json_array_size(parts) == 0 || strcmp(field, "owner_text") != 0 ||
	    strcmp(reason, "equal") == 0) {
		format_words(to, activity, field);
		return;
	}
	json_array_foreach (parts, i, part) {
		buffer_text(to, i > 0 ? _("\", \"") : "");
		format_clean(to, json_string_value(part), 0);
	}
}

/* `"snarast": no date can be read`, and below it the command. */
static void print_reason(
    struct output *output, json_t *activity, const char *reason)
{
	long long id = json_integer_value(json_object_get(activity, "id"));
	struct buffer text = { 0 }, due = { 0 }, whole = { 0 };
	size_t i = 0, count = sizeof(resolutions) / sizeof(resolutions[0]);
	bool empty;

	while (i < count && strcmp(resolutions[i].reason, reason) != 0)
		i++;
	if (i == count) {
		print_wrapped(output, reason, INDENT, INDENT);
		return;
	}
	subject_words(&text, activity, reason, resolutions[i].field);
	on_one_line(&text);
	empty = text.length == 0;
	if (empty) {
		buffer_text(&text, translate(resolutions[i].empty));
	} else {
		buffer_printf(&whole, _("%s \"%s\""),
		    translate(resolutions[i].says), text.bytes);
		buffer_cut(&text, 0);
		buffer_text(&text, whole.bytes);
		buffer_free(&whole);
	}
	if (strcmp(reason, "vague") == 0) {
		format_in_sentence(&due, activity, "due");
		buffer_printf(&text, _(", due %s"), due.bytes);
		buffer_free(&due);
	}
	print_wrapped(output, text.bytes, INDENT, INDENT);
	buffer_cut(&text, 0);
	if (!empty && strcmp(resolutions[i].field, "timeframe.text") == 0)
		format_words(&text, activity, "reason");
	if (text.length > 0)
		print_wrapped(output, text.bytes, INDENT, INDENT);
	buffer_cut(&text, 0);
	buffer_printf(&text, "planvakt %s %lld%s", resolutions[i].command, id,
	    translate(resolutions[i].more));
	fprintf(output->to, "%*s%s\n", INDENT + 2, "", text.bytes);
	buffer_free(&text);
}

static void print_activity(struct output *output, json_t *activity)
{
	struct buffer text = { 0 };
	json_t *reason;
	size_t i;

	format_words(&text, activity, "id");
	buffer_text(&text, "  ");
	format_words(&text, activity, "activity");
	on_one_line(&text);
	print_wrapped(output, text.bytes, 0, INDENT);
	json_array_foreach (json_object_get(activity, "unclear"), i, reason)
		print_reason(output, activity, json_string_value(reason));
	buffer_free(&text);
}

static void print_work(struct output *output, json_t *rows)
{
	json_t *activity;
	size_t i;

	json_array_foreach (rows, i, activity) {
		if (i > 0)
			fputc('\n', output->to);
		print_activity(output, activity);
	}
	if (i == 0)
		return;
	fputc('\n', output->to);
	width_print(output->to,
	    _("An owner that is a department under another name: planvakt "
	      "department edit CODE --alias 'NAME'; when the plan is imported "
	      "again, its owners are read again."),
	    0, output->width);
}

/* --- which parts of an owner name no department --- */

/* Whether the text is more than that part. */
static bool has_part(json_t *activity)
{
	json_t *unclear = json_object_get(activity, "unclear"), *reason;
	size_t i;

	json_array_foreach (unclear, i, reason)
		if (strcmp(json_string_value(reason), "lead") == 0 ||
		    strcmp(json_string_value(reason), "cooperating") == 0)
			return json_text(activity, "owner_text") != NULL &&
			    json_text(activity, "owner_text")[0] != '\0';
	return false;
}

static void keep_parts(json_t *rows, json_t *read)
{
	json_t *activity, *owner;
	size_t i, at = 0;

	json_array_foreach (rows, i, activity) {
		if (!has_part(activity))
			continue;
		owner = json_array_get(read, at++);
		json_object_set(
		    activity, "parts", json_object_get(owner, "unresolved"));
	}
}

/* `traits` as its row has them. */
static int unclear_rows(struct call *call, const char *method, unsigned traits,
    json_t *params, json_t *rows, struct err *err)
{
	(void)traits;
	return call_rows(call, method, params, rows, err);
}

/* Asks after the texts from `first` on; the daemon has a page for little, and
 * each page is asked for with all of them. */
static int ask_some(struct call *call, const json_t *texts, size_t first,
    json_t *read, struct err *err)
{
	json_t *params = json_object(), *some = json_array();
	size_t end = first + OWNERS_ASKED;
	int result;

	for (size_t i = first; i < end && i < json_array_size(texts); i++)
		json_array_append(some, json_array_get(texts, i));
	json_object_set_new(params, "texts", some);
	result = unclear_rows(call, "owner.read", READS, params, read, err);
	json_decref(params);
	return result;
}

static int ask_parts(struct call *call, json_t *rows, struct err *err)
{
	json_t *texts = json_array(), *read = json_array(), *activity;
	int result = 0;
	size_t i;

	json_array_foreach (rows, i, activity)
		if (has_part(activity) && json_array_size(texts) < OWNERS_MAX)
			json_array_append(
			    texts, json_object_get(activity, "owner_text"));
	for (i = 0; i < json_array_size(texts) && result == 0;
	     i += OWNERS_ASKED)
		result = ask_some(call, texts, i, read, err);
	if (result == 0)
		keep_parts(rows, read);
	json_decref(texts);
	json_decref(read);
	return result;
}

int activity_unclear_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params, *rows;
	int result;

	if (!output_is_table(&call->output) ||
	    !json_is_true(json_object_get(params, "unclear")))
		return call_ask(call, err);
	if (call_open(call, err) != 0)
		return -1;
	rows = json_array();
	result = call_rows(call, "activity.list", params, rows, err);
	if (result == 0)
		result = ask_parts(call, rows, err);
	if (result == 0)
		print_work(&call->output, rows);
	if (result == 0 && json_array_size(rows) == 0)
		width_say(stderr, "%s\n", _("nothing is unclear"));
	json_decref(rows);
	return result;
}
