/* SPDX-License-Identifier: ISC */
/* The signed log: the line that is hashed, the chain, the head, the time. */
#include "daemon/log/log.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "protocol/buffer.h"

#define AT INT64_C(1656655200)

extern const char schema_log[];

static struct store *store;

static int open_store(void **state)
{
	struct err err;

	(void)state;
	sign_init();
	if (store_open(&store, ":memory:", STORE_CREATE, &err) != 0 ||
	    store_execute(store, schema_log, &err) != 0)
		fail_msg("%s", err.text);
	store_prepare(store, log_sql);
	return 0;
}

static int close_store(void **state)
{
	(void)state;
	store_close(store);
	return 0;
}

static void open_log(struct log *log)
{
	struct err err;

	assert_int_equal(log_open(log, store, &err), 0);
}

static struct entry entry_at(int64_t at)
{
	struct entry entry = {
		.at = { at },
		.uid = 1000,
		.request = "{\"id\":1}",
		.request_length = 8,
		.reading = "{}",
	};

	memset(entry.key, 0xab, sizeof(entry.key));
	memset(entry.signature, 0xcd, sizeof(entry.signature));
	sign_sha512(entry.request, entry.request_length, entry.request_sha512);
	sign_sha256(entry.reading, strlen(entry.reading), entry.reading_sha256);
	return entry;
}

static struct entry append(struct log *log, int64_t at)
{
	struct entry entry = entry_at(at);
	struct err err;

	assert_int_equal(log_append(log, &entry, &err), 0);
	return entry;
}

/* --- the line --- */

static void hash_is(const struct entry *entry, const char *hex)
{
	uint8_t hash[SIGN_SHA256], expected[SIGN_SHA256];

	log_entry_hash(entry, hash);
	assert_int_equal(hex_read(hex, expected, sizeof(expected)), 0);
	assert_memory_equal(hash, expected, sizeof(hash));
}

/* By printf and sha256sum:
 *   planvakt-log-1 2 1656655200 1000 <ab x 32> <sha512sum of {}> <cd x 64>
 *   <sha256sum of {"today":"2022-07-01"}> <0f x 32>
 * on one line that ends in a line feed. */
static void hash_is_of_the_documented_line(void **state)
{
	struct entry entry = entry_at(AT);

	(void)state;
	entry.seq = 2;
	entry.request = "{}";
	entry.request_length = 2;
	sign_sha512("{}", 2, entry.request_sha512);
	sign_sha256("{\"today\":\"2022-07-01\"}", 22, entry.reading_sha256);
	memset(entry.previous, 0x0f, sizeof(entry.previous));
	hash_is(&entry,
	    "02d4f81d4d741c466e5813fae61524b3"
	    "2f538f58609de6e6491cd56b13c88e5d");
}

/* The same, of a place before 1970 that nobody's uid wrote, with zeros. */
static void hash_takes_numbers_below_zero(void **state)
{
	struct entry entry = {
		.seq = 1, .at = { -1 }, .uid = -1, .request = "", .reading = ""
	};

	(void)state;
	sign_sha256("", 0, entry.reading_sha256);
	hash_is(&entry,
	    "5d17dc67016883c3c0df49dbe9f534e6"
	    "029f5672b00fe6390db9564402a1ba7a");
}

static void hash_covers_every_part(void **state)
{
	struct entry entries[9];
	uint8_t hashes[9][SIGN_SHA256];

	(void)state;
	for (int i = 0; i < 9; i++)
		entries[i] = entry_at(AT);
	entries[1].seq++;
	entries[2].at.seconds++;
	entries[3].uid++;
	entries[4].key[31] ^= 1;
	entries[5].request_sha512[63] ^= 1;
	entries[6].signature[63] ^= 1;
	entries[7].reading_sha256[31] ^= 1;
	entries[8].previous[31] ^= 1;
	for (int i = 0; i < 9; i++) {
		log_entry_hash(&entries[i], hashes[i]);
		for (int j = 0; j < i; j++)
			assert_memory_not_equal(
			    hashes[i], hashes[j], SIGN_SHA256);
	}
}

/* --- the chain --- */

static void empty_log_has_no_head(void **state)
{
	static const uint8_t zeros[SIGN_SHA256];
	struct log log;

	(void)state;
	open_log(&log);
	assert_int_equal(log.head.seq, 0);
	assert_memory_equal(log.head.hash, zeros, sizeof(zeros));
	assert_true(log.at.seconds == 0);
}

static void entries_are_chained(void **state)
{
	static const uint8_t zeros[SIGN_SHA256];
	struct entry first, second;
	struct log log;

	(void)state;
	open_log(&log);
	first = append(&log, AT);
	assert_int_equal(first.seq, 1);
	assert_memory_equal(first.previous, zeros, sizeof(zeros));
	second = append(&log, AT + 1);
	assert_int_equal(second.seq, 2);
	assert_memory_equal(second.previous, first.hash, SIGN_SHA256);
	assert_memory_not_equal(second.hash, first.hash, SIGN_SHA256);
	assert_int_equal(log.head.seq, 2);
	assert_memory_equal(log.head.hash, second.hash, SIGN_SHA256);
}

static void head_is_read_again(void **state)
{
	struct log log, again;

	(void)state;
	open_log(&log);
	append(&log, AT);
	append(&log, AT + 5);
	open_log(&again);
	assert_memory_equal(&log.head, &again.head, sizeof(log.head));
	assert_true(again.at.seconds == AT + 5);
}

/* A clock that stepped back is held at the last entry. */
static void time_is_held(void **state)
{
	struct entry entry;
	uint8_t hash[SIGN_SHA256];
	struct log log;

	(void)state;
	open_log(&log);
	append(&log, AT);
	entry = append(&log, AT - 3600);
	assert_true(entry.at.seconds == AT);
	assert_true(log.at.seconds == AT);
	log_entry_hash(&entry, hash);
	assert_memory_equal(entry.hash, hash, sizeof(hash));
}

static void time_goes_on_after_it_was_held(void **state)
{
	struct entry entry;
	struct log log;

	(void)state;
	open_log(&log);
	append(&log, AT);
	append(&log, AT - 3600);
	entry = append(&log, AT + 1);
	assert_true(entry.at.seconds == AT + 1);
}

/* The database says no: the head stays. */
static void failed_append_keeps_the_head(void **state)
{
	struct log log, before;
	struct entry entry = entry_at(AT + 1);
	struct err err;

	(void)state;
	open_log(&log);
	append(&log, AT);
	before = log;
	log.head.seq = 0;
	before.head.seq = 0;
	assert_int_equal(log_append(&log, &entry, &err), -1);
	assert_int_equal(err.code, ERR_INTERNAL);
	assert_memory_equal(&log, &before, sizeof(log));
}

/* --- finding --- */

static int has(struct log *log, struct receipt receipt)
{
	struct err err;

	return log_has(log, &receipt, &err);
}

static void log_has_its_places_only(void **state)
{
	struct receipt none = { 0 }, first, second, wrong;
	struct log log;

	(void)state;
	open_log(&log);
	assert_int_equal(has(&log, none), 1);
	append(&log, AT);
	first = log.head;
	append(&log, AT);
	second = log.head;
	assert_int_equal(has(&log, none), 1);
	assert_int_equal(has(&log, first), 1);
	assert_int_equal(has(&log, second), 1);
	wrong = first;
	wrong.seq = 2;
	assert_int_equal(has(&log, wrong), 0);
	wrong.seq = 0;
	assert_int_equal(has(&log, wrong), 0);
	wrong.seq = 3;
	assert_int_equal(has(&log, wrong), 0);
	wrong = second;
	wrong.hash[31] ^= 1;
	assert_int_equal(has(&log, wrong), 0);
}

static void what_was_seen_can_be_taken_back(void **state)
{
	struct receipt first, second;
	struct log log;
	struct err err;

	(void)state;
	open_log(&log);
	append(&log, AT);
	first = log.head;
	assert_int_equal(store_execute(store, "BEGIN", &err), 0);
	append(&log, AT);
	second = log.head;
	append(&log, AT);
	assert_int_equal(has(&log, first), 1);
	assert_int_equal(has(&log, second), 1);
	assert_int_equal(has(&log, second), 1);
	assert_int_equal(store_execute(store, "ROLLBACK", &err), 0);
	assert_int_equal(log_open(&log, store, &err), 0);
	append(&log, AT + 1);
	append(&log, AT + 2);
	assert_int_equal(has(&log, first), 1);
	assert_int_equal(has(&log, second), 0);
}

static void log_that_cannot_be_read_is_an_error(void **state)
{
	struct receipt receipt = { .seq = 1 };
	struct log log;
	struct err err;

	(void)state;
	open_log(&log);
	assert_int_equal(store_execute(store, "DROP TABLE log", &err), 0);
	assert_int_equal(has(&log, receipt), -1);
	assert_int_equal(log_open(&log, store, &err), -1);
	assert_int_equal(err.code, ERR_INTERNAL);
}

/* --- reading --- */

static void entries_are_read_as_written(void **state)
{
	struct entry written[3], entry;
	struct rows rows;
	struct log log;
	struct err err;

	(void)state;
	open_log(&log);
	for (int i = 0; i < 3; i++)
		written[i] = append(&log, AT + i);
	rows = log_query(store, 2);
	for (int i = 1; i < 3; i++) {
		assert_int_equal(log_next(&rows, &entry, &err), 1);
		assert_int_equal(entry.seq, i + 1);
		assert_true(entry.at.seconds == AT + i);
		assert_int_equal(entry.uid, 1000);
		assert_memory_equal(entry.key, written[i].key, SIGN_PUBLIC);
		assert_int_equal(entry.request_length, 8);
		assert_memory_equal(entry.request, "{\"id\":1}", 8);
		assert_memory_equal(entry.request_sha512,
		    written[i].request_sha512, SIGN_SHA512);
		assert_memory_equal(
		    entry.signature, written[i].signature, SIGN_SIGNATURE);
		assert_string_equal(entry.reading, "{}");
		assert_memory_equal(
		    entry.previous, written[i].previous, SIGN_SHA256);
		assert_memory_equal(entry.hash, written[i].hash, SIGN_SHA256);
	}
	assert_int_equal(log_next(&rows, &entry, &err), 0);
}

/* What a database that was edited may hold. */
static void short_bytes_are_an_error(void **state)
{
	static const char *const columns[] = { "key", "request_sha512",
		"signature", "previous", "hash" };
	struct entry entry;
	struct rows rows;
	struct log log;
	struct err err;
	char sql[128];

	(void)state;
	open_log(&log);
	append(&log, AT);
	assert_int_equal(
	    store_execute(store, "PRAGMA ignore_check_constraints = ON", &err),
	    0);
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		snprintf(sql, sizeof(sql),
		    "SAVEPOINT s; UPDATE log SET %s = x'00'", columns[i]);
		assert_int_equal(store_execute(store, sql, &err), 0);
		rows = log_query(store, 1);
		assert_int_equal(log_next(&rows, &entry, &err), -1);
		assert_non_null(strstr(err.text, "entry 1 of the log"));
		assert_int_equal(
		    store_execute(store, "ROLLBACK TO s; RELEASE s", &err), 0);
	}
}

#define LOG_TEST(test)                                                         \
	cmocka_unit_test_setup_teardown(test, open_store, close_store)

/* Change both lines together: a log of another schema is of another version.
 * sha256sum schema/log.sql shows the second. */
static void the_schema_has_its_version(void **state)
{
	static const char sum[] =
	    "5cd7d704130384aa539fa083fe51a4a22abb73a643a7e74990e6563358f9cc33";
	uint8_t hash[SIGN_SHA256];
	struct buffer hex = { 0 };

	(void)state;
	assert_int_equal(LOG_VERSION, 2);
	sign_sha256(schema_log, strlen(schema_log), hash);
	buffer_hex(&hex, hash, sizeof(hash));
	assert_string_equal(hex.bytes, sum);
	buffer_free(&hex);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_schema_has_its_version),
		LOG_TEST(hash_is_of_the_documented_line),
		LOG_TEST(hash_takes_numbers_below_zero),
		LOG_TEST(hash_covers_every_part),
		LOG_TEST(empty_log_has_no_head),
		LOG_TEST(entries_are_chained),
		LOG_TEST(head_is_read_again),
		LOG_TEST(time_is_held),
		LOG_TEST(time_goes_on_after_it_was_held),
		LOG_TEST(failed_append_keeps_the_head),
		LOG_TEST(log_has_its_places_only),
		LOG_TEST(what_was_seen_can_be_taken_back),
		LOG_TEST(log_that_cannot_be_read_is_an_error),
		LOG_TEST(entries_are_read_as_written),
		LOG_TEST(short_bytes_are_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
