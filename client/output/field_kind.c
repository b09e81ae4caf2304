/* SPDX-License-Identifier: ISC */
#include "client/output/field_kind.h"

#include <stddef.h>
#include <string.h>

#include "protocol/json_member.h"

bool field_has_closed_words(const char *field)
{
	static const char *const fields[] = { "status", "state", "stage",
		"role", "kind", "level", "timeframe.kind", "environment",
		"language", "alert", "change", "count", "before", "year_before",
		"area", "recipient" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strcmp(field, fields[i]) == 0)
			return true;
	return false;
}

bool field_is_interval(const char *field)
{
	return strcmp(field, "review") == 0 || strcmp(field, "follow_up") == 0;
}

bool field_is_setting(json_t *row, const char *field)
{
	const char *name = json_text(row, "name");

	return strcmp(field, "value") == 0 && name != NULL &&
	    (strcmp(name, "digest") == 0 || strcmp(name, "calendar") == 0 ||
		strcmp(name, "language") == 0);
}

bool field_is_hour(json_t *row, const char *field)
{
	const char *name = json_text(row, "name");

	return strcmp(field, "value") == 0 && name != NULL &&
	    strcmp(name, "hour") == 0;
}

bool field_is_kind(json_t *row, const char *field)
{
	return strcmp(field, "name") == 0 &&
	    json_object_get(row, "spellings") != NULL;
}
