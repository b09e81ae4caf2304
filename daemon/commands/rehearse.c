/* SPDX-License-Identifier: ISC */
#include "daemon/commands/rehearse.h"

#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"

/* What follows from the plan as it stands is guessing after so many days. */
#define DAYS_MAX      3660
#define TEXT_DAYS_MAX 366

static rehearse_rows *rows_of;

void rehearse_by(rehearse_rows *rows)
{
	rows_of = rows;
}

/* The words of letters take each run to write, and nobody is served meanwhile:
 * they are the coordinator's, of a year. */
static int rehearse_check_text(struct invocation *invocation,
    const struct rehearse_period *period, struct err *err)
{
	if (!period->text)
		return 0;
	if (invocation->principal->role != ROLE_COORDINATOR)
		return err_set(err, ERR_DENIED,
		    "text: what letters would say is shown to the coordinator");
	if (day_between(zone_local(invocation->now).day, period->to) >
	    TEXT_DAYS_MAX)
		return err_set(err, ERR_INVALID,
		    "to: is more than a year ahead: planvaktd rehearse --text"
		    " writes those letters");
	return 0;
}

static int rehearse_show(struct invocation *invocation, struct err *err)
{
	struct rehearse_period period = { invocation->now,
		param_day(invocation, "from"), param_day(invocation, "to"),
		param_flag(invocation, "text") };
	struct day after = param_day(invocation, "after");

	if (day_compare(period.to, period.from) < 0)
		return err_set(err, ERR_INVALID,
		    "to: is before from: nothing can be rehearsed");
	if (day_between(period.from, period.to) > DAYS_MAX)
		return err_set(
		    err, ERR_INVALID, "to: is more than ten years after from");
	if (rehearse_check_text(invocation, &period, err) != 0)
		return -1;
	if (day_is_some(after))
		period.from = day_plus(after, 1);
	if (rows_of == NULL)
		return err_set(err, ERR_CONFLICT,
		    "there are no reminders here: ask a planvaktd that runs");
	return rows_of(invocation->store, &period, invocation->reply, err);
}

static const struct field show_fields[] = {
	{ "from", FIELD_DATE, REQUIRED },
	{ "to", FIELD_DATE, REQUIRED },
	{ "text", FIELD_FLAG, OPTIONAL },
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
