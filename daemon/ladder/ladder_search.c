/* SPDX-License-Identifier: ISC */
#include "daemon/ladder/ladder_search.h"

#include "daemon/ladder/weeks.h"

struct day search_after(const struct search *search, enum stage stage)
{
	struct day since = search->ladder->rungs[stage].since;

	return day_is_some(since) && day_compare(since, search->after) > 0
	    ? day_plus(since, -1)
	    : search->after;
}

void search_offer(
    struct search *search, enum stage stage, struct day day, int place)
{
	struct ladder_step *step = search->step;
	int order;

	if (!day_is_some(day) ||
	    day_compare(day, search_after(search, stage)) <= 0 ||
	    !rung_tells(search_rung(search, stage), stage, place,
		search->reader->roles))
		return;
	order = step->stages == 0 ? -1 : day_compare(day, step->regular);
	if (order < 0)
		*step = (struct ladder_step){ day, 1u << stage, place };
	else if (order == 0)
		step->stages |= 1u << stage;
}

const struct rung *search_rung(const struct search *search, enum stage stage)
{
	return &search->ladder->rungs[stage];
}

bool search_told_in(const struct search *search, struct day monday)
{
	struct day noticed = search->reader->noticed[search->chain];

	return day_is_some(noticed) &&
	    day_compare(week_monday(noticed), monday) == 0;
}
