/* SPDX-License-Identifier: ISC */
/* Every word that a letter can say, in two languages. In a sentence, "%" is
 * where its one value goes. */
#ifndef DAEMON_LETTER_LETTER_WORDS_H
#define DAEMON_LETTER_LETTER_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "protocol/buffer.h"

/* What a letter is made of, in the order in which it is told: the most urgent
 * first. */
enum group {
	GROUP_ESCALATED,
	GROUP_OVERDUE,
	GROUP_NOBODY_LATE, /* first somebody must lead it ... */
	GROUP_DUE,
	GROUP_NOBODY,     /* ... whatever its stage */
	GROUP_KNOWN_LATE, /* of others: where the ladder in force says so */
	GROUP_FAILURES,
	GROUP_MISSED,
	GROUP_PLANS,
	GROUP_DIGEST,
	GROUP_UPCOMING,
	GROUP_BEGIN,
	GROUP_MIDWAY,
	GROUP_STALE,
	GROUP_REVIEW,
	GROUP_MOVED,
	GROUP_NEW,
	GROUP_HELP_LATE, /* where the reader cooperates */
	GROUP_HELP_SOON,
	GROUP_HELP,
	GROUP_FORMER,
	GROUP_UNCLEAR,
	GROUP_KNOWN, /* of others, the rest */
	GROUP_OTHERS,
	GROUPS
};

struct number_words {
	const char *one, *many;
};

struct noun_words {
	const char *one, *many;
	bool names_plan;
};

struct group_words {
	/* In the subject, after a number; the noun is said once for those
	 * groups that share it. */
	const struct noun_words *noun;
	struct number_words subject;
	struct number_words summary; /* a sentence */
	const char *heading;
	const char *asked;    /* of a department; NULL: nothing */
	const char *commands; /* asked of the coordinator; NULL: nothing */
};

/* How far a day is, after its date. */
struct far_words {
	struct number_words workdays_ago, days_ago, ahead;
	const char *today;
};

/* What can be said of one activity, as sentences. */
struct item_words {
	const char *was_to_be_done, *to_be_done; /* % a date and how far */
	const char *was_to_begin;                /* % a date */
	const char *ordinals[4], *ordinal;
	const char *acknowledged, *delayed; /* % a date */
	const char *noted, *never_noted;
	const char *timeframe; /* % as written */
	const char *undated, *vague, *unclear, *nobody;
	const char *read_as, *read_from, *read_until, *between;
	const char *leads, *leads_reminded; /* % the lead's name */
	const char *helps, *helps_nobody;
	const char *former, *former_nobody;
	const char *new_from, *new_here;
	const char *plan, *case_number;
	/* Lines to type; % the activity's number */
	const char *move, *confirm, *assign, *show;
};

/* What only the coordinator is told. */
struct coordinator_words {
	const char *adopted;                        /* % a date */
	const char *to_be_reviewed, *was_due;       /* % a date and how far */
	const char *to_department, *to_coordinator; /* % a name */
	const char *of_run, *of_test;               /* % a date */
	const char *dispatch;                       /* % its number */
	const char *answer;                         /* % of the mail system */
	const char *resend;                         /* to type; % a notice */
	const char *missed, *missed_told;           /* % the days */
};

/* The week's letter: a heading a list, % how many there are. */
struct digest_words {
	const char *late, *answered, *soon, *unclear;
	const char *sent, *failed; /* % how many messages */
	const char *duties;
	const char *nothing;
	const char *answer; /* after an item: % what was answered last */
};

struct letter_words {
	const char *rehearsal; /* before a subject */
	const char *in_plan;   /* after a subject that names no plan */
	const char *and_more;  /* in a subject with more than it tells */
	const char *to, *coordinator;
	const char *more; /* % how many a group has besides */
	const char *asked, *answers, *commands;
	const char *footer, *rehearsal_footer, *log; /* % an entry's number */
	struct far_words far;
	struct item_words item;
	struct coordinator_words for_coordinator;
	struct digest_words digest;
	struct group_words groups[GROUPS];
	/* What is wrong with a timeframe, in this language; what has no row
	 * stays as it is. Ends with a row of NULL. */
	const struct reason_words {
		const char *english, *words;
	} * reasons;
};

extern const struct letter_words letter_swedish, letter_english;

/* Adds a sentence, a long value cut; say also adds a blank after it. */
void letter_fill(struct buffer *to, const char *sentence, const char *value);
void letter_say(struct buffer *to, const char *sentence, const char *value);
void letter_fill_number(
    struct buffer *to, const struct number_words *words, int64_t number);

#endif
