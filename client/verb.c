/* SPDX-License-Identifier: ISC */
#include "client/verb.h"

#include <stddef.h>

const struct verb *verb_next(const struct topic **topic, const struct verb *row)
{
	row = row == NULL ? (*topic)->verbs : row + 1;
	while (row != NULL && row->grammar == NULL)
		row = (++*topic)->verbs;
	return row;
}
