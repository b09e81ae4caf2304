/* SPDX-License-Identifier: ISC */
/* Letters to write, and what their lines look like. */
#ifndef TESTS_UNIT_LETTER_TEXT_H
#define TESTS_UNIT_LETTER_TEXT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/letter/letter.h"

#define COLUMNS     76
#define SUBJECT_MAX 190 /* columns; most are half as long */

#define LETTER_MAX 200000 /* characters, of notice.issue's contract */

static struct buffer subject, text;

/* The plan of 2022 that these letters are about. */
static const struct letter_plan plan_2022 = { .code = "vbe",
	.title = "Plan mot våldsbejakande extremism",
	.case_number = "KS 2022/123",
	.adopted = { INT32_MIN },
	.valid_until = { INT32_MIN },
	.followed = { INT32_MIN } };

static inline struct day on(const char *words)
{
	struct day day = DAY_NONE;

	assert_true(day_read(words, &day));
	return day;
}

/* Overdue since 30 June 2022, told on Friday 1 July. */
static inline struct letter_item overdue(
    int64_t id, const char *activity, int64_t n)
{
	return (struct letter_item){ .id = id,
		.activity = activity,
		.plan = plan_2022.title,
		.case_number = plan_2022.case_number,
		.of = &plan_2022,
		.timeframe = "Vt 2022",
		.start = DAY_NONE,
		.due = on("2022-06-30"),
		.late = 1,
		.counted = true,
		.stage = STAGE_OVERDUE,
		.role = TOLD_LEAD,
		.n = n,
		.regular = on("2022-07-01"),
		.acknowledged = DAY_NONE,
		.noted = DAY_NONE,
		.next = DAY_NONE,
		.reminder = DAY_NONE,
		.answer_by = DAY_NONE,
		.answer = { .at = DAY_NONE, .expected = DAY_NONE },
		.held_until = DAY_NONE,
		.previous_due = DAY_NONE,
		.lead = "Kommunstaben" };
}

/* Due on Saturday 2 July. */
static inline struct letter_item due(int64_t id, const char *activity)
{
	struct letter_item item = overdue(id, activity, 1);

	item.due = on("2022-07-02");
	item.late = 0;
	item.stage = STAGE_DUE;
	return item;
}

static inline struct letter_item other(int64_t id, const char *activity)
{
	struct letter_item item = overdue(id, activity, 1);

	item.counted = false;
	item.late = 7;
	return item;
}

static const char *const staben[] = { "Kommunstaben" };

static inline struct letter letter_of(
    const struct letter_item *items, size_t count)
{
	struct letter letter = { .language = "sv",
		.names = staben,
		.name_count = 1,
		.coordinator = "samordnare@b.example",
		.signature = "",
		.day = on("2022-07-01"),
		.head = { .seq = 42 },
		.items = items,
		.count = count };

	memset(letter.head.hash, 0xab, sizeof(letter.head.hash));
	return letter;
}

/* --- of 18 July --- */

static inline struct letter_item item_of(
    int64_t id, const char *activity, enum stage stage, const char *end)
{
	struct letter_item item = overdue(id, activity, 1);

	item.stage = stage;
	item.due = end != NULL ? on(end) : DAY_NONE;
	item.late = end != NULL && strcmp(end, "2022-06-30") == 0 ? 12 : 0;
	item.regular = on("2022-07-18");
	return item;
}

#define HASH                                                                   \
	"abababababababababababababababababababababababababababababababab\n"

static inline void write_letter(const struct letter *letter)
{
	buffer_cut(&subject, 0);
	buffer_cut(&text, 0);
	letter_write(letter, &subject, &text);
}

static inline void write_one(const struct letter_item *item)
{
	struct letter letter = letter_of(item, 1);

	write_letter(&letter);
}

/* Lines run together, so that a phrase is found wherever they break. */
static inline void run_together(struct buffer *to, const char *words)
{
	for (; *words != '\0'; words++)
		if (strchr(" \n", *words) == NULL)
			buffer_add(to, words, 1);
		else if (words[1] == '\0' || strchr(" \n", words[1]) == NULL)
			buffer_text(to, " ");
}

/* How often the text has `words`; with a line feed in them as they stand. */
static inline int times(const char *words)
{
	struct buffer together = { 0 };
	const char *at = text.bytes;
	int count = 0;

	run_together(&together, text.bytes);
	if (strchr(words, '\n') == NULL)
		at = together.bytes;
	for (; (at = strstr(at, words)) != NULL; at++)
		count++;
	buffer_free(&together);
	return count;
}

static inline void assert_has(const char *words)
{
	if (times(words) != 1)
		print_error("%s\n---\n%s", words, text.bytes);
	assert_int_equal(times(words), 1);
}

static inline void assert_subject_has(const char *words)
{
	assert_non_null(strstr(subject.bytes, words));
}

static inline void assert_before(const char *first, const char *second)
{
	const char *at = strstr(text.bytes, first);

	assert_non_null(at);
	assert_non_null(strstr(at, second));
}

/* --- lines --- */

/* How wide what these tests write is: East Asian ideographs take two columns
 * (UAX #11), combining marks none. */
static inline int width_of(const char *line, size_t length)
{
	int width = 0;

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)line[i];

		if (c >= 0xe4 && c <= 0xe9) /* U+4000 to U+9FFF */
			width += 2;
		else if (c == 0xcc) /* U+0300 to U+033F */
			width += 0;
		else if (c < 0x80 || c >= 0xc0)
			width++;
	}
	return width;
}

static inline int line_widest(const struct buffer *lines)
{
	const char *at = lines->bytes;
	int widest = 0;

	while (*at != '\0') {
		size_t length = strcspn(at, "\n");
		int width = width_of(at, length);

		if (width > widest)
			widest = width;
		at += length + (at[length] == '\n');
	}
	return widest;
}

/* UTF-8 without control characters but line breaks: what notice.issue asks. */
static inline void assert_plain(const struct buffer *lines)
{
	int more = 0;

	for (size_t i = 0; i < lines->length; i++) {
		unsigned char c = (unsigned char)lines->bytes[i];

		assert_true(c == '\n' || (c >= 0x20 && c != 0x7f));
		assert_int_equal((c & 0xc0) == 0x80, more > 0);
		if (more > 0)
			more--;
		else if (c >= 0xc0)
			more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
	}
	assert_int_equal(more, 0);
}

static inline void assert_fits(void)
{
	assert_true(line_widest(&text) <= COLUMNS);
	assert_plain(&text);
	assert_plain(&subject);
	assert_null(strchr(subject.bytes, '\n'));
	assert_int_equal(text.bytes[text.length - 1], '\n');
	assert_null(strstr(text.bytes, "\n\n\n"));
}

/* How often the text has `words` as they stand. */
static inline int count_of(const char *words)
{
	int count = 0;

	for (const char *at = text.bytes; (at = strstr(at, words)) != NULL;
	     at++)
		count++;
	return count;
}

static inline void assert_filled(const struct buffer *words)
{
	assert_non_null(words->bytes);
	assert_null(strstr(words->bytes, "(null)"));
	for (const char *at = words->bytes; (at = strchr(at, '%')) != NULL;
	     at++)
		assert_true(at[1] < '1' || at[1] > '9');
}

/* No place of a value is left empty, and none is said of nothing. */
static inline void assert_said(void)
{
	assert_filled(&subject);
	assert_filled(&text);
	assert_true(subject.length > 0);
	assert_null(strstr(subject.bytes, "  "));
	assert_int_equal(count_of(" \n"), 1); /* the "-- " of the footer */
	assert_fits();
	assert_true(width_of(subject.bytes, subject.length) <= SUBJECT_MAX);
	assert_string_equal(text.bytes + text.length - strlen(HASH), HASH);
}

/* The text without blanks and breaks: what wrapping must not change. */
static inline char *squeezed(const char *words)
{
	char *result = calloc(1, strlen(words) + 1);
	size_t length = 0;

	for (; *words != '\0'; words++)
		if (strchr(" \t\r\n", *words) == NULL)
			result[length++] = *words;
	return result;
}

static inline void assert_keeps(const char *activity)
{
	char *all = squeezed(text.bytes), *words = squeezed(activity);

	assert_non_null(strstr(all, words));
	free(all);
	free(words);
}

static inline int teardown(void **state)
{
	(void)state;
	buffer_free(&subject);
	buffer_free(&text);
	return 0;
}

#endif
