/* SPDX-License-Identifier: ISC */
#include "client/call_told.h"

#include <assert.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/said.h"
#include "client/progress_note.h"
#include "client/undated.h"
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
			"%lld unclear activity names a party that is "
			"known now: planvakt activity list --unclear",
			"%lld unclear activities name a party that is "
			"known now: planvakt activity list --unclear",
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

/* Appends words whose blanks are filled in order; NULL ends the values. */
static void told_fill(
    struct buffer *to, const char *words, const char *const *values)
{
	const char *blank;

	for (; (blank = strstr(words, "%s")) != NULL; words = blank + 2) {
		assert(*values != NULL);
		buffer_add(to, words, (size_t)(blank - words));
		buffer_text(to, *values++);
	}
	buffer_text(to, words);
}

/* What follows on what was done: when it is due, where the sentence does not
 * say that, and how long an acknowledgement holds. NULL where nothing is. */
static const char *told_follows(json_t *entry, json_t *thing, const char **day)
{
	const char *due = json_text(thing, "due"), *moved, *command;

	moved = json_text(json_object_get(entry, "due"), "to");
	command = json_text(entry, "command");
	*day = "due";
	if (due != NULL && moved != NULL && strcmp(due, moved) == 0)
		return NULL;
	if (due != NULL)
		return format_value(thing, "activity") != NULL
		    ? N_("%s; due %s (entry %s)")
		    : N_("%s; to be made anew by %s (entry %s)");
	*day = "until";
	return command != NULL && strcmp(command, "activity.acknowledge") == 0
	    ? N_("%s; no overdue notice through %s (entry %s)")
	    : NULL;
}

/* The sentence, and what follows on it, whose blanks are filled in order. */
static void told_sentence(struct buffer *to, json_t *entry, json_t *thing)
{
	struct buffer what = { 0 }, seq = { 0 }, when = { 0 };
	const char *day, *follows = told_follows(entry, thing, &day);

	format_words(&what, entry, "what");
	format_words(&seq, entry, "seq");
	if (follows == NULL) {
		buffer_printf(to, _("%s (entry %s)"), what.bytes, seq.bytes);
	} else {
		format_in_sentence(&when, thing, day);
		told_go_on(&what);
		told_fill(to, translate(follows),
		    (const char *[]){
			what.bytes, when.bytes, seq.bytes, NULL });
	}
	buffer_free(&what);
	buffer_free(&seq);
	buffer_free(&when);
}

void call_told_entry(const struct output *output, json_t *entry, json_t *thing)
{
	const char *note = json_text(thing, "note");
	struct buffer text = { 0 }, more = { 0 };

	told_sentence(&text, entry, thing);
	told_line(output, &text);
	if (json_array_size(json_object_get(thing, "unclear")) > 0) {
		format_words(&more, thing, "unclear");
		buffer_printf(&text, _("unclear: %s"), more.bytes);
		told_line(output, &text);
		if (undated_words(&text, entry, thing))
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
	buffer_free(&more);
}

/* Why a write changed nothing, where its answer alone tells nobody; `field` is
 * of the answer, and the blank is its value. */
static const struct {
	const char *method, *field, *words;
} told_before[] = {
	{ "activity.acknowledge", "until",
	    N_("nothing changed: it is acknowledged already, no overdue notice"
	       " through %s") },
	{ "activity.snooze", "until",
	    N_("nothing changed: its repeated notices rest already, and go on"
	       " %s") },
	{ "notice.pause", "until",
	    N_("nothing changed: the notices are paused already, and go on"
	       " %s") },
	{ "notice.resume", NULL,
	    N_("nothing changed: the notices are not paused") },
	{ "picture.adopt", "on",
	    N_("nothing changed: the situation picture adopted on %s is"
	       " recorded already") },
	{ "plan.close", "closed_at",
	    N_("nothing changed: the plan was closed on %s already") },
	{ "rating.set", "period",
	    N_("nothing changed: it is rated so for %s already") },
	{ "log.confirm", "restored",
	    N_("nothing changed: the restore that entry %s tells of is"
	       " confirmed already") },
	{ "ladder.reset", "stage",
	    N_("nothing changed: the stage '%s' is as it was at first") },
	{ "ladder.reset", NULL,
	    N_("nothing changed: the ladder is as it was at first") },
};

bool call_told_unchanged(
    const struct output *output, const char *method, json_t *thing)
{
	struct buffer text = { 0 }, value = { 0 };
	size_t i = 0, count = sizeof(told_before) / sizeof(told_before[0]);

	while (i < count &&
	    (strcmp(told_before[i].method, method) != 0 ||
		(told_before[i].field != NULL &&
		    format_value(thing, told_before[i].field) == NULL)))
		i++;
	if (i == count || !json_is_true(json_object_get(thing, "unchanged")))
		return false;
	buffer_text(&value, "");
	if (told_before[i].field != NULL)
		format_in_sentence(&value, thing, told_before[i].field);
	told_fill(&text, translate(told_before[i].words),
	    (const char *[]){ value.bytes, NULL });
	told_line(output, &text);
	buffer_free(&text);
	buffer_free(&value);
	return true;
}
