/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_answer.h"

#include <string.h>

#include "daemon/letter/letter_ask.h"

/* Days of reminders that are told one by one. */
#define DAYS_TOLD 6

#define IN(group) (UINT64_C(1) << GROUP_##group)

/* Where what was answered says what is to be done now. */
#define ANSWERED                                                               \
	(IN(ESCALATED) | IN(OVERDUE) | IN(NEW_LATE) | IN(RELAYED_LATE) |       \
	    IN(NOBODY_LATE) | IN(DUE) | IN(KNOWN_LATE) | IN(SOON) |            \
	    IN(BEGIN) | IN(STALE) | IN(REVIEW))
/* ... but not where none is needed or told already. */
#define ANSWERED_IF_ANY (IN(SOON) | IN(REVIEW))

/* --- what it says --- */

static const char *status_words(
    const struct letter_words *words, const char *status)
{
	static const char *const statuses[] = { "planned", "started", "done",
		"dropped" };

	for (size_t i = 0; i < 4; i++)
		if (strcmp(statuses[i], status) == 0)
			return words->answer.statuses[i];
	return status;
}

void letter_add_status(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_answer *answer)
{
	char digits[LETTER_NUMBER], date[LETTER_DATE];

	if (answer->status[0] == '\0')
		return;
	letter_say(line, status_words(words, answer->status), NULL);
	if (answer->progress > 0 && answer->progress < 100)
		letter_fill(line, words->answer.progress,
		    VALUES(letter_digits(digits, answer->progress)));
	if (day_is_some(answer->expected))
		letter_fill(line, words->answer.expected,
		    VALUES(letter_near(date, words, letter, answer->expected)));
	buffer_text(line, ".");
}

const char *letter_answerer(
    const struct letter_words *words, const struct letter_answer *answer)
{
	return answer->noted ? words->answer.coordinator : answer->by;
}

static bool is_own(const struct letter_item *item, enum letter_reader reader)
{
	return reader == READER_LEAD && !item->answer.noted &&
	    (!day_is_some(item->answer.at) ||
		strcmp(item->answer.by, item->lead) == 0);
}

static bool is_lead(const struct letter_item *item)
{
	return !item->answer.noted &&
	    (item->answer.by[0] == '\0' ||
		(item->lead != NULL &&
		    strcmp(item->answer.by, item->lead) == 0));
}

static bool is_coordinator(enum letter_reader reader)
{
	return reader == READER_COORDINATOR || reader == READER_NOBODY ||
	    reader == READER_RELAYED;
}

static void say_on(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item,
    enum letter_reader reader)
{
	const struct ask_words *say = letter_ask_words(letter, words);
	char date[LETTER_DATE];

	letter_near(date, words, letter, item->answer.at);
	letter_say(line,
	    item->answer.noted
		? (is_coordinator(reader) ? words->answer.noted_own
					  : words->answer.noted)
		: is_own(item, reader) ? say->own
		: is_lead(item)        ? say->answer
				       : say->answer_from,
	    VALUES(date, letter_answerer(words, &item->answer)));
}

void letter_add_answer(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item,
    enum letter_reader reader, bool quoted)
{
	const struct ask_words *say = letter_ask_words(letter, words);
	const struct letter_answer *answer = &item->answer;
	bool own = is_own(item, reader);

	if (!day_is_some(answer->at)) {
		letter_say(line, own ? say->own_none : say->none, NULL);
		return;
	}
	quoted |= answer->status[0] == '\0';
	say_on(line, words, letter, item, reader);
	letter_add_status(line, words, letter, answer);
	if (answer->reopened)
		letter_say(line, words->answer.reopened, NULL);
	if (quoted && day_is_some(answer->expected) &&
	    day_compare(answer->expected, letter->day) < 0)
		letter_say(line, words->answer.passed, NULL);
	if (!quoted || answer->words == NULL || answer->words[0] == '\0')
		return;
	letter_quote_whole(line, words,
	    own ? words->answer.wrote : words->answer.quoted, answer->words);
	if (own && answer->needs_date)
		letter_say(line, words->answer.needs_date, NULL);
}

/* --- when it was asked for --- */

static void say_reminded(struct buffer *line, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item)
{
	const struct item_words *say = &words->item;
	char digits[LETTER_NUMBER], date[LETTER_DATE];
	size_t count = item->reminded_count;
	struct buffer days = { 0 };

	if (count == 0 || item->lead == NULL)
		return;
	if (count > DAYS_TOLD) {
		letter_say(line, say->reminded_times,
		    VALUES(item->lead, letter_number(digits, words, count),
			letter_near(
			    date, words, letter, item->reminded[count - 1])));
		return;
	}
	letter_days(&days, words, letter, item->reminded, count);
	letter_say(line, say->reminded, VALUES(item->lead, days.bytes));
	buffer_free(&days);
}

static bool is_answer_told(
    const struct letter *letter, const struct letter_item *item)
{
	uint64_t group = UINT64_C(1) << letter_group(letter, item);

	if (!day_is_some(item->answer.at) && (ANSWERED_IF_ANY & group) != 0 &&
	    item->stage != STAGE_DUE)
		return false;
	return ((ANSWERED | (day_is_some(item->answer.at) ? IN(MIDWAY) : 0)) &
		   group) != 0;
}

void letter_write_answer(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item)
{
	struct buffer line = { 0 };
	char date[LETTER_DATE];

	if (!is_answer_told(letter, item))
		return;
	if (letter_group(letter, item) == GROUP_ESCALATED)
		say_reminded(&line, words, letter, item);
	letter_add_answer(
	    &line, words, letter, item, letter_reader(letter, item), true);
	if (day_is_some(item->acknowledged) &&
	    letter_reader(letter, item) == READER_LEAD)
		letter_say(&line, words->item.acknowledged,
		    VALUES(
			letter_near(date, words, letter, item->acknowledged)));
	letter_indented(text, &line);
	buffer_free(&line);
}
