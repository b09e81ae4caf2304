/* SPDX-License-Identifier: ISC */
#include "daemon/commands/rehearse.h"

#include "daemon/commands/families.h"

/* What follows from the plan as it stands is guessing after so many days. */
#define DAYS_MAX 3660

static rehearse_rows *rows_of;

void rehearse_by(rehearse_rows *rows)
{
	rows_of = rows;
}

static int rehearse_show(struct invocation *invocation, struct err *err)
{
	struct day from = param_day(invocation, "from");
	struct day to = param_day(invocation, "to");
	struct day after = param_day(invocation, "after");

	if (day_compare(to, from) < 0)
		return err_set(err, ERR_INVALID,
		    "to: is before from: nothing can be rehearsed");
	if (day_between(from, to) > DAYS_MAX)
		return err_set(
		    err, ERR_INVALID, "to: is more than ten years after from");
	if (day_is_some(after))
		from = day_plus(after, 1);
	if (rows_of == NULL)
		return err_set(err, ERR_CONFLICT,
		    "there are no reminders here: ask a planvaktd that runs");
	return rows_of(invocation->store, invocation->now, from, to,
	    invocation->reply, err);
}

static const struct field show_fields[] = {
	{ "from", FIELD_DATE, REQUIRED },
	{ "to", FIELD_DATE, REQUIRED },
	{ "after", FIELD_DATE, OPTIONAL },
	{ 0 },
};

static const struct command rehearse_commands[] = {
	{ "reminder.rehearse", ACCESS_ANY, READS, show_fields, rehearse_show },
	{ 0 },
};

const struct family rehearse_family = {
	rehearse_commands,
	NULL,
};
