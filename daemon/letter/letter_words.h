/* SPDX-License-Identifier: ISC */
/* Every word that a letter can say, in two languages of one structure. In a
 * sentence "%1" to "%9" are where its values go. */
#ifndef DAEMON_LETTER_LETTER_WORDS_H
#define DAEMON_LETTER_LETTER_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daemon/letter/letter_group.h"
#include "protocol/buffer.h"

/* A whole sentence for one, and one for several: no ending is ever glued. */
struct number_words {
	const char *one, *many;
};

struct group_words {
	/* Of a subject that has this alone; of one: %1 the activity's number,
	 * %2 its due date; of many: %1 how many. */
	struct number_words alone;
	struct number_words beside;  /* of one that has several; %1 how many */
	struct number_words summary; /* a sentence; of many: %1 how many */
	struct number_words heading; /* one NULL: as of many */
	const char *advice;          /* a sentence for the beginning, or NULL */
};

/* A day with how far it is, and how far that is; %1 a number. */
struct far_words {
	const char *on;               /* %1 date, %2 how far */
	const char *today, *tomorrow; /* %1 date */
	struct number_words workdays_ago, days_ago, months_ago, years_ago;
	const char *ahead; /* of two days and more */
};

/* How an answer is asked for, with a coordinator who hears it or without. */
struct ask_words {
	/* %1 a day: in a subject, a sentence, a heading. */
	const char *subject_by, *subject_today;
	const char *subject_by_new, *subject_today_new; /* after a question */
	const char *by, *today, *whenever;
	const char *heading_by, *heading_today, *heading;
	/* The reader's last answer, the lead's, another's; %1 date, %2 name. */
	const char *own_none, *own, *none, *answer, *answer_from;
};

/* What can be said of one activity, as sentences. */
struct item_words {
	const char *purpose;                     /* %1 */
	const char *carried;                     /* %1 number, %2 plan */
	const char *was_to_be_done, *to_be_done; /* %1 "den ..." */
	const char *quiet_due;                   /* %1 the same */
	const char *was_to_begin;                /* %1 date */
	const char *midway, *midway_until;       /* %1, %2 dates */
	const char *nth[13], *nth_more;          /* reminders after the date */
	const char *acknowledged, *delayed;      /* %1 date */
	const char *timeframe, *due_date;        /* %1 */
	const char *next[3]; /* midway, begin, other; %1 date */
	const char *moved, *moved_from, *decision;
	const char *taken_over, *replaced, *former, *former_nobody; /* %1 */
	const char *equal_self, *equal_other; /* %1 a name */
	const char *no_date; /* to who cannot mend the timeframe */
	const char *undated, *vague, *unclear;
	const char *read_as, *read_from, *read_until; /* %1, %2 dates */
	const char *nobody, *equal;                   /* unclear: who */
	const char *unknown;                          /* %1 its words */
	const char *lead, *nobody_leads, *cooperating, *relayed; /* %1 */
	const char *plan;                      /* %1 title, case */
	const char *reminded, *reminded_times; /* %1 lead ... */
	const char *late_since, *due_by;       /* %1 title, %2 date */
	const char *command_move, *command_confirm, *command_assign,
	    *command_show, *command_lead; /* %1 the number */
};

/* What an answer says. */
struct answer_words {
	const char *statuses[4]; /* planned, started, done, dropped */
	const char *progress;    /* %1 */
	const char *expected;    /* %1 date */
	const char *passed, *reopened;
	const char *coordinator;    /* who noted it */
	const char *noted;          /* by the coordinator; %1 date */
	const char *noted_own;      /* ... to him */
	const char *wrote, *quoted; /* %1 */
	const char *needs_date;     /* to who asked for one */
};

/* What only the coordinator or a steering group is told. */
struct plan_words {
	const char *adopted, *adopted_by; /* %1 date, %2 decision */
	/* Of a subject, and a sentence; %1 date. */
	const char *subject_follow, *subject_late, *subject_ending,
	    *subject_ended;
	const char *one_follow, *one_late, *one_ending, *one_ended;
	/* The same of the situation picture. */
	const char *picture, *subject_picture, *subject_picture_late;
	const char *one_picture, *one_picture_late;
	const char *to_update, *updated_late; /* %1 "den ..." */
	const char *updated;                  /* %1 date, %2 decision */
	const char *steering_advice;
	const char *to_follow, *followed_late; /* %1 "den ..." */
	const char *ending, *ended;            /* %1 the same */
	const char *meeting; /* %1 body, %2 its day, %3 that of the papers */
	const char *followed, *followed_decision, *never_followed;
	const char *nth[13], *nth_more;
	const char *law;
};

struct report_words {
	const char *failed_mail;        /* %1 name, %2 address, %3 what */
	const char *failed_coordinator; /* %2, %3 */
	const char *of_run, *of_test;   /* %1 date */
	const char *answer;             /* %1 of the mail system */
	const char *resend;             /* %1 a notice */
	const char *missed_day;         /* %1 date */
	const char *missed_days;        /* %1 how many, %2 dates */
	const char *missed_many;        /* ... %2 the first, %3 the last */
	const char *missed_told;
};

struct digest_words {
	const char *subject; /* %1 date, %2 what */
	/* Of a subject; %1 how many. */
	struct number_words escalated, late, answered, unclear, failed, soon,
	    duties, meetings, departures;
	const char *nothing_subject, *nothing;
	/* Sentences; %1 how many. */
	struct number_words says_late, says_late_in_all, says_answered,
	    says_noted, says_soon, says_unclear, says_failed;
	const char *late_heading, *answered_heading, *soon_heading,
	    *unclear_heading, *sent_heading, *meetings_heading;
	const char *noted_heading;
	const char *late_rest; /* where some of it is told above */
	/* Of the first letter. */
	const char *answered_first, *noted_first, *sent_first;
	/* Of both plans and picture, of either alone. */
	const char *duties_heading, *plans_heading, *picture_heading;
	const char *late_item, *late_nobody; /* %1 words, %2 lead, %3 date */
	const char *soon_item, *soon_nobody;
	const char *answered_item; /* %1 words, %2 who, %3 date */
	const char *noted_item;    /* ... by the coordinator */
	struct number_words sent;  /* %1 how many */
	const char *kept_here;
	const char *fault_subject;
	const char *fault; /* %1 date, %2 what */
	const char *unchecked_subject;
	const char *unchecked, *never_checked; /* %1 date */
	struct number_words failed_since;      /* %1 how many */
	const char *failed_list;
	const char *followed_late, *to_follow, *ended, *ending; /* %1, %2 */
	const char *picture_subject;
	const char *picture_late, *picture; /* %2 */
	const char *meeting, *meeting_time; /* %1 body, %2 date, %3 hour,
					      * %4 minutes */
	const char *papers, *papers_late;   /* %1 date */
	const char *more;                   /* %1 how many, %2 command */
};

/* Of the situation picture, in the week's letter. */
struct picture_words {
	const char *heading;
	const char *high, *low;         /* %1 kind, %2 area, %3 month */
	const char *other;              /* the area that is none of the two */
	const char *problem;            /* %1 */
	struct number_words activities; /* %1 numbers */
	const char *kinds;              /* %1 names */
	const char *more;               /* %1 how many */
};

struct letter_words {
	const char *rehearsal;          /* before a subject */
	const char *no_plan;            /* the title of a subject without one */
	struct number_words more_plans; /* after the title of the first */
	const char *subject_case;       /* %1 */
	const char *to, *coordinator, *director;
	const char *chief;                   /* ... of an external party */
	const char *steering, *steering_any; /* %1 a plan; of none */
	const char *numbers[13], *capital[13];
	const char *months[13];
	struct picture_words picture;
	const char *date, *day_and_month; /* %1 day, %2 month, %3 year */
	const char *days_of_month, *days_of_year; /* %1 days, %2, %3 */
	const char *quote;                        /* %1 */
	const char *and;
	const char *repeats; /* after the opening */
	struct far_words far;
	struct ask_words hears, deaf; /* whether somebody hears an answer */
	const char *need_not, *need_not_now, *need_not_news;
	const char *wrong_by; /* %1 a day */
	const char *cannot_reply;
	const char *number, *any_number, *one_of, *all_of; /* %1 */
	const char *asks[ASKS];
	const char *else_director, *else_chief, *else_steering,
	    *else_coordinator, *else_first, *else_again; /* %1 a day */
	struct number_words waiting;                     /* %1 how many */
	struct number_words others_more;
	/* Of the subject that tells only what is new. */
	struct number_words new_lead, new_help, new_help_too;
	const char *escalated_silent, *escalated_passed; /* %1, %2 */
	struct number_words reminders;                   /* %1 */
	const char *tasks_heading;
	struct task_words {
		const char *when, *lines; /* %1 the plan's code */
	} tasks[TASKS];
	const char *plan_code;
	const char *signature, *footer, *footer_for, *rehearsal_footer;
	const char *footer_plan, *footer_case, *footer_adopted,
	    *footer_decision; /* %1 */
	const char *log;      /* %1 an entry's number */
	struct item_words item;
	struct answer_words answer;
	struct plan_words plan;
	struct report_words report;
	struct digest_words digest;
	const struct group_words *groups; /* GROUPS of them */
	/* Of one activity alone, after one reminder. */
	const struct group_words *escalated_once;
	/* What is wrong with a timeframe, in this language; what has no row
	 * stays as it is. Ends with a row of NULL. */
	const struct reason_words *reasons;
};

struct reason_words {
	const char *english, *words;
};

extern const struct letter_words letter_swedish, letter_english;
extern const struct reason_words letter_reasons_swedish[];
extern const struct group_words letter_groups_swedish[GROUPS],
    letter_groups_english[GROUPS];
extern const struct group_words letter_once_swedish, letter_once_english;

#endif
