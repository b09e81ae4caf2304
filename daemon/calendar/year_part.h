/* SPDX-License-Identifier: ISC */
/* The period that something is followed up for: a year, or some whole months
 * of it. Pure. */
#ifndef DAEMON_CALENDAR_YEAR_PART_H
#define DAEMON_CALENDAR_YEAR_PART_H

#include <stdbool.h>

#define YEAR_PART_TEXT 12 /* "2026-01..08", terminated */

/* Reads what people write, Swedish or English ("tertial 2 2026", "T2-2026",
 * "januari-augusti 2026", "delår 2 2026", "interim 1, 2026", "helår 2026"),
 * into the one form of the period: "2026" of a year, "2026-T2" of four months
 * that are a third of it, "2026-01..08" of others, "2026-03" of one. Interim 1
 * is January to April, and so the first third; interim 2 January to August.
 * False for what is no whole months of one year. */
bool year_part_read(const char *text, char period[YEAR_PART_TEXT]);

#endif
