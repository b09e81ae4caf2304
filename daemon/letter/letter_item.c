/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_item.h"

#include <stdio.h>
#include <string.h>

#include "daemon/letter/letter_answer.h"
#include "daemon/letter/letter_brief.h"
#include "daemon/letter/letter_wrap.h"

/* An item on its way to lines. */
struct item_lines {
	struct buffer *text;
	const struct letter_words *words;
	const struct letter *letter;
	const struct letter_item *item;
	enum group group;
	enum letter_reader reader;
	struct buffer line; /* owned */
};

static void item_end(struct item_lines *lines)
{
	letter_indented(lines->text, &lines->line);
}

static bool is_in(const struct item_lines *lines, uint64_t groups)
{
	return (groups & UINT64_C(1) << lines->group) != 0;
}

#define IN(group) (UINT64_C(1) << GROUP_##group)

/* --- its dates --- */

/* A sentence of a day and how far it is. */
static void say_far(
    struct item_lines *lines, const char *sentence, struct day day)
{
	struct buffer far = { 0 };

	letter_far(&far, lines->words, lines->letter, day, lines->item->late);
	letter_say(&lines->line, sentence, VALUES(far.bytes));
	buffer_free(&far);
}

static void item_say_on(
    struct item_lines *lines, const char *sentence, struct day day)
{
	struct buffer on = { 0 };

	letter_on(&on, lines->words, day);
	letter_say(&lines->line, sentence, VALUES(on.bytes));
	buffer_free(&on);
}

static void say_date(
    struct item_lines *lines, const char *sentence, struct day day)
{
	char date[LETTER_DATE];

	if (day_is_some(day))
		letter_say(&lines->line, sentence,
		    VALUES(letter_date(date, lines->words, day), ""));
}

static void say_near(
    struct item_lines *lines, const char *sentence, struct day day)
{
	char date[LETTER_DATE];

	if (day_is_some(day))
		letter_say(&lines->line, sentence,
		    VALUES(
			letter_near(date, lines->words, lines->letter, day)));
}

/* How far it is matters where the date is near or past. */
static void say_due(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;

	if (!day_is_some(item->due))
		return;
	if (item->late > 0)
		say_far(lines, say->was_to_be_done, item->due);
	else if (item->due_is_quiet && is_in(lines, IN(SOON) | IN(HELP_SOON)))
		say_far(lines, say->quiet_due, item->due);
	else if (is_in(lines, IN(BEGIN) | IN(STALE)))
		item_say_on(lines, say->to_be_done, item->due);
	else
		say_far(lines, say->to_be_done, item->due);
}

static void say_nth(
    struct buffer *line, const char *const nth[13], const char *more, int64_t n)
{
	char digits[LETTER_NUMBER];

	if (n >= 1 && n <= 12)
		letter_say(line, nth[n], NULL);
	else if (n > 12)
		letter_say(line, more, VALUES(letter_digits(digits, n)));
}

static void say_timeframe(struct item_lines *lines, const char *sentence)
{
	const char *timeframe = lines->item->timeframe;

	if (timeframe != NULL && timeframe[0] != '\0')
		letter_quote(&lines->line, lines->words, sentence, timeframe);
}

/* --- what it is to the reader now --- */

static void say_handed(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;

	if (item->former != NULL && lines->reader == READER_LEAD &&
	    (item->stage == STAGE_ASSIGNED || item->handed_over))
		letter_say(&lines->line, say->taken_over, VALUES(item->former));
	else if (item->replaced != NULL && lines->reader == READER_LEAD)
		letter_say(&lines->line, say->replaced, VALUES(item->replaced));
	else if (item->handed_away && lines->reader != READER_LEAD)
		letter_add_former(&lines->line, lines->words, lines->item);
}

void letter_add_former(struct buffer *line, const struct letter_words *words,
    const struct letter_item *item)
{
	struct buffer name = { 0 };

	if (item->lead == NULL) {
		letter_say(line, words->item.former_nobody, NULL);
		return;
	}
	letter_add_party(&name, item->lead, item->lead_mail);
	letter_say(line, words->item.former, VALUES(name.bytes));
	buffer_free(&name);
}

void letter_add_party(struct buffer *to, const char *name, const char *mail)
{
	letter_cut(to, name);
	if (mail != NULL && mail[0] != '\0')
		buffer_printf(to, " (%s)", mail);
}

static void write_equal(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;

	if (!item->equal || item->lead == NULL)
		return;
	letter_say(&lines->line,
	    lines->reader == READER_LEAD ? say->equal_self : say->equal_other,
	    VALUES(item->lead));
	item_end(lines);
}

/* --- what is wrong with its timeframe --- */

static bool mends(const struct item_lines *lines)
{
	return lines->reader == READER_COORDINATOR ||
	    lines->reader == READER_NOBODY;
}

/* What to do about it follows a semicolon: it is the coordinator's to do. */
static void say_reason(struct item_lines *lines)
{
	const char *reason = letter_reason(lines->words, lines->item->reason);
	size_t length = mends(lines) ? strlen(reason) : strcspn(reason, ";");
	struct buffer sentence = { 0 };

	buffer_add(&sentence, reason, length);
	if (reason[length] == ';')
		buffer_text(&sentence, ".");
	letter_say(&lines->line, sentence.bytes, VALUES(""));
	buffer_free(&sentence);
}

static void say_read(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;
	bool starts = day_is_some(item->start), ends = day_is_some(item->due);
	char start[LETTER_DATE] = "", due[LETTER_DATE] = "";
	bool same = starts && ends &&
	    day_date(item->start).year == day_date(item->due).year;
	struct letter of_year = { .day = item->due };

	if (same)
		letter_near(start, lines->words, &of_year, item->start);
	else if (starts)
		letter_date(start, lines->words, item->start);
	if (ends)
		letter_date(due, lines->words, item->due);
	if (starts && ends)
		letter_say(&lines->line, say->read_as, VALUES(start, due));
	else if (starts)
		letter_say(&lines->line, say->read_from, VALUES(start));
	else if (ends)
		letter_say(&lines->line, say->read_until, VALUES(due));
}

static void say_wrong(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;
	bool has_reason = item->reason != NULL && item->reason[0] != '\0';

	if (item->undated && !mends(lines) && letter_is_no_time(item->reason)) {
		letter_say(&lines->line, say->no_date, NULL);
		return;
	}
	if (item->undated)
		letter_say(&lines->line, say->undated, NULL);
	if (has_reason && (item->undated || item->vague))
		say_reason(lines);
	else if (item->vague)
		letter_say(&lines->line, say->vague, NULL);
	if (item->vague)
		say_read(lines);
}

/* What must be said of who leads: whom the plan names, is a beginning. */
static void say_who(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;
	struct buffer named = { 0 };

	if (item->equal) {
		letter_say(&lines->line, say->equal, NULL);
	} else if (item->named == NULL || item->named[0] == '\0') {
		letter_say(&lines->line, say->nobody, NULL);
	} else {
		letter_cut(&named, item->named);
		letter_say(&lines->line, say->unknown, VALUES(named.bytes));
	}
	buffer_free(&named);
}

static void write_command(struct item_lines *lines, const char *command)
{
	char digits[LETTER_NUMBER];

	letter_say(&lines->line, command,
	    VALUES(letter_digits(digits, lines->item->id)));
	item_end(lines);
}

/* What is unclear, each with the command that mends it. */
void letter_write_unclear(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item)
{
	struct item_lines lines = { text, words, letter, item, GROUP_UNCLEAR,
		READER_COORDINATOR, { 0 } };
	const struct item_words *say = &words->item;

	if (item->undated || item->vague) {
		say_timeframe(&lines, say->timeframe);
		say_wrong(&lines);
		item_end(&lines);
		write_command(&lines,
		    item->undated ? say->command_move : say->command_confirm);
	}
	if (item->equal || item->lead == NULL) {
		say_who(&lines);
		item_end(&lines);
		write_command(&lines,
		    item->equal ? say->command_lead : say->command_assign);
	}
	if (!item->undated && !item->vague && !item->equal &&
	    item->lead != NULL) {
		letter_say(&lines.line, say->unclear, NULL);
		item_end(&lines);
		write_command(&lines, say->command_show);
	}
	buffer_free(&lines.line);
}

/* --- its sentences --- */

static void say_moved(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;

	say_date(lines, say->moved, item->due);
	say_date(lines, say->moved_from, item->previous_due);
	if (item->move_decision != NULL && item->move_decision[0] != '\0')
		letter_say(
		    &lines->line, say->decision, VALUES(item->move_decision));
}

/* Whether there is no answer since its time began: what midway is about. */
static void say_midway(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;
	struct letter of_year = { .day = item->due };
	char start[LETTER_DATE], due[LETTER_DATE];

	letter_date(due, lines->words, item->due);
	if (day_is_some(item->start))
		letter_say(&lines->line, say->midway,
		    VALUES(
			letter_near(start, lines->words, &of_year, item->start),
			due));
	else
		letter_say(&lines->line, say->midway_until, VALUES(due));
}

static void say_new(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;
	int next = item->reminder_stage == STAGE_MIDWAY ? 0
	    : item->reminder_stage == STAGE_BEGIN       ? 1
							: 2;

	if (item->late > 0) {
		say_due(lines);
		return;
	}
	say_timeframe(lines, say->timeframe);
	say_wrong(lines);
	say_date(lines, say->due_date, item->due);
	if (lines->reader == READER_LEAD)
		say_near(lines, say->next[next], item->reminder);
}

static void say_stage(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;

	if (item->stage == STAGE_BEGIN && !is_in(lines, IN(FORMER)))
		say_date(lines, say->was_to_begin, item->start);
	if (item->stage == STAGE_MIDWAY && day_is_some(item->due) &&
	    item->late == 0)
		say_midway(lines);
	else if (item->stage == STAGE_REVIEW || !day_is_some(item->due))
		say_timeframe(lines, say->timeframe);
	else
		say_due(lines);
	if (item->stage == STAGE_OVERDUE &&
	    is_in(lines, IN(OVERDUE) | IN(RELAYED_LATE) | IN(NOBODY_LATE)))
		say_nth(&lines->line, say->nth, say->nth_more, item->n);
	if (item->was_moved)
		say_moved(lines);
	if (item->delayed)
		say_near(lines, say->delayed, item->regular);
}

static void write_facts(struct item_lines *lines)
{
	const struct letter_item *item = lines->item;

	say_handed(lines);
	if (lines->group == GROUP_FORMER)
		letter_add_former(&lines->line, lines->words, item);
	else if (item->stage == STAGE_ASSIGNED)
		say_new(lines);
	else if (item->stage == STAGE_MOVED)
		say_moved(lines);
	else
		say_stage(lines);
	item_end(lines);
}

/* --- who else --- */

static void write_lead(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;
	struct buffer name = { 0 };

	if (item->lead == NULL && lines->reader == READER_HELP)
		letter_say(&lines->line, say->nobody_leads, NULL);
	if (item->lead != NULL) {
		letter_add_party(&name, item->lead, item->lead_mail);
		letter_say(&lines->line, say->lead, VALUES(name.bytes));
	}
	item_end(lines);
	if (item->relayed != NULL &&
	    (item->lead == NULL || strcmp(item->relayed, item->lead) != 0))
		letter_say(&lines->line, say->relayed, VALUES(item->relayed));
	item_end(lines);
	buffer_free(&name);
}

static void write_parties(struct item_lines *lines)
{
	const struct letter_item *item = lines->item;
	struct buffer names = { 0 };

	for (size_t i = 0; i < item->party_count; i++) {
		buffer_text(
		    &names, letter_join(lines->words, i, item->party_count));
		letter_add_party(
		    &names, item->parties[i].name, item->parties[i].mail);
	}
	if (names.length > 0) {
		buffer_text(&lines->line, lines->words->item.cooperating);
		buffer_add(&lines->line, names.bytes, names.length);
	}
	item_end(lines);
	buffer_free(&names);
}

static bool is_same_plan(
    const struct letter *letter, const struct letter_item *item)
{
	const struct letter_plan *plan = letter_main_plan(letter);

	return plan == NULL || item->of == NULL ||
	    strcmp(plan->code, item->of->code) == 0;
}

static void item_write_plan(struct item_lines *lines)
{
	const struct letter_item *item = lines->item;
	struct buffer name = { 0 };

	if (is_same_plan(lines->letter, item))
		return;
	letter_cut(&name, item->of->title);
	if (item->of->case_number != NULL)
		letter_fill(&name, lines->words->footer_case,
		    VALUES(item->of->case_number));
	letter_say(&lines->line, lines->words->item.plan, VALUES(name.bytes));
	item_end(lines);
	buffer_free(&name);
}

/* --- the whole --- */

/* Its purpose, and where it was before. */
static void write_what_for(struct item_lines *lines)
{
	const struct item_words *say = &lines->words->item;
	const struct letter_item *item = lines->item;
	char digits[LETTER_NUMBER];

	if (item->purpose != NULL && item->purpose[0] != '\0') {
		letter_say(&lines->line, say->purpose, VALUES(item->purpose));
		item_end(lines);
	}
	if (item->carried_plan == NULL)
		return;
	letter_say(&lines->line, say->carried,
	    VALUES(
		letter_digits(digits, item->carried_from), item->carried_plan));
	item_end(lines);
}

void letter_write_item(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item)
{
	struct item_lines lines = { text, words, letter, item,
		letter_group(letter, item), letter_reader(letter, item),
		{ 0 } };
	bool brief = is_in(&lines, IN(FORMER) | IN(UNCLEAR));

	letter_write_title(text, item);
	if (!brief)
		write_what_for(&lines);
	if (item->stage == STAGE_ASSIGNED && !brief)
		write_equal(&lines);
	if (lines.group == GROUP_UNCLEAR)
		letter_write_unclear(text, words, letter, item);
	else
		write_facts(&lines);
	if (!brief) {
		letter_write_answer(text, words, letter, item);
		if (lines.reader != READER_LEAD)
			write_lead(&lines);
		if (lines.reader != READER_HELP)
			write_parties(&lines);
	}
	item_write_plan(&lines);
	if (item->to_clarify && lines.group != GROUP_UNCLEAR)
		letter_write_unclear(text, words, letter, item);
	buffer_free(&lines.line);
}
