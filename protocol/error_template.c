/* SPDX-License-Identifier: ISC */
#include "protocol/error_template.h"

#include <ctype.h>
#include <string.h>

/* "2$" behind the %. */
static const char *template_place(struct conversion *conversion, const char *at)
{
	int place = 0;
	const char *digit = at;

	while (isdigit((unsigned char)*digit) && place < 100)
		place = 10 * place + (*digit++ - '0');
	if (*digit != '$')
		return at;
	conversion->place = place;
	return digit + 1;
}

bool conversion_next(struct conversion *conversion, const char *at)
{
	*conversion = (struct conversion){ .begin = strchr(at, '%') };
	if (conversion->begin == NULL)
		return false;
	at = template_place(conversion, conversion->begin + 1);
	for (; *at != '\0' && strchr("-+ #0123456789.*lzh", *at) != NULL;
	     at++) {
		conversion->ours |= *at == '-';
		conversion->stars += *at == '*';
		conversion->longs += *at == 'l';
		conversion->size |= *at == 'z';
	}
	if (*at == '\0')
		return false;
	conversion->letter = *at;
	conversion->end = at + 1;
	return true;
}
