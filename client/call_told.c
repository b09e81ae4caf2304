/* SPDX-License-Identifier: ISC */
#include "client/call_told.h"

#include <string.h>

#include "client/output/format.h"
#include "client/output/said.h"
#include "client/progress_note.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

static void told_line(const struct output *output, struct buffer *text)
{
	width_print(output->to, text->bytes, 4, output->width);
	buffer_cut(text, 0);
}

bool call_told_named(struct buffer *text, json_t *result)
{
	long long named = (long long)json_number(result, "unclear_named");

	if (named > 0)
		buffer_printf(text,
		    translate_plural(
			"%lld unclear activity has an owner that is a "
			"department now: planvakt activity list --unclear",
			"%lld unclear activities have an owner that is a "
			"department now: planvakt activity list --unclear",
			(unsigned long)named),
		    named);
	return named > 0;
}

/* What somebody wrote may end in a full stop, and ours goes on. */
static void told_go_on(struct buffer *sentence)
{
	size_t length = sentence->length;

	if (length > 1 && sentence->bytes[length - 1] == '.' &&
	    sentence->bytes[length - 2] != '.')
		buffer_cut(sentence, length - 1);
}

void call_told_entry(
    const struct output *output, json_t *entry, json_t *thing)
{
	const char *note = json_string_value(json_object_get(thing, "note"));
	struct buffer text = { 0 }, what = { 0 }, seq = { 0 }, more = { 0 };

	format_words(&what, entry, "what");
	format_words(&seq, entry, "seq");
	if (format_value(thing, "due") != NULL) {
		format_in_sentence(&more, thing, "due");
		told_go_on(&what);
		buffer_printf(&text,
		    format_value(thing, "activity") != NULL
			? _("%s; due %s (entry %s)")
			: _("%s; to be made anew by %s (entry %s)"),
		    what.bytes, more.bytes, seq.bytes);
	} else {
		buffer_printf(&text, _("%s (entry %s)"), what.bytes, seq.bytes);
	}
	told_line(output, &text);
	if (json_array_size(json_object_get(thing, "unclear")) > 0) {
		buffer_cut(&more, 0);
		format_words(&more, thing, "unclear");
		buffer_printf(&text, _("unclear: %s"), more.bytes);
		told_line(output, &text);
	}
	if (note != NULL) {
		said_words(&text, note);
		told_line(output, &text);
	}
	if (progress_note_words(&text, entry, thing))
		told_line(output, &text);
	if (call_told_named(&text, thing))
		told_line(output, &text);
	buffer_free(&text);
	buffer_free(&what);
	buffer_free(&seq);
	buffer_free(&more);
}
