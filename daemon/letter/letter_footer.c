/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_footer.h"

#include <string.h>

#include "daemon/letter/letter_ask.h"
#include "daemon/letter/letter_wrap.h"

/* --- who asks --- */

static void write_signature(struct buffer *text,
    const struct letter_words *words, const struct letter *letter)
{
	const char *signature = letter->signature;
	struct buffer line = { 0 };

	if (!letter_hears(letter) &&
	    (signature == NULL || signature[0] == '\0'))
		return;
	letter_cut(&line,
	    signature != NULL && signature[0] != '\0' ? signature
						      : words->signature);
	letter_paragraph(text, &line);
	if (letter_hears(letter)) {
		buffer_text(&line, letter->coordinator);
		letter_paragraph(text, &line);
	}
	letter_gap(text);
	buffer_free(&line);
}

/* --- the plans --- */

static void footer_write_plan(struct buffer *text,
    const struct letter_words *words, const struct letter_plan *plan)
{
	bool decided = plan->decision != NULL && plan->decision[0] != '\0';
	struct buffer line = { 0 };
	char date[LETTER_DATE];

	letter_fill(&line, words->footer_plan, VALUES(plan->title));
	if (plan->case_number != NULL && plan->case_number[0] != '\0')
		letter_fill(
		    &line, words->footer_case, VALUES(plan->case_number));
	if (day_is_some(plan->adopted))
		letter_fill(&line, words->footer_adopted,
		    VALUES(letter_date(date, words, plan->adopted)));
	if (decided)
		letter_fill(
		    &line, words->footer_decision, VALUES(plan->decision));
	buffer_text(&line, ".");
	letter_paragraph(text, &line);
	buffer_free(&line);
}

static void write_plans(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	const struct letter_plan *plans[LETTER_PLANS];
	size_t count = letter_plans(letter, plans);

	for (size_t i = 0; i < count; i++)
		footer_write_plan(text, words, plans[i]);
}

/* --- the whole --- */

void letter_write_footer(struct buffer *text, const struct letter_words *words,
    const struct letter *letter)
{
	struct buffer line = { 0 };
	char entry[LETTER_NUMBER];

	write_signature(text, words, letter);
	buffer_text(text, "-- \n");
	letter_lines(
	    text, letter_hears(letter) ? words->footer_for : words->footer);
	if (letter->rehearsal)
		letter_lines(text, words->rehearsal_footer);
	write_plans(text, words, letter);
	letter_say(
	    &line, words->log, VALUES(letter_digits(entry, letter->head.seq)));
	letter_paragraph(text, &line);
	buffer_hex(text, letter->head.hash, sizeof(letter->head.hash));
	buffer_text(text, "\n");
	buffer_free(&line);
}
