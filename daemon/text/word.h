/* SPDX-License-Identifier: ISC */
/* The closed sets of words that several modules speak of: an enum each, and
 * its words in the same order. A contract admits the words (contract.h), what
 * decides has the enum, and SQL and JSON are given words[enum]. Pure. */
#ifndef DAEMON_TEXT_WORD_H
#define DAEMON_TEXT_WORD_H

/* The place of `word` in a NULL-ended list; -1 where it is not there, or
 * NULL. */
int word_place(const char *const *words, const char *word);

/* The same of a word that is there: a contract or a handler has seen to it. */
int word_of(const char *const *words, const char *word);

/* Of an activity. */
enum status { STATUS_PLANNED, STATUS_STARTED, STATUS_DONE, STATUS_DROPPED };

/* Of a dispatch; a notice has its dispatch's, or one of its own. */
enum dispatch_state {
	DISPATCH_PLANNED,
	DISPATCH_ACCEPTED,
	DISPATCH_FAILED,
	DISPATCH_WITHDRAWN,
	NOTICE_ACKNOWLEDGED,
	NOTICE_SKIPPED
};

/* Of mail. */
enum language { LANGUAGE_SWEDISH, LANGUAGE_ENGLISH };

/* Each NULL-ended. */
extern const char *const status_words[], *const dispatch_state_words[],
					     *const language_words[];

#endif
