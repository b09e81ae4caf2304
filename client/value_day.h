/* SPDX-License-Identifier: ISC */
/* Days as a Swedish user writes them, whatever the locale, for a value is often
 * copied from somewhere. Words of closed sets are the daemon's to read
 * (code.read, docs/wire.md). */
#ifndef CLIENT_VALUE_DAY_H
#define CLIENT_VALUE_DAY_H

#define VALUE_DAY 11 /* YYYY-MM-DD with its end */

/* YYYY-MM-DD in `room`, of the text of an option, by its name without dashes,
 * that takes a date ("14 mars 2022", "14/3-2022"); MM-DD of a day without its
 * year, which only a day of every year may lack. Else `text` itself. The daemon
 * judges both. */
const char *value_day(const char *name, const char *text, char room[VALUE_DAY]);

#endif
