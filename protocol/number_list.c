/* SPDX-License-Identifier: ISC */
#include "protocol/number_list.h"

#define STRETCHES_MAX 10
#define STRETCH_MIN   3

/* How many of the numbers from `at` on follow on each other. */
static size_t number_stretch(const json_t *list, size_t at, size_t end)
{
	json_int_t first = json_integer_value(json_array_get(list, at));
	size_t length = 1;

	while (at + length < end &&
	    json_integer_value(json_array_get(list, at + length)) ==
		first + (json_int_t)length)
		length++;
	return length;
}

size_t number_list_words(struct buffer *to, const json_t *list, size_t count)
{
	size_t told = 0;

	for (size_t i = 0; told < count && i < STRETCHES_MAX; i++) {
		json_int_t first =
		    json_integer_value(json_array_get(list, told));
		size_t length = number_stretch(list, told, count);

		buffer_printf(
		    to, "%s%" JSON_INTEGER_FORMAT, told > 0 ? ", " : "", first);
		if (length < STRETCH_MIN)
			length = 1;
		else
			buffer_printf(to, "–%" JSON_INTEGER_FORMAT,
			    first + (json_int_t)length - 1);
		told += length;
	}
	return told;
}
