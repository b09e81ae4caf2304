/* SPDX-License-Identifier: ISC */
#include "daemon/commands/activity_words.h"

#include <stddef.h>

const char *const area_words[] = { "vbe", "hrv", NULL };
const char *const strategy_words[] = { "förebygga", "förhindra", "skydda",
	"hantera", NULL };
