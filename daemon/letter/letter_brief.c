/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_brief.h"

#include <stdio.h>

#include "daemon/letter/letter_answer.h"
#include "daemon/letter/letter_wrap.h"

/* Of a line of its own, the words; and the length of a letter from which on
 * it goes without answers, so that all fits into a notice. */
#define BRIEF_CHARACTERS 80
#define ANSWERS_BYTES    70000

void letter_write_numbered(
    struct buffer *text, const struct letter_item *item, const char *line)
{
	char number[LETTER_NUMBER + 8];
	int at =
	    snprintf(number, sizeof(number), "%4lld.  ", (long long)item->id);

	buffer_text(text, number);
	letter_wrap(text, line, at, LETTER_INDENT);
}

void letter_write_title(struct buffer *text, const struct letter_item *item)
{
	struct buffer title = { 0 };

	letter_cut(&title, item->activity);
	letter_write_numbered(text, item, title.bytes);
	buffer_free(&title);
}

void letter_write_brief(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item)
{
	struct buffer line = { 0 }, title = { 0 };
	char date[LETTER_DATE];

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
	letter_write_numbered(text, item, line.bytes);
	buffer_free(&line);
	buffer_free(&title);
}
