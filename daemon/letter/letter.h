/* SPDX-License-Identifier: ISC */
/* The message to one address: what is overdue, what is due, what is coming,
 * what is asked. Pure: the same letter is always the same words. */
#ifndef DAEMON_LETTER_LETTER_H
#define DAEMON_LETTER_LETTER_H

#include <stdbool.h>
#include <stddef.h>

#include "daemon/calendar/day.h"
#include "daemon/ladder/stage.h"
#include "protocol/buffer.h"
#include "protocol/message.h"

/* A meeting of a body that hears about the plan. */
struct letter_meeting {
	const char *body;
	struct day day;
	const char *time;  /* "08:15"; "" for none */
	struct day papers; /* by when they must be ready; DAY_NONE */
};

/* A plan, as the letters about its activities name it; and one that is to be
 * followed up, or that ends. */
struct letter_plan {
	const char *code, *title;      /* "" of the situation picture */
	const char *case_number;       /* or NULL */
	const char *decision;          /* that adopted it; or NULL */
	struct day adopted;            /* DAY_NONE where it is not known */
	struct day valid_until;        /* DAY_NONE */
	bool statutory;                /* to be followed up by law */
	struct day followed;           /* the last follow-up; DAY_NONE */
	const char *followed_decision; /* or NULL */
	const char *board;             /* whose meetings take it up; or NULL */
	/* Of one notice. */
	enum stage stage;    /* STAGE_FOLLOW_UP or STAGE_ENDING */
	enum role_told role; /* the coordinator or the steering address */
	int64_t n;
	struct day until; /* by when it is to be done; can have passed */
	/* Where its board takes that up; body NULL: nobody knows. */
	struct letter_meeting meeting;
};

/* What the lead said last, and when it will be done. */
struct letter_answer {
	struct day at;       /* DAY_NONE: it never has */
	const char *by;      /* name of the department */
	const char *status;  /* as it became: "planned", "started" ...; ""
			      * where one who does not lead it says more */
	int progress;        /* per cent */
	struct day expected; /* DAY_NONE where no day was named */
	const char *words;   /* at most 200 characters; "" for none */
	bool noted;          /* in the coordinator's words */
	bool needs_date;     /* it asks for a new due date; there is none yet */
	bool reopened;       /* since then, though it was done or given up */
};

/* Another department of an activity. */
struct letter_party {
	const char *name;
	const char *mail; /* "" for none */
};

/* One activity. It stands in a letter once, under its most urgent stage. */
struct letter_item {
	int64_t id;
	const char *activity, *purpose;
	int64_t carried_from;         /* its number in the plan before; 0 */
	const char *carried_plan;     /* the title of that, or NULL */
	const char *plan;             /* its title */
	const char *case_number;      /* of the plan, or NULL */
	const struct letter_plan *of; /* the whole plan; can be NULL in tests */
	const char *timeframe;        /* as written */
	struct day start;             /* DAY_NONE where there is none */
	struct day due;               /* DAY_NONE where there is none */
	bool due_is_quiet;            /* it lies in a quiet period */
	int late;                     /* workdays since; 0 where not overdue */
	bool counted;                 /* a notice stands for it in this run */
	enum stage stage;             /* of that notice */
	enum role_told role;          /* as whom the reader is told */
	int64_t n;                    /* the n-th of its stage to this reader */
	int rung;                     /* escalated: which, from 0 */
	bool delayed;                 /* it should have come on `regular` */
	struct day regular; /* the date of the ladder; else the run's day */
	struct day next;    /* the next regular date, of any stage that an
	                          * answer would stop; DAY_NONE */
	enum stage next_stage;
	enum role_told next_role; /* who is told then, of an escalation */
	struct day reminder;      /* the next regular date of any stage that
	                      * reminds its lead; DAY_NONE */
	enum stage reminder_stage;
	struct day answer_by;       /* the workday before it; DAY_NONE */
	struct day acknowledged;    /* when a notice of it was; DAY_NONE */
	struct day noted;           /* the last word of progress; DAY_NONE */
	const struct day *reminded; /* escalated: when the lead was, in order */
	size_t reminded_count;
	struct letter_answer answer;
	struct day
	    held_until; /* what was promised holds reminders until then */
	bool held;      /* ... and that day has passed now */
	struct day previous_due;   /* moved: from when; DAY_NONE */
	const char *move_decision; /* moved: by which decision; or NULL */
	const char *lead;      /* name of the lead; NULL where nobody leads */
	const char *lead_mail; /* "" for none */
	const char *named;     /* whom the plan names, in its words */
	const char *relayed;   /* the party without an address that it is
	                          * for: it goes to the coordinator; or NULL */
	const struct letter_party *parties; /* that cooperate */
	size_t party_count;
	const char *former;   /* of the former lead, or NULL */
	const char *replaced; /* whose successor the lead is, and which had
	                       * all its letters so far; or NULL */
	bool handed_over;     /* a notice that it is now theirs stands too */
	bool handed_away;     /* ... that it is not theirs any more */
	bool to_clarify;      /* ... that it is unclear */
	bool was_moved;       /* ... that its due date was moved */
	bool undated, vague;  /* unclear: why */
	bool equal;           /* ... owners of equal rank */
	const char *reason;   /* unclear: what is wrong with the timeframe */
};

/* A message that did not arrive. */
struct letter_failure {
	const char *address;
	const char *name; /* of the department; NULL: the coordinator */
	struct day run;   /* DAY_NONE: a test message */
	int64_t dispatch;
	int64_t notice; /* one that it carried, for `notice resend`; 0: none */
	const char *answer; /* of the mail system; can be "" */
};

/* The coordinator's letter of the week. Of each list the first so many. */
struct letter_digest {
	struct day since; /* of the last one; DAY_NONE where it is the first */
	const struct letter_item *late, *answered, *soon, *unclear;
	size_t late_count, answered_count, soon_count, unclear_count;
	size_t late_all, answered_all, soon_all, unclear_all; /* there are */
	const struct letter_item *noted; /* by the coordinator alone */
	size_t noted_count, noted_all;
	size_t sent, failed; /* messages since */
	/* Plans that are or will soon be due: stage and until say for what. */
	const struct letter_plan *duties; /* of the picture: `code` is NULL */
	size_t duty_count;
	const struct letter_picture *picture;  /* or NULL */
	const struct letter_meeting *meetings; /* the next ones */
	size_t meeting_count;
	bool kept_here;      /* a Maildir is no way to anybody */
	const char *fault;   /* that the last check of the log found; NULL */
	struct day fault_at; /* when it did */
	/* Whether nobody has checked it for too long: since this day, or
	 * never since it began on it. */
	bool unchecked, ever_checked;
	struct day unchecked_since;
};

struct letter {
	const char *language; /* "sv" or "en" */
	/* Of the departments; none: the coordinator, or the steering group of
	 * the plan where all of it is told as that. */
	const char *const *names;
	size_t name_count;
	bool external; /* one of them is no part of the municipality */
	const char *coordinator; /* the address that hears answers; "" */
	const char *signature;   /* who asks: function, telephone; "" */
	struct day day;          /* of the run */
	bool rehearsal;
	bool repeats; /* what was told before by a clock that was ahead */
	struct receipt head;
	/* By due date and number; at most LETTER_ITEMS are counted. */
	const struct letter_item *items;
	size_t count;
	size_t waiting; /* items for which it has no room */
	const struct letter_plan *plans;
	size_t plan_count;
	const struct letter_failure *failures;
	size_t failure_count;
	const struct letter_digest *digest; /* or NULL */
	const struct day *missed;           /* days whose run did not happen */
	size_t missed_count;
};

/* What one letter names; the rest waits for the next run. */
#define LETTER_ITEMS 500

/* One line, and text whose lines are at most 76 columns wide. Both stay
 * empty where nothing is new: no notice, plan, failure or missed run. Design
 * 9, "What a letter holds". */
void letter_write(
    const struct letter *letter, struct buffer *subject, struct buffer *text);

#endif
