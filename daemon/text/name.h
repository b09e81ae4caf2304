/* SPDX-License-Identifier: ISC */
/* What the name of a key may be. It stands in allowed_signers, in an export,
 * on a terminal and in letters, and each must read it the same. Pure. */
#ifndef DAEMON_TEXT_NAME_H
#define DAEMON_TEXT_NAME_H

#include <stdbool.h>

/* Letters of Latin script (a-z, A-Z, U+00C0 to U+024F but the signs × and ÷),
 * digits, and of the rest "-._,'()&/+@:" and single blanks between; a letter
 * or digit first (docs/verify.md, "Rights"). Valid UTF-8. */
bool name_is_plain(const char *name);

#endif
