/* SPDX-License-Identifier: ISC */
/* The lines of a letter on one activity, as its reader needs them. Pure. */
#ifndef DAEMON_LETTER_LETTER_ITEM_H
#define DAEMON_LETTER_LETTER_ITEM_H

#include "daemon/letter/letter.h"
#include "daemon/letter/letter_words.h"

/* Lines under a number begin here. */
#define LETTER_INDENT 7

/* What an activity is to whom a letter tells it. */
enum letter_reader {
	READER_LEAD,
	READER_NOBODY, /* the coordinator, as nobody leads it */
	READER_HELP,   /* cooperates */
	READER_FORMER,
	READER_CHIEF, /* is above the lead */
	READER_COORDINATOR,
	READERS
};

enum letter_reader letter_reader(
    const struct letter *letter, const struct letter_item *item);

/* What is asked of these is a command, not an answer. */
bool reader_commands(enum letter_reader reader);

void letter_write_item(struct buffer *text, const struct letter_words *words,
    const struct letter *letter, const struct letter_item *item);

/* A date and how far it is from the letter's day, in days; in workdays where
 * `late` says how many have passed. */
void letter_add_far(struct buffer *to, const struct letter_words *words,
    const struct letter *letter, struct day day, int late);

/* Writes a paragraph in an item's lines, and empties it. */
void letter_write_indented(struct buffer *text, struct buffer *line);

/* ", ärende ..." where there is one. */
void letter_add_case(struct buffer *to, const struct letter_words *words,
    const char *case_number);

#endif
