/* SPDX-License-Identifier: ISC */
#include "daemon/text/name.h"

#include <string.h>
#include <unistr.h>

static bool text_name_is_letter(ucs4_t c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9'))
		return true;
	return c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7;
}

static bool may_follow(ucs4_t c, ucs4_t before)
{
	if (c == ' ')
		return before != ' ';
	return text_name_is_letter(c) ||
	    (c < 0x7f && strchr("-._,'()&/+@:", (int)c) != NULL);
}

bool name_is_plain(const char *name)
{
	const uint8_t *at = (const uint8_t *)name;
	ucs4_t c, before = 0;

	while ((at = u8_next(&c, at)) != NULL) {
		if (before == 0 ? !text_name_is_letter(c)
				: !may_follow(c, before))
			return false;
		before = c;
	}
	return before != 0 && before != ' ';
}
