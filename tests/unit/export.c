/* SPDX-License-Identifier: ISC */
/* The log as others get it: pages, pieces, keys and checkpoints, against the
 * forms in docs/wire.md and docs/verify.md. */
#include "daemon/contract/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "protocol/sign_key.h"
#include "tests/unit/rig/rig.h"

extern const char schema_verify[], schema_verify_py[];

static int open_plan(void **state)
{
	rig_open(state);
	rig_fill(*state);
	return 0;
}

#define PLAN_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, open_plan, rig_close)

static const char *text_at(json_t *json, const char *path)
{
	const char *text = json_string_value(rig_at(json, path));

	assert_non_null(text);
	return text;
}

static void is_hash(const char *hex, const char *text)
{
	uint8_t hash[SIGN_SHA256], said[SIGN_SHA256];

	sign_sha256(text, strlen(text), hash);
	assert_int_equal(hex_read(hex, said, SIGN_SHA256), 0);
	assert_memory_equal(hash, said, SIGN_SHA256);
}

/* --- log.export --- */

static void entries_are_chained(void **state)
{
	struct rig *rig = *state;
	char previous[2 * SIGN_SHA256 + 1] = "", line[1024];
	size_t index;
	json_t *row;

	memset(previous, '0', 2 * SIGN_SHA256);
	rig_must(rig, "log.export", "{}");
	json_array_foreach (rig_at(rig->result, "rows"), index, row) {
		const char *text = text_at(row, "line");

		snprintf(line, sizeof(line), "%s\n", text);
		is_hash(text_at(row, "hash"), line);
		assert_string_equal(strrchr(text, ' ') + 1, previous);
		snprintf(
		    previous, sizeof(previous), "%s", text_at(row, "hash"));
		snprintf(line, sizeof(line), "planvakt-log-1 %zu %" PRId64 " ",
		    index + 1, RIG_NOW);
		assert_memory_equal(text, line, strlen(line));
		assert_int_equal(
		    json_integer_value(rig_at(row, "seq")), index + 1);
	}
	assert_int_equal(index, rig_head(rig));
	rig_must(rig, "ping", "{}");
	assert_string_equal(text_at(rig->result, "head.hash"), previous);
}

static void texts_are_those_that_were_hashed(void **state)
{
	struct rig *rig = *state;
	uint8_t hash[SIGN_SHA512];
	struct buffer hex = { 0 };
	size_t index;
	json_t *row;

	rig_must(rig, "log.export", "{}");
	json_array_foreach (rig_at(rig->result, "rows"), index, row) {
		const char *request = text_at(row, "request");

		buffer_cut(&hex, 0);
		sign_sha512(request, strlen(request), hash);
		buffer_hex(&hex, hash, sizeof(hash));
		assert_non_null(strstr(text_at(row, "line"), hex.bytes));
		buffer_cut(&hex, 0);
		sign_sha256(text_at(row, "reading"),
		    strlen(text_at(row, "reading")), hash);
		buffer_hex(&hex, hash, SIGN_SHA256);
		assert_non_null(strstr(text_at(row, "line"), hex.bytes));
	}
	buffer_free(&hex);
}

static void after_begins_there(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "log.export", "{'after':%d}", (int)rig_head(rig) - 1);
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 1);
	assert_int_equal(json_integer_value(rig_at(rig->result, "rows.0.seq")),
	    rig_head(rig));
	rig_must(rig, "log.export", "{'after':%d}", (int)rig_head(rig));
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 0);
	assert_null(rig_at(rig->result, "next"));
}

/* 4,000 characters of two bytes each in each of `rows`. */
static void import_long(struct rig *rig, int rows)
{
	json_t *list = json_array(), *params;
	struct buffer text = { 0 };
	char name[32];

	for (int i = 0; i < 4000; i++)
		buffer_text(&text, "å");
	for (int i = 1; i <= rows; i++) {
		snprintf(name, sizeof(name), "Aktivitet %d", i);
		json_array_append_new(list,
		    json_pack("{s:i, s:s, s:s, s:s}", "line", i + 1, "activity",
			name, "purpose", text.bytes, "timeframe", "2022"));
	}
	params = json_pack("{s:s, s:o}", "plan", "vbe", "rows", list);
	struct request request = rig_request(rig, "plan.import", params);

	rig_send(rig, rig->coordinator, &request);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	struct err err;

	assert_int_equal(door_commit(rig->door, &err), 0);
	json_decref(params);
	buffer_free(&text);
}

static void put_together(struct rig *rig, int64_t seq, struct buffer *whole)
{
	json_int_t offset = 0;

	do {
		rig_must(rig, "log.piece",
		    "{'seq':%d,'of':'request','offset':%d}", (int)seq,
		    (int)offset);
		assert_true(strlen(text_at(rig->result, "text")) <= 131072);
		buffer_text(whole, text_at(rig->result, "text"));
		offset = json_integer_value(rig_at(rig->result, "next"));
		assert_true(offset == 0 || offset == (json_int_t)whole->length);
	} while (offset != 0);
}

/* A long request is left out, and its pieces are cut between characters,
 * wherever the first one is. */
static void long_text_comes_in_pieces(void **state)
{
	struct rig *rig = *state;
	struct buffer whole = { 0 };
	uint8_t hash[SIGN_SHA512];
	struct buffer hex = { 0 };
	json_t *row;

	import_long(rig, 40);
	rig_must(rig, "log.export", "{'after':%d}", (int)rig_head(rig) - 1);
	row = rig_at(rig->result, "rows.0");
	assert_null(rig_at(row, "request"));
	put_together(rig, rig_head(rig), &whole);
	assert_true(whole.length > 320000);
	sign_sha512(whole.bytes, whole.length, hash);
	buffer_hex(&hex, hash, sizeof(hash));
	rig_must(rig, "log.export", "{'after':%d}", (int)rig_head(rig) - 1);
	assert_non_null(strstr(text_at(rig->result, "rows.0.line"), hex.bytes));
	buffer_free(&hex);
	buffer_free(&whole);
}

static void a_page_fits_a_frame(void **state)
{
	struct rig *rig = *state;
	int64_t seen = 0, pages = 0;
	char note[4001] = "";

	rig_activity(rig, "Skriv rutinen", "Vt 2022");
	memset(note, 'x', 4000);
	for (int i = 0; i < 150; i++) {
		note[0] = (char)('a' + i % 26);
		rig_must(rig, "activity.update", "{'id':1,'note':'%s'}", note);
	}
	do {
		rig_must(rig, "log.export", "{'after':%d}", (int)seen);
		assert_true(rig->reply.result.length < (1u << 20) - 1024);
		seen += (int64_t)json_array_size(rig_at(rig->result, "rows"));
		pages++;
	} while (rig_at(rig->result, "next") != NULL);
	assert_int_equal(seen, rig_head(rig));
	assert_true(pages > 2);
}

static void piece_begins_with_a_character(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "department.edit", "{'code':'ks','name':'å'}");
	rig_must(
	    rig, "log.piece", "{'seq':%d,'of':'reading'}", (int)rig_head(rig));
	rig_is(rig->result, "next", "null");
	rig_refused(rig, ERR_NOT_FOUND, "no entry 999", "log.piece",
	    "{'seq':999,'of':'request'}");
	rig_refused(rig, ERR_INVALID, "no character", "log.piece",
	    "{'seq':1,'of':'request','offset':100000}");
	/* {"jsonrpc":"2.0", ... "name":"å": its second byte. */
	rig_must(
	    rig, "log.piece", "{'seq':%d,'of':'request'}", (int)rig_head(rig));
	const char *text = text_at(rig->result, "text");
	int second = (int)(strstr(text, "å") - text) + 1;

	rig_refused(rig, ERR_INVALID, "no character", "log.piece",
	    "{'seq':%d,'of':'request','offset':%d}", (int)rig_head(rig),
	    second);
}

/* --- log.checkpoint --- */

static void add_file(
    struct buffer *expected, const struct rig *rig, const char *name)
{
	const char *text =
	    json_string_value(json_object_get(rig->result, name));
	uint8_t hash[SIGN_SHA256];

	assert_non_null(text);
	buffer_printf(expected, "\n%s ", name);
	sign_sha256(text, strlen(text), hash);
	buffer_hex(expected, hash, SIGN_SHA256);
}

/* Of an export page by page, as a client puts it together. */
static void put_told(
    struct rig *rig, struct buffer *csv, struct buffer *txt, int *pages)
{
	json_int_t after = 0, before;

	do {
		before = after;
		rig_must(rig, "log.told", "{'after':%d}", (int)after);
		buffer_text(csv,
		    json_string_value(json_object_get(rig->result, "log.csv")));
		buffer_text(txt,
		    json_string_value(json_object_get(rig->result, "log.txt")));
		after = json_integer_value(rig_at(rig->result, "last"));
		assert_true(rig->reply.result.length < (1u << 20) - 1024);
		(*pages)++;
	} while (rig_at(rig->result, "next") != NULL && after > before);
	assert_int_equal(after, rig_head(rig));
}

static void add_told(struct buffer *expected, struct rig *rig)
{
	struct buffer csv = { 0 }, txt = { 0 };
	uint8_t hash[SIGN_SHA256];
	int pages = 0;

	put_told(rig, &csv, &txt, &pages);
	sign_sha256(csv.bytes, csv.length, hash);
	buffer_text(expected, "\nlog.csv ");
	buffer_hex(expected, hash, SIGN_SHA256);
	sign_sha256(txt.bytes, txt.length, hash);
	buffer_text(expected, "\nlog.txt ");
	buffer_hex(expected, hash, SIGN_SHA256);
	buffer_free(&csv);
	buffer_free(&txt);
}

static size_t lines(const struct buffer *text)
{
	size_t count = 0;

	for (size_t i = 0; i < text->length; i++)
		count += text->bytes[i] == '\n';
	return count;
}

/* A line for each entry, whatever the words are and however many pages. */
static void each_entry_is_told_in_a_line(void **state)
{
	struct rig *rig = *state;
	struct buffer csv = { 0 }, txt = { 0 };
	char line[256];
	int pages = 0;

	rig_activity(rig, "Skriv \\\"rutinen\\\"", "Vt 2022");
	for (int i = 0; i < 1500; i++)
		rig_must(rig, "activity.update",
		    "{'id':1,'note':'\\\"%d\\\"\\n=2;\\\"\\\"\\\"\\\"'}", i);
	put_told(rig, &csv, &txt, &pages);
	assert_true(pages > 1);
	assert_int_equal(lines(&txt), rig_head(rig));
	assert_int_equal(lines(&csv), rig_head(rig) + 1);
	/* RIG_NOW is 2022-07-01T06:00:00Z */
	snprintf(line, sizeof(line),
	    "\n%d: 1 Jul 2022 Samordnaren reported on 1 'Skriv \"rutinen\"':"
	    " \"1499\" =2;\"\"\"\"\n",
	    (int)rig_head(rig));
	assert_string_equal(txt.bytes + txt.length - strlen(line), line);
	assert_memory_equal(txt.bytes, "1: 1 Jul 2022 planvaktd began ", 30);
	assert_memory_equal(csv.bytes, "\xef\xbb\xbfseq;at;by;role;", 18);
	buffer_free(&csv);
	buffer_free(&txt);
}

static void checkpoint_is_signed(void **state)
{
	struct rig *rig = *state;
	char fingerprint[SIGN_FINGERPRINT];
	uint8_t signature[SIGN_SIGNATURE];
	struct buffer expected = { 0 }, told = { 0 };
	const char *text;

	sign_fingerprint(sign_key_public(rig->daemon), fingerprint);
	add_told(&told, rig);
	rig_must(rig, "log.checkpoint", "{}");
	text = text_at(rig->result, "checkpoint");
	assert_string_equal(text_at(rig->result, "verify"), schema_verify);
	assert_string_equal(
	    json_string_value(json_object_get(rig->result, "verify.py")),
	    schema_verify_py);
	/* RIG_NOW is 2022-07-01T06:00:00Z */
	buffer_printf(&expected,
	    "planvakt-checkpoint-1\ndaemon %s\ntime 2022-07-01T06:00:00Z\n"
	    "entries %d\nhead ",
	    fingerprint, (int)rig_head(rig));
	buffer_hex(&expected, door_head(rig->door)->hash, SIGN_SHA256);
	add_file(&expected, rig, "access");
	add_file(&expected, rig, "allowed_signers");
	buffer_text(&expected, told.bytes);
	add_file(&expected, rig, "verify");
	add_file(&expected, rig, "verify.py");
	buffer_text(&expected, "\nredacted 0\n");
	assert_string_equal(text, expected.bytes);
	assert_int_equal(hex_read(text_at(rig->result, "signature"), signature,
			     SIGN_SIGNATURE),
	    0);
	assert_true(sign_verify(sign_key_public(rig->daemon), SIGN_DAEMON, text,
	    strlen(text), signature));
	buffer_free(&expected);
	buffer_free(&told);
}

/* --- access --- */

static void must_carry(const char *program, const char *line, const char *where)
{
	if (strstr(program, line) == NULL)
		fail_msg("%s lacks:%s", where, line);
}

/* What reads is not among what writes. */
static void must_carry_access(const char *program,
    const struct command *command, const char *who, const char *where)
{
	char line[128];

	snprintf(line, sizeof(line), "\n%s %s\n", command->method, who);
	if (command->effect == WRITES) {
		must_carry(program, line, where);
		return;
	}
	must_carry(program, command->method, where);
	if (strstr(program, line) != NULL)
		fail_msg("%s has %s among what writes", where, command->method);
}

/* Both programs carry the list that goes into the export: whoever adds a
 * method or widens one adds it there. None is ever narrowed or taken out,
 * for a log may hold it. */
static void access_is_carried(void **state)
{
	static const char *const words[] = { "any", "lead", "member", "holder",
		"reporter", "coordinator", "daemon" };
	struct rig *rig = *state;
	const struct command *command = NULL;
	const char *access;

	rig_must(rig, "log.checkpoint", "{}");
	access = text_at(rig->result, "access");
	while ((command = rig_command(command)) != NULL) {
		const char *who = words[command->access];
		char line[128];

		snprintf(line, sizeof(line), "%s %s %s\n", command->method, who,
		    command->effect == WRITES ? "writes" : "reads");
		must_carry(access, line, "access");
		must_carry_access(schema_verify, command, who, "verify.sh");
		must_carry_access(schema_verify_py, command, who, "verify.py");
	}
	must_carry(access, "activity.update member writes\n", "access");
}

static void signers(struct rig *rig, char *text, size_t size)
{
	rig_must(rig, "log.checkpoint", "{}");
	snprintf(text, size, "%s", text_at(rig->result, "allowed_signers"));
}

static void ssh_line(const struct sign_key *key, char line[SIGN_SSH_PUBLIC])
{
	sign_public_write(sign_key_public(key), line);
}

static void signers_have_their_time(void **state)
{
	struct rig *rig = *state;
	char text[4096], expected[4096], daemon[SIGN_SSH_PUBLIC];
	char coordinator[SIGN_SSH_PUBLIC], late[SIGN_SSH_PUBLIC];

	rig->clock.at.seconds += 86400;
	ssh_line(rig_key(rig, "Anna B", "auditor", NULL), late);
	rig->clock.at.seconds += 3661;
	rig_must(rig, "key.revoke", "{'name':'Anna B','reason':'Slutat'}");
	ssh_line(rig->daemon, daemon);
	ssh_line(rig->coordinator, coordinator);
	signers(rig, text, sizeof(text));
	snprintf(expected, sizeof(expected),
	    "planvaktd namespaces=\"planvakt,planvakt-daemon\","
	    "valid-after=\"20220701060000Z\" %s planvaktd\n"
	    "Samordnaren namespaces=\"planvakt\","
	    "valid-after=\"20220701060000Z\" %s Samordnaren\n"
	    "Anna_B namespaces=\"planvakt\",valid-after=\"20220702060000Z\","
	    "valid-before=\"20220702070101Z\" %s Anna B\n",
	    daemon, coordinator, late);
	assert_string_equal(text, expected);
}

/* ssh-keygen takes no key whose time ends when it begins. */
static void time_is_never_empty(void **state)
{
	struct rig *rig = *state;
	char text[4096];

	rig_key(rig, "Anna", "auditor", NULL);
	rig_must(rig, "key.revoke", "{'name':'Anna','reason':'Fel'}");
	signers(rig, text, sizeof(text));
	assert_non_null(strstr(text,
	    "\nAnna namespaces=\"planvakt\",valid-after=\"20220701060000Z\","
	    "valid-before=\"20220701060001Z\" "));
}

/* What means something in allowed_signers is no name's. */
static void names_are_made_safe(void **state)
{
	struct rig *rig = *state;
	char text[4096], print[SIGN_FINGERPRINT];
	struct sign_key *first, *second;

	rig_key(rig, "x,(x) y&", "auditor", NULL);
	first = rig_key(rig, "åsa", "auditor", NULL);
	signers(rig, text, sizeof(text));
	assert_non_null(strstr(text, "\nx__x__y_ namespaces"));
	assert_non_null(strstr(text, "\n_sa namespaces"));
	/* Another who would look the same: both by their fingerprints. */
	second = rig_key(rig, "äsa", "auditor", NULL);
	signers(rig, text, sizeof(text));
	assert_null(strstr(text, "\n_sa namespaces"));
	sign_fingerprint(sign_key_public(first), print);
	assert_non_null(strstr(text, print));
	sign_fingerprint(sign_key_public(second), print);
	assert_non_null(strstr(text, print));
	assert_non_null(strstr(text, " åsa\n"));
}

/* A new key of the same holder is no other. */
static void replaced_key_keeps_its_principal(void **state)
{
	struct rig *rig = *state;
	struct sign_key *old = rig_key(rig, "Anna", "auditor", NULL);
	struct sign_key *new = sign_key_generate();
	char text[4096], line[SIGN_SSH_PUBLIC];
	const char *at;

	ssh_line(new, line);
	assert_int_equal(rig_ask(rig, old, "key.replace",
			     "{'name':'Anna','key':'%s'}", line),
	    ERR_NONE);
	signers(rig, text, sizeof(text));
	at = strstr(text, "\nAnna namespaces");
	assert_non_null(at);
	assert_non_null(strstr(at + 1, "\nAnna namespaces"));
	sign_key_free(new);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAN_TEST(entries_are_chained),
		PLAN_TEST(texts_are_those_that_were_hashed),
		PLAN_TEST(after_begins_there),
		PLAN_TEST(long_text_comes_in_pieces),
		PLAN_TEST(a_page_fits_a_frame),
		PLAN_TEST(piece_begins_with_a_character),
		PLAN_TEST(each_entry_is_told_in_a_line),
		PLAN_TEST(checkpoint_is_signed),
		PLAN_TEST(access_is_carried),
		RIG_TEST(signers_have_their_time),
		RIG_TEST(time_is_never_empty),
		RIG_TEST(names_are_made_safe),
		RIG_TEST(replaced_key_keeps_its_principal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
