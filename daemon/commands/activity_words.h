/* SPDX-License-Identifier: ISC */
/* The closed sets of an activity's words; NULL ends them. */
#ifndef DAEMON_COMMANDS_ACTIVITY_WORDS_H
#define DAEMON_COMMANDS_ACTIVITY_WORDS_H

extern const char *const area_words[], *const strategy_words[];

#endif
