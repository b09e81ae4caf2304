/* SPDX-License-Identifier: ISC */
/* How an activity went in a period: a band of its plan's, a comment and
 * figures. */
#ifndef DAEMON_COMMANDS_RATING_H
#define DAEMON_COMMANDS_RATING_H

#include "daemon/contract/invocation.h"

/* A plan's own bands, at most. */
#define BANDS_MAX 12
#define BAND_MAX  80 /* characters */

/* The bands of a plan that has none of its own, and the one that every plan
 * has beside its own: JSON in SQL. */
#define BANDS_DEFAULT                                                          \
	"'[\"uppnått målvärde\",\"uppnått nära målvärde\","             \
	"\"ej uppnått accepterat värde\",\"ej bedömt\"]'"

#endif
