/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/json_day.h"

json_t *json_day(struct day day)
{
	char text[DAY_TEXT];

	return day_is_some(day) ? json_string(day_write(day, text))
				: json_null();
}

void buffer_day(struct buffer *buffer, struct day day)
{
	buffer_json(buffer, day_text(day, (char[DAY_TEXT]){ "" }));
}

struct day json_day_value(const json_t *json)
{
	return day_from(json_string_value(json));
}
