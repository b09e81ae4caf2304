/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_meeting.h"

#include "daemon/commands/meeting_read.h"

static bool due_meeting_is_asked(const struct letter_plan *plan)
{
	return plan->board != NULL && plan->stage == STAGE_FOLLOW_UP;
}

static void due_meeting_add(struct letter_plan *plan, struct arena *arena,
    const struct meetings *meetings, struct day day)
{
	const struct meeting *meeting =
	    meeting_for(meetings, arena, plan->board, plan->until, day);

	if (meeting == NULL)
		return;
	plan->meeting = (struct letter_meeting){
		.body = meeting->body,
		.day = meeting->day,
		.time = meeting->time != NULL ? meeting->time : "",
		.papers = meeting->papers,
	};
}

int due_meetings_add(struct due_items *due_items, struct store *store,
    struct letter_plan *plans, size_t count, struct day day, struct err *err)
{
	struct meetings meetings;
	bool asked = false;

	for (size_t i = 0; i < count; i++)
		asked |= due_meeting_is_asked(&plans[i]);
	if (!asked)
		return 0;
	if (meetings_load(&meetings, store, due_items->arena, day,
		day_of(YEAR_MAX, 12, 31), err) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (due_meeting_is_asked(&plans[i]))
			due_meeting_add(
			    &plans[i], due_items->arena, &meetings, day);
	meetings_release(&meetings);
	return 0;
}
