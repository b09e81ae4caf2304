/* SPDX-License-Identifier: ISC */
/* The form in which two spellings of a name are equal. Pure. */
#ifndef DAEMON_TEXT_FOLD_H
#define DAEMON_TEXT_FOLD_H

struct arena;

/* Folds the UTF-8 name of a department, as people and word processors write
 * it: without case (Unicode's full case folding, no language), compatibility
 * forms as plain ones (NFKC), one space for any white space and none at the
 * ends, "-" for any dash, no soft hyphens nor other invisible characters, no
 * full stop at the end. A hyphen that hangs at the edge of a word is dropped,
 * so that "Barn- och utbildning" equals "Barn och utbildning"; one within a
 * word stays.
 *
 * Folding what is folded changes nothing. Text that is not UTF-8 is copied,
 * and so equals only itself. The result lives in the arena. */
char *fold_name(struct arena *arena, const char *text);

#endif
