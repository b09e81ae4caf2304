/* SPDX-License-Identifier: ISC */
#include "client/connection/trust.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "protocol/buffer.h"

/* Base64's slash and plus may stand in a fingerprint. */
#define FIRST  "SHA256:AAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAA+"
#define SECOND "SHA256:BBBBBBBBBBBBBBBBBBBBB/BBBBBBBBBBBBBBBBBBBB+"
#define KEY    "SHA256:CCCCCCCCCCCCCCCCCCCCC/CCCCCCCCCCCCCCCCCCCC+"

#define HASH                                                                   \
	"abababababababababababababababab"                                     \
	"abababababababababababababababab"
#define LARGE_HASH                                                             \
	"ABababababababababababababababab"                                     \
	"abababababababababababababababab"

static char home[64];
static struct err err;

static void path_of(char path[256], const char *name)
{
	snprintf(path, 256, "%s/planvakt/%s", home, name);
}

static void file_is(const char *name, const char *wanted)
{
	char path[256], text[1024];
	size_t length;
	FILE *file;

	path_of(path, name);
	file = fopen(path, "r");
	assert_non_null(file);
	length = fread(text, 1, sizeof(text) - 1, file);
	text[length] = '\0';
	fclose(file);
	assert_string_equal(text, wanted);
}

static void put_file(const char *name, const char *text)
{
	char path[256];
	FILE *file;

	path_of(path, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static mode_t mode_of(const char *name)
{
	struct stat status;
	char path[256];

	path_of(path, name);
	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 07777;
}

/* As if run by us, unless `uid` says otherwise. */
static struct trust_daemon at(
    const char *socket, const char *fingerprint, uid_t uid)
{
	return (struct trust_daemon){ socket, fingerprint, uid };
}

static int check(const char *socket, const char *fingerprint)
{
	struct trust_daemon daemon = at(socket, fingerprint, geteuid());

	err = (struct err){ 0 };
	return trust_check(&daemon, &err);
}

static int pin(const char *socket, const char *fingerprint, const char *said)
{
	struct trust_daemon daemon = at(socket, fingerprint, geteuid());

	err = (struct err){ 0 };
	return trust_pin(&daemon, said, &err);
}

static void refused(int result, const char *text)
{
	assert_int_equal(result, -1);
	assert_int_equal(err.code, ERR_TRUST);
	if (strstr(err.text, text) == NULL)
		fail_msg("'%s' is not in: %s", text, err.text);
}

static void first_meeting_pins(void **state)
{
	(void)state;
	assert_int_equal(check("/run/a b.sock", FIRST), 0);
	file_is("known_daemons", "/run/a b.sock " FIRST "\n");
	assert_int_equal(mode_of("known_daemons"), 0600);
	assert_int_equal(mode_of(""), 0700);
	assert_int_equal(check("/run/a b.sock", FIRST), 0);
	assert_int_equal(check("/run/a", SECOND), 0);
	file_is(
	    "known_daemons", "/run/a b.sock " FIRST "\n/run/a " SECOND "\n");
}

static void another_key_is_not_believed(void **state)
{
	(void)state;
	refused(check("/run/a", FIRST), "it was " SECOND " and is " FIRST);
	assert_non_null(strstr(err.text, "planvakt trust " FIRST));
	assert_int_equal(check("/run/a", SECOND), 0);
}

static void trust_pins_by_decision(void **state)
{
	(void)state;
	refused(pin("/run/a", FIRST, KEY), "not the one you gave");
	refused(check("/run/a", FIRST), FIRST);
	/* Once more what was said before: no error, and no change. */
	assert_int_equal(pin("/run/a", FIRST, SECOND), 0);
	refused(check("/run/a", FIRST), FIRST);
	assert_int_equal(pin("/run/a", FIRST, FIRST), 0);
	assert_int_equal(check("/run/a", FIRST), 0);
	file_is("known_daemons", "/run/a b.sock " FIRST "\n/run/a " FIRST "\n");
}

/* A child without a terminal: there is nobody to ask. */
static void an_unknown_daemon_is_not_pinned_unasked(void **state)
{
	struct trust_daemon daemon = at("/run/new", FIRST, geteuid() + 1);
	int status;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		setsid();
		_exit(trust_check(&daemon, &err) == -1 &&
			    err.code == ERR_TRUST &&
			    strstr(err.text, "planvakt trust " FIRST)
			? 0
			: 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	daemon.uid = 0; /* root is nobody strange */
	assert_int_equal(trust_check(&daemon, &err), 0);
}

/* It has no terminal here that it could ask at; what is pinned stays so, whatever
 * the configuration says later. */
static void a_daemon_that_is_named_is_pinned_unasked(void **state)
{
	struct trust_daemon daemon = at("/run/named", FIRST, geteuid() + 1);

	(void)state;
	daemon.named = true;
	assert_int_equal(trust_check(&daemon, &err), 0);
	daemon.named = false;
	assert_int_equal(trust_check(&daemon, &err), 0);
	daemon.named = true;
	daemon.fingerprint = SECOND;
	refused(trust_check(&daemon, &err), "it was " FIRST " and is " SECOND);
}

/* A child whose terminal's user has typed "yes": that took his time once. */
static void an_unknown_daemon_is_pinned_where_the_user_says_so(void **state)
{
	struct trust_daemon daemon = at("/run/new2", FIRST, geteuid() + 1);
	int terminal = posix_openpt(O_RDWR | O_NOCTTY), status;
	pid_t child;

	(void)state;
	assert_true(terminal >= 0);
	assert_int_equal(grantpt(terminal), 0);
	assert_int_equal(unlockpt(terminal), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		setsid();
		open(ptsname(terminal), O_RDWR); /* is its terminal now */
		if (write(terminal, "yes\n", 4) != 4)
			_exit(2);
		_exit(trust_check(&daemon, &err) == 1 &&
			    trust_check(&daemon, &err) == 0
			? 0
			: 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(terminal);
	assert_int_equal(trust_check(&daemon, &err), 0);
}

static void a_line_break_in_a_path_is_refused(void **state)
{
	(void)state;
	assert_int_equal(check("/run/\nx", FIRST), -1);
	assert_int_equal(err.code, ERR_INVALID);
}

static struct receipt receipt_at(int64_t seq, int byte)
{
	struct receipt receipt = { .seq = seq };

	memset(receipt.hash, byte, sizeof(receipt.hash));
	return receipt;
}

static void receipts_are_kept(void **state)
{
	static const char name[] =
	    "receipts/AAAAAAAAAAAAAAAAAAAAA_AAAAAAAAAAAAAAAAAAAA+."
	    "CCCCCCCCCCCCCCCCCCCCC_CCCCCCCCCCCCCCCCCCCC+";
	static const char wanted[] = "12 " HASH "\n";
	struct receipt receipt = receipt_at(12, 0xab), got;

	(void)state;
	assert_int_equal(trust_receipt_read(FIRST, KEY, &got, &err), 0);
	assert_int_equal(got.seq, 0);
	assert_int_equal(trust_receipt_write(FIRST, KEY, &receipt, &err), 0);
	file_is(name, wanted);
	assert_int_equal(mode_of(name), 0600);
	assert_int_equal(mode_of("receipts"), 0700);
	assert_int_equal(trust_receipt_read(FIRST, KEY, &got, &err), 0);
	assert_int_equal(got.seq, 12);
	assert_memory_equal(got.hash, receipt.hash, 32);
	/* Another daemon's, another key's: none. */
	assert_int_equal(trust_receipt_read(SECOND, KEY, &got, &err), 0);
	assert_int_equal(got.seq, 0);
	assert_int_equal(trust_receipt_read(FIRST, SECOND, &got, &err), 0);
	assert_int_equal(got.seq, 0);
	/* An older one that comes later does not replace it. */
	receipt = receipt_at(11, 0xcd);
	assert_int_equal(trust_receipt_write(FIRST, KEY, &receipt, &err), 0);
	file_is(name, wanted);
}

static void a_damaged_receipt_is_told(void **state)
{
	static const char name[] =
	    "receipts/AAAAAAAAAAAAAAAAAAAAA_AAAAAAAAAAAAAAAAAAAA+."
	    "CCCCCCCCCCCCCCCCCCCCC_CCCCCCCCCCCCCCCCCCCC+";
	static const char *const damaged[] = { "x", "12", "12 abab\n",
		"-1 " HASH "\n", "0 " HASH "\n", "12 " LARGE_HASH "\n" };
	struct receipt got;

	(void)state;
	for (size_t i = 0; i < sizeof(damaged) / sizeof(char *); i++) {
		put_file(name, damaged[i]);
		refused(trust_receipt_read(FIRST, KEY, &got, &err), name);
		assert_non_null(strstr(err.text, "in /"));
	}
	/* What a crash can leave is as if there was none. */
	put_file(name, "");
	assert_int_equal(trust_receipt_read(FIRST, KEY, &got, &err), 0);
	assert_int_equal(got.seq, 0);
}

static void heads(void **state)
{
	struct receipt none = { 0 }, held = receipt_at(12, 1),
		       same = receipt_at(12, 1), other = receipt_at(12, 2),
		       older = receipt_at(11, 1), newer = receipt_at(13, 3);

	(void)state;
	assert_int_equal(trust_head(&none, &none, &err), 0);
	assert_int_equal(trust_head(&none, &newer, &err), 0);
	assert_int_equal(trust_head(&held, &same, &err), 0);
	assert_int_equal(trust_head(&held, &newer, &err), 0);
	refused(trust_head(&held, &older, &err), "lacks entry 12");
	refused(trust_head(&held, &other, &err), "lacks entry 12");
	refused(trust_head(&held, &none, &err), "lacks entry 12");
}

static void a_folder_that_others_may_write_to(void **state)
{
	char path[256];

	(void)state;
	path_of(path, "");
	assert_int_equal(chmod(path, 0770), 0);
	refused(check("/run/a", FIRST), "others may write");
	assert_int_equal(chmod(path, 0700), 0);
}

static void without_a_place_there_is_no_memory(void **state)
{
	char place[128];

	(void)state;
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	assert_int_equal(check("/run/a", FIRST), -1);
	assert_int_equal(err.code, ERR_INVALID);
	/* A path that is not absolute is ignored. */
	setenv("XDG_STATE_HOME", "here", 1);
	setenv("HOME", home, 1);
	assert_int_equal(check("/run/a", SECOND), 0);
	snprintf(place, sizeof(place), "%s/.local/state/planvakt", home);
	assert_int_equal(access(place, F_OK), 0);
	setenv("XDG_STATE_HOME", home, 1);
}

static int make_home(void **state)
{
	(void)state;
	strcpy(home, "/tmp/planvakt-trust.XXXXXX");
	if (mkdtemp(home) == NULL)
		return -1;
	/* A folder that is not there yet is made, with those above it. */
	strcat(home, "/new");
	return setenv("XDG_STATE_HOME", home, 1);
}

static int remove_home(void **state)
{
	char command[128];

	(void)state;
	*strrchr(home, '/') = '\0';
	snprintf(command, sizeof(command), "rm -r %s", home);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_meeting_pins),
		cmocka_unit_test(another_key_is_not_believed),
		cmocka_unit_test(trust_pins_by_decision),
		cmocka_unit_test(an_unknown_daemon_is_not_pinned_unasked),
		cmocka_unit_test(
		    an_unknown_daemon_is_pinned_where_the_user_says_so),
		cmocka_unit_test(a_daemon_that_is_named_is_pinned_unasked),
		cmocka_unit_test(a_line_break_in_a_path_is_refused),
		cmocka_unit_test(receipts_are_kept),
		cmocka_unit_test(a_damaged_receipt_is_told),
		cmocka_unit_test(heads),
		cmocka_unit_test(a_folder_that_others_may_write_to),
		cmocka_unit_test(without_a_place_there_is_no_memory),
	};

	return cmocka_run_group_tests(tests, make_home, remove_home);
}
