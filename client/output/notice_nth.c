/* SPDX-License-Identifier: ISC */
#include "client/output/notice_nth.h"

#include <string.h>

#include "protocol/translate.h"

void notice_nth(struct buffer *to, const char *stage, int64_t n)
{
	if (n < 2 || strcmp(stage, "digest") == 0)
		return;
	if (strcmp(stage, "escalated") != 0)
		buffer_printf(to, _(", reminder %lld"), (long long)n);
	else if (n == 2)
		buffer_text(to, _(", the second time"));
	else
		buffer_printf(to, _(", time %lld"), (long long)n);
}
