/* SPDX-License-Identifier: ISC */
/* The page: all plans that are open, for who only reads. */
#include "client/office/page_tell.h"

#include "client/office/report_picture.h"
#include "client/office/report_sections.h"
#include "client/office/report_tell.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

static void page_age(const struct report *report, struct paper *paper)
{
	struct buffer words = { 0 };

	buffer_printf(&words,
	    _("This page was made on %s, from entry %lld of the record, and "
	      "shows how things stood then. Ask the coordinator where it is "
	      "older than you expect."),
	    json_text(report->whole, "made"),
	    (long long)json_number(
		json_object_get(report->whole, "head"), "seq"));
	paper->format->paragraph(paper, words.bytes);
	buffer_free(&words);
}

static void page_plans(const struct report *report, struct paper *paper)
{
	json_t *plans = json_object_get(report->whole, "plans"), *plan;
	size_t i;

	if (json_array_size(plans) == 0) {
		paper->format->paragraph(paper, _("There are no open plans."));
		return;
	}
	paper->format->items(paper, true);
	json_array_foreach (plans, i, plan) {
		struct buffer words = { 0 };
		const char *number = json_text(plan, "case_number");

		buffer_printf(&words, "%s: %s", json_text(plan, "code"),
		    json_text(plan, "title"));
		if (number != NULL)
			buffer_printf(&words, " (%s)", number);
		paper->format->item(paper, words.bytes);
		buffer_free(&words);
	}
	paper->format->items(paper, false);
}

static void page_meetings(const struct report *report, struct paper *paper)
{
	json_t *meetings = json_object_get(report->whole, "meetings"), *row;
	size_t i;

	if (json_array_size(meetings) == 0)
		return;
	paper->format->heading(paper, 2, _("The next meetings"));
	paper->columns = 4;
	paper->heads[0] = _("Body");
	paper->heads[1] = _("Date");
	paper->heads[2] = _("Time");
	paper->heads[3] = _("Papers by");
	for (i = 0; i < paper->columns; i++) {
		paper->numbers[i] = false;
		paper->widths[i] = i == 0 ? 40 : 20;
	}
	paper->format->table(paper, NULL);
	json_array_foreach (meetings, i, row) {
		static const char *const members[] = { "body", "date", "time",
			"papers" };
		const char *cells[4];

		for (size_t j = 0; j < 4; j++) {
			const char *text = json_text(row, members[j]);

			cells[j] = text != NULL ? text : "";
		}
		paper->format->row(paper, cells);
	}
	paper->format->table_end(paper);
}

/* What lies beside it. */
static void page_files(const struct report *report, struct paper *paper)
{
	json_t *beside = json_object_get(report->whole, "beside"), *name;
	size_t i;

	if (json_array_size(beside) > 0)
		paper->format->heading(paper, 2, _("To take away"));
	json_array_foreach (beside, i, name)
		paper->format->link(
		    paper, json_string_value(name), json_string_value(name));
}

void page_tell(const struct report *report, struct paper *paper)
{
	paper->format->begin(paper, _("Activity plans"), report_language());
	paper->format->heading(paper, 1, _("Activity plans"));
	report_rehearsal(report, paper);
	page_age(report, paper);
	page_plans(report, paper);
	if (report->count > 0) {
		report_shares(report, paper);
		page_sections(report, paper);
		report_groups(report, paper);
	}
	report_picture(report, paper);
	page_meetings(report, paper);
	page_files(report, paper);
	paper->format->end(paper);
}
