/* SPDX-License-Identifier: ISC */
#include "client/office/number_format.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DAYS_1900_TO_1904 1462
#define DAY_MAX           2958465 /* 9999-12-31 */

/* --- codes --- */

static void number_format_add_word(
    char *words, size_t size, const char *from, size_t length)
{
	size_t have = strlen(words);

	if (have + length >= size)
		return;
	memcpy(words + have, from, length);
	words[have + length] = '\0';
}

/* The bytes of a character of UTF-8. */
static size_t whole_character(const char *at)
{
	size_t length = *at != '\0';

	while (length > 0 && (at[length] & 0xc0) == 0x80)
		length++;
	return length;
}

/* "[$-41D]", "[Red]", "[h]": only hours, minutes and seconds say anything. */
static const char *pass_bracket(struct number_format *format, const char *at)
{
	size_t length = strcspn(at, "]");

	if (strspn(at + 1, "hHmMsS") + 1 == length)
		format->time = true;
	return at + length + (at[length] == ']');
}

static const char *take_words(
    struct number_format *format, const char *at, bool behind)
{
	char *words = behind ? format->after : format->before;
	size_t length;

	if (*at == '"') {
		length = strcspn(at + 1, "\"");
		number_format_add_word(
		    words, sizeof(format->before), at + 1, length);
		return at + 1 + length + (at[1 + length] == '"');
	}
	if (*at == '_' || *at == '*') /* the width of a character; filling */
		return at + 1 + whole_character(at + 1);
	at += *at == '\\';
	length = whole_character(at);
	number_format_add_word(words, sizeof(format->before), at, length);
	return at + length;
}

/* A letter of a day or a time. "m" is a month but beside hours and seconds. */
static const char *take_letters(struct number_format *format, const char *at)
{
	char letter = *at | 0x20;

	if (strncasecmp(at, "AM/PM", 5) == 0)
		return at + 5;
	if (letter == 'e' && (at[1] == '+' || at[1] == '-')) {
		format->general = true;
		return at + 2;
	}
	if (strncasecmp(at, "General", 7) == 0 ||
	    strncasecmp(at, "Standard", 8) == 0) {
		format->general = true;
		return at + (letter == 'g' ? 7 : 8);
	}
	format->year |= letter == 'y' || letter == 'e';
	format->day |= letter == 'd';
	format->month |= letter == 'm' && !format->time;
	format->time |= letter == 'h' || letter == 's';
	while ((*at | 0x20) == letter)
		at++;
	return at;
}

void number_format_read(struct number_format *format, const char *code)
{
	bool behind = false, point = false;

	*format = (struct number_format){ .general = false };
	while (*code != '\0' && *code != ';') {
		if (*code == '[') {
			code = pass_bracket(format, code);
		} else if (strchr("ymdhseYMDHSEgGaA", *code) != NULL) {
			code = take_letters(format, code);
		} else if (strchr("0#?", *code) != NULL) {
			format->decimals += point;
			behind = true;
			code++;
		} else if (*code == '.' || *code == ',') {
			point |= *code++ == '.';
		} else if (*code == '@') {
			format->general = true;
			code++;
		} else {
			format->percent |= *code == '%';
			code = take_words(format, code, behind);
		}
	}
	if (!behind && format->decimals == 0)
		format->general = true;
}

void number_format_built_in(struct number_format *format, long id)
{
	static const struct {
		long from, to;
		const char *code;
	} codes[] = {
		{ 1, 1, "0" },
		{ 2, 2, "0.00" },
		{ 3, 3, "#,##0" },
		{ 4, 4, "#,##0.00" },
		{ 9, 9, "0%" },
		{ 10, 10, "0.00%" },
		{ 14, 15, "yyyy-mm-dd" },
		{ 16, 16, "d-mmm" },
		{ 17, 17, "mmm-yy" },
		{ 18, 21, "h:mm" },
		{ 22, 22, "yyyy-mm-dd h:mm" },
		{ 27, 31, "yyyy-mm-dd" },
		{ 32, 35, "h:mm" },
		{ 36, 36, "yyyy-mm-dd" },
		{ 37, 38, "#,##0" },
		{ 39, 40, "#,##0.00" },
		{ 45, 47, "h:mm" },
		{ 50, 58, "yyyy-mm-dd" },
	};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (id >= codes[i].from && id <= codes[i].to) {
			number_format_read(format, codes[i].code);
			return;
		}
	number_format_read(format, "General");
}

/* --- values --- */

/* The civil day of a number of days from 1970-01-01: in years that begin in
 * March a leap day is the last of its year. */
static void civil(int64_t days, int *year, int *month, int *day)
{
	int64_t shifted = days + 719468, era = shifted / 146097;
	int64_t of_era = shifted - era * 146097;
	int64_t of =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * of + of / 4 - of / 100);
	int64_t march = (5 * of_year + 2) / 153;

	*day = (int)(of_year - (153 * march + 2) / 5 + 1);
	*month = (int)(march < 10 ? march + 3 : march - 9);
	*year = (int)(of + era * 400 + (*month <= 2));
}

/* Sheets know a 29 February 1900 that never was, so days before are one off. */
static void add_day(struct buffer *to, const struct number_format *format,
    double value, bool from_1904)
{
	int64_t minutes = (int64_t)floor(value * 1440 + 0.5);
	int64_t number = minutes / 1440;
	int year, month, day;

	if (from_1904)
		number += DAYS_1900_TO_1904;
	else if (number < 60)
		number++;
	civil(number - 25569, &year, &month, &day);
	minutes %= 1440;
	if (format->day)
		buffer_printf(to, "%04d-%02d-%02d", year, month, day);
	else if (format->month)
		buffer_printf(to, "%04d-%02d", year, month);
	else if (format->year)
		buffer_printf(to, "%04d", year);
	if (format->time && (minutes > 0 || !format->day))
		buffer_printf(to, "%s%02d:%02d", format->day ? " " : "",
		    (int)(minutes / 60), (int)(minutes % 60));
}

static void number_format_add_number(
    struct buffer *to, const struct number_format *format, double value)
{
	if (format->general) {
		buffer_printf(to, "%.15g", value);
		return;
	}
	buffer_printf(to, "%s%.*f%s", format->before,
	    format->decimals < 15 ? format->decimals : 15,
	    format->percent ? value * 100 : value, format->after);
}

void number_format_add(struct buffer *to, const struct number_format *format,
    const char *value, bool from_1904)
{
	char *end;
	double number = strtod(value, &end);
	bool is_day =
	    format->year || format->month || format->day || format->time;

	if (*value == '\0' || *end != '\0' || !isfinite(number) ||
	    fabs(number) > 1e15 ||
	    (is_day && (number < 0 || number >= DAY_MAX)))
		buffer_text(to, value);
	else if (is_day)
		add_day(to, format, number, from_1904);
	else
		number_format_add_number(to, format, number);
}
