/* SPDX-License-Identifier: ISC */
/* The rules of docs/configuration.md, and many files that break one. Run in
 * the root of the tree. */
#include "daemon/machine/config.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXAMPLE "packaging/planvaktd.conf"
#define MANUAL  "docs/configuration.md"
#define SMTP    "[mail]\ntransport = smtp\nserver = smtp://mx:25\n"

static char folder[] = "/tmp/planvakt-config.XXXXXX";
static char path[64];

static int make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/c.conf", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder);
}

static void write_bytes(const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static struct config read_text(const char *text)
{
	struct config config;
	struct err err = { 0 };

	write_bytes(text, strlen(text));
	memset(&config, 0x55, sizeof(config));
	if (config_read(&config, path, &err) != 0)
		fail_msg("%s", err.text);
	return config;
}

/* Refused at this line (0: with no line), in words that contain these, and
 * *config is as it was. */
static void assert_refused_bytes(
    const void *bytes, size_t length, int line, const char *words)
{
	struct config config, before;
	struct err err = { 0 };
	char place[96];

	write_bytes(bytes, length);
	memset(&config, 0x55, sizeof(config));
	memset(&before, 0x55, sizeof(before));
	assert_int_equal(config_read(&config, path, &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	snprintf(place, sizeof(place), "%s:%d: ", path, line);
	if (strncmp(err.text, place, strlen(place)) != 0 ||
	    strstr(err.text, words) == NULL)
		fail_msg("got: %s, wanted: %s...%s", err.text, place, words);
	assert_memory_equal(&config, &before, sizeof(config));
}

static void assert_refused(const char *text, int line, const char *words)
{
	assert_refused_bytes(text, strlen(text), line, words);
}

/* --- what is right --- */

static void assert_default_limits(const struct config *config)
{
	assert_int_equal(config->connections, 512);
	assert_int_equal(config->deliveries, 1);
	assert_int_equal(config->timeout, 60);
	assert_int_equal(config->retry_first, 60);
	assert_int_equal(config->retry_max, 14400);
	assert_int_equal(config->give_up, 259200);
}

static void assert_default(const struct config *config)
{
	assert_string_equal(config->state, "");
	assert_string_equal(config->socket, "");
	assert_string_equal(config->user, "");
	assert_int_equal(config->confine, 1);
	assert_int_equal(config->transport, TRANSPORT_MAILDIR);
	assert_string_equal(config->program, "");
	assert_string_equal(config->from, "");
	assert_default_limits(config);
}

static void what_is_not_said_has_its_default(void **state)
{
	static const char *const texts[] = { "", "\n\n", "# åäö\n; ÅÄÖ\n",
		"[daemon]\n[mail]\n\n[limits]", "\xef\xbb\xbf", "  # x\n\t\n" };
	struct config config;

	(void)state;
	config_default(&config);
	assert_default(&config);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		config = read_text(texts[i]);
		assert_default(&config);
	}
}

static void every_key_is_read(void **state)
{
	struct config config = read_text("[daemon]\n"
					 "state = /srv/åäö vakt\n"
					 "socket=/run/p#v.sock\n"
					 "  user =  planvakt  \n"
					 "confine = no\n"
					 "[limits]\n"
					 "connections = 10000\n"
					 "deliveries = 16\n"
					 "timeout = 5m\n"
					 "retry_first = 1s\n"
					 "retry_max = 1d\n"
					 "give_up = 90h\n"
					 "[mail]\n"
					 "transport = command\n"
					 "program = /bin/sh --till=x -v\n"
					 "from = trygg+plan@kommunen.example");

	(void)state;
	assert_string_equal(config.state, "/srv/åäö vakt");
	assert_string_equal(config.socket, "/run/p#v.sock");
	assert_string_equal(config.user, "planvakt");
	assert_int_equal(config.confine, 0);
	assert_int_equal(config.transport, TRANSPORT_COMMAND);
	assert_string_equal(config.program, "/bin/sh --till=x -v");
	assert_string_equal(config.from, "trygg+plan@kommunen.example");
	assert_int_equal(config.connections, 10000);
	assert_int_equal(config.deliveries, 16);
	assert_int_equal(config.timeout, 300);
	assert_int_equal(config.retry_first, 1);
	assert_int_equal(config.retry_max, 86400);
	assert_int_equal(config.give_up, 324000);
}

static void windows_writes_it_too(void **state)
{
	struct config config = read_text("\xef\xbb\xbf[daemon]\r\n"
					 "# för samordnaren\r\n"
					 "state = /srv/planvakt\r\n"
					 "\r\n"
					 "[limits]\r\n"
					 "deliveries = 2\r\n");

	(void)state;
	assert_string_equal(config.state, "/srv/planvakt");
	assert_int_equal(config.deliveries, 2);
}

/* As long as a path may be. */
static void a_long_line_is_read_whole(void **state)
{
	char text[8192], comment[3000], deep[3001];
	struct config config;

	(void)state;
	memset(comment, 'x', sizeof(comment) - 1);
	comment[sizeof(comment) - 1] = '\0';
	memset(deep, 'd', sizeof(deep) - 1);
	deep[0] = '/';
	deep[sizeof(deep) - 1] = '\0';
	snprintf(text, sizeof(text),
	    "# %s\n[daemon]\nstate = %s\nuser = vakt\n", comment, deep);
	config = read_text(text);
	assert_string_equal(config.state, deep);
	assert_string_equal(config.user, "vakt");
}

static void limits_are_within_bounds(void **state)
{
	struct config config = read_text("[limits]\n"
					 "connections = 1\n"
					 "deliveries = 1\n"
					 "timeout = 5s\n"
					 "retry_first = 1h\n"
					 "retry_max = 1h\n"
					 "give_up = 30d\n");

	(void)state;
	assert_int_equal(config.connections, 1);
	assert_int_equal(config.timeout, 5);
	assert_int_equal(config.retry_first, 3600);
	assert_int_equal(config.retry_max, 3600);
	assert_int_equal(config.give_up, 2592000);
}

static void a_server_is_enough(void **state)
{
	struct config config =
	    read_text("[mail]\ntransport = smtp\nserver = smtp://mx\n");

	(void)state;
	assert_int_equal(config.transport, TRANSPORT_SMTP);
	assert_string_equal(config.server, "smtp://mx");
	assert_int_equal(config.tls, -1);
	assert_string_equal(config.login, "");
	/* A password without TLS goes to this machine only. */
	config = read_text("[mail]\ntransport = smtp\ntls = no\n"
			   "server = smtp://[::1]:65535\nlogin = anna\n"
			   "password_file = /etc/passwd\n");
	assert_int_equal(config.tls, 0);
	assert_string_equal(config.login, "anna");
	assert_string_equal(config.password_file, "/etc/passwd");
}

/* RFC 1122, section 3.2.1.3: 127 is this machine, all of it. */
static void this_machine_has_several_names(void **state)
{
	(void)state;
	assert_true(mail_server_is_here("smtp://localhost"));
	assert_true(mail_server_is_here("smtps://LOCALHOST:465"));
	assert_true(mail_server_is_here("smtp://127.0.0.1:25"));
	assert_true(mail_server_is_here("smtp://127.9.9.9"));
	assert_true(mail_server_is_here("smtp://[::1]:25"));
	assert_false(mail_server_is_here("smtp://128.0.0.1"));
	assert_false(mail_server_is_here("smtp://[::2]"));
	assert_false(mail_server_is_here("smtp://localhost.example"));
	assert_false(mail_server_is_here("smtp://127.0.0.1.example"));
	assert_true(mail_server_is_sealed("smtps://mx"));
	assert_false(mail_server_is_sealed("smtp://mx"));
}

static void a_program_may_wait_for_its_transport(void **state)
{
	struct config config = read_text(
	    "[mail]\nprogram = /nowhere/msmtp\ntransport = maildir\n");

	(void)state;
	assert_int_equal(config.transport, TRANSPORT_MAILDIR);
}

/* --- what is wrong --- */

static const struct {
	const char *text;
	int line;
	const char *words;
} wrong[] = {
	/* names */
	{ "[daemon]\n\nsokcet = /x\n", 3,
	    "unknown key \"sokcet\" in [daemon]: did you mean socket?" },
	{ "[daemon]\ncolour = red\n", 2, "which has: state socket user" },
	{ "[daemon]\nState = /x\n", 2, "did you mean state?" },
	{ "[daemon]\nfrom = a@b.se\n", 2, "move it to [mail]" },
	{ "state = /x\n", 1, "in no section" },
	{ "# x\n[deamon]\n", 2, "did you mean [daemon]?" },
	{ "[mail]\n[bestiary]\n", 2,
	    "there are [daemon], [mail] and [limits]" },
	{ "[ daemon ]\n", 1, "unknown section [ daemon ]" },
	{ "[]\n", 1, "unknown section []" },
	{ "[daemon\nstate = /x\n", 1, "alone in its line" },
	{ "[daemon] state = /x\n", 1, "alone in its line" },
	{ "[daemon] # x\n", 1, "alone in its line" },
	{ "  [daemon\n", 1, "alone in its line" },
	{ "[daemon]\nstate\n", 2, "neither [SECTION] nor KEY = VALUE" },
	{ "[daemon]\n= /x\n", 2, "neither [SECTION] nor KEY = VALUE" },
	{ "[daemon]\nstate: /x\n", 2, "neither [SECTION] nor KEY = VALUE" },
	{ "[daemon]\nstate = /x\n  and more\n", 3, "neither" },
	/* twice */
	{ "[daemon]\nstate = /x\nuser = a\nstate = /x\n", 4,
	    "state is given twice: line 2" },
	{ "[daemon]\n[mail]\n[daemon]\n", 3, "[daemon] is there twice" },
	/* no value, more than a value */
	{ "[daemon]\nstate =\n", 2, "state has no value" },
	{ "[daemon]\nstate = /x ; there\n", 2, "a line of its own" },
	{ "[daemon]\nstate = /x\t# there\n", 2, "a line of its own" },
	{ "[daemon]\nstate = # there\n", 2, "a line of its own" },
	{ "[daemon]\nstate =; there\n", 2, "a line of its own" },
	/* texts */
	{ "[daemon]\nstate = var/lib\n", 2, "begin it with /" },
	{ "[daemon]\nstate = ~/plan\n", 2, "begin it with /" },
	{ "[daemon]\nsocket = planvaktd.sock\n", 2, "begin it with /" },
	{ "[daemon]\nuser = anna karin\n", 2, "user is not the name of" },
	{ "[daemon]\nuser = -x\n", 2, "user is not the name of" },
	{ "[daemon]\nuser = abcdefghijklmnopqrstuvwxyz0123456\n", 2,
	    "has 33 bytes: write at most 32" },
	{ "[daemon]\nconfine = maybe\n", 2,
	    "confine is neither: write yes or no" },
	{ "[daemon]\nconfine = No\n", 2,
	    "confine is neither: write yes or no" },
	{ "[mail]\nfrom = anna\n", 2, "from is not a mail address" },
	{ "[mail]\nfrom = Anna <a@b.se>\n", 2, "from is not a mail address" },
	{ "[mail]\nfrom = a@b@c.se\n", 2, "from is not a mail address" },
	{ "[mail]\nfrom = a@\n", 2, "from is not a mail address" },
	{ "[mail]\nfrom = @b.se\n", 2, "from is not a mail address" },
	{ "[mail]\nfrom = å@b.se\n", 2, "from is not a mail address" },
	/* transport */
	{ "[mail]\ntransport = pigeon\n", 2,
	    "transport is none of: maildir sendmail command smtp" },
	{ "[mail]\ntransport = Maildir\n", 2, "transport is none of" },
	{ "[mail]\n\ntransport = sendmail\n\n", 3, "needs a program" },
	{ "[mail]\ntransport = command\n[limits]\n", 2, "needs a program" },
	{ "[mail]\nprogram = /usr/sbin/sendmail\n", 2, "not used" },
	{ "[mail]\nprogram = sendmail -t\n", 2, "begin it with /" },
	{ "[mail]\ntransport = sendmail\n\nprogram = /nowhere/msmtp -t\n", 4,
	    "program /nowhere/msmtp cannot be run: No such file" },
	{ "[mail]\nprogram = /etc/passwd -t\ntransport = command\n", 2,
	    "program /etc/passwd cannot be run: Permission denied" },
	{ "[mail]\nprogram = /bin\ntransport = command\n", 2,
	    "program /bin cannot be run: Permission denied" },
	{ "[mail]\nprogram = /bin/sh/x\ntransport = command\n", 2,
	    "cannot be run: Not a directory" },
	{ "[mail]\nprogram = /x 'a b'\n", 2, "quotes" },
	{ "[mail]\nprogram = /x \"a b\"\n", 2, "quotes" },
	{ "[mail]\n\ntransport = smtp\n", 3, "needs a server" },
	{ "[mail]\nserver = smtp://mx\n", 2, "not used" },
	{ SMTP "login = planvakt\n", 4, "write both" },
	{ SMTP "password_file = /etc/passwd\n", 4, "write both" },
	{ SMTP "login = -x\n", 4, "login begins with -" },
	{ SMTP "login = a\npassword_file = /nowhere/p\n", 5,
	    "/nowhere/p cannot be read: No such file" },
	{ SMTP "trust = /nowhere\n", 4, "/nowhere cannot be read" },
	{ SMTP "trust = /etc\n", 4, "/etc cannot be read: Is a directory" },
	{ SMTP "trust = ca.pem\n", 4, "trust is not an absolute path" },
	{ SMTP "tls = perhaps\n", 4, "tls is neither: write yes or no" },
	{ SMTP "login = a\npassword_file = /etc/passwd\ntls = no\n", 6,
	    "would show the password" },
	{ "[mail]\ntransport = smtp\nserver = smtps://mx\ntls = no\n", 4,
	    "contradict" },
	{ "[mail]\nserver = mx.example\n", 2, "server is no mail server" },
	{ "[mail]\nserver = http://mx\n", 2, "server is no mail server" },
	{ "[mail]\nserver = smtp://\n", 2, "server names no host" },
	{ "[mail]\nserver = smtp://anna@mx\n", 2, "behind the host" },
	{ "[mail]\nserver = smtp://mx:0\n", 2, "no port from 1 to 65535" },
	{ "[mail]\nserver = smtp://mx:65536\n", 2, "no port" },
	{ "[mail]\nserver = smtp://mx:25/x\n", 2, "no port" },
	{ "[mail]\nserver = smtp://mx/x\n", 2, "behind the host" },
	{ "[mail]\nserver = smtp://[::1\n", 2, "names no host" },
	{ "[mail]\nserver = smtp://[1.2]\n", 2, "names no host" },
	/* numbers */
	{ "[limits]\nconnections = 0\n", 2, "from 1 to 10000" },
	{ "[limits]\nconnections = 10001\n", 2, "from 1 to 10000" },
	{ "[limits]\nconnections = 99999999999999999999999\n", 2,
	    "from 1 to 10000" },
	{ "[limits]\nconnections = -1\n", 2, "from 1 to 10000" },
	{ "[limits]\nconnections = 5 12\n", 2, "from 1 to 10000" },
	{ "[limits]\nconnections = many\n", 2, "from 1 to 10000" },
	{ "[limits]\nconnections = 0x10\n", 2, "from 1 to 10000" },
	{ "[limits]\ndeliveries = 17\n", 2, "from 1 to 16" },
	/* durations */
	{ "[limits]\ntimeout = 60\n", 2, "has no unit: write 60s" },
	{ "[limits]\ntimeout = 4s\n", 2, "write 5s to 1h" },
	{ "[limits]\ntimeout = 61m\n", 2, "write 5s to 1h" },
	{ "[limits]\ntimeout = 99999999999999999999d\n", 2, "write 5s to 1h" },
	{ "[limits]\ntimeout = 60 s\n", 2, "for example 90s" },
	{ "[limits]\ntimeout = 60S\n", 2, "for example 90s" },
	{ "[limits]\ntimeout = 1.5h\n", 2, "for example 90s" },
	{ "[limits]\ntimeout = 1h30m\n", 2, "for example 90s" },
	{ "[limits]\ntimeout = -60s\n", 2, "for example 90s" },
	{ "[limits]\ntimeout = s\n", 2, "for example 90s" },
	{ "[limits]\nretry_first = 0s\n", 2, "write 1s to 1h" },
	{ "[limits]\nretry_first = 2h\n", 2, "write 1s to 1h" },
	{ "[limits]\nretry_max = 25h\n", 2, "write 1s to 1d" },
	{ "[limits]\ngive_up = 31d\n", 2, "write 1s to 30d" },
	{ "[limits]\nretry_max = 2m\nretry_first = 3m\n", 3,
	    "longer than retry_max" },
	{ "[limits]\nretry_max = 30s\n", 2, "longer than retry_max" },
	/* the first of several */
	{ "[limits]\ntimeout = 60\ndeliveries = 99\nstate\n", 2, "60s" },
	{ "[daemon]\nstate\nuser = -x\n[x]\n", 2, "neither" },
	/* bytes */
	{ "[daemon]\nstate = /x\x1b[2J\n", 2, "control character (1b)" },
	{ "[daemon]\rstate = /x\r", 1, "control character (0d)" },
	{ "# \x7f\n", 1, "control character (7f)" },
};

static void what_is_wrong_names_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_refused(wrong[i].text, wrong[i].line, wrong[i].words);
}

static void a_nul_byte_ends_nothing_unseen(void **state)
{
	static const char text[] = "[daemon]\n# x\0\nsokcet = /x\n";
	static const char wide[] = "\xff\xfe[\0d\0";

	(void)state;
	assert_refused_bytes(
	    text, sizeof(text) - 1, 2, "control character (00)");
	assert_refused_bytes(
	    wide, sizeof(wide) - 1, 1, "control character (00)");
}

static void texts_have_the_length_that_their_place_has(void **state)
{
	char text[4200], value[4097];
	struct config config;

	(void)state;
	memset(value, 'x', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	value[0] = '/';
	snprintf(text, sizeof(text), "[daemon]\nstate = %s\n", value);
	assert_refused(text, 2, "has 4096 bytes: write at most 4095");
	value[108] = '\0';
	snprintf(text, sizeof(text), "[daemon]\nsocket = %s\n", value);
	assert_refused(text, 2, "has 108 bytes: write at most 107");
	value[107] = '\0';
	snprintf(text, sizeof(text), "[daemon]\nsocket = %s\n", value);
	config = read_text(text);
	assert_string_equal(config.socket, value);
}

static void a_file_that_is_too_large_is_refused(void **state)
{
	static char bytes[65537];

	(void)state;
	memset(bytes, '\n', sizeof(bytes));
	assert_refused_bytes(bytes, 65537, 1, "over 65536 bytes");
	memset(bytes, '#', sizeof(bytes));
	bytes[65536] = '\0';
	read_text(bytes);
}

static void what_is_no_file_is_refused(void **state)
{
	struct config config;
	struct err err = { 0 };

	(void)state;
	unlink(path);
	assert_int_equal(config_read(&config, path, &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(err.text, path));
	assert_non_null(strstr(err.text, "No such file"));
	assert_int_equal(config_read(&config, folder, &err), -1);
	assert_non_null(strstr(err.text, "Is a directory"));
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(config_read(&config, path, &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	unlink(path);
}

/* --- again --- */

static void again_is_all_or_nothing(void **state)
{
	static const char wrong_end[] =
	    "[daemon]\nstate = /a\n[limits]\ndeliveries = 3\ntimeout = 1\n";
	static const char good[] =
	    "[daemon]\nstate = /a\n[limits]\ndeliveries = 3\n";
	struct config config = read_text("[daemon]\nstate = /a\n"
					 "[mail]\nfrom = a@b.se\n");
	struct err err = { 0 };

	(void)state;
	write_bytes(wrong_end, sizeof(wrong_end) - 1);
	assert_int_equal(config_reload(&config, path, &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	assert_int_equal(config.deliveries, 1);
	assert_string_equal(config.from, "a@b.se");
	write_bytes(good, sizeof(good) - 1);
	assert_int_equal(config_reload(&config, path, &err), 0);
	assert_int_equal(config.deliveries, 3);
	assert_string_equal(config.from, "");
}

static void some_keys_take_a_restart(void **state)
{
	static const struct {
		const char *text, *words;
	} rows[] = {
		{ "state = /b\nuser = u\n", "another state needs a restart" },
		{ "state = /a\n", "another user needs a restart" },
		{ "state = /a\nuser = u\nsocket = /s\n",
		    "another socket needs a restart" },
		{ "socket = /s\n",
		    "another state, socket, user needs a restart" },
		{ "state = /a\nuser = u\nconfine = no\n",
		    "another confine needs a restart" },
	};
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct config config =
		    read_text("[daemon]\nstate = /a\nuser = u\n");
		char text[256];

		snprintf(text, sizeof(text),
		    "[limits]\ndeliveries = 3\n[daemon]\n%s", rows[i].text);
		write_bytes(text, strlen(text));
		assert_int_equal(config_reload(&config, path, &err), -1);
		assert_int_equal(err.code, ERR_CONFLICT);
		assert_non_null(strstr(err.text, path));
		assert_non_null(strstr(err.text, rows[i].words));
		assert_int_equal(config.deliveries, 1);
		assert_string_equal(config.state, "/a");
	}
}

/* --- the table, the example and the manual --- */

static char *whole_file(const char *name)
{
	FILE *file = fopen(name, "rb");
	char *text = calloc(1, 65536);

	assert_non_null(file);
	assert_non_null(text);
	assert_in_range(fread(text, 1, 65535, file), 1, 65534);
	fclose(file);
	return text;
}

/* Is the line's beginning below the section's heading, and before the next
 * one? Once in all the text it must be. */
static void assert_line(const char *text, const char *file, const char *heading,
    const char *next, const char *begins)
{
	const char *section = strstr(text, heading), *end, *line;

	if (section == NULL)
		fail_msg("%s has no %s", file, heading + 1);
	end = strstr(section + strlen(heading), next);
	line = strstr(text, begins);
	if (line == NULL || line < section || (end != NULL && line > end))
		fail_msg(
		    "%s: no \"%s\" below %s", file, begins + 1, heading + 1);
	if (strstr(line + 1, begins) != NULL)
		fail_msg("%s: \"%s\" is there twice", file, begins + 1);
}

static void every_key_is_in_the_example_and_the_manual(void **state)
{
	char *example = whole_file(EXAMPLE), *manual = whole_file(MANUAL);
	const char *key, *section;
	size_t count = 0;

	(void)state;
	for (; (key = config_key(count, &section)) != NULL; count++) {
		char heading[64], line[64];

		snprintf(heading, sizeof(heading), "\n[%s]\n", section);
		snprintf(line, sizeof(line), "\n#%s = ", key);
		assert_line(example, EXAMPLE, heading, "\n[", line);
		snprintf(heading, sizeof(heading), "\n## [%s]\n", section);
		snprintf(line, sizeof(line), "\n| `%s` | ", key);
		assert_line(manual, MANUAL, heading, "\n## ", line);
	}
	assert_true(count >= 12);
	free(example);
	free(manual);
}

static void the_example_changes_nothing(void **state)
{
	struct config config;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(config_read(&config, EXAMPLE, &err), 0);
	assert_default(&config);
}

/* One that every machine has, in the place of the example's. */
static void put_program(char *example)
{
	static const char theirs[] = "/usr/sbin/sendmail\n";
	char *at = strstr(example, theirs);

	assert_non_null(at);
	memset(at, ' ', strlen(theirs) - 1);
	memcpy(at, "/bin/sh", strlen("/bin/sh"));
}

/* A "#" that stands right before a letter. */
static void the_example_without_its_marks_is_right(void **state)
{
	char *example = whole_file(EXAMPLE);
	struct config config;

	(void)state;
	for (char *at = example; (at = strstr(at, "\n#")) != NULL; at++)
		if (at[2] >= 'a' && at[2] <= 'z')
			at[1] = ' ';
	put_program(example);
	config = read_text(example);
	assert_string_equal(config.state, "/var/lib/planvakt");
	assert_int_equal(config.transport, TRANSPORT_SENDMAIL);
	assert_default_limits(&config);
	free(example);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_said_has_its_default),
		cmocka_unit_test(every_key_is_read),
		cmocka_unit_test(windows_writes_it_too),
		cmocka_unit_test(a_long_line_is_read_whole),
		cmocka_unit_test(limits_are_within_bounds),
		cmocka_unit_test(a_program_may_wait_for_its_transport),
		cmocka_unit_test(a_server_is_enough),
		cmocka_unit_test(this_machine_has_several_names),
		cmocka_unit_test(what_is_wrong_names_its_line),
		cmocka_unit_test(a_nul_byte_ends_nothing_unseen),
		cmocka_unit_test(texts_have_the_length_that_their_place_has),
		cmocka_unit_test(a_file_that_is_too_large_is_refused),
		cmocka_unit_test(what_is_no_file_is_refused),
		cmocka_unit_test(again_is_all_or_nothing),
		cmocka_unit_test(some_keys_take_a_restart),
		cmocka_unit_test(every_key_is_in_the_example_and_the_manual),
		cmocka_unit_test(the_example_changes_nothing),
		cmocka_unit_test(the_example_without_its_marks_is_right),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
