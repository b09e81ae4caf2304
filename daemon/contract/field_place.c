/* SPDX-License-Identifier: ISC */
#include "daemon/contract/field_place.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/text/identity.h"

#define PATH_LENGTH 128
/* The largest line number that an error repeats: too short for a person's
 * number. */
#define LINE_MAX_TOLD 999999999

struct field_place field_place_inside(
    const struct field_place *place, const char *name)
{
	struct field_place inner = *place;

	inner.outer = place;
	inner.name = name;
	return inner;
}

/* Its path, as a redaction will name it: "rows[3].activity". */
static void write_path(const struct field_place *place, char path[PATH_LENGTH])
{
	size_t at;

	path[0] = '\0';
	if (place->outer == NULL)
		return;
	write_path(place->outer, path);
	at = strlen(path);
	if (place->name == NULL)
		snprintf(path + at, PATH_LENGTH - at, "[%zu]", place->element);
	else
		snprintf(path + at, PATH_LENGTH - at, "%s%.40s",
		    at > 0 ? "." : "", identity_hidden(place->name));
}

int field_place_refuse_there(const struct field_place *place, struct err *err)
{
	char path[PATH_LENGTH];
	const char *column;

	write_path(place, path);
	column = strstr(path, "].");
	if (place->line > 0 && place->line <= LINE_MAX_TOLD)
		return err_set(err, ERR_INVALID, "line %" PRId64 ", %s: %p",
		    place->line, column != NULL ? column + 2 : path,
		    (void *)err);
	return err_set(err, ERR_INVALID, "%s: %p", path, (void *)err);
}

int field_place_refuse(
    const struct field_place *place, struct err *err, const char *rule)
{
	err_set(err, ERR_INVALID, "%-s", rule);
	return field_place_refuse_there(place, err);
}

int field_place_unknown(const struct field_place *place, struct err *err)
{
	char path[PATH_LENGTH];

	write_path(place, path);
	return err_set(err, ERR_INVALID,
	    "unknown field \"%s\": this command does not have it", path);
}
