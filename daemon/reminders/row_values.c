/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/row_values.h"

#include <string.h>

#include "daemon/calendar/zone.h"

struct day row_instant(const struct rows *rows, int column)
{
	if (rows_null(rows, column))
		return DAY_NONE;
	return zone_local((struct instant){ rows_integer(rows, column) }).day;
}

enum stage row_stage(const struct rows *rows, int column)
{
	const char *word = rows_text(rows, column);
	enum stage stage = 0;

	while (stage < STAGES - 1 && strcmp(stage_word(stage), word) != 0)
		stage++;
	return stage;
}

enum role_told row_role(const struct rows *rows, int column)
{
	const char *word = rows_text(rows, column);
	enum role_told role = 0;

	while (role < TOLD_ROLES - 1 && strcmp(told_word(role), word) != 0)
		role++;
	return role;
}
