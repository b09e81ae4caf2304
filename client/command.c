/* SPDX-License-Identifier: ISC */
#include "client/command.h"

#include <stddef.h>

const struct command *command_next(
    const struct family **family, const struct command *row)
{
	row = row == NULL ? (*family)->commands : row + 1;
	while (row != NULL && row->grammar == NULL)
		row = (++*family)->commands;
	return row;
}
