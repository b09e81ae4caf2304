/* SPDX-License-Identifier: ISC */
/* A report from its head to the log's, and the page of all plans. */
#include "client/office/report_tell.h"

#include <string.h>

#include "client/office/report_picture.h"
#include "client/office/report_sections.h"
#include "client/office/report_time.h"
#include "protocol/json_member.h"
#include "protocol/period_words.h"
#include "protocol/translate.h"

/* --- figures --- */

static void count_states(
    const struct report *report, size_t counts[PAPER_STATES])
{
	memset(counts, 0, PAPER_STATES * sizeof(*counts));
	for (size_t i = 0; i < report->count; i++)
		counts[report->list[i].state]++;
}

void report_shares(const struct report *report, struct paper *paper)
{
	struct paper_share shares[PAPER_STATES];
	size_t counts[PAPER_STATES];

	count_states(report, counts);
	for (size_t i = 0; i < PAPER_STATES; i++)
		shares[i] = (struct paper_share){ (enum paper_state)i,
			report_state_word((enum paper_state)i), counts[i] };
	paper->format->shares(
	    paper, _("How the activities stand"), shares, PAPER_STATES);
}

static void put_group(const struct report *report, struct paper *paper,
    const char *name, const size_t counts[PAPER_STATES])
{
	char texts[PAPER_STATES + 1][24];
	const char *cells[PAPER_STATES + 2] = { name };
	size_t all = 0;

	(void)report;
	for (size_t i = 0; i < PAPER_STATES; i++) {
		all += counts[i];
		snprintf(texts[i], sizeof(texts[i]), "%zu", counts[i]);
		cells[i + 1] = texts[i];
	}
	snprintf(texts[PAPER_STATES], sizeof(texts[0]), "%zu", all);
	cells[PAPER_STATES + 1] = texts[PAPER_STATES];
	paper->format->row(paper, cells);
}

/* The list is in the order of its groups. */
void report_groups(const struct report *report, struct paper *paper)
{
	size_t counts[PAPER_STATES] = { 0 }, all[PAPER_STATES];

	paper->columns = PAPER_STATES + 2;
	for (size_t i = 0; i < PAPER_STATES; i++)
		paper->heads[i + 1] = report_state_word((enum paper_state)i);
	paper->heads[0] = report->by_goal ? _("Goal") : _("Responsible");
	paper->heads[PAPER_STATES + 1] = _("All");
	for (size_t i = 0; i < paper->columns; i++) {
		paper->numbers[i] = i > 0;
		paper->widths[i] = i > 0 ? 7 : 24;
	}
	paper->format->heading(paper, 2,
	    report->by_goal ? _("By goal") : _("By who is responsible"));
	paper->format->table(paper, NULL);
	for (size_t i = 0; i < report->count; i++) {
		const char *group = report->list[i].group;

		counts[report->list[i].state]++;
		if (i + 1 < report->count &&
		    strcmp(group, report->list[i + 1].group) == 0)
			continue;
		put_group(report, paper, group, counts);
		memset(counts, 0, sizeof(counts));
	}
	count_states(report, all);
	put_group(report, paper, _("All"), all);
	paper->format->table_end(paper);
}

/* --- head --- */

static void put_fact(struct paper *paper, const char *name, const char *value)
{
	if (value != NULL && *value != '\0')
		paper->format->fact(paper, name, value);
}

static void put_day_fact(struct paper *paper, const char *name, const char *day)
{
	struct buffer words = { 0 };

	if (day == NULL)
		return;
	report_day(&words, day);
	paper->format->fact(paper, name, words.bytes);
	buffer_free(&words);
}

static void report_period(const struct report *report, struct paper *paper)
{
	const char *from = json_text(report->whole, "from");
	struct buffer words = { 0 }, first = { 0 }, last = { 0 };

	if (from == NULL)
		from = json_text(report->plan, "adopted");
	report_day(&last, report->as_of);
	if (from != NULL) {
		report_day(&first, from);
		buffer_printf(&words, _("%s to %s"), first.bytes, last.bytes);
	} else
		buffer_printf(&words, _("through %s"), last.bytes);
	paper->format->fact(paper, _("Period"), words.bytes);
	buffer_free(&words);
	buffer_free(&first);
	buffer_free(&last);
}

static void put_replaced(const struct report *report, struct paper *paper)
{
	const char *replaced = json_text(report->whole, "replaces");
	struct buffer words = { 0 }, day = { 0 };

	if (replaced == NULL)
		return;
	report_day(&day, replaced);
	buffer_printf(&words, _("Follow-up of %s as of %s"),
	    json_text(report->plan, "title"), day.bytes);
	paper->format->fact(paper, _("Replaces"), words.bytes);
	buffer_free(&words);
	buffer_free(&day);
}

static void report_head(const struct report *report, struct paper *paper)
{
	const char *only = json_text(report->whole, "department");

	paper->format->facts(paper, NULL);
	put_fact(paper, _("Plan"), json_text(report->plan, "title"));
	put_fact(paper, _("Code"), json_text(report->plan, "code"));
	put_fact(
	    paper, _("Case number"), json_text(report->plan, "case_number"));
	put_fact(paper, _("Board"), json_text(report->plan, "board"));
	put_fact(paper, _("Decision"), json_text(report->plan, "decision"));
	put_day_fact(paper, _("Adopted"), json_text(report->plan, "adopted"));
	put_day_fact(
	    paper, _("Valid until"), json_text(report->plan, "valid_until"));
	report_period(report, paper);
	put_day_fact(paper, _("As of the end of"), report->as_of);
	put_replaced(report, paper);
	if (only != NULL)
		put_fact(paper, _("Only"), report_department(report, only));
	paper->format->facts_end(paper);
}

/* --- summary --- */

static size_t done_since(const struct report *report)
{
	size_t count = 0;

	for (size_t i = 0; i < report->count; i++) {
		const char *day = json_text(report->list[i].json, "closed");

		count += report->list[i].state == PAPER_DONE && day != NULL &&
		    strcmp(day, report->since) > 0;
	}
	return count;
}

static void put_since(
    const struct report *report, struct paper *paper, size_t count)
{
	struct buffer words = { 0 }, day = { 0 };

	report_day(&day, report->since);
	buffer_printf(&words,
	    translate_plural("Since %2$s %1$zu was done.",
		"Since %2$s %1$zu were done.", count),
	    count, day.bytes);
	paper->format->paragraph(paper, words.bytes);
	buffer_free(&words);
	buffer_free(&day);
}

/* What goes on in another plan is dropped in this one. */
static void report_put_carried(struct buffer *to, const struct report *report)
{
	size_t count = 0;

	for (size_t i = 0; i < report->count; i++)
		count +=
		    json_text(report->list[i].json, "carried_plan") != NULL;
	if (count == 0)
		return;
	buffer_text(to, " ");
	buffer_printf(to,
	    translate_plural(
		"Of what was given up %zu goes on in another plan.",
		"Of what was given up %zu go on in another plan.", count),
	    count);
}

static void report_summary(const struct report *report, struct paper *paper)
{
	size_t counts[PAPER_STATES];
	struct buffer words = { 0 };

	count_states(report, counts);
	paper->format->heading(paper, 2, _("Summary"));
	buffer_printf(&words,
	    translate_plural("Of %zu activity: done %zu, under way %zu, "
			     "not begun %zu, late %zu, given up %zu.",
		"Of %zu activities: done %zu, under way %zu, "
		"not begun %zu, late %zu, given up %zu.",
		report->count),
	    report->count, counts[PAPER_DONE], counts[PAPER_STARTED],
	    counts[PAPER_PLANNED], counts[PAPER_LATE], counts[PAPER_DROPPED]);
	report_put_carried(&words, report);
	paper->format->paragraph(paper, words.bytes);
	buffer_free(&words);
	if (report->since != NULL)
		put_since(report, paper, done_since(report));
	report_shares(report, paper);
	report_groups(report, paper);
}

/* --- ratings --- */

/* The places of the activities by their numbers; the caller releases it. */
static json_t *index_activities(const struct report *report)
{
	json_t *places = json_object();
	char number[24];

	for (size_t i = 0; i < report->count; i++) {
		snprintf(number, sizeof(number), "%lld",
		    (long long)report->list[i].id);
		json_object_set_new(
		    places, number, json_integer((json_int_t)i));
	}
	return places;
}

/* NULL where the report has no such activity, as in that of a department. */
static json_t *rated_place(json_t *places, int64_t id)
{
	char number[24];

	snprintf(number, sizeof(number), "%lld", (long long)id);
	return json_object_get(places, number);
}

static const char *rated_words(
    const struct report *report, json_t *places, int64_t id, struct buffer *to)
{
	json_t *place = rated_place(places, id);

	buffer_cut(to, 0);
	report_activity_words(
	    to, report, &report->list[json_integer_value(place)]);
	return to->bytes;
}

static void put_figures(struct buffer *to, const json_t *rating)
{
	json_t *figures = json_object_get(rating, "figures"), *figure;
	const char *comment = json_text(rating, "comment");
	size_t i;

	buffer_text(to, comment != NULL ? comment : "");
	json_array_foreach (figures, i, figure) {
		json_t *value = json_object_get(figure, "value");
		const char *unit = json_text(figure, "unit");

		buffer_printf(to, "%s%s: ", to->length > 0 ? "; " : "",
		    json_text(figure, "name"));
		if (json_is_string(value))
			translate_number(to, json_string_value(value));
		else
			buffer_printf(to, "%g", json_number_value(value));
		if (unit != NULL)
			buffer_printf(to, " %s", unit);
	}
}

/* The ratings of the activities that the report is about. Owned. */
static json_t *ratings_of(const struct report *report, json_t *places)
{
	json_t *ratings = json_array(), *rating;
	size_t i;

	json_array_foreach (
	    json_object_get(report->whole, "ratings"), i, rating)
		if (rated_place(places, json_number(rating, "activity")) !=
		    NULL)
			json_array_append(ratings, rating);
	return ratings;
}

static void report_ratings(const struct report *report, struct paper *paper)
{
	json_t *places = index_activities(report);
	json_t *ratings = ratings_of(report, places), *rating;
	struct buffer words = { 0 }, period = { 0 }, figures = { 0 };
	size_t i;

	if (json_array_size(ratings) == 0) {
		json_decref(ratings);
		json_decref(places);
		return;
	}
	paper->format->heading(paper, 2, _("Ratings"));
	paper->columns = 4;
	paper->heads[0] = _("Activity");
	paper->heads[1] = _("Period");
	paper->heads[2] = _("Rating");
	paper->heads[3] = _("Comment and figures");
	for (i = 0; i < paper->columns; i++) {
		paper->numbers[i] = false;
		paper->widths[i] = i == 0 || i == 3 ? 30 : 20;
	}
	paper->format->table(paper, NULL);
	json_array_foreach (ratings, i, rating) {
		const char *cells[4] = { rated_words(report, places,
					     json_number(rating, "activity"),
					     &words),
			"", json_text(rating, "band"), "" };

		buffer_cut(&period, 0);
		period_words(&period, json_text(rating, "period"));
		cells[1] = period.bytes;
		buffer_cut(&figures, 0);
		buffer_text(&figures, "");
		put_figures(&figures, rating);
		cells[3] = figures.bytes;
		paper->format->row(paper, cells);
	}
	paper->format->table_end(paper);
	buffer_free(&words);
	buffer_free(&period);
	buffer_free(&figures);
	json_decref(ratings);
	json_decref(places);
}

/* --- the end --- */

static void put_completed(const struct report *report, struct paper *paper)
{
	struct buffer numbers = { 0 }, words = { 0 };

	for (size_t i = 0; i < report->count; i++) {
		const struct report_activity *a = &report->list[i];
		const char *day = json_text(a->json, "closed");

		if (a->state == PAPER_DONE &&
		    json_text(a->json, "origin") != NULL &&
		    (report->since == NULL || day == NULL ||
			strcmp(day, report->since) > 0))
			buffer_printf(&numbers, "%s%lld",
			    numbers.length > 0 ? ", " : "", (long long)a->id);
	}
	if (numbers.length > 0) {
		buffer_printf(&words,
		    _("These assignments are declared completed: number %s."),
		    numbers.bytes);
		paper->format->item(paper, words.bytes);
	}
	buffer_free(&numbers);
	buffer_free(&words);
}

static void report_decision(const struct report *report, struct paper *paper)
{
	const char *title = json_text(report->plan, "title");
	const char *board = json_text(report->plan, "board");
	struct buffer words = { 0 }, day = { 0 };

	report_day(&day, report->as_of);
	if (board != NULL && *board != '\0')
		buffer_printf(&words,
		    _("%s approves the follow-up of %s as of %s and puts it "
		      "with the documents of the case."),
		    board, title, day.bytes);
	else
		buffer_printf(&words,
		    _("The follow-up of %s as of %s is noted and put with the "
		      "documents of the case."),
		    title, day.bytes);
	paper->format->heading(paper, 2, _("Proposed decision"));
	paper->format->items(paper, true);
	paper->format->item(paper, words.bytes);
	put_completed(report, paper);
	paper->format->items(paper, false);
	buffer_free(&words);
	buffer_free(&day);
}

static void report_record(const struct report *report, struct paper *paper)
{
	const json_t *head = json_object_get(report->whole, "head");
	struct buffer words = { 0 };

	paper->format->heading(paper, 2, _("The record"));
	buffer_printf(&words,
	    _("What stands here was taken from a signed log, as it was at its "
	      "entry %lld. Anybody can verify an export of it."),
	    (long long)json_number(head, "seq"));
	paper->format->paragraph(paper, words.bytes);
	paper->format->facts(paper, NULL);
	put_fact(paper, _("The entry's hash"), json_text(head, "hash"));
	put_fact(paper, _("The daemon's fingerprint"),
	    json_text(report->whole, "daemon"));
	paper->format->facts_end(paper);
	buffer_free(&words);
}

void report_rehearsal(const struct report *report, struct paper *paper)
{
	if (json_is_true(json_object_get(report->whole, "rehearsal")))
		paper->format->paragraph(
		    paper, _("This is a rehearsal: none of it is real."));
}

void report_tell(const struct report *report, struct paper *paper)
{
	struct buffer title = { 0 };

	buffer_printf(
	    &title, _("Follow-up: %s"), json_text(report->plan, "title"));
	paper->format->begin(paper, title.bytes, report_language());
	paper->format->heading(paper, 1, title.bytes);
	buffer_free(&title);
	report_rehearsal(report, paper);
	report_head(report, paper);
	report_summary(report, paper);
	report_sections(report, paper);
	report_ratings(report, paper);
	report_timeline(report, paper);
	report_picture(report, paper);
	report_decision(report, paper);
	report_record(report, paper);
	paper->format->end(paper);
}
