/* SPDX-License-Identifier: ISC */
/* What a letter is made of: where each item stands in it, and what is asked
 * of its reader. Pure. */
#ifndef DAEMON_LETTER_LETTER_GROUP_H
#define DAEMON_LETTER_LETTER_GROUP_H

#include "daemon/letter/letter.h"

/* In the order in which they are told: the most urgent first. */
enum group {
	GROUP_ESCALATED,
	GROUP_OVERDUE,
	GROUP_NEW_LATE,     /* came late to who leads it now */
	GROUP_RELAYED_LATE, /* of one without an address */
	GROUP_NOBODY_LATE,  /* first somebody must lead it ... */
	GROUP_DUE,
	GROUP_KNOWN_LATE, /* of others: where the ladder in force says so */
	GROUP_FAILURES,
	GROUP_MISSED,
	GROUP_FOLLOW_UP,
	GROUP_ENDING,
	GROUP_SOON,
	GROUP_NOBODY, /* ... whatever its stage */
	GROUP_BEGIN,
	GROUP_MIDWAY,
	GROUP_STALE,
	GROUP_REVIEW,
	GROUP_RELAYED,
	GROUP_MOVED,
	GROUP_NEW,
	GROUP_HELP_LATE, /* where the reader cooperates */
	GROUP_HELP_DUE,
	GROUP_HELP_SOON,
	GROUP_HELP_REVIEW,
	GROUP_HELP_MOVED,
	GROUP_HELP_NEW,
	GROUP_FORMER,
	GROUP_UNCLEAR,
	GROUP_KNOWN,  /* of others, the rest */
	GROUP_OTHERS, /* late, and no notice today */
	GROUPS
};

/* What an answer can be, in the order in which it is asked for. */
enum ask {
	ASK_DONE,
	ASK_UNDER_WAY,
	ASK_NOT_BEGUN,
	ASK_NEW_DATE,
	ASK_WHEN,
	ASK_DECISION,
	ASK_REVIEW,
	ASKS
};

/* What a coordinator does in planvakt, in this order. */
enum task {
	TASK_ANSWER,
	TASK_ASSIGN,
	TASK_FOLLOW_UP,
	TASK_END,
	TASK_PICTURE,
	TASK_MAIL,
	TASKS
};

/* What an activity is to whom a letter tells it. */
enum letter_reader {
	READER_LEAD,
	READER_NOBODY,  /* the coordinator, as nobody leads it */
	READER_RELAYED, /* the coordinator, for one without an address */
	READER_HELP,    /* cooperates */
	READER_FORMER,
	READER_CHIEF, /* is above the lead: its director, the steering group */
	READER_COORDINATOR,
	READERS
};

/* `letter` says whether an escalation is to the coordinator. */
enum letter_reader letter_reader(
    const struct letter *letter, const struct letter_item *item);
enum group letter_group(
    const struct letter *letter, const struct letter_item *item);

/* Whether it is no plan, but the situation picture. */
bool letter_is_picture(const struct letter_plan *plan);

/* The plan that the letter is named after, that of its most urgent item; NULL
 * where it is about none. */
const struct letter_plan *letter_main_plan(const struct letter *letter);

/* Of more plans than that the first are named. */
#define LETTER_PLANS 10

/* The plans that the letter is about, the one it is named after first: how
 * many. */
size_t letter_plans(
    const struct letter *letter, const struct letter_plan *plans[LETTER_PLANS]);

/* How urgent a counted item of the letter is: 0 is the most. */
int letter_rank(const struct letter *letter, const struct letter_item *item);

/* Of a plan's notice. */
enum group letter_plan_group(const struct letter_plan *plan);

/* Whether a digest's lists have what is in the group, all that nobody leads:
 * it is counted and named there, and nowhere else in the letter. */
bool letter_in_digest(const struct letter *letter, enum group group);

/* What is late without a notice counts with what has one, but not beside a
 * digest, which lists all of it. */
size_t letter_count(const struct letter *letter, enum group group);

/* The first of a group; NULL where there is none. */
const struct letter_item *letter_first(
    const struct letter *letter, enum group group);
const struct letter_plan *letter_first_plan(
    const struct letter *letter, enum group group);

/* Bits 1 << enum ask: what is asked of the item's reader, or of all of it. */
unsigned letter_asks(
    const struct letter *letter, const struct letter_item *item);
unsigned letter_asks_all(const struct letter *letter);
/* Whether an answer, where the letter asks for any, can be of the item: it is
 * asked for one, or it is late, too. */
bool letter_answers(
    const struct letter *letter, const struct letter_item *item);

/* Bits 1 << enum task: what the coordinator is to do. */
unsigned letter_tasks(const struct letter *letter);

/* Whether a letter may speak of the law: a plan that is statutory, of a day
 * from 1 July 2026 on (lag 2023:196, of 1 July 2024 for plans). */
bool letter_by_law(const struct letter_plan *plan);

/* The item that is asked about and comes again first; NULL for none. */
const struct letter_item *letter_next(const struct letter *letter);

/* Whom the letter is to. */
enum letter_to { TO_COORDINATOR, TO_DEPARTMENT, TO_DIRECTOR, TO_STEERING };

enum letter_to letter_to(const struct letter *letter);

#endif
