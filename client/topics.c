/* SPDX-License-Identifier: ISC */
#include "client/verb.h"

#define TOPIC(verbs, name, summary) { name, summary, verbs },

const struct topic client_topics[] = { TOPICS(TOPIC){ 0 } };
