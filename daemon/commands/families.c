/* SPDX-License-Identifier: ISC */
#include "daemon/commands/families.h"

#include <string.h>

#define FAMILY(name) &name##_family,

const struct family *const families[] = { FAMILIES(FAMILY) NULL };

static const struct command *family_find(
    const struct family *family, const char *method)
{
	const struct command *command = family->commands;

	for (; command != NULL && command->method != NULL; command++)
		if (strcmp(command->method, method) == 0)
			return command;
	return NULL;
}

const struct command *command_find(const char *method)
{
	const struct command *found = NULL;

	for (size_t i = 0; families[i] != NULL && found == NULL; i++)
		found = family_find(families[i], method);
	return found;
}

void families_prepare(struct store *store)
{
	for (size_t i = 0; families[i] != NULL; i++)
		if (families[i]->sql != NULL)
			store_prepare(store, families[i]->sql);
}
