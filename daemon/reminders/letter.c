/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/letter.h"

#include <inttypes.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#define COLUMNS 76

/* Of one group; the rest is counted, so that a letter stays a letter. */
#define ITEMS_MAX 50

/* Characters of one text; the whole stands in the plan. */
#define TEXT_MAX 300

/* A language: every word that a letter can say. */
struct words {
	const char *rehearsal;
	const char *overdue_one,
	    *overdue_many; /* after a number, in a subject */
	const char *due_one, *due_many;
	const char *in_plan;
	const char *to, *coordinator;
	const char *yours, *nobodys; /* which activities these are */
	const char *is_overdue_one, *is_overdue_many;
	const char *is_due_one, *is_due_many;
	const char *activity_one, *activity_many;
	const char *more; /* after a number */
	const char *overdue_heading, *due_heading, *others_heading;
	const char *should_have, *shall, *today;
	const char *ago;
	const char *workday_ago, *workdays_ago;
	const char *ordinals[4], *ordinal;
	const char *delayed_before, *delayed_after;
	const char *plan, *case_number;
	const char *asked, *answers;
	const char *nobody_asked;
	const char *waits_one, *waits_many, *nobody_heading;
	const char *footer, *rehearsal_footer, *log, *log_after;
};

static const struct words swedish = {
	.rehearsal = "[Övning] ",
	.overdue_one = " aktivitet är försenad",
	.overdue_many = " aktiviteter är försenade",
	.due_one = " aktivitet når sitt slutdatum",
	.due_many = " aktiviteter når sitt slutdatum",
	.in_plan = " i aktivitetsplanen",
	.to = "Till ",
	.coordinator = "den brottsförebyggande samordnaren",
	.yours = " som ni ansvarar för",
	.nobodys = " utan ansvarig förvaltning",
	.is_overdue_one = " är försenad.",
	.is_overdue_many = " är försenade.",
	.is_due_one = " når sitt slutdatum.",
	.is_due_many = " når sitt slutdatum.",
	.activity_one = " aktivitet",
	.activity_many = " aktiviteter",
	.more = " till. Hela listan har samordnaren.",
	.overdue_heading = "FÖRSENADE",
	.due_heading = "NÅR SITT SLUTDATUM",
	.others_heading =
	    "ÄVEN DE HÄR ÄR FÖRSENADE (ingen ny påminnelse i dag)",
	.should_have = "Skulle ha varit klar ",
	.shall = "Ska vara klar ",
	.today = ", i dag",
	.ago = ", för ",
	.workday_ago = " arbetsdag sedan",
	.workdays_ago = " arbetsdagar sedan",
	.ordinals = { "", "Första påminnelsen.", "Andra påminnelsen.",
	    "Tredje påminnelsen." },
	.ordinal = "Påminnelse nr ",
	.delayed_before = "Påminnelsen skulle ha skickats ",
	.delayed_after = " men blev fördröjd.",
	.plan = "Plan: ",
	.case_number = ", ärende ",
	.asked = "DET HÄR BER VI ER OM\n"
		 "Svara på det här mejlet. Skriv för varje aktivitet ovan:\n",
	.answers = "  - klar, och vilket datum den blev klar; eller\n"
		   "  - pågår, och hur långt ni har kommit; eller\n"
		   "  - behöver ett nytt datum: vilket, och varför.\n"
		   "Svaret går till samordnaren, som för in det i planen. Ett"
		   " nytt\ndatum kräver ett beslut.\n",
	.waits_one = " når eller har passerat sitt slutdatum.",
	.waits_many = " når eller har passerat sitt slutdatum.",
	.nobody_heading = "UTAN ANSVARIG FÖRVALTNING",
	.nobody_asked = "DET HÄR BEHÖVS\n"
			"Ange vilken förvaltning som ansvarar:\n"
			"planvakt activity assign NUMMER KOD\n",
	.footer =
	    "Skickat av planvakt, som bevakar kommunens aktivitetsplan"
	    " mot\nvåldsbejakande extremism och hedersrelaterat våld och förtryck.\n",
	.rehearsal_footer = "Det här är en övning: inget av det gäller på"
			    " riktigt.\n",
	.log = "Kontrollvärde, post ",
	.log_after = " i planvakts logg (spara mejlet oförändrat):",
};

static const struct words english = {
	.rehearsal = "[Rehearsal] ",
	.overdue_one = " activity is overdue",
	.overdue_many = " activities are overdue",
	.due_one = " activity is due now",
	.due_many = " activities are due now",
	.in_plan = " in the activity plan",
	.to = "To ",
	.coordinator = "the coordinator",
	.yours = " that you answer for",
	.nobodys = " without a responsible department",
	.is_overdue_one = " is overdue.",
	.is_overdue_many = " are overdue.",
	.is_due_one = " is due now.",
	.is_due_many = " are due now.",
	.activity_one = " activity",
	.activity_many = " activities",
	.more = " more. The coordinator has the whole list.",
	.overdue_heading = "OVERDUE",
	.due_heading = "DUE NOW",
	.others_heading = "THESE ARE OVERDUE TOO (no new reminder today)",
	.should_have = "Was to be done ",
	.shall = "To be done ",
	.today = ", today",
	.ago = ", ",
	.workday_ago = " workday ago",
	.workdays_ago = " workdays ago",
	.ordinals = { "", "First reminder.", "Second reminder.",
	    "Third reminder." },
	.ordinal = "Reminder no. ",
	.delayed_before = "The reminder was to be sent ",
	.delayed_after = " but was delayed.",
	.plan = "Plan: ",
	.case_number = ", case ",
	.asked = "WHAT WE ASK OF YOU\n"
		 "Reply to this message. Write for each activity above:\n",
	.answers = "  - done, and on what date; or\n"
		   "  - under way, and how far you have come; or\n"
		   "  - needs a new date: which, and why.\n"
		   "The answer goes to the coordinator, who enters it in the"
		   " plan.\nA new date requires a decision.\n",
	.waits_one = " is due or overdue.",
	.waits_many = " are due or overdue.",
	.nobody_heading = "NO RESPONSIBLE DEPARTMENT",
	.nobody_asked = "WHAT IS NEEDED\n"
			"Say which department is responsible:\n"
			"planvakt activity assign NUMBER CODE\n",
	.footer = "Sent by planvakt, which watches over the municipality's"
		  " activity\nplan against violent extremism and honour-related"
		  " violence.\n",
	.rehearsal_footer = "This is a rehearsal: none of it is real.\n",
	.log = "Check value, entry ",
	.log_after = " of planvakt's log (keep this message as it is):",
};

enum group { GROUP_OVERDUE, GROUP_DUE, GROUP_NOBODY, GROUP_OTHERS };

static enum group group_of(const struct letter_item *item)
{
	if (!item->counted)
		return GROUP_OTHERS;
	if (item->nobody)
		return GROUP_NOBODY;
	return item->stage == STAGE_OVERDUE ? GROUP_OVERDUE : GROUP_DUE;
}

static int count_group(const struct letter *letter, enum group group)
{
	int count = 0;

	for (size_t i = 0; i < letter->count; i++)
		count += group_of(&letter->items[i]) == group;
	return count;
}

/* --- wrapping --- */

/* The bytes of at most `columns` columns of a word, at least one character. */
static size_t fitting(const char *word, size_t length, int columns)
{
	size_t fits = 0;

	while (fits < length) {
		ucs4_t c;
		int size =
		    u8_mbtouc(&c, (const uint8_t *)word + fits, length - fits);
		int width = uc_width(c, "UTF-8");

		columns -= width > 0 ? width : 0;
		if (columns < 0 && fits > 0)
			break;
		fits += (size_t)size;
	}
	return fits;
}

static int width_of(const char *word, size_t length)
{
	return u8_width((const uint8_t *)word, length, "UTF-8");
}

/* At most TEXT_MAX characters of a text, into `line`, with an ellipsis where
 * more was cut. */
static void add_cut(struct buffer *line, const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	int count = 0;

	for (; count < TEXT_MAX && *at != 0; count++)
		at += u8_strmblen(at);
	buffer_add(line, text, (size_t)(at - (const uint8_t *)text));
	if (*at != 0)
		buffer_text(line, "…");
}

/* Adds a text as one paragraph, from column `at` on, later lines indented;
 * a word wider than a line is cut. Ends with a line feed. */
static void wrap(struct buffer *to, const char *text, int at, int indent)
{
	static const char blanks[] = " \t\r\n";
	bool first = true;

	for (text += strspn(text, blanks); *text != '\0';
	     text += strspn(text, blanks)) {
		size_t length = strcspn(text, blanks);
		int width = width_of(text, length);

		if (!first && at + 1 + width > COLUMNS) {
			buffer_printf(to, "\n%*s", indent, "");
			at = indent;
		} else if (!first) {
			buffer_text(to, " ");
			at++;
		}
		if (at + width > COLUMNS) {
			length = fitting(text, length, COLUMNS - at);
			width = width_of(text, length);
		}
		buffer_add(to, text, length);
		at += width;
		text += length;
		first = false;
	}
	buffer_text(to, "\n");
}

/* --- items --- */

static void add_number(
    struct buffer *to, int64_t count, const char *one, const char *many)
{
	buffer_printf(to, "%" PRId64 "%s", count, count == 1 ? one : many);
}

static void add_when(struct buffer *line, const struct words *words,
    const struct letter *letter, const struct letter_item *item)
{
	char day[DAY_TEXT];

	buffer_text(line, item->late > 0 ? words->should_have : words->shall);
	buffer_text(line, day_write(item->due, day));
	if (item->late > 0) {
		buffer_text(line, words->ago);
		add_number(
		    line, item->late, words->workday_ago, words->workdays_ago);
	} else if (day_compare(item->due, letter->day) == 0) {
		buffer_text(line, words->today);
	}
	buffer_text(line, ". ");
}

static void add_ordinal(struct buffer *line, const struct words *words,
    const struct letter_item *item)
{
	if (!item->counted || item->stage != STAGE_OVERDUE)
		return;
	if (item->n >= 1 && item->n <= 3)
		buffer_text(line, words->ordinals[item->n]);
	else
		buffer_printf(line, "%s%" PRId64 ".", words->ordinal, item->n);
	buffer_text(line, " ");
}

static void add_delay(struct buffer *line, const struct words *words,
    const struct letter *letter, const struct letter_item *item)
{
	char day[DAY_TEXT];

	if (!item->counted || day_compare(item->regular, letter->day) >= 0)
		return;
	buffer_text(line, words->delayed_before);
	buffer_text(line, day_write(item->regular, day));
	buffer_text(line, words->delayed_after);
}

#define ITEM_INDENT 7

static void add_indented(struct buffer *text, struct buffer *line)
{
	buffer_printf(text, "%*s", ITEM_INDENT, "");
	wrap(text, line->bytes, ITEM_INDENT, ITEM_INDENT);
	buffer_cut(line, 0);
}

static void add_item(struct buffer *text, const struct words *words,
    const struct letter *letter, const struct letter_item *item)
{
	struct buffer line = { 0 };
	int at;

	buffer_printf(&line, "%4" PRId64 ".  ", item->id);
	at = (int)line.length;
	buffer_add(text, line.bytes, line.length);
	buffer_cut(&line, 0);
	add_cut(&line, item->activity);
	wrap(text, line.bytes, at, ITEM_INDENT);
	buffer_cut(&line, 0);
	add_when(&line, words, letter, item);
	add_ordinal(&line, words, item);
	add_delay(&line, words, letter, item);
	add_indented(text, &line);
	if (item->counted) {
		buffer_text(&line, words->plan);
		buffer_text(&line, item->plan);
		if (item->case_number != NULL) {
			buffer_text(&line, words->case_number);
			buffer_text(&line, item->case_number);
		}
		add_indented(text, &line);
	}
	buffer_text(text, "\n");
	buffer_free(&line);
}

static void add_group(struct buffer *text, const struct words *words,
    const struct letter *letter, enum group group, const char *heading)
{
	int count = count_group(letter, group), listed = 0;

	if (count == 0)
		return;
	buffer_printf(text, "%s\n\n", heading);
	for (size_t i = 0; i < letter->count && listed < ITEMS_MAX; i++) {
		if (group_of(&letter->items[i]) != group)
			continue;
		add_item(text, words, letter, &letter->items[i]);
		listed++;
	}
	if (listed < count)
		buffer_printf(text, "%*s%d%s\n\n", ITEM_INDENT, "",
		    count - listed, words->more);
}

/* --- the whole --- */

/* What is overdue and what is due, whoever leads it. */
static int count_stage(const struct letter *letter, enum stage stage)
{
	int count = 0;

	for (size_t i = 0; i < letter->count; i++)
		count +=
		    letter->items[i].counted && letter->items[i].stage == stage;
	return count;
}

static void write_subject(const struct letter *letter,
    const struct words *words, struct buffer *subject)
{
	int overdue = count_stage(letter, STAGE_OVERDUE);
	int due = count_stage(letter, STAGE_DUE);

	if (letter->rehearsal)
		buffer_text(subject, words->rehearsal);
	if (overdue > 0)
		add_number(
		    subject, overdue, words->overdue_one, words->overdue_many);
	if (overdue > 0 && due > 0)
		buffer_text(subject, ", ");
	if (due > 0)
		add_number(subject, due, words->due_one, words->due_many);
	buffer_text(subject, words->in_plan);
}

static void add_summary(struct buffer *text, const struct words *words,
    const char *whose, int count, const char *one, const char *many)
{
	struct buffer line = { 0 };

	if (count == 0)
		return;
	add_number(&line, count, words->activity_one, words->activity_many);
	buffer_text(&line, whose);
	buffer_text(&line, count == 1 ? one : many);
	wrap(text, line.bytes, 0, 0);
	buffer_free(&line);
}

static void add_footer(
    struct buffer *text, const struct words *words, const struct letter *letter)
{
	buffer_text(text, "\n-- \n");
	buffer_text(text, words->footer);
	if (letter->rehearsal)
		buffer_text(text, words->rehearsal_footer);
	buffer_printf(text, "%s%" PRId64 "%s\n", words->log, letter->head.seq,
	    words->log_after);
	buffer_hex(text, letter->head.hash, sizeof(letter->head.hash));
	buffer_text(text, "\n");
}

static void add_summaries(
    struct buffer *text, const struct words *words, const struct letter *letter)
{
	add_summary(text, words, words->yours,
	    count_group(letter, GROUP_OVERDUE), words->is_overdue_one,
	    words->is_overdue_many);
	add_summary(text, words, words->yours, count_group(letter, GROUP_DUE),
	    words->is_due_one, words->is_due_many);
	add_summary(text, words, words->nobodys,
	    count_group(letter, GROUP_NOBODY), words->waits_one,
	    words->waits_many);
	buffer_text(text, "\n");
}

static void add_address(
    struct buffer *text, const struct words *words, const struct letter *letter)
{
	struct buffer name = { 0 };

	add_cut(
	    &name, letter->name != NULL ? letter->name : words->coordinator);
	buffer_text(text, words->to);
	wrap(text, name.bytes, (int)strlen(words->to), 0);
	buffer_text(text, "\n");
	buffer_free(&name);
}

void letter_write(
    const struct letter *letter, struct buffer *subject, struct buffer *text)
{
	const struct words *words =
	    strcmp(letter->language, "en") == 0 ? &english : &swedish;
	int nobody = count_group(letter, GROUP_NOBODY);

	write_subject(letter, words, subject);
	add_address(text, words, letter);
	add_summaries(text, words, letter);
	add_group(text, words, letter, GROUP_OVERDUE, words->overdue_heading);
	add_group(text, words, letter, GROUP_DUE, words->due_heading);
	add_group(text, words, letter, GROUP_NOBODY, words->nobody_heading);
	add_group(text, words, letter, GROUP_OTHERS, words->others_heading);
	if (count_group(letter, GROUP_OVERDUE) +
		count_group(letter, GROUP_DUE) >
	    0) {
		buffer_text(text, words->asked);
		buffer_text(text, words->answers);
	}
	if (nobody > 0)
		buffer_text(text, words->nobody_asked);
	add_footer(text, words, letter);
}
