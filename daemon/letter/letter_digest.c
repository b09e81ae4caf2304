/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_digest.h"

#include <inttypes.h>
#include <stdio.h>

#include "daemon/letter/letter_item.h"
#include "daemon/letter/letter_wrap.h"

static void say_number(struct buffer *text, const char *sentence, size_t number)
{
	struct buffer line = { 0 };
	char digits[24];

	snprintf(digits, sizeof(digits), "%zu", number);
	letter_say(&line, sentence, digits);
	letter_write_indented(text, &line);
	buffer_free(&line);
}

static void write_item(struct buffer *text, const struct letter_words *words,
    const struct letter_item *item)
{
	struct buffer line = { 0 };
	char date[DAY_TEXT];

	buffer_printf(&line, "%" PRId64 ". ", item->id);
	letter_say(&line, "%", item->activity);
	if (item->lead != NULL)
		letter_say(&line, "(%)", item->lead);
	if (day_is_some(item->due))
		letter_say(&line, "%.", day_write(item->due, date));
	if (day_is_some(item->answer.at))
		letter_say(&line, words->digest.answer,
		    day_write(item->answer.at, date));
	letter_write_indented(text, &line);
	buffer_free(&line);
}

static void write_list(struct buffer *text, const struct letter_words *words,
    const char *heading, const struct letter_item *items, size_t count,
    size_t all)
{
	if (all == 0)
		return;
	say_number(text, heading, all);
	for (size_t i = 0; i < count; i++)
		write_item(text, words, &items[i]);
	buffer_text(text, "\n");
}

static void write_duties(struct buffer *text, const struct letter_words *words,
    const struct letter_digest *digest)
{
	struct buffer line = { 0 };
	char date[DAY_TEXT];

	if (digest->duty_count == 0)
		return;
	say_number(text, words->digest.duties, digest->duty_count);
	for (size_t i = 0; i < digest->duty_count; i++) {
		letter_say(&line, "%:", digest->duties[i].code);
		letter_say(&line, "%,", digest->duties[i].title);
		letter_say(
		    &line, "%.", day_write(digest->duties[i].until, date));
		letter_write_indented(text, &line);
	}
	buffer_text(text, "\n");
	buffer_free(&line);
}

void letter_write_digest(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	const struct letter_digest *digest = letter->digest;
	const struct digest_words *say = &words->digest;

	write_list(text, words, say->late, digest->late, digest->late_count,
	    digest->late_all);
	write_list(text, words, say->answered, digest->answered,
	    digest->answered_count, digest->answered_all);
	write_list(text, words, say->soon, digest->soon, digest->soon_count,
	    digest->soon_all);
	write_list(text, words, say->unclear, digest->unclear,
	    digest->unclear_count, digest->unclear_all);
	write_duties(text, words, digest);
	if (digest->late_all + digest->answered_all + digest->soon_all +
		digest->unclear_all + digest->duty_count ==
	    0)
		say_number(text, say->nothing, 0);
	say_number(text, say->sent, digest->sent);
	if (digest->failed > 0)
		say_number(text, say->failed, digest->failed);
	buffer_text(text, "\n");
}
