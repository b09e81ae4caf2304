/* SPDX-License-Identifier: ISC */
#include "client/status_head.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/said.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define DAY_LENGTH 10 /* of YYYY-MM-DD */

static void print_words(struct output *output, struct buffer *text)
{
	width_print(output->to, text->bytes, 2, output->width);
	buffer_cut(text, 0);
}

/* "2022-07-08 08:00, you are anna (coordinator)" */
static void put_greeting(struct buffer *to, json_t *status, json_t *who)
{
	bool rehearsal = json_is_true(json_object_get(status, "rehearsal"));
	struct buffer time = { 0 }, name = { 0 }, role = { 0 };

	format_words(&time, status, "local");
	format_words(&name, who, "name");
	format_words(&role, who, "role");
	buffer_printf(to,
	    rehearsal ? _("%s, you are %s (%s), a rehearsal")
		      : _("%s, you are %s (%s)"),
	    time.bytes, name.bytes, role.bytes);
	buffer_free(&time);
	buffer_free(&name);
	buffer_free(&role);
}

static void status_put_counts(struct buffer *to, json_t *status)
{
	json_t *counts = json_object_get(status, "activities");
	unsigned long plans = (unsigned long)json_number(status, "open_plans");
	unsigned long external = (unsigned long)json_number(status, "external");
	unsigned long departments =
	    (unsigned long)json_number(status, "departments") - external -
	    (unsigned long)json_number(status, "replaced");
	unsigned long carried = (unsigned long)json_number(counts, "carried");
	unsigned long planned = (unsigned long)json_number(counts, "planned");
	unsigned long started = (unsigned long)json_number(counts, "started");
	unsigned long done = (unsigned long)json_number(counts, "done");
	unsigned long dropped =
	    (unsigned long)json_number(counts, "dropped") - carried;

	buffer_printf(
	    to, translate_plural("%lu plan", "%lu plans", plans), plans);
	buffer_text(to, ", ");
	buffer_printf(to,
	    translate_plural("%lu department", "%lu departments", departments),
	    departments);
	if (external > 0)
		buffer_printf(to,
		    translate_plural(", %lu external party",
			", %lu external parties", external),
		    external);
	buffer_text(to, "; ");
	buffer_printf(to,
	    translate_plural("%lu planned", "%lu planned", planned), planned);
	buffer_text(to, ", ");
	buffer_printf(to,
	    translate_plural("%lu started", "%lu started", started), started);
	buffer_text(to, ", ");
	buffer_printf(to, translate_plural("%lu done", "%lu done", done), done);
	buffer_text(to, ", ");
	buffer_printf(to,
	    translate_plural("%lu dropped", "%lu dropped", dropped), dropped);
	if (carried > 0)
		buffer_printf(to,
		    translate_plural(
			", %lu carried on", ", %lu carried on", carried),
		    carried);
}

/* With why it is that day. */
static void head_put_when(
    struct buffer *to, json_t *status, json_t *runs, const char *when)
{
	const char *today = json_text(status, "local");
	const char *next = json_text(runs, "next");
	const char *last = json_text(runs, "last");

	if (strncmp(next, today, DAY_LENGTH) == 0)
		buffer_printf(to, _("next run today, %s"), when);
	else if (json_is_object(json_object_get(status, "paused")))
		buffer_printf(
		    to, _("next run %s, the first after the pause"), when);
	else if (last != NULL && strncmp(last, today, DAY_LENGTH) == 0)
		buffer_printf(to, _("next run %s: today's is done"), when);
	else
		buffer_printf(to, _("next run %s"), when);
}

static void put_next_run(struct buffer *to, json_t *status)
{
	json_t *runs = json_object_get(status, "runs");
	const char *why = json_text(runs, "why");
	struct buffer next = { 0 }, held = { 0 };

	format_in_sentence(&next, runs, "next");
	if (json_is_true(json_object_get(runs, "held"))) {
		said_words(&held, why != NULL ? why : "");
		buffer_printf(
		    to, _("next run %s, held: %s"), next.bytes, held.bytes);
	} else {
		head_put_when(to, status, runs, next.bytes);
	}
	buffer_free(&next);
	buffer_free(&held);
}

/* Nothing where nothing was sent. */
static void head_put_sent(struct buffer *to, json_t *status)
{
	unsigned long sent = (unsigned long)json_number(status, "sent_today");
	const char *today = json_text(status, "local");

	if (sent == 0 || today == NULL)
		return;
	buffer_printf(to,
	    translate_plural(
		"%lu letter sent today: planvakt log list --from %.10s",
		"%lu letters sent today: planvakt log list --from %.10s", sent),
	    sent, today);
}

static void show_head(struct output *output, json_t *status, json_t *who)
{
	struct buffer text = { 0 };

	put_greeting(&text, status, who);
	print_words(output, &text);
	status_put_counts(&text, status);
	print_words(output, &text);
	put_next_run(&text, status);
	print_words(output, &text);
	head_put_sent(&text, status);
	if (text.length > 0)
		print_words(output, &text);
	buffer_free(&text);
}

static void show_pause(struct output *output, json_t *paused)
{
	struct buffer text = { 0 }, until = { 0 }, reason = { 0 };

	format_in_sentence(&until, paused, "until");
	format_words(&reason, paused, "reason");
	buffer_printf(&text, _("paused, notices go on %s: %s"), until.bytes,
	    reason.bytes);
	print_words(output, &text);
	buffer_free(&text);
	buffer_free(&until);
	buffer_free(&reason);
}

/* What is wrong, what reaches nobody, and a pause. */
static void show_warnings(struct output *output, json_t *status)
{
	json_t *paused = json_object_get(status, "paused"), *one;
	struct buffer text = { 0 };
	size_t i;

	json_array_foreach (json_object_get(status, "alarms"), i, one) {
		format_words(&text, one, "level");
		buffer_text(&text, ": ");
		said_alarm(&text, one);
		print_words(output, &text);
	}
	json_array_foreach (json_object_get(status, "warnings"), i, one) {
		said_words(&text, json_string_value(one));
		print_words(output, &text);
	}
	if (json_is_object(paused))
		show_pause(output, paused);
	buffer_free(&text);
}

size_t status_head_show(struct output *output, json_t *status, json_t *who)
{
	FILE *screen = output->to;
	size_t size = 0, lines = 0;
	char *text = NULL;

	output->to = open_memstream(&text, &size);
	if (output->to == NULL)
		abort();
	show_head(output, status, who);
	show_warnings(output, status);
	fclose(output->to);
	output->to = screen;
	fputs(text, screen);
	for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	free(text);
	return lines;
}
