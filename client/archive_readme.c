/* SPDX-License-Identifier: ISC */
#include "client/archive_readme.h"

#include <ctype.h>
#include <string.h>

#include "client/plan_export.h"
#include "client/register.h"
#include "client/sheet.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

struct described {
	const char *name, *says;
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const struct described files[] = {
	{ N_("plans/CODE/plan.html"), N_("A plan as a person reads it.") },
	{ N_("plans/CODE/plan.csv"),
	    N_("The same plan as a table, with all that is kept of it.") },
	{ N_("plans/CODE/report.html"),
	    N_("A report of the whole plan, as a board reads it.") },
	{ N_("plans/CODE/report-DAY.html"),
	    N_("A report that was handed over, as of that day.") },
	{ "history.html, history.csv",
	    N_("What people did, one line for each entry of the record.") },
	{ "register.html, register.csv",
	    N_("What was sent, to whom, under which case number, and with what "
	       "outcome.") },
	{ N_("letters/NUMBER_DAY.txt"),
	    N_("Each letter as it was sent; the number is that in the "
	       "register.") },
	{ "record/",
	    N_("The record itself, signed by those who wrote it. log.txt tells "
	       "it in sentences, in English; history.html says what people "
	       "did in this language. verify and verify.py check it.") },
};

static const struct described plan_columns[] = {
	{ "id", N_("the activity's number") },
	{ "plan", N_("the code of its plan") },
	{ "key", N_("its number in the table it was read from") },
	{ "goal", N_("the goal or heading it stands under") },
	{ "activity", N_("what is to be done") },
	{ "purpose", N_("what it is good for") },
	{ "timeframe.text", N_("when, as the plan says it") },
	{ "timeframe.kind",
	    N_("how that was read: fixed (from a day to a day), deadline (by a "
	       "day), open (from a day on), ongoing, recurring, event, "
	       "undated") },
	{ "timeframe.start", N_("the first day of that") },
	{ "timeframe.end", N_("the last day of that") },
	{ "due", N_("the day by which it was to be done") },
	{ "lead", N_("the code of the department that led it") },
	{ "cooperating", N_("the codes of those that took part") },
	{ "owner_text", N_("who was responsible, as the plan says it") },
	{ "status", N_("planned, started, done or dropped") },
	{ "progress", N_("how much was done, in per cent") },
	{ "done_on", N_("the day on which it was done") },
	{ "comment", N_("the last words about it") },
	{ "areas",
	    N_("vbe (violent extremism), hrv (honour-related violence)") },
	{ "strategies",
	    N_("förebygga (prevent), förhindra (stop), skydda (protect), "
	       "hantera (handle)") },
	{ "unclear", N_("what nobody could read for certain in it") },
	{ "review", N_("how often it was looked at, if it had no due date") },
	{ "daemon", N_("whose plan it is: the fingerprint of its key") },
	{ "other.NAME",
	    N_("the column NAME of the table it was read from, as it was") },
};

static const struct described register_columns[] = {
	{ N_("No."), N_("the message's number; the letter has the same") },
	{ N_("Date"),
	    N_("the day on which the mail system took or refused "
	       "it") },
	{ N_("Time"), N_("the time of that, in the municipality's zone") },
	{ N_("To"), N_("the address") },
	{ N_("Case"), N_("the case numbers of the plans it tells of") },
	{ N_("Plan"), N_("the codes of those plans") },
	{ N_("Subject"), N_("the subject of the mail") },
	{ N_("Outcome"),
	    N_("accepted by the mail system, failed with its answer, withdrawn "
	       "or still waiting") },
	{ N_("Message-ID"),
	    N_("how the mail's own Message-ID begins; in the table only") },
};

static const struct described history_columns[] = {
	{ N_("Entry"), N_("the entry's number in the record") },
	{ N_("Date"), N_("the day on which it was written") },
	{ N_("Time"), N_("the time of that, in the municipality's zone") },
	{ N_("Activities"), N_("the numbers of the activities it concerns") },
	{ N_("By"), N_("who wrote it: the name of a key") },
	{ N_("What happened"), N_("the entry as a sentence") },
};

/* --- */

/* A column's name; what stands for a part of it, "NAME", is the reader's. */
static const char *typed_name(struct buffer *text, const char *name)
{
	const char *part = strchr(name, '.');

	if (part == NULL || !isupper((unsigned char)part[1]))
		return name;
	buffer_printf(text, "%.*s.%s", (int)(part - name), name,
	    translate_word("shown", part + 1));
	return text->bytes;
}

static void readme_table(struct buffer *lines, const char *name,
    const char *first, const struct described *described, size_t count)
{
	/* What a program reads has one name in all languages. */
	bool typed = described == plan_columns;
	const char *const heads[] = { first, N_("What it is"), NULL };
	static const unsigned widths[] = { 32, 68 };
	struct sheet sheet = {
		.caption = name,
		.heads = heads,
		.widths = widths,
		.rows = json_array(),
	};

	for (size_t i = 0; i < count; i++) {
		struct buffer text = { 0 };

		json_array_append_new(sheet.rows,
		    json_pack("[ss]",
			typed ? typed_name(&text, described[i].name)
			      : _(described[i].name),
			_(described[i].says)));
		buffer_free(&text);
	}
	sheet_paper_table(lines, &sheet);
	json_decref(sheet.rows);
}

static void readme_heading(struct buffer *lines, const char *words)
{
	sheet_paper_heading(lines, words);
}

void archive_rehearsal(struct buffer *lines, const struct archive *archive)
{
	if (session_hello(archive->call->session)->rehearsal)
		sheet_paper_words(lines, "text",
		    _("This is a rehearsal: none of it is real."));
}

static void readme_head(
    struct buffer *lines, const struct archive *archive, const char *daemon)
{
	struct buffer text = { 0 };

	sheet_paper_begin(lines, _("Archive of activity plans"));
	archive_rehearsal(lines, archive);
	sheet_paper_words(lines, "text",
	    _("This folder holds plans of activities, what was done about "
	      "them, what was sent, and the record that proves it. It was "
	      "written by planvakt; nothing is needed to read it but a web "
	      "browser, and any program that opens text and CSV."));
	sheet_paper_fact(lines, _("Written"), archive->made);
	buffer_printf(&text, "%lld", (long long)archive->record.seq);
	sheet_paper_fact(lines, _("Entries of the record"), text.bytes);
	buffer_cut(&text, 0);
	buffer_hex(&text, archive->record.hash, SIGN_SHA256);
	sheet_paper_fact(lines, _("Hash of the last entry"), text.bytes);
	sheet_paper_fact(lines, _("Fingerprint of the key"), daemon);
	buffer_free(&text);
}

static void readme_plans(struct buffer *lines, const struct archive *archive)
{
	const char *const heads[] = { N_("Plan"), N_("Title"), N_("Case"),
		N_("Adopted"), N_("Closed"), NULL };
	static const char *const fields[] = { "code", "title", "case_number",
		"adopted", "closed_at" };
	static const unsigned widths[] = { 17, 35, 20, 14, 14 };
	struct sheet sheet = {
		.widths = widths,
		.empty = _("There are no plans."),
		.heads = heads,
		.rows = json_array(),
	};
	json_t *plan;
	size_t i;

	readme_heading(lines, _("Plans"));
	json_array_foreach (archive->plans, i, plan) {
		json_t *row = json_array();

		for (size_t j = 0; j < COUNT(fields); j++) {
			const char *text = json_text(plan, fields[j]);

			json_array_append_new(row,
			    json_stringn(text != NULL ? text : "",
				text == NULL                 ? 0
				    : j == COUNT(fields) - 1 ? 10
							     : strlen(text)));
		}
		json_array_append_new(sheet.rows, row);
	}
	sheet_paper_table(lines, &sheet);
	json_decref(sheet.rows);
}

static void readme_verify(struct buffer *lines)
{
	readme_heading(lines, _("How it is checked"));
	sheet_paper_words(lines, "text",
	    _("The files that a person reads are made from the record. That "
	      "nobody has changed the record, each signature in it tells: sh "
	      "record/verify record needs a shell and ssh-keygen, python3 "
	      "record/verify.py record needs Python. Both name the key and "
	      "the last entry, which must be those above; the letters that "
	      "were sent at the time end in such a line too."));
	sheet_paper_words(lines, "text",
	    _("Words that were taken out of the record by decision stand as "
	      "[redacted N], N being the entry that decided it."));
}

static void readme_keep(struct buffer *lines)
{
	readme_heading(lines, _("What is kept"));
	sheet_paper_words(lines, "text",
	    _("All of this folder is to be kept. What may be culled is in the "
	      "running system: copies of letters in mailboxes and the state "
	      "of the daemon, once this archive is delivered and checked, as "
	      "the municipality's own plan for its documents says."));
	sheet_paper_words(lines, "text",
	    _("CSV is text in UTF-8, a line for each row and a first line with "
	      "the names of the columns; cells are parted by comma or, where "
	      "it was written in Swedish, by semicolon. Days are written "
	      "year-month-day."));
}

int archive_readme(struct archive *archive, struct err *err)
{
	struct buffer lines = { 0 }, path = { 0 };
	int result;

	readme_head(
	    &lines, archive, session_hello(archive->call->session)->daemon);
	readme_plans(&lines, archive);
	readme_heading(&lines, _("Files"));
	readme_table(
	    &lines, _("Files of this folder"), N_("File"), files, COUNT(files));
	readme_heading(&lines, _("Columns"));
	readme_table(&lines, _("Columns of plan.csv"), N_("Column"),
	    plan_columns, COUNT(plan_columns));
	readme_table(&lines, _("Columns of the register"), N_("Column"),
	    register_columns, COUNT(register_columns));
	readme_table(&lines, _("Columns of the history"), N_("Column"),
	    history_columns, COUNT(history_columns));
	readme_verify(&lines);
	readme_keep(&lines);
	buffer_printf(&path, "%s/README.html", archive->part.bytes);
	result = sheet_paper_save(&lines, "html", path.bytes, err);
	buffer_free(&lines);
	buffer_free(&path);
	return result;
}
