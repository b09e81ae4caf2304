/* SPDX-License-Identifier: ISC */
/* A setting's value in Swedish: "måndag", "av". */
#ifndef CLIENT_VALUE_SETTING_H
#define CLIENT_VALUE_SETTING_H

/* The word of the wire for the value of `setting set`; another text as it is.
 * `name` is that of the value. */
const char *value_setting(const char *name, const char *text);

#endif
