/* SPDX-License-Identifier: ISC */
#include "client/office/paper_fit.h"

#include <string.h>

/* The style of paper_html.c: 10 pt, beside each other on 178 mm less the
 * margin of a screen, half an em between the columns. */
#define PAPER 4750
#define GAP   60
#define STEP  10

/* A column of sentences keeps two thirds of its share, for else it has a word
 * a line. */
#define KEPT(share, shares) (PAPER * 2 / 3 * (share) / (shares))

static unsigned letter_width(char letter)
{
	if (letter == '\0' || ((unsigned char)letter & 0xc0) == 0x80)
		return 0; /* the second byte of a letter */
	if (strchr("ijlI.,:;!'|", letter) != NULL)
		return 33;
	if (strchr("frt-()/", letter) != NULL)
		return 42;
	if (strchr("cksvxyz", letter) != NULL)
		return 57;
	if (strchr("mwMW%", letter) != NULL)
		return 98;
	return letter >= 'A' && letter <= 'Z' ? 75 : 64;
}

static bool fit_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A line may end after a hyphen, but not in a date or a number. */
static bool ends_word(const char *at)
{
	return *at == ' ' || *at == '\0' ||
	    (*at == '-' && !fit_is_digit(at[1]));
}

void paper_fit_text(struct paper_fit *fit, size_t column, const char *text)
{
	unsigned word = 0;

	for (const char *at = text;; at++) {
		word += *at != ' ' ? letter_width(*at) : 0;
		if (!ends_word(at))
			continue;
		if (fit->words[column] < word)
			fit->words[column] = word;
		word = 0;
		if (*at == '\0')
			return;
	}
}

static size_t widest_of(const unsigned *widths, size_t count)
{
	size_t widest = 0;

	for (size_t i = 1; i < count; i++)
		if (widths[i] > widths[widest])
			widest = i;
	return widest;
}

static unsigned width_needed(unsigned word, unsigned share, unsigned shares)
{
	unsigned width = word < PAPER ? word + GAP : PAPER;

	if (width > KEPT(share, shares))
		return width;
	return KEPT(share, shares);
}

/* Where there is not room for all words the widest columns give way: what is
 * narrow, as a date, is whole. */
void paper_fit_widths(struct paper_fit *fit, struct paper *paper)
{
	unsigned *widths = paper->widths, needs[PAPER_COLUMNS];
	unsigned sum = 0, shares = 0;

	for (size_t i = 0; i < paper->columns; i++)
		shares += widths[i];
	for (size_t i = 0; i < paper->columns && shares > 0; i++) {
		paper_fit_text(fit, i, paper->heads[i]);
		needs[i] = width_needed(fit->words[i], widths[i], shares);
		sum += needs[i];
	}
	for (; sum > PAPER; sum -= STEP)
		needs[widest_of(needs, paper->columns)] -= STEP;
	for (size_t i = 0; i < paper->columns && shares > 0; i++)
		widths[i] = needs[i] + (PAPER - sum) * widths[i] / shares;
}
