/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/row_values.h"

#include "daemon/calendar/zone.h"
#include "daemon/text/word.h"

struct day row_instant(const struct rows *rows, int column)
{
	if (rows_null(rows, column))
		return DAY_NONE;
	return zone_local((struct instant){ rows_integer(rows, column) }).day;
}

enum stage row_stage(const struct rows *rows, int column)
{
	int place = word_place(stage_words, rows_text(rows, column));

	return place >= 0 ? (enum stage)place : STAGES - 1;
}

enum role_told row_role(const struct rows *rows, int column)
{
	int place = word_place(told_words, rows_text(rows, column));

	return place >= 0 ? (enum role_told)place : TOLD_ROLES - 1;
}
