/* SPDX-License-Identifier: ISC */
/* What the operator was told since operator_forget(): the lines of diag(),
 * kept instead of written to standard error. */
#ifndef TESTS_UNIT_RIG_OPERATOR_H
#define TESTS_UNIT_RIG_OPERATOR_H

#include <stdbool.h>

/* The last line, at most 1,023 bytes of it; "" for none. */
const char *operator_line(void);

/* Whether these words stand in any of the lines. */
bool operator_heard(const char *words);

void operator_forget(void);

#endif
