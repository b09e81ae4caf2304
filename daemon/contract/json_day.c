/* SPDX-License-Identifier: ISC */
#include "daemon/contract/json_day.h"

json_t *json_day(struct day day)
{
	char text[DAY_TEXT];

	return day_is_some(day) ? json_string(day_write(day, text))
				: json_null();
}

void buffer_day(struct buffer *buffer, struct day day)
{
	char text[DAY_TEXT];

	buffer_json(buffer, day_is_some(day) ? day_write(day, text) : NULL);
}

struct day json_day_value(const json_t *json)
{
	const char *text = json_string_value(json);
	struct day day = DAY_NONE;

	if (text != NULL)
		day_read(text, &day);
	return day;
}
