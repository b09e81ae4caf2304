/* SPDX-License-Identifier: ISC */
/* The letter of ours that a mail answers. */
#ifndef CLIENT_ANSWER_LETTER_H
#define CLIENT_ANSWER_LETTER_H

#include <jansson.h>

#include "client/call.h"
#include "client/mail.h"

/* Asks the daemon for the letter that the mail's In-Reply-To names, else one
 * of its References. Sets *named to an object of the activities in it and the
 * codes of the departments they were told to ("" for more than one); the
 * caller releases it. ERR_NOT_FOUND where the mail answers no letter, or one
 * that was not to a department. */
int answer_letter_find(long long *dispatch, json_t **named, struct call *call,
    const struct mail *mail, struct err *err);

#endif
