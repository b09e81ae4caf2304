/* SPDX-License-Identifier: ISC */
#include "protocol/row_cells.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "protocol/message_pack.h"

static struct arena *arena;
static struct row_cells cells;

/* Opens the only element of a list: packed, and read. */
static json_t *opened(const char *list, bool packed)
{
	json_t *rows = packed ? message_pack_list(list, strlen(list))
			      : json_loads(list, 0, NULL);

	assert_int_equal(json_array_size(rows), 1);
	row_cells_open(&cells, rows, 0, arena);
	return rows;
}

static void closed(json_t *rows)
{
	row_cells_close(&cells);
	json_decref(rows);
}

static void a_packed_row_has_what_a_read_one_has(void **state)
{
	static const char list[] =
	    " [ {\"line\" : 17 ,\"activity\":\"Ett \\\"citat\\\"\\u00e5,\\n]}\",\t"
	    "\"owner\" : \"Kommunstaben\"\r\n,\"told\":true,\"key\":\"\","
	    "\"other\":[{\"name\":\"a\",\"text\":\"],}\"}],\"goal\":null} ]";

	(void)state;
	for (int packed = 0; packed < 2; packed++) {
		json_t *rows = opened(list + 1, packed == 1), *other;

		assert_int_equal(row_cell_number(&cells, "line"), 17);
		assert_string_equal(
		    row_cell_text(&cells, "activity"), "Ett \"citat\"å,\n]}");
		assert_string_equal(
		    row_cell_text(&cells, "owner"), "Kommunstaben");
		assert_string_equal(row_cell_text(&cells, "key"), "");
		assert_true(row_cell_is_true(&cells, "told"));
		assert_false(row_cell_is_true(&cells, "owner"));
		assert_true(row_cell_has(&cells, "goal"));
		assert_null(row_cell_text(&cells, "goal"));
		assert_null(row_cell_text(&cells, "line"));
		assert_int_equal(row_cell_number(&cells, "owner"), 0);
		assert_false(row_cell_has(&cells, "own"));
		assert_null(row_cell_text(&cells, "text"));
		assert_null(row_cell_json(&cells, "text"));
		other = row_cell_json(&cells, "other");
		assert_string_equal(json_string_value(json_object_get(
					json_array_get(other, 0), "text")),
		    "],}");
		json_decref(other);
		assert_false(row_cells_are_null(&cells));
		closed(rows);
	}
}

/* JSON has many spellings of a name. */
static void a_name_may_be_spelled_with_escapes(void **state)
{
	json_t *rows = opened("[{\"\\u006cine\":3,\"owner\":\"A\"}]", true);

	(void)state;
	assert_int_equal(row_cell_number(&cells, "line"), 3);
	assert_string_equal(row_cell_text(&cells, "owner"), "A");
	closed(rows);
}

static void a_row_may_have_any_number_of_members(void **state)
{
	struct buffer list = { 0 };
	json_t *rows;

	(void)state;
	buffer_text(&list, "[{\"m\":0");
	for (int i = 1; i < 2 * CELLS_MOST; i++)
		buffer_printf(&list, ",\"m%d\":%d", i, i);
	buffer_text(&list, "}]");
	rows = opened(list.bytes, true);
	assert_int_equal(row_cell_number(&cells, "m63"), 2 * CELLS_MOST - 1);
	assert_true(row_cell_has(&cells, "m"));
	closed(rows);
	rows = opened("[{}]", true);
	assert_false(row_cell_has(&cells, "m"));
	closed(rows);
	buffer_free(&list);
}

static void a_row_may_be_null(void **state)
{
	(void)state;
	for (int packed = 0; packed < 2; packed++) {
		json_t *rows = opened("[null]", packed == 1);

		assert_true(row_cells_are_null(&cells));
		assert_null(row_cell_text(&cells, "line"));
		assert_int_equal(row_cell_number(&cells, "line"), 0);
		closed(rows);
	}
}

/* What is no list of elements is none; what is in them is not looked at. */
static void a_list_has_elements(void **state)
{
	static const struct {
		const char *text;
		size_t count;
	} lists[] = {
		{ "[]", 0 },
		{ "[ ]", 0 },
		{ "[1,2 ,{\"a\":[]}]", 3 },
		{ "[x y]", 1 },
	};
	static const char *const none[] = { "[,]", "[1,]", "[,1]", "[1,,2]",
		"[", "[1", "[1,", "[1}", "[\"", "[\"a", "[{]", "[1,2" };

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		json_t *list =
		    message_pack_list(lists[i].text, strlen(lists[i].text));

		assert_non_null(list);
		assert_int_equal(json_array_size(list), lists[i].count);
		json_decref(list);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_null(message_pack_list(none[i], strlen(none[i])));
	assert_null(message_pack_list("[\"\xff\"]", 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_packed_row_has_what_a_read_one_has),
		cmocka_unit_test(a_name_may_be_spelled_with_escapes),
		cmocka_unit_test(a_row_may_have_any_number_of_members),
		cmocka_unit_test(a_row_may_be_null),
		cmocka_unit_test(a_list_has_elements),
	};
	int failed;

	arena = arena_new(1 << 20);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
