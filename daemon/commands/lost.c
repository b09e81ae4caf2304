/* SPDX-License-Identifier: ISC */
#include "daemon/commands/lost.h"

#include <string.h>

static const char *way;

void lost_by(const char *transport)
{
	way = transport;
}

const char *lost_transport(void)
{
	return way;
}

bool lost_is_kept_here(bool rehearsal)
{
	return way != NULL && strcmp(way, "maildir") == 0 && !rehearsal;
}

size_t lost_texts(
    const char *texts[LOST_MAX], bool has_coordinator_mail, bool rehearsal)
{
	size_t count = 0;

	if (!has_coordinator_mail)
		texts[count++] =
		    "the coordinator has no mail address: nobody gets the"
		    " weekly digest, the escalations and what has no"
		    " department, and letters name nobody to answer: planvakt"
		    " setting set coordinator_mail ADDRESS";
	if (lost_is_kept_here(rehearsal))
		texts[count++] =
		    "letters are kept here, sent to nobody: say in"
		    " planvaktd.conf how they leave, [mail] transport";
	return count;
}
