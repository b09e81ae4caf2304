/* SPDX-License-Identifier: ISC */
#include "client/progress_note.h"

#include <string.h>

#include "protocol/json_member.h"
#include "protocol/translate.h"

bool progress_note_words(struct buffer *to, json_t *entry, json_t *thing)
{
	const char *command = json_text(entry, "command");
	const char *status = json_text(thing, "status");
	json_t *given = json_object_get(entry, "params");

	if (command == NULL || strcmp(command, "activity.update") != 0 ||
	    status == NULL || strcmp(status, "planned") != 0 ||
	    json_number(thing, "progress") <= 0 ||
	    json_text(given, "status") != NULL)
		return false;
	buffer_text(to,
	    _("it is still planned: give --status started where the work has"
	      " begun"));
	return true;
}
