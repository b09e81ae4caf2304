/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_brief.h"

#include <stdio.h>

#include "daemon/letter/letter_answer.h"
#include "daemon/letter/letter_wrap.h"

/* Of a line of its own, the words; and the length of a letter from which on
 * it goes without answers, so that all fits into a notice. */
#define BRIEF_CHARACTERS 80
#define ANSWERS_BYTES    70000

void letter_write_title(struct buffer *text, const struct letter_item *item)
{
	struct buffer title = { 0 };
	char number[LETTER_NUMBER + 8];
	int at =
	    snprintf(number, sizeof(number), "%4lld.  ", (long long)item->id);

	letter_cut(&title, item->activity);
	buffer_text(text, number);
	letter_wrap(text, title.bytes, at, LETTER_INDENT);
	buffer_free(&title);
}

void letter_write_brief(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item)
{
	struct buffer line = { 0 }, title = { 0 };
	char number[LETTER_NUMBER + 8], date[LETTER_DATE];
	int at =
	    snprintf(number, sizeof(number), "%4lld.  ", (long long)item->id);

	letter_shorten(&title, item->activity, BRIEF_CHARACTERS);
	if (day_is_some(item->due))
		letter_say(&line,
		    item->late > 0 ? words->item.late_since
				   : words->item.due_by,
		    VALUES(title.bytes, letter_date(date, words, item->due)));
	else
		buffer_add(&line, title.bytes, title.length);
	if (item->late > 0 && text->length < ANSWERS_BYTES)
		letter_add_answer(&line, words, letter, item,
		    letter_reader(letter, item), false);
	buffer_text(text, number);
	letter_wrap(text, line.bytes, at, LETTER_INDENT);
	buffer_free(&line);
	buffer_free(&title);
}
