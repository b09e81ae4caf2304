/* SPDX-License-Identifier: ISC */
#include "client/connection/session.h"

#include "client/connection/monotonic.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "protocol/frame.h"
#include "protocol/sign_key.h"

/* What the daemon of a test does wrong. */
enum fault {
	NONE,
	NO_HELLO,        /* closes at once */
	NOT_A_FRAME,     /* speaks another protocol */
	HELLO_UNSIGNED,  /* a signature that does not hold */
	HELLO_AS_CLIENT, /* signed in the namespace of requests */
	HELLO_OF_OTHER,  /* names another key than it is signed with */
	OTHER_ID,
	OTHER_REQUEST,
	OTHER_KEY,
	UNSIGNED,
	SILENT_CLOSE,
	REFUSAL,
	REFUSES_UNKNOWN, /* before it has read the id */
	REFUSES_UNREAD,  /* an error that names no request */
	REFUSES_OTHER,   /* an error to another request */
	NO_RECEIPT,
	OLD_RECEIPT,
	UNCHANGED,
	UNDERWAY,       /* tells first how far it is, which is none */
	OTHER_UNDERWAY, /* with another request */
};

static char path[64];
static struct sign_key *daemon_key, *other_key;
static struct signer client;
static pid_t child;
static struct session *session;
static struct err err;

/* --- the daemon --- */

/* The client may have refused what it heard, and gone. */
static bool may_go;

static void put(int socket, const struct buffer *bytes)
{
	size_t done = 0;

	while (done < bytes->length) {
		ssize_t sent = send(socket, bytes->bytes + done,
		    bytes->length - done, MSG_NOSIGNAL);

		if (sent <= 0)
			_exit(may_go ? 0 : 3);
		done += (size_t)sent;
	}
}

static void say(int socket, const struct buffer *body,
    const struct sign_key *key, const char *namespace, bool broken)
{
	struct buffer bytes = { 0 };

	frame_write(&bytes, key, namespace, body->bytes, body->length);
	if (broken)
		bytes.bytes[40] ^= 1;
	put(socket, &bytes);
	buffer_free(&bytes);
}

static void say_hello(int socket, enum fault fault)
{
	struct hello hello = {
		.version = "0", .head = { .seq = 12 }, .zone = "UTC"
	};
	struct buffer body = { 0 };

	sign_fingerprint(
	    sign_key_public(fault == HELLO_OF_OTHER ? other_key : daemon_key),
	    hello.daemon);
	memset(hello.session, 7, sizeof(hello.session));
	message_hello_write(&body, &hello);
	say(socket, &body, daemon_key,
	    fault == HELLO_AS_CLIENT ? SIGN_REQUEST : SIGN_DAEMON,
	    fault == HELLO_UNSIGNED);
	buffer_free(&body);
}

/* The next request's body; false when the client has gone. */
static bool hear(int socket, struct buffer *in, struct frame *frame)
{
	char some[65536];
	size_t used;
	struct err why;

	buffer_cut(in, 0);
	for (;;) {
		int found = frame_read(in->bytes, in->length,
		    FRAME_COORDINATOR_MAX, frame, &used, &why);
		ssize_t length;

		if (found != 0)
			return found > 0;
		length = recv(socket, some, sizeof(some), 0);
		if (length <= 0)
			return false;
		buffer_add(in, some, (size_t)length);
	}
}

static const char *result_of(const struct request *request, enum fault fault)
{
	if (strcmp(request->method, "notice.list") == 0)
		return "{\"rows\":[{\"text\":\"]}\"}],\"next\":\"a\"}";
	if (strcmp(request->method, "ping") == 0)
		return "{\"frame_max\":1048576}";
	return fault == UNCHANGED ? "{\"unchanged\":true}" : "{\"id\":1}";
}

/* With a request: half. */
static void say_progress(int socket, int64_t id)
{
	struct buffer params = { 0 }, body = { 0 };

	buffer_printf(&params, "{\"id\":%d,\"done\":1,\"total\":2}", (int)id);
	event_write(&body, "progress", params.bytes);
	say(socket, &body, daemon_key, SIGN_DAEMON, false);
	buffer_free(&params);
	buffer_free(&body);
}

static void answer_request(
    int socket, const struct frame *frame, enum fault fault)
{
	const struct err refusal = { ERR_CONFLICT, "it is there already" };
	struct receipt receipt = { .seq = fault == OLD_RECEIPT ? 12 : 13 };
	uint8_t hash[SIGN_SHA512];
	struct buffer body = { 0 };
	struct request request;
	bool writes;

	if (!sign_verify(frame->public, SIGN_REQUEST, frame->body,
		frame->body_length, frame->signature) ||
	    message_request_read(
		&request, frame->body, frame->body_length, &err) != 0)
		_exit(4);
	if (fault == UNDERWAY || fault == OTHER_UNDERWAY)
		say_progress(socket, request.id + (fault == OTHER_UNDERWAY));
	may_go = fault == UNDERWAY || fault == OTHER_UNDERWAY;
	writes = request.has_blind && fault != NO_RECEIPT && fault != UNCHANGED;
	sign_sha512(frame->body, frame->body_length, hash);
	hash[0] ^= fault == OTHER_REQUEST || fault == REFUSES_OTHER;
	if (fault == REFUSES_UNREAD)
		message_error_write(&body, 0, NULL, &refusal);
	else if (fault == REFUSES_UNKNOWN)
		message_error_write(&body, 0, hash, &refusal);
	else if (fault == REFUSAL || fault == REFUSES_OTHER)
		message_error_write(&body, request.id, hash, &refusal);
	else
		message_result_write(&body, request.id + (fault == OTHER_ID),
		    hash, result_of(&request, fault), writes ? &receipt : NULL,
		    request.tells ? "{\"seq\":5}" : NULL);
	say(socket, &body, fault == OTHER_KEY ? other_key : daemon_key,
	    SIGN_DAEMON, fault == UNSIGNED);
	message_request_release(&request);
	buffer_free(&body);
}

static void be_daemon(int listening, enum fault fault)
{
	int socket = accept(listening, NULL, NULL);
	struct buffer in = { 0 }, noise = { 0 };
	struct frame frame;

	if (fault == NO_HELLO)
		_exit(0);
	buffer_text(&noise, "HTTP/1.1 400 Bad Request\r\n");
	if (fault == NOT_A_FRAME)
		put(socket, &noise);
	else
		say_hello(socket, fault);
	buffer_free(&noise);
	while (hear(socket, &in, &frame)) {
		if (fault == SILENT_CLOSE)
			break;
		answer_request(socket, &frame, fault);
	}
	buffer_free(&in);
	_exit(0);
}

/* --- the client --- */

static void forget_daemon(void)
{
	int status;

	session_close(session);
	session = NULL;
	if (child > 0) {
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	child = 0;
	unlink(path);
}

/* Connects to a daemon with that fault. */
static int meet(enum fault fault)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listening = socket(AF_UNIX, SOCK_STREAM, 0);

	forget_daemon();
	strcpy(address.sun_path, path);
	assert_int_equal(
	    bind(listening, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(listening, 1), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		be_daemon(listening, fault);
	close(listening);
	err = (struct err){ 0 };
	if (session_open(&session, path, &err) != 0)
		return -1;
	if (session_meet(session, &err) == 0)
		return 0;
	session_close(session);
	session = NULL;
	return -1;
}

static int ask(const char *method, const char *params, bool writes)
{
	const struct receipt seen = { .seq = 12 };
	json_t *object = json_loads(params, 0, NULL);
	struct answer answer;
	int result;

	session_sign(session, &client, &seen);
	result =
	    session_request(session, method, object, writes, &answer, &err);
	if (result == 0) {
		assert_non_null(answer.result);
		message_answer_release(&answer);
	}
	json_decref(object);
	return result;
}

static void refused(int result, enum err_code code, const char *text)
{
	assert_int_equal(result, -1);
	if (err.code != code || strstr(err.text, text) == NULL)
		fail_msg("%d, '%s' is not: %d, %s", (int)code, text,
		    (int)err.code, err.text);
}

static int write_to(enum fault fault)
{
	assert_int_equal(meet(fault), 0);
	return ask("plan.add", "{\"code\":\"p\"}", true);
}

static void asks_and_is_answered(void **state)
{
	char fingerprint[SIGN_FINGERPRINT], *real = realpath("/tmp", NULL);

	(void)state;
	assert_int_equal(meet(NONE), 0);
	sign_fingerprint(sign_key_public(daemon_key), fingerprint);
	assert_string_equal(session_hello(session)->daemon, fingerprint);
	assert_int_equal(session_hello(session)->head.seq, 12);
	assert_int_equal(session_peer(session), geteuid());
	assert_int_equal(
	    strncmp(session_socket(session), real, strlen(real)), 0);
	free(real);
	assert_int_equal(ask("plan.list", "{}", false), 0);
	assert_int_equal(ask("plan.list", "{}", false), 0);
	assert_int_equal(ask("plan.add", "{\"code\":\"p\"}", true), 0);
}

static void hellos_that_are_not_believed(void **state)
{
	(void)state;
	refused(meet(NO_HELLO), ERR_UNREACHABLE, "closed the connection");
	refused(meet(NOT_A_FRAME), ERR_PROTOCOL, "not planvaktd");
	refused(meet(HELLO_UNSIGNED), ERR_TRUST, "does not hold");
	refused(meet(HELLO_AS_CLIENT), ERR_TRUST, "does not hold");
	refused(meet(HELLO_OF_OTHER), ERR_TRUST, "names another key");
}

static void answers_that_are_not_believed(void **state)
{
	(void)state;
	refused(write_to(OTHER_ID), ERR_PROTOCOL, "another request");
	refused(write_to(OTHER_REQUEST), ERR_PROTOCOL, "another request");
	refused(write_to(OTHER_KEY), ERR_TRUST, "does not hold");
	refused(write_to(UNSIGNED), ERR_TRUST, "does not hold");
	refused(write_to(SILENT_CLOSE), ERR_UNREACHABLE, "without an answer");
}

static void refusals_are_passed_on(void **state)
{
	(void)state;
	refused(write_to(REFUSAL), ERR_CONFLICT, "it is there already");
	refused(write_to(REFUSES_UNKNOWN), ERR_CONFLICT, "it is there already");
	refused(write_to(REFUSES_UNREAD), ERR_CONFLICT, "it is there already");
	refused(write_to(REFUSES_OTHER), ERR_PROTOCOL, "another request");
}

static void a_write_has_a_receipt(void **state)
{
	(void)state;
	refused(write_to(NO_RECEIPT), ERR_PROTOCOL, "no receipt");
	refused(write_to(OLD_RECEIPT), ERR_TRUST, "older than the one");
	assert_int_equal(write_to(UNCHANGED), 0);
}

static void how_far_it_is_comes_before_the_answer(void **state)
{
	(void)state;
	assert_int_equal(meet(UNDERWAY), 0);
	assert_int_equal(ask("plan.import", "{\"progress\":true}", true), 0);
	assert_int_equal(meet(OTHER_UNDERWAY), 0);
	refused(ask("plan.import", "{\"progress\":true}", true), ERR_PROTOCOL,
	    "cannot be read");
	/* Nobody asked. */
	refused(write_to(UNDERWAY), ERR_PROTOCOL, "cannot be read");
}

static int ask_page(struct page *page, struct answer *answer)
{
	const struct receipt seen = { .seq = 12 };
	json_t *params = json_object();
	int result;

	session_sign(session, &client, &seen);
	result = session_request_page(
	    session, "notice.list", params, page, answer, &err);
	json_decref(params);
	return result;
}

static void pages_are_not_parsed(void **state)
{
	struct answer answer;
	struct page page;

	(void)state;
	assert_int_equal(meet(NONE), 0);
	assert_int_equal(ask_page(&page, &answer), 1);
	assert_int_equal(page.length, 13);
	assert_memory_equal(page.rows, "{\"text\":\"]}\"}", 13);
	assert_string_equal(json_string_value(page.next), "a");
	json_decref(page.next);
}

static void pages_are_believed_no_sooner_than_answers(void **state)
{
	struct answer answer;
	struct page page;

	(void)state;
	assert_int_equal(meet(OTHER_ID), 0);
	refused(ask_page(&page, &answer), ERR_PROTOCOL, "another request");
	assert_int_equal(meet(OTHER_REQUEST), 0);
	refused(ask_page(&page, &answer), ERR_PROTOCOL, "another request");
	assert_int_equal(meet(UNSIGNED), 0);
	refused(ask_page(&page, &answer), ERR_TRUST, "does not hold");
	assert_int_equal(meet(REFUSAL), 0);
	refused(ask_page(&page, &answer), ERR_CONFLICT, "there already");
}

/* A request of about that many bytes. */
static int ask_large(size_t length)
{
	struct buffer params = { 0 };
	int result;

	buffer_text(&params, "{\"text\":\"");
	for (size_t i = 0; i < length; i++)
		buffer_text(&params, "a");
	buffer_text(&params, "\"}");
	result = ask("plan.list", params.bytes, false);
	buffer_free(&params);
	return result;
}

/* The daemon of this test says in ping that this key may send 1 MiB. */
static void large_requests(void **state)
{
	(void)state;
	assert_int_equal(meet(NONE), 0);
	assert_int_equal(ask_large(100000), 0);
	assert_int_equal(ask_large(1000000), 0);
	refused(ask_large(2000000), ERR_TOO_LARGE,
	    "the request is 2 MB; at most 1 MB");
	assert_int_equal(ask("plan.list", "{}", false), 0);
}

static void where_nobody_answers(void **state)
{
	char long_path[120];
	int64_t began;

	(void)state;
	forget_daemon();
	began = monotonic_ms();
	refused(session_open(&session, path, &err), ERR_UNREACHABLE,
	    "is planvaktd running? (planvaktd run --state DIR)");
	assert_true(monotonic_ms() - began >= 1000); /* one may be starting */
	assert_non_null(strstr(err.text, path));
	memset(long_path, 'a', 108);
	long_path[108] = '\0';
	refused(
	    session_open(&session, long_path, &err), ERR_INVALID, "108 bytes");
	long_path[107] = '\0';
	refused(session_open(&session, long_path, &err), ERR_UNREACHABLE,
	    "no daemon answers");
	refused(session_open(&session, "", &err), ERR_INVALID, "0 bytes");
}

static int make_keys(void **state)
{
	(void)state;
	sign_init();
	daemon_key = sign_key_generate();
	client.key = sign_key_generate();
	other_key = sign_key_generate();
	strcpy(path, "/tmp/planvakt-connection.XXXXXX");
	if (mkdtemp(path) == NULL)
		return -1;
	strcat(path, "/s");
	return 0;
}

static int remove_keys(void **state)
{
	(void)state;
	forget_daemon();
	sign_key_free(daemon_key);
	signer_close(&client);
	sign_key_free(other_key);
	*strrchr(path, '/') = '\0';
	return rmdir(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_and_is_answered),
		cmocka_unit_test(hellos_that_are_not_believed),
		cmocka_unit_test(answers_that_are_not_believed),
		cmocka_unit_test(refusals_are_passed_on),
		cmocka_unit_test(a_write_has_a_receipt),
		cmocka_unit_test(how_far_it_is_comes_before_the_answer),
		cmocka_unit_test(pages_are_not_parsed),
		cmocka_unit_test(pages_are_believed_no_sooner_than_answers),
		cmocka_unit_test(large_requests),
		cmocka_unit_test(where_nobody_answers),
	};

	return cmocka_run_group_tests(tests, make_keys, remove_keys);
}
