/* SPDX-License-Identifier: ISC */
/* Letters of a municipality that does not exist, as they stand in
 * tests/data/letters: the subject, an empty line, the text. Each was written by
 * hand, in Swedish and in English, before there was code that writes it. */
#ifndef TESTS_UNIT_LETTER_KINDS_H
#define TESTS_UNIT_LETTER_KINDS_H

#include "tests/unit/letter_text.h"

#define KINDS "tests/data/letters/"

static const struct letter_plan vbe = { .code = "vbe-2022",
	.title = "Åtgärdsplan VBE 2022",
	.case_number = "KS 2021/817",
	.decision = "KF 2022-02-28 § 19",
	.adopted = { 19051 }, /* 2022-02-28 */
	.valid_until = { INT32_MIN },
	.followed = { INT32_MIN } };

static const struct letter_plan hrv = { .code = "hrv-2022",
	.title = "Plan mot hedersförtryck",
	.case_number = "KS 2022/41",
	.decision = "KS § 12",
	.adopted = { 19009 }, /* 2022-01-17 */
	.valid_until = { INT32_MIN },
	.followed = { INT32_MIN } };

#define KULTUR "Kultur- och ungdomskontoret"
#define SKOLA  "Skolkontoret"
#define OMSORG "Omsorgskontoret"
#define BYGG   "Samhällsbyggnadskontoret"

static const struct letter_party skola = { SKOLA, "skola@tallvik.example" };
static const struct letter_party kultur = { KULTUR, "kultur@tallvik.example" };

/* --- activities --- */

static inline struct letter_item kind_of(int64_t id, const char *activity,
    const char *purpose, enum stage stage, const char *end)
{
	return (struct letter_item){ .id = id,
		.activity = activity,
		.purpose = purpose,
		.plan = vbe.title,
		.case_number = vbe.case_number,
		.of = &vbe,
		.timeframe = "",
		.start = DAY_NONE,
		.due = end != NULL ? on(end) : DAY_NONE,
		.counted = true,
		.stage = stage,
		.role = TOLD_LEAD,
		.n = 1,
		.regular = DAY_NONE,
		.next = DAY_NONE,
		.reminder = DAY_NONE,
		.answer_by = DAY_NONE,
		.acknowledged = DAY_NONE,
		.answer = { .at = DAY_NONE, .expected = DAY_NONE },
		.held_until = DAY_NONE,
		.previous_due = DAY_NONE };
}

static inline struct letter_item talks(enum stage stage, const char *end)
{
	struct letter_item item =
	    kind_of(4, "Håll samtalskvällar om demokrati på fritidsgårdarna",
		"Unga ska veta vart de kan vända sig.", stage, end);

	item.lead = KULTUR;
	item.lead_mail = kultur.mail;
	item.parties = &skola;
	item.party_count = 1;
	return item;
}

static inline struct letter_item routine(enum stage stage, const char *end)
{
	struct letter_item item =
	    kind_of(7, "Skriv om rutinen för oro hos elever",
		"Skolans personal ska känna igen tidiga tecken.", stage, end);

	item.lead = SKOLA;
	item.lead_mail = skola.mail;
	return item;
}

static inline struct letter_item reception(enum stage stage, const char *end)
{
	struct letter_item item =
	    kind_of(9, "Utbilda receptionerna i att ta emot hot",
		"Alla receptioner ska göra lika.", stage, end);

	item.lead = SKOLA;
	item.lead_mail = skola.mail;
	return item;
}

static inline struct letter_item network(enum stage stage, const char *end)
{
	struct letter_item item =
	    kind_of(12, "Bjud in föreningarna till ett nätverk",
		"Föreningarna ska hitta varandra.", stage, end);

	item.lead = BYGG;
	item.lead_mail = "bygg@tallvik.example";
	return item;
}

static inline struct letter_item lights(enum stage stage, const char *end)
{
	struct letter_item item =
	    kind_of(15, "Gå igenom belysningen i gångtunnlarna",
		"Otrygga platser ska bli färre.", stage, end);

	item.lead = BYGG;
	item.lead_mail = "bygg@tallvik.example";
	return item;
}

static inline struct letter_item field_work(enum stage stage)
{
	struct letter_item item =
	    kind_of(18, "Sammanställ vad fältarbetarna ser",
		"Lägesbilden ska bygga på det som syns ute.", stage, NULL);

	item.lead = KULTUR;
	item.lead_mail = kultur.mail;
	return item;
}

/* The next letter about it, unless an answer comes by the day before. */
static inline void comes_again(struct letter_item *item, const char *next,
    const char *by, enum stage stage, enum role_told role)
{
	item->next = on(next);
	item->answer_by = on(by);
	item->next_stage = stage;
	item->next_role = role;
}

static inline void answered(struct letter_item *item, const char *at,
    const char *status, int progress, const char *expected, const char *words)
{
	item->answer = (struct letter_answer){ .at = on(at),
		.by = item->lead,
		.status = status,
		.progress = progress,
		.expected = expected != NULL ? on(expected) : DAY_NONE,
		.words = words };
}

/* --- letters --- */

static inline struct letter letter_on(const char *day, const char *const *names,
    size_t name_count, const struct letter_item *items, size_t count)
{
	struct letter letter = { .names = names,
		.name_count = name_count,
		.coordinator = "samordnare@tallvik.example",
		.signature = "Brottsförebyggande samordnaren,"
			     " Kommunledningskontoret, 0900-12 34 56",
		.day = on(day),
		.head = { .seq = 42 },
		.items = items,
		.count = count };

	memset(letter.head.hash, 0xab, sizeof(letter.head.hash));
	return letter;
}

static inline void read_kind(
    const char *kind, const char *language, struct buffer *words)
{
	char path[200], part[4096];
	size_t length;
	FILE *file;

	snprintf(path, sizeof(path), KINDS "%s.%s.txt", kind, language);
	file = fopen(path, "r");
	if (file == NULL)
		print_error("%s is missing\n", path);
	assert_non_null(file);
	while ((length = fread(part, 1, sizeof(part), file)) > 0)
		buffer_add(words, part, length);
	fclose(file);
}

static inline void assert_kind_in(
    const char *kind, struct letter *letter, const char *language)
{
	struct buffer wanted = { 0 }, written = { 0 };

	read_kind(kind, language, &wanted);
	letter->language = language;
	write_letter(letter);
	assert_non_null(subject.bytes);
	buffer_printf(&written, "%s\n\n%s", subject.bytes, text.bytes);
	if (strcmp(written.bytes, wanted.bytes) != 0)
		print_error("%s.%s: this was written\n%s\n", kind, language,
		    written.bytes);
	assert_string_equal(written.bytes, wanted.bytes);
	assert_fits();
	assert_null(strchr(subject.bytes, '\n'));
	buffer_free(&wanted);
	buffer_free(&written);
}

static inline void assert_kind(const char *kind, struct letter *letter)
{
	assert_kind_in(kind, letter, "sv");
	assert_kind_in(kind, letter, "en");
}

#define NAMES(...)                                                             \
	(const char *const[]){ __VA_ARGS__ },                                  \
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *)
#define NOBODY      NULL, 0
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

#endif
