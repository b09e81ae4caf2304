/* SPDX-License-Identifier: ISC */
#include "client/connection/signer.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/connection/agent.h"
#include "protocol/frame.h"
#include "protocol/sign_file.h"

static char folder[64];
static struct err err;
static pid_t agent;

/* Runs a command in the folder, where the keys are. */
static void run(const char *command)
{
	char line[512];

	snprintf(line, sizeof(line), "cd %s && %s >out 2>&1", folder, command);
	if (system(line) != 0)
		fail_msg("failed: %s", command);
}

static const char *path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

/* Stock tools make the keys and the agent; what is signed must verify. */
static void signs_with(const char *name)
{
	struct buffer body = { 0 }, bytes = { 0 };
	struct signer signer;
	struct frame frame;
	size_t used;

	buffer_text(&body, "{\"jsonrpc\":\"2.0\"}");
	assert_int_equal(signer_open(&signer, path_of(name), &err), 0);
	assert_int_equal(signer_frame(&signer, &bytes, &body, &err), 0);
	assert_int_equal(frame_read(bytes.bytes, bytes.length, FRAME_FIRST_MAX,
			     &frame, &used, &err),
	    1);
	assert_int_equal(used, bytes.length);
	assert_memory_equal(frame.public, signer.public, SIGN_PUBLIC);
	assert_int_equal(frame.body_length, body.length);
	assert_memory_equal(frame.body, body.bytes, body.length);
	assert_true(sign_verify(frame.public, SIGN_REQUEST, frame.body,
	    frame.body_length, frame.signature));
	signer_close(&signer);
	buffer_free(&body);
	buffer_free(&bytes);
}

static void a_key_file_signs(void **state)
{
	(void)state;
	unsetenv("SSH_AUTH_SOCK");
	signs_with("plain");
	setenv("SSH_AUTH_SOCK", path_of("no-agent"), 1);
	signs_with("plain");
}

static void without_an_agent_the_file_is_what_is_wrong(void **state)
{
	struct signer signer;

	(void)state;
	unsetenv("SSH_AUTH_SOCK");
	assert_int_equal(signer_open(&signer, path_of("locked"), &err), -1);
	assert_non_null(strstr(err.text, "passphrase"));
	assert_int_equal(signer_open(&signer, path_of("none"), &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	setenv("SSH_AUTH_SOCK", path_of("no-agent"), 1);
	assert_int_equal(signer_open(&signer, path_of("none"), &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void an_agent_signs_for_a_key_with_a_passphrase(void **state)
{
	(void)state;
	setenv("SSH_AUTH_SOCK", path_of("agent"), 1);
	signs_with("locked");
}

static void an_agent_that_does_not(const char *socket, const char *text)
{
	struct buffer body = { 0 }, bytes = { 0 };
	struct signer signer;

	setenv("SSH_AUTH_SOCK", path_of(socket), 1);
	buffer_text(&body, "{}");
	assert_int_equal(signer_open(&signer, path_of("other"), &err), 0);
	assert_int_equal(signer_frame(&signer, &bytes, &body, &err), -1);
	assert_int_equal(err.code, ERR_DENIED);
	assert_non_null(strstr(err.text, text));
	assert_int_equal(bytes.length, 0);
	signer_close(&signer);
	buffer_free(&body);
}

static void agents_that_do_not(void **state)
{
	(void)state;
	an_agent_that_does_not("no-agent", "no ssh-agent answers");
	an_agent_that_does_not("agent", "does not sign");
}

/* --- whose private half only the agent has --- */

static void a_public_file_names_the_agents_key(void **state)
{
	(void)state;
	setenv("SSH_AUTH_SOCK", path_of("agent"), 1);
	signs_with("locked.pub");
}

static void a_public_file_is_nothing_without_an_agent(void **state)
{
	struct signer signer;

	(void)state;
	unsetenv("SSH_AUTH_SOCK");
	assert_int_equal(signer_open(&signer, path_of("plain.pub"), &err), -1);
	assert_int_equal(err.code, ERR_DENIED);
	assert_non_null(strstr(err.text, "plain.pub is a public key"));
	setenv("SSH_AUTH_SOCK", path_of("agent"), 1);
	assert_int_equal(signer_open(&signer, path_of("none.pub"), &err), -1);
	assert_non_null(strstr(err.text, "none.pub"));
}

/* OpenSSH, PROTOCOL.key: the public half stands before what is encrypted. */
static void a_locked_file_names_its_own_key(void **state)
{
	(void)state;
	setenv("SSH_AUTH_SOCK", path_of("agent"), 1);
	run("mv locked.pub away && cp plain.pub locked.pub");
	signs_with("locked");
	run("mv away locked.pub");
}

static void a_missing_file_is_named_by_the_one_beside(void **state)
{
	struct signer signer;
	uint8_t public[SIGN_PUBLIC];

	(void)state;
	setenv("SSH_AUTH_SOCK", path_of("agent"), 1);
	run("cp locked.pub elsewhere.pub && ssh-add -q plain");
	signs_with("elsewhere");
	assert_int_equal(
	    sign_key_read_public(path_of("locked"), public, &err), 0);
	assert_int_equal(signer_open(&signer, path_of("elsewhere"), &err), 0);
	assert_memory_equal(signer.public, public, SIGN_PUBLIC);
	assert_false(signer.guessed);
	run("ssh-add -q -d plain");
}

static void a_missing_file_is_the_agents_only_key(void **state)
{
	struct signer signer;

	(void)state;
	setenv("SSH_AUTH_SOCK", path_of("agent"), 1);
	run("ssh-keygen -q -t ecdsa -N '' -f ecdsa && ssh-add -q ecdsa");
	signs_with("none");
	assert_int_equal(signer_open(&signer, path_of("none"), &err), 0);
	assert_true(signer.guessed);
	run("ssh-add -q plain");
	assert_int_equal(signer_open(&signer, path_of("none"), &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(err.text, "2 Ed25519 keys"));
	run("ssh-add -q -d plain");
}

/* What is there is meant, and not another key. */
static void no_other_key_is_taken_for_a_damaged_file(void **state)
{
	struct signer signer;

	(void)state;
	setenv("SSH_AUTH_SOCK", path_of("agent"), 1);
	run("echo nonsense >damaged && chmod 600 damaged");
	assert_int_equal(signer_open(&signer, path_of("damaged"), &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
}

/* One client of an agent that gives it these bytes, whatever it asks. */
static void answer_once(const void *bytes, size_t length)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), client;
	char got[5];

	strcpy(address.sun_path, path_of("false"));
	unlink(address.sun_path);
	assert_int_equal(
	    bind(listening, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(listening, 1), 0);
	setenv("SSH_AUTH_SOCK", address.sun_path, 1);
	if (fork() == 0) {
		client = accept(listening, NULL, NULL);
		if (recv(client, got, sizeof(got), MSG_WAITALL) > 0)
			send(client, bytes, length, MSG_NOSIGNAL);
		_exit(0);
	}
	close(listening);
}

/* draft-ietf-sshm-ssh-agent, section 3.5: a length, the type 12, the number
 * of keys, then of each its blob and its comment. */
static void only_a_whole_list_counts(void **state)
{
#define KEY   "\0\0\0\63\0\0\0\13ssh-ed25519\0\0\0\40"
#define POINT "0123456789abcdef0123456789abcdef"
#define ANSWER(text, count)                                                    \
	{                                                                      \
		text, sizeof(text) - 1, count                                  \
	}
	static const struct {
		const char *bytes;
		size_t length;
		int count;
	} answers[] = {
		ANSWER("\0\0\0\5\14\0\0\0\0", 0),
		ANSWER("\0\0\0\100\14\0\0\0\1" KEY POINT "\0\0\0\0", 1),
		ANSWER("\0\0\0\100\14\0\0\0\2" KEY POINT "\0\0\0\0", -1),
		ANSWER("\0\0\0\77\14\0\0\0\1" KEY POINT "\0\0\0", -1),
		ANSWER("\0\0\0\100\14\0\0\0\1" KEY POINT, -1),
		ANSWER("\0\0\0\100\16\0\0\0\1" KEY POINT "\0\0\0\0", -1),
		ANSWER("\0\0\0\11\14\0\0\0\1\377\377\377\377", -1),
		ANSWER("\377\377\377\377\14\0\0\0\0", -1),
		ANSWER("\0\0\0\0", -1),
		ANSWER("\0\0\0\1\14", -1),
		ANSWER("\0\0\0\1\5", -1),
		ANSWER("", -1),
	};
	uint8_t first[SIGN_PUBLIC];

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		memset(first, 0, sizeof(first));
		answer_once(answers[i].bytes, answers[i].length);
		assert_int_equal(agent_keys(first, &err), answers[i].count);
		wait(NULL);
		if (answers[i].count == 1)
			assert_memory_equal(first, POINT, SIGN_PUBLIC);
	}
}

/* A list of one key whose comment makes it as long as that. */
static int keys_of_a_list_of(size_t length)
{
	struct buffer answer = { 0 };
	const uint8_t head[] = { 0, (uint8_t)(length >> 16),
		(uint8_t)(length >> 8), (uint8_t)length, 12, 0, 0, 0, 1 };
	size_t left = length - 5 - 4 - 51 - 4;
	const uint8_t comment[] = { 0, (uint8_t)(left >> 16),
		(uint8_t)(left >> 8), (uint8_t)left };
	uint8_t first[SIGN_PUBLIC];
	int count;

	buffer_add(&answer, head, sizeof(head));
	buffer_add(&answer, KEY POINT, sizeof(KEY POINT) - 1);
	buffer_add(&answer, comment, sizeof(comment));
	for (; left > 0; left--)
		buffer_text(&answer, "c");
	answer_once(answer.bytes, answer.length);
	count = agent_keys(first, &err);
	wait(NULL);
	buffer_free(&answer);
	return count;
}

static void long_lists_are_read_to_a_limit(void **state)
{
	(void)state;
	assert_int_equal(keys_of_a_list_of(256 * 1024), 1);
	assert_int_equal(keys_of_a_list_of(256 * 1024 + 1), -1);
}

/* An agent that dies with us, and has said that it listens. */
static int start_agent(void)
{
	int said[2];
	char line;
	ssize_t length;

	if (pipe(said) != 0)
		return -1;
	agent = fork();
	if (agent == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		dup2(said[1], STDOUT_FILENO);
		close(said[0]);
		close(said[1]);
		execlp("ssh-agent", "ssh-agent", "-D", "-a", path_of("agent"),
		    NULL);
		_exit(127);
	}
	close(said[1]);
	length = read(said[0], &line, 1);
	close(said[0]);
	return length == 1 ? 0 : -1;
}

/* "locked" is in the agent, "other" is not; both have a passphrase. */
static int make_keys(void **state)
{
	(void)state;
	sign_init();
	strcpy(folder, "/tmp/planvakt-signer.XXXXXX");
	if (mkdtemp(folder) == NULL || start_agent() != 0)
		return -1;
	run("ssh-keygen -q -t ed25519 -N '' -f plain");
	run("ssh-keygen -q -t ed25519 -N '' -f locked");
	run("SSH_AUTH_SOCK=agent ssh-add -q locked");
	run("ssh-keygen -q -p -N secret -f locked");
	run("ssh-keygen -q -t ed25519 -N secret -f other");
	return 0;
}

static int remove_keys(void **state)
{
	char line[128];

	(void)state;
	kill(agent, SIGTERM);
	waitpid(agent, NULL, 0);
	snprintf(line, sizeof(line), "rm -r %s", folder);
	return system(line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_file_signs),
		cmocka_unit_test(without_an_agent_the_file_is_what_is_wrong),
		cmocka_unit_test(an_agent_signs_for_a_key_with_a_passphrase),
		cmocka_unit_test(agents_that_do_not),
		cmocka_unit_test(a_public_file_names_the_agents_key),
		cmocka_unit_test(a_public_file_is_nothing_without_an_agent),
		cmocka_unit_test(a_locked_file_names_its_own_key),
		cmocka_unit_test(a_missing_file_is_named_by_the_one_beside),
		cmocka_unit_test(a_missing_file_is_the_agents_only_key),
		cmocka_unit_test(no_other_key_is_taken_for_a_damaged_file),
		cmocka_unit_test(only_a_whole_list_counts),
		cmocka_unit_test(long_lists_are_read_to_a_limit),
	};

	return cmocka_run_group_tests(tests, make_keys, remove_keys);
}
