/* SPDX-License-Identifier: ISC */
/* What people read, in the language of their locale. English is what stands in
 * the source, and the catalogues of packaging/po have the rest: gettext, by its
 * one doorkeeper. Nothing is loaded before the first text is wanted, and
 * nothing at all for English. JSON, CSV, exit statuses and what goes over the
 * wire are never translated. */
#ifndef PROTOCOL_TRANSLATE_H
#define PROTOCOL_TRANSLATE_H

#include <stdbool.h>

#include "protocol/buffer.h"

/* The text for a person: of the catalogue, else `id` itself. Lives as long as
 * the process. The language is that of LANGUAGE, LC_ALL, LC_MESSAGES and LANG,
 * as gettext reads them, whether the system has that locale or not. */
const char *translate(const char *id) __attribute__((format_arg(1)));
const char *translate_plural(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

/* Whether that is English, or no catalogue is there. */
bool translate_is_english(void);

/* A word of packaging/po/words that is no sentence: `context` is "field" for
 * the name of a field, "value" for what stands in one, "shown" for what usage
 * texts call a value that is typed. */
const char *translate_word(const char *context, const char *word);

/* A word of planvakt's as what stands in the field: "planned" is another thing
 * of a notice ("state") than of an activity. */
const char *translate_value(const char *field, const char *word);

/* Appends one value or several, "lead, coordinator", each in words. */
void translate_list(struct buffer *to, const char *values);

/* A number as the daemon writes it, with the decimal mark of the language;
 * from five digits on, and where the language is another than English, with
 * spaces between thousands, on which no line breaks. */
void translate_number(struct buffer *to, const char *number);

/* English from here on: for a process that others read, or that may open no
 * files any more. */
void translate_not(void);

/* The same, but for what is said between translate_aloud(true) and
 * translate_aloud(false): to the operator, where that is a person at a
 * terminal. The catalogue is loaded now, while files may be opened. */
void translate_only_aloud(void);
void translate_aloud(bool begins);

#define _(id) translate(id)
/* Marks a text for the catalogue that is translated where it is shown. */
#define N_(id) (id)

#endif
