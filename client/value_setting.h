/* SPDX-License-Identifier: ISC */
/* A setting's value as people write it: "måndag", "av", "08.00". */
#ifndef CLIENT_VALUE_SETTING_H
#define CLIENT_VALUE_SETTING_H

#define VALUE_SETTING 16 /* bytes */

/* The word of the wire for the value of `setting set`, which may be written
 * into `room`; another text as it is. `name` is that of the value. */
const char *value_setting(
    const char *name, const char *text, char room[VALUE_SETTING]);

#endif
