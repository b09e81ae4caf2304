/* SPDX-License-Identifier: ISC */
/* An interval as people write it: "4 månader", "vartannat år". */
#ifndef CLIENT_VALUE_INTERVAL_H
#define CLIENT_VALUE_INTERVAL_H

#define VALUE_INTERVAL 16

/* The value of the option `name` as the wire has it, in `room`, where it is an
 * interval in words; else the text itself. */
const char *value_interval(
    const char *name, const char *text, char room[VALUE_INTERVAL]);

#endif
