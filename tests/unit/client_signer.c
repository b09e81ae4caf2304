/* SPDX-License-Identifier: ISC */
// links: client/signer.c client/agent.c client/key_file.c protocol/frame.c
// links: protocol/seal.c protocol/seal_key.c protocol/seal_file.c
// links: protocol/buffer.c protocol/error.c
// libs: libsodium
#include "client/signer.h"

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
#include <sys/wait.h>
#include <unistd.h>

#include "protocol/frame.h"

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
	assert_memory_equal(frame.public, signer.public, SEAL_PUBLIC);
	assert_int_equal(frame.body_length, body.length);
	assert_memory_equal(frame.body, body.bytes, body.length);
	assert_true(seal_verify(frame.public, SEAL_REQUEST, frame.body,
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
	seal_init();
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
	};

	return cmocka_run_group_tests(tests, make_keys, remove_keys);
}
