/* SPDX-License-Identifier: ISC */
/* A command of the command line is one row: the words it takes, the method
 * it asks for and the columns its answer is shown in. */
#ifndef CLIENT_VERB_H
#define CLIENT_VERB_H

#include "client/output/output.h"
#include "protocol/error.h"

struct call;

enum verb_traits {
	READS = 0,
	WRITES = 1 << 0, /* carries `seen` and `blind`, gives a receipt */
	LISTS = 1 << 1,  /* answers rows, in pages; a pager shows them */
	PAGED = 1 << 2,  /* a pager shows what is longer than a terminal */
	FINAL = 1 << 3,  /* cannot be taken back: asked about, or --yes */
};

struct verb {
	const char *grammar; /* client/words.h */
	const char *method;  /* NULL where no one request is asked for */
	unsigned traits;
	const char *summary;
	const struct column *columns; /* of a list's rows, and in CSV */
	const char *empty;            /* said of a list without rows */
	/* NULL: ask for `method` and show the answer. */
	int (*run)(struct call *call, struct err *err);
};

struct topic {
	const char *name;
	const char *summary;
	const struct verb *verbs; /* a row without grammar ends them */
};

/* The row after `row` (NULL: the first), going on into the next topic. */
const struct verb *verb_next(
    const struct topic **topic, const struct verb *row);

/* The topics, in the order in which help tells them: a file's rows, what they
 * are called together, and what that is about. A new file is one row here. */
/* clang-format off */
#define TOPICS(X) \
	X(state_verbs, "state", "The daemon and this program") \
	X(plan_verbs, "plan", "Plans") \
	X(activity_verbs, "activity", "Activities") \
	X(report_verbs, "report", "Reports, and what others look at") \
	X(rating_verbs, "rating", "How activities went, by period") \
	X(answer_verbs, "answer", "Answers that came by mail") \
	X(observation_verbs, "observation", "What was seen") \
	X(kind_verbs, "kind", "What an observation can be of") \
	X(picture_verbs, "picture", "The situation picture") \
	X(problem_verbs, "problem", "What activities answer") \
	X(department_verbs, "department", "Departments") \
	X(notice_verbs, "notice", "Notices") \
	X(ladder_verbs, "ladder", "When notices are sent, and to whom") \
	X(holiday_verbs, "holidays", "Days nobody works") \
	X(quiet_verbs, "quiet", "Days without reminders") \
	X(meeting_verbs, "meeting", "Meetings, and their papers") \
	X(setting_verbs, "setting", "Settings") \
	X(log_list_verbs, "log", "The record of what was done") \
	X(key_verbs, "key", "Keys")

#define DECLARE_VERBS(verbs, name, summary) extern const struct verb verbs[];
TOPICS(DECLARE_VERBS)
#undef DECLARE_VERBS
/* clang-format on */

/* A topic without a name ends them (client/topics.c). */
extern const struct topic client_topics[];

#endif
