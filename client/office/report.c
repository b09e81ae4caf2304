/* SPDX-License-Identifier: ISC */
#include "client/office/report.h"

#include <stdlib.h>
#include <string.h>

#include "protocol/day_words.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

/* --- words --- */

const char *report_language(void)
{
	/* translators: the language's own code, as in <html lang>: sv */
	return _("en");
}

const char *report_state_word(enum paper_state state)
{
	static const char *const words[PAPER_STATES] = {
		[PAPER_DONE] = N_("Done"),
		[PAPER_STARTED] = N_("Under way"),
		[PAPER_PLANNED] = N_("Not begun"),
		[PAPER_LATE] = N_("Late"),
		[PAPER_DROPPED] = N_("Given up"),
	};

	return translate(words[state]);
}

void report_day(struct buffer *to, const char *day)
{
	int year, month, date;

	if (sscanf(day, "%4d-%2d-%2d", &year, &month, &date) == 3 &&
	    month >= 1 && month <= 12)
		buffer_printf(to, "%d %s %d", date,
		    translate(month_names[month - 1]), year);
	else
		buffer_text(to, day);
}

const char *report_department(const struct report *report, const char *code)
{
	const char *name =
	    json_text(json_object_get(report->whole, "departments"), code);

	return name != NULL ? name : code;
}

void report_activity_words(struct buffer *to, const struct report *report,
    const struct report_activity *activity)
{
	const char *words = json_text(activity->json, "activity");

	if (report->plan == NULL)
		buffer_printf(to, "%s ", json_text(activity->json, "plan"));
	buffer_printf(to, "%lld. %s", (long long)activity->id,
	    words != NULL ? words : "");
}

void report_note_words(
    struct buffer *to, const struct report_activity *activity)
{
	const json_t *note = json_object_get(activity->json, "noted");
	const char *words = json_text(note, "text");

	if (words == NULL)
		return;
	if (json_is_true(json_object_get(note, "reopened")))
		buffer_printf(to, _("Taken up again: %s"), words);
	else
		buffer_text(to, words);
}

/* --- what there is --- */

/* In a closed plan nothing is late any more; its report says what was left. */
static bool report_is_late(const struct report *report, const json_t *activity)
{
	const char *due = json_text(activity, "due");

	return json_is_true(json_object_get(activity, "overdue")) ||
	    (json_text(report->plan, "closed_at") != NULL && due != NULL &&
		report->as_of != NULL && strcmp(due, report->as_of) < 0 &&
		json_object_get(activity, "carried_to") == NULL);
}

static enum paper_state report_state(
    const struct report *report, const json_t *activity)
{
	const char *status = json_text(activity, "status");

	if (status == NULL)
		return PAPER_PLANNED;
	if (strcmp(status, "done") == 0)
		return PAPER_DONE;
	if (strcmp(status, "dropped") == 0)
		return PAPER_DROPPED;
	if (report_is_late(report, activity))
		return PAPER_LATE;
	return strcmp(status, "started") == 0 ? PAPER_STARTED : PAPER_PLANNED;
}

static const char *report_group(
    const struct report *report, const json_t *activity)
{
	const char *lead = json_text(activity, "lead");
	const char *goal = json_text(activity, "goal");

	if (report->by_goal)
		return goal != NULL ? goal : _("Without a goal");
	return lead != NULL ? report_department(report, lead)
			    : _("Without a department");
}

/* Bytes of UTF-8 in the order of the letters, but that Å comes before Ä. */
static int letter_order(const unsigned char *text)
{
	bool after = (text[-1] == 0xc3);

	return after && (*text == 0x84 || *text == 0xa4) ? *text + 1
	    : after && (*text == 0x85 || *text == 0xa5)  ? *text - 1
							 : *text;
}

static int compare_names(const char *a, const char *b)
{
	size_t same = 0;

	while (a[same] != '\0' && a[same] == b[same])
		same++;
	if (same == 0 || a[same] == b[same])
		return (unsigned char)a[same] - (unsigned char)b[same];
	return letter_order((const unsigned char *)a + same) -
	    letter_order((const unsigned char *)b + same);
}

/* What belongs to none comes last. */
static int by_group(const void *a, const void *b)
{
	const struct report_activity *one = a, *two = b;
	int order = one->grouped != two->grouped
	    ? (one->grouped ? -1 : 1)
	    : compare_names(one->group, two->group);

	if (order == 0 && (*one->due == '\0') != (*two->due == '\0'))
		return *one->due == '\0' ? 1 : -1;
	if (order == 0)
		order = strcmp(one->due, two->due);
	return order != 0 ? order : (one->id > two->id) - (one->id < two->id);
}

static void list_activities(struct report *report)
{
	json_t *activities = json_object_get(report->whole, "activities");
	const char *by = report->by_goal ? "goal" : "lead";
	json_t *activity;
	size_t i;

	report->list = calloc(
	    json_array_size(activities) + 1, sizeof(struct report_activity));
	if (report->list == NULL)
		abort();
	json_array_foreach (activities, i, activity) {
		const char *due = json_text(activity, "due");

		report->list[report->count++] = (struct report_activity){
			.json = activity,
			.id = json_number(activity, "id"),
			.state = report_state(report, activity),
			.group = report_group(report, activity),
			.grouped = json_text(activity, by) != NULL,
			.due = due != NULL ? due : "",
		};
	}
	qsort(report->list, report->count, sizeof(*report->list), by_group);
}

int report_read(struct report *report, FILE *from, struct err *err)
{
	const char *by;

	*report = (struct report){ .whole = json_loadf(from, 0, NULL) };
	report->plan = json_object_get(report->whole, "plan");
	report->as_of = json_text(report->whole, "as_of");
	report->since = json_text(report->whole, "since");
	by = json_text(report->whole, "by");
	report->by_goal = by != NULL && strcmp(by, "goal") == 0;
	if (report->as_of != NULL) {
		list_activities(report);
		return 0;
	}
	report_release(report);
	return err_set(err, ERR_INVALID, "is no report");
}

void report_release(struct report *report)
{
	free(report->list);
	json_decref(report->whole);
	*report = (struct report){ 0 };
}
