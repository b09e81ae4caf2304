/* SPDX-License-Identifier: ISC */
#include "daemon/commands/lost.h"

static bool kept_here;

void lost_kept_here(bool kept)
{
	kept_here = kept;
}

bool lost_is_kept_here(bool rehearsal)
{
	return kept_here && !rehearsal;
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
