/* SPDX-License-Identifier: ISC */
/* Texts of a fixed form, such as "2026-01..08": in a shape "d" is a digit, and
 * anything else is itself. */
#ifndef PROTOCOL_SHAPE_H
#define PROTOCOL_SHAPE_H

#include <stdbool.h>

/* Whether the text has the shape, or begins so. */
bool shape_is(const char *text, const char *shape);
bool shape_begins(const char *text, const char *shape);

#endif
