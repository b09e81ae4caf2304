/* SPDX-License-Identifier: ISC */
/* The checkpoint of a long log is worked out in parts, and others are answered
 * between them; its hashes are those of what log.told gives. */
#include "daemon/commands/log_hash.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

/* Some 300 bytes of both files each, of which a part has 128 KiB: three parts
 * at least. */
#define ENTRIES 1200
#define PARTS   3

static int open_log(void **state)
{
	struct rig *rig;
	char words[200];

	rig_open(state);
	rig = *state;
	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2027");
	memset(words, 'o', sizeof(words) - 1);
	words[sizeof(words) - 1] = '\0';
	for (int i = 0; i < ENTRIES; i++)
		rig_must(rig, "activity.update", "{'id':1,'note':'%d %s'}", i,
		    words);
	return 0;
}

/* Sends it once: whether it goes on. */
static bool asks(struct rig *rig, const struct request *request)
{
	rig_send(rig, rig->coordinator, request);
	rig_commit(rig);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	return rig->reply.goes_on;
}

static int parts_of(struct rig *rig)
{
	json_t *params = json_object();
	struct request request = rig_request(rig, "log.checkpoint", params);
	int parts = 1;

	while (asks(rig, &request))
		parts++;
	json_decref(params);
	return parts;
}

/* The checkpoint has the hash of what is told by now. */
static void has_hashes(struct rig *rig)
{
	char *checkpoint =
	    strdup(json_string_value(rig_at(rig->result, "checkpoint")));
	static const char *const names[] = { "log.csv", "log.txt" };
	struct buffer texts[2] = { 0 };
	json_t *next = json_integer(0);

	while (next != NULL) {
		json_t *result = rig_must(rig, "log.told", "{'after':%d}",
		    (int)json_integer_value(next));

		json_decref(next);
		next = json_incref(json_object_get(result, "next"));
		for (int i = 0; i < 2; i++)
			buffer_text(&texts[i],
			    json_string_value(
				json_object_get(result, names[i])));
	}
	for (int i = 0; i < 2; i++) {
		uint8_t hash[SIGN_SHA256];
		struct buffer line = { 0 };

		sign_sha256(texts[i].bytes, texts[i].length, hash);
		buffer_printf(&line, "\n%s ", names[i]);
		buffer_hex(&line, hash, sizeof(hash));
		assert_non_null(strstr(checkpoint, line.bytes));
		buffer_free(&line);
		buffer_free(&texts[i]);
	}
	free(checkpoint);
}

static void a_long_log_is_hashed_in_parts(void **state)
{
	struct rig *rig = *state;

	assert_true(parts_of(rig) >= PARTS);
	has_hashes(rig);
	assert_true(parts_of(rig) >= PARTS);
	has_hashes(rig);
}

/* What comes meanwhile may change what is said of before: here it does. */
static void an_entry_begins_it_again(void **state)
{
	struct rig *rig = *state;
	json_t *params = json_object();
	struct request request, edit;
	json_t *words = rig_json("{'id':1,'activity':'Andra ord'}");

	rig_must(rig, "activity.update", "{'id':1,'note':'Ny'}");
	request = rig_request(rig, "log.checkpoint", params);
	assert_true(asks(rig, &request));
	assert_true(asks(rig, &request));
	edit = rig_request(rig, "activity.edit", words);
	assert_false(asks(rig, &edit));
	request = rig_request(rig, "log.checkpoint", params);
	for (int i = 0; i < PARTS - 1; i++)
		assert_true(asks(rig, &request));
	while (asks(rig, &request))
		;
	has_hashes(rig);
	json_decref(params);
	json_decref(words);
}

/* A log that never rests is hashed at one go in the end. */
static void it_does_not_begin_for_ever(void **state)
{
	struct rig *rig = *state;
	json_t *params = json_object();
	struct request request;

	for (int i = 0; i <= LOG_HASH_AGAIN + 1; i++) {
		rig_must(rig, "activity.update", "{'id':1,'note':'%d'}", i);
		request = rig_request(rig, "log.checkpoint", params);
		assert_int_equal(asks(rig, &request), i <= LOG_HASH_AGAIN);
	}
	has_hashes(rig);
	assert_true(parts_of(rig) >= PARTS);
	json_decref(params);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_log_is_hashed_in_parts),
		cmocka_unit_test(an_entry_begins_it_again),
		cmocka_unit_test(it_does_not_begin_for_ever),
	};

	return cmocka_run_group_tests(tests, open_log, rig_close);
}
