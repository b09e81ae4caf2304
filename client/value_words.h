/* SPDX-License-Identifier: ISC */
/* Values as a Swedish user says them: planvakt shows "pågår", and takes it back
 * too. Whatever the locale, for a value is often copied from somewhere. */
#ifndef CLIENT_VALUE_WORDS_H
#define CLIENT_VALUE_WORDS_H

#define VALUE_DAY 11 /* YYYY-MM-DD with its end */

/* The word that the daemon knows, for the option's or value's name without
 * dashes: "started" for "Pågående" of "status"; a date of an option that takes
 * one as YYYY-MM-DD ("14 mars 2022", "14/3-2022"), in `room`. Else `text`
 * itself, which the daemon judges. */
const char *value_word(
    const char *name, const char *text, char room[VALUE_DAY]);

#endif
