/* SPDX-License-Identifier: ISC */
#include "daemon/text/identity.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "daemon/calendar/day.h"

#define DIGITS_MAX   12 /* of a number with its century */
#define DIGITS_LEAST 8  /* of an interim number with two letters */
#define GROUPS       4  /* "1912 12 12-1212" */

/* What stands between two groups of digits. */
struct gap {
	bool space, line, dash;
	bool mark;  /* / : . , _ as case numbers, times and amounts have */
	bool other; /* anything else: the groups have nothing in common */
	char letters[3];
};

struct digit_group {
	uint8_t digits[DIGITS_MAX];
	int count; /* more than DIGITS_MAX: too many to be kept */
	struct gap before;
};

struct identity_reader {
	struct digit_group groups[GROUPS]; /* the newest first */
	struct gap gap;                    /* since then */
	bool in_digits;
	bool plain; /* its digits are plain: not raised, lowered or circled */
};

/* --- the rule of a number --- */

static bool check_digit_fits(const uint8_t digits[10])
{
	int sum = 0;

	for (int i = 0; i < 10; i++) {
		int product = digits[i] * (i % 2 == 0 ? 2 : 1);

		sum += product / 10 + product % 10;
	}
	return sum % 10 == 0;
}

/* Whether it is a date, YYMMDD or CCYYMMDD. Six digits may be of any of three
 * centuries, which differ only in 00-02-29: 2000 has that day, 1800 and 1900
 * have not. So 20 is taken, which refuses no date that exists. */
static bool date_fits(const uint8_t *digits, int count)
{
	int century = 20, month, day;

	if (count == 8) {
		century = digits[0] * 10 + digits[1];
		digits += 2;
	} else if (count != 6)
		return false;
	month = digits[2] * 10 + digits[3];
	day = digits[4] * 10 + digits[5];
	if (day > 60)
		day -= 60;
	return century >= 18 && century <= 20 &&
	    date_is_valid(
		century * 100 + digits[0] * 10 + digits[1], month, day);
}

static bool identity_number_fits(const uint8_t *digits, int count)
{
	const uint8_t *birth = digits + count - 4;

	return date_fits(digits, count - 4) &&
	    birth[0] + birth[1] + birth[2] > 0 &&
	    check_digit_fits(digits + count - 10);
}

/* --- how groups hang together, the tighter the greater --- */

enum bond { APART, WIDE, TIGHT };

static enum bond bond(const struct gap *gap)
{
	bool wide = gap->space || gap->line;

	if (gap->other || (gap->mark && (wide || gap->dash)) ||
	    (gap->line && !gap->dash))
		return APART;
	return wide ? WIDE : TIGHT;
}

static bool is_tight(const struct gap *gap)
{
	return gap->letters[0] == '\0' && bond(gap) == TIGHT;
}

/* Whether the two newest groups may be one number: `next` follows them. */
static bool are_joined(const struct digit_group *groups, const struct gap *next)
{
	const struct gap *gap = &groups[0].before;

	if (gap->mark || bond(gap) == APART)
		return false;
	return bond(gap) == TIGHT ||
	    (!is_tight(&groups[1].before) && !is_tight(next));
}

static bool is_spaced(const struct gap *gap)
{
	return gap->letters[0] == '\0' && !gap->dash && bond(gap) == WIDE;
}

static bool is_dashed(const struct gap *gap)
{
	return is_tight(gap) && gap->dash && !gap->mark;
}

/* --- the forms --- */

static bool is_bare(const struct digit_group *group)
{
	return (group->count == 10 || group->count == 12) &&
	    identity_number_fits(group->digits, group->count);
}

/* The `parts` groups before the newest, oldest first, and the newest. */
static bool parts_fit(const struct digit_group *groups, int parts)
{
	uint8_t digits[GROUPS * DIGITS_MAX];
	int count = 0;

	for (int i = parts; i >= 0; i--) {
		memcpy(
		    digits + count, groups[i].digits, (size_t)groups[i].count);
		count += groups[i].count;
	}
	return identity_number_fits(digits, count);
}

static bool is_written(const struct digit_group *groups, const struct gap *next)
{
	return groups[0].count == 4 && groups[0].before.letters[0] == '\0' &&
	    (groups[1].count == 6 || groups[1].count == 8) &&
	    are_joined(groups, next) && parts_fit(groups, 1);
}

/* "12 12 12-1212", "1912 12 12-1212", "12-12-12-1212": only with the last dash
 * at hand, and alone; all else of such groups may be a telephone number, and
 * what follows an ISO date may be any. */
static bool is_written_apart(
    const struct digit_group *groups, const struct gap *next)
{
	bool (*is_same)(const struct gap *gap) =
	    groups[1].before.dash ? is_dashed : is_spaced;

	return groups[0].count == 4 && is_dashed(&groups[0].before) &&
	    groups[1].count == 2 && is_same(&groups[1].before) &&
	    groups[2].count == 2 && is_same(&groups[2].before) &&
	    (groups[3].count == 2 ||
		(groups[3].count == 4 && !groups[1].before.dash)) &&
	    !is_tight(&groups[3].before) && bond(next) == APART &&
	    parts_fit(groups, 3);
}

static bool is_interim(const struct digit_group *groups, const struct gap *next)
{
	const char *letters = groups[0].before.letters;
	bool fits = groups[0].count == 3
	    ? letters[0] != '\0' && letters[0] != 'F' && letters[1] == '\0'
	    : groups[0].count == 2 && strcmp(letters, "TF") == 0;

	return fits && date_fits(groups[1].digits, groups[1].count) &&
	    are_joined(groups, next);
}

/* Whether a number ends with the newest group; `next` follows it. */
static enum identity_kind judge(
    const struct digit_group *groups, const struct gap *next)
{
	if (is_bare(&groups[0]))
		return IDENTITY_BARE;
	if (is_written(groups, next) || is_written_apart(groups, next))
		return IDENTITY_WRITTEN;
	return is_interim(groups, next) ? IDENTITY_INTERIM : IDENTITY_NONE;
}

/* --- reading --- */

static int digit_value(ucs4_t c, bool *plain)
{
	int value;

	*plain = true;
	if (c < 0x80)
		return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
	value = uc_decimal_value(c);
	*plain = value >= 0;
	return *plain ? value : uc_digit_value(c);
}

static bool identity_is_invisible(ucs4_t c)
{
	if (c < 0x80)
		return false;
	return uc_is_property_default_ignorable_code_point(c) ||
	    uc_is_general_category_withtable(c,
		UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Mn |
		    UC_CATEGORY_MASK_Me);
}

static bool is_line_break(ucs4_t c)
{
	return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 ||
	    c == 0x2029;
}

/* Those of Unicode's property Dash, what only looks like one, and plus
 * signs. */
static bool is_dash(ucs4_t c)
{
	static const ucs4_t more[] = { '+', 0x2d7, 0x2043, 0x2795, 0x2796,
		0x207a, 0x208a, 0xfe62 };

	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		if (c == more[i])
			return true;
	return uc_is_property_dash(c);
}

static bool identity_is_one_of(ucs4_t c, const char *ascii)
{
	return c > 0 && c < 0x80 && strchr(ascii, (int)c) != NULL;
}

/* An interim number's letter stands after the date, beside the digits. */
static void take_letter(struct gap *gap, ucs4_t c)
{
	size_t at = strlen(gap->letters);

	if (at < sizeof(gap->letters) - 1)
		gap->letters[at] = (char)c;
	else
		gap->other = true;
}

static void widen(struct gap *gap, ucs4_t c)
{
	ucs4_t upper = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;

	if (gap->other)
		return;
	if (identity_is_one_of(upper, "TFRSUWXJKLMN")) {
		take_letter(gap, upper);
		return;
	}
	gap->other = gap->letters[0] != '\0';
	if (is_line_break(c))
		gap->line = true;
	else if (uc_is_property_white_space(c))
		gap->space = true;
	else if (is_dash(c))
		gap->dash = true;
	else if (identity_is_one_of(c, "/:.,_"))
		gap->mark = true;
	else
		gap->other = true;
}

static void begin_group(struct identity_reader *reader)
{
	memmove(reader->groups + 1, reader->groups,
	    sizeof(reader->groups) - sizeof(reader->groups[0]));
	reader->groups[0] = (struct digit_group){ .before = reader->gap };
	reader->in_digits = true;
}

static void take_digit(struct identity_reader *reader, int digit)
{
	struct digit_group *group = &reader->groups[0];

	if (group->count < DIGITS_MAX)
		group->digits[group->count] = (uint8_t)digit;
	if (group->count <= DIGITS_MAX)
		group->count++;
}

/* A raised digit marks a footnote and is no part of the number before it. */
static void part(struct identity_reader *reader)
{
	reader->gap = (struct gap){ .other = true };
	reader->in_digits = false;
}

static enum identity_kind identity_take(
    struct identity_reader *reader, ucs4_t c)
{
	enum identity_kind kind = IDENTITY_NONE;
	bool plain;
	int digit = digit_value(c, &plain);

	if (digit >= 0) {
		if (reader->in_digits && plain != reader->plain)
			part(reader);
		reader->plain = plain;
		if (!reader->in_digits) {
			kind = judge(reader->groups, &reader->gap);
			begin_group(reader);
		}
		take_digit(reader, digit);
		return kind;
	}
	if (reader->in_digits)
		reader->gap = (struct gap){ 0 };
	reader->in_digits = false;
	widen(&reader->gap, c);
	return IDENTITY_NONE;
}

/* Whether there are digits enough for a number: six of a date and two. Bytes
 * of UTF-8 that may begin a digit count as one; those of Latin letters and of
 * general punctuation (U+00C0 to U+027F, U+2000 to U+203F) do not. */
static bool has_digits(const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	int count = 0;

	for (; *at != 0 && count < DIGITS_LEAST; at++)
		count += (*at >= '0' && *at <= '9') || *at == 0xc2 ||
		    (*at >= 0xca && (*at != 0xe2 || at[1] != 0x80));
	return count == DIGITS_LEAST;
}

bool identity_found(const char *text, enum identity_kind *kind)
{
	const struct gap end = { .other = true };
	struct identity_reader reader = { .gap = end };
	const uint8_t *at = (const uint8_t *)text;
	ucs4_t c;

	*kind = IDENTITY_NONE;
	if (!has_digits(text))
		return false;
	while (*kind == IDENTITY_NONE && (at = u8_next(&c, at)) != NULL) {
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xff01 - '!'; /* fullwidth */
		if (!identity_is_invisible(c))
			*kind = identity_take(&reader, c);
	}
	if (*kind == IDENTITY_NONE)
		*kind = judge(reader.groups, &end);
	return *kind != IDENTITY_NONE;
}

const char *identity_hidden(const char *word)
{
	enum identity_kind kind;

	return identity_found(word, &kind) ? "..." : word;
}
