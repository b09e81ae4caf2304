/* SPDX-License-Identifier: ISC */
/* Whether a text holds somebody's home address. An observation is of a public
 * place: a street and its number may be a school or a square, and pass. Pure.
 *
 * A home is: an apartment's number ("lgh 1102", "lägenhet 4"); "c/o"; or stairs
 * ("2 tr", "tre trappor", "uppg. B", "uppgång 3") in a text that also has a
 * street and its number ("Storgatan 5"). */
#ifndef DAEMON_TEXT_HOME_H
#define DAEMON_TEXT_HOME_H

#include <stdbool.h>

struct arena;

bool home_found(struct arena *arena, const char *text);

#endif
