/* SPDX-License-Identifier: ISC */
/* Whether a text holds a Swedish personal identity number, coordination number
 * or interim number, in any spelling. Pure; one pass, no memory.
 *
 * A number is a date and four characters more:
 *   - the date is YYMMDD or CCYYMMDD, CC 18, 19 or 20, of a day that exists;
 *     a coordination number adds 60 to the day (folkbokföringslagen 18 and
 *     18 a §§; Skatteverket SKV 704 and SKV 707);
 *   - three digits, 001 to 999, and a check digit, modulus 10 over the last ten
 *     digits with weights 2 and 1 (SKV 704);
 *   - or, of an interim number, T and any three digits or TF and any two (IVO's
 *     and SCB's forms for those without a number); so with R S U W X J K L M N
 *     in the place of T (reserve numbers of regions and universities). Nobody
 *     has said that all of these have a check digit, so none is asked for.
 *
 * Between date and rest stands nothing, white space, or any dash or plus with
 * white space around it; a line break only beside a dash. "12 12 12-1212" is a
 * date as well. Digits are those of any script (Unicode's Nd); characters that
 * cannot be seen and combining marks are passed over, fullwidth forms are what
 * they stand for. Letters may touch a number, digits may not.
 *
 * A wide gap binds less than a narrow one: of "0512-121212 0512-343434" the
 * middle is no number. So telephone numbers in groups, ISO dates before or
 * after a number, case numbers and organisation numbers (third digit from 2)
 * pass. What is left to chance is told in docs/privacy.md. */
#ifndef DAEMON_TEXT_IDENTITY_H
#define DAEMON_TEXT_IDENTITY_H

#include <stdbool.h>

enum identity_kind {
	IDENTITY_NONE,
	IDENTITY_WRITTEN, /* with a gap before its last four */
	IDENTITY_BARE,    /* ten or twelve digits and nothing else */
	IDENTITY_INTERIM, /* with a letter in the seventh place */
};

/* The first number in `text`, valid UTF-8, and what kind it is of. */
bool identity_found(const char *text, enum identity_kind *kind);

/* What an error may repeat of a word that somebody sent: `word`, or "..." where
 * it holds such a number. */
const char *identity_hidden(const char *word);

#endif
