/* SPDX-License-Identifier: ISC */
/* Words that are no command's own, but that say what somebody wants. */
#ifndef CLIENT_MEANING_H
#define CLIENT_MEANING_H

#include <stdbool.h>
#include <stddef.h>

#include "client/verb.h"
#include "protocol/buffer.h"

/* Whether the first word that no row has, given[common], is known here. Then
 * appends the command that does what it says, with the number that was given;
 * nothing where the topic has none. A word that asks to see something never
 * leads to a command that writes. */
bool meaning_find(struct buffer *line, const struct topic *topics,
    const char *const *given, size_t count, size_t common);

/* Appends a command whose words to be filled in are in capitals, "CODE", in
 * the language of who reads it; "N" is the number (NULL: to be filled in). */
void meaning_write(struct buffer *to, const char *line, const char *number);

#endif
