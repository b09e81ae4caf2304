/* SPDX-License-Identifier: ISC */
/* A message becomes an entry of the log: composed, named, with its notices. */
#ifndef DAEMON_REMINDERS_ISSUE_H
#define DAEMON_REMINDERS_ISSUE_H

#include "daemon/reminders/compose.h"
#include "daemon/request/door.h"

/* Issues the message through the door as one entry. */
int issue_message(struct door *door, struct due_items *due_items,
    const struct message *message, struct err *err);

#endif
