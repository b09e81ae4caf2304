/* SPDX-License-Identifier: ISC */
#include "client/connection/session.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/copy.h"
#include "protocol/frame.h"
#include "protocol/json_member.h"
#include "protocol/sign_key.h"

/* The daemon says hello when it comes to it: not while it is at somebody's
 * large import. */
#define HELLO_SECONDS 60
#define REPLY_SECONDS 60
/* More for what takes the daemon long: a second for so many bytes of it. */
#define REPLY_BYTES (64u << 10)
/* The largest frame that we take from a daemon we know: as large as it takes
 * from us, so that a write that was made does not fail because its answer is
 * long. */
#define ANSWER_MAX FRAME_COORDINATOR_MAX

struct session {
	struct stream stream;
	char *socket; /* owned; canonical */
	uint8_t daemon[SIGN_PUBLIC];
	struct hello hello;
	const struct signer *signer; /* borrowed */
	struct receipt seen;
	bool receipt_confirmed;  /* that the log has `seen` in it */
	bool tells;              /* what a write did */
	int64_t id;              /* of the request sent last */
	struct progress_bar bar; /* of what that asked for */
	size_t limit;            /* of a frame of ours */
};

/* --- hello --- */

int session_meet(struct session *session, struct err *err)
{
	char fingerprint[SIGN_FINGERPRINT];
	struct frame frame;
	struct err why;

	if (stream_receive(&session->stream, FRAME_FIRST_MAX, &frame,
		HELLO_SECONDS, err) != 0)
		return -1;
	if (!sign_verify(frame.public, SIGN_DAEMON, frame.body,
		frame.body_length, frame.signature))
		return err_set(err, ERR_TRUST,
		    "the signature of the daemon's hello does not hold: do "
		    "not use this socket, and tell the coordinator");
	if (message_hello_read(
		&session->hello, frame.body, frame.body_length, &why) != 0)
		return err_set(err, ERR_PROTOCOL,
		    "the daemon's hello cannot be read (%p): is it of "
		    "another version?",
		    (void *)&why);
	sign_fingerprint(frame.public, fingerprint);
	if (strcmp(fingerprint, session->hello.daemon) != 0)
		return err_set(err, ERR_TRUST,
		    "the daemon's hello names another key (%s) than the one "
		    "that signed it (%s)",
		    session->hello.daemon, fingerprint);
	memcpy(session->daemon, frame.public, SIGN_PUBLIC);
	return 0;
}

int session_open(struct session **session, const char *path, struct err *err)
{
	struct session *c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	c->limit = FRAME_FIRST_MAX;
	if (stream_open(&c->stream, path, err) != 0) {
		session_close(c);
		return -1;
	}
	c->socket = realpath(path, NULL);
	if (c->socket == NULL)
		c->socket = copy_text(path);
	*session = c;
	return 0;
}

void session_close(struct session *session)
{
	if (session == NULL)
		return;
	stream_close(&session->stream);
	free(session->socket);
	free(session);
}

const struct hello *session_hello(const struct session *session)
{
	return &session->hello;
}

const char *session_socket(const struct session *session)
{
	return session->socket;
}

uid_t session_peer(const struct session *session)
{
	return stream_peer(&session->stream);
}

void session_sign(struct session *session, const struct signer *signer,
    const struct receipt *seen)
{
	session->signer = signer;
	session->seen = *seen;
	session->receipt_confirmed = seen->seq == 0;
}

void session_tell(struct session *session)
{
	session->tells = true;
}

/* --- requests --- */

/* What is asked, and where the answer goes. */
struct outgoing {
	const char *method;
	json_t *params;
	bool writes;
	uint8_t hash[SIGN_SHA512]; /* of the body sent */
	int seconds;               /* that we wait for the answer */
	struct answer *answer;
	struct page *page; /* NULL where rows are to be parsed */
};

static void write_body(struct session *session, struct buffer *body,
    const struct outgoing *outgoing)
{
	struct request request = {
		.id = ++session->id,
		.method = outgoing->method,
		.params = outgoing->params,
		.daemon = session->hello.daemon,
		.has_session = true,
		.has_seen = true,
		.has_blind = outgoing->writes,
		.tells = outgoing->writes && session->tells,
		.seen = session->seen,
	};

	memcpy(request.session, session->hello.session, MESSAGE_SESSION);
	if (outgoing->writes)
		sign_random(request.blind, MESSAGE_BLIND);
	message_request_write(body, &request);
}

static int check_receipt(struct session *session, const struct answer *answer,
    bool writes, struct err *err)
{
	bool kept =
	    json_is_true(json_object_get(answer->result, "unchanged")) ||
	    json_is_true(json_object_get(answer->result, "dry_run"));

	if (!answer->has_receipt && writes && !kept)
		return err_set(err, ERR_PROTOCOL,
		    "the daemon gave no receipt: ask the coordinator whether "
		    "the change is in the log");
	if (!answer->has_receipt)
		return 0;
	if (answer->receipt.seq <= session->seen.seq)
		return err_set(err, ERR_TRUST,
		    "the daemon's receipt is older than the one you hold: "
		    "ask the coordinator");
	session->seen = answer->receipt;
	return 0;
}

/* Whether the answer is to our request. A refusal may have the id 0, or name no
 * request at all, where the daemon could not read so far; then it is about this
 * connection, and so about us. */
static bool session_is_ours(const struct session *session,
    const struct answer *answer, const struct outgoing *outgoing)
{
	bool refused = answer->error.code != ERR_NONE;

	if (!answer->has_request)
		return refused && answer->id == 0;
	if (memcmp(answer->request, outgoing->hash, SIGN_SHA512) != 0)
		return false;
	return answer->id == session->id || (refused && answer->id == 0);
}

static int check_answer(
    struct session *session, const struct outgoing *outgoing, struct err *err)
{
	const struct answer *answer = outgoing->answer;

	if (!session_is_ours(session, answer, outgoing))
		return err_set(err, ERR_PROTOCOL,
		    "the daemon's answer is to another request: nothing in it "
		    "is used");
	if (answer->error.code != ERR_NONE) {
		*err = answer->error;
		return -1;
	}
	session->receipt_confirmed = true;
	return check_receipt(session, answer, outgoing->writes, err);
}

/* Whether the frame is the page we asked for. A page to another request is no
 * page here, so that it is read as an answer and refused there. */
static bool is_page(struct session *session, const struct frame *frame,
    const struct outgoing *outgoing)
{
	struct page *page = outgoing->page;

	if (page == NULL ||
	    page_read(page, frame->body, frame->body_length) != 0)
		return false;
	if (page->id == session->id &&
	    memcmp(page->request, outgoing->hash, SIGN_SHA512) == 0)
		return true;
	json_decref(page->next);
	return false;
}

/* Receives a frame, which must be signed by the daemon that said hello. */
static int session_receive(
    struct session *session, struct frame *frame, int seconds, struct err *err)
{
	if (stream_receive(&session->stream, ANSWER_MAX, frame, seconds, err) !=
	    0)
		return -1;
	if (memcmp(frame->public, session->daemon, SIGN_PUBLIC) == 0 &&
	    sign_verify(frame->public, SIGN_DAEMON, frame->body,
		frame->body_length, frame->signature))
		return 0;
	return err_set(err, ERR_TRUST,
	    "the signature of the daemon's answer does not hold: "
	    "nothing in it is used; tell the coordinator");
}

/* Whether the frame tells no more than how far our request is, which is shown
 * then. */
static bool session_is_underway(struct session *session,
    const struct frame *frame, const struct outgoing *outgoing)
{
	struct event event;
	struct err why;
	bool is;

	if (!json_is_true(json_object_get(outgoing->params, "progress")) ||
	    event_read(&event, frame->body, frame->body_length, &why) != 0)
		return false;
	is = strcmp(event.method, "progress") == 0 &&
	    json_number(event.params, "id") == session->id;
	if (is)
		progress_bar_draw(&session->bar,
		    (size_t)json_number(event.params, "done"),
		    (size_t)json_number(event.params, "total"));
	event_release(&event);
	return is;
}

/* The answer, or what else comes before it. */
static int receive_answer(struct session *session,
    const struct outgoing *outgoing, struct frame *frame, struct err *err)
{
	int result;

	progress_bar_begin(&session->bar, "the daemon works");
	do
		result =
		    session_receive(session, frame, outgoing->seconds, err);
	while (result == 0 && session_is_underway(session, frame, outgoing));
	progress_bar_end(&session->bar);
	return result;
}

/* Reads what the daemon answers: 1 where it is a page, 0 where it is an answer,
 * -1. */
static int read_answer(
    struct session *session, const struct outgoing *outgoing, struct err *err)
{
	struct frame frame;
	struct err why;

	if (receive_answer(session, outgoing, &frame, err) != 0)
		return -1;
	if (is_page(session, &frame, outgoing))
		return 1;
	if (message_answer_read(
		outgoing->answer, frame.body, frame.body_length, &why) != 0)
		return err_set(err, ERR_PROTOCOL,
		    "the daemon's answer cannot be read: %p", (void *)&why);
	if (check_answer(session, outgoing, err) == 0)
		return 0;
	message_answer_release(outgoing->answer);
	return -1;
}

static int session_ping(
    struct session *session, struct answer *answer, struct err *err)
{
	json_t *params = json_object();
	int result =
	    session_request(session, "ping", params, false, answer, err);

	json_decref(params);
	return result;
}

/* A write names as seen the log's head at the time when we connected, not only
 * the last entry of our own. So no entry, whoever wrote it, can be taken out
 * without breaking the next writer's signature. But first our receipt must be
 * known to be in that log; where no answer has confirmed that yet, we ping. */
static int see_head(struct session *session, struct err *err)
{
	const struct receipt *head = &session->hello.head;
	struct answer answer;

	if (head->seq <= session->seen.seq)
		return 0;
	if (!session->receipt_confirmed) {
		if (session_ping(session, &answer, err) != 0)
			return -1;
		message_answer_release(&answer);
	}
	session->seen = *head;
	return 0;
}

/* Whether the request is within the limit. The first time it is not, the daemon
 * is asked which limit our key has. */
static int check_size(struct session *session, size_t length, struct err *err)
{
	struct answer answer = { 0 };
	json_t *limit;

	if (length <= session->limit)
		return 0;
	if (session->limit == FRAME_FIRST_MAX) {
		if (session_ping(session, &answer, err) != 0)
			return -1;
		limit = json_object_get(answer.result, "frame_max");
		session->limit = (size_t)json_integer_value(limit);
		message_answer_release(&answer);
	}
	if (length <= session->limit)
		return 0;
	return err_set(err, ERR_TOO_LARGE,
	    "the request is %zu MB; at most %zu MB: divide it",
	    (length + (1u << 20) - 1) >> 20, session->limit >> 20);
}

/* A daemon may refuse a request before it has received all of it: it answers
 * and closes, so that our sending fails. Then its answer tells more than our
 * error, and is read. */
static int exchange(struct session *session, struct outgoing *outgoing,
    const struct buffer *body, struct err *err)
{
	struct buffer frame = { 0 };
	int sent, result;
	struct err why;

	sign_sha512(body->bytes, body->length, outgoing->hash);
	outgoing->seconds = REPLY_SECONDS + (int)(body->length / REPLY_BYTES);
	if (signer_frame(session->signer, &frame, body, err) != 0)
		return -1;
	sent = stream_send(&session->stream, &frame, outgoing->seconds, err);
	buffer_free(&frame);
	if (sent == 0)
		return read_answer(session, outgoing, err);
	result = read_answer(session, outgoing, &why);
	if (result < 0 && why.code != ERR_UNREACHABLE)
		*err = why;
	return result;
}

static int session_ask(
    struct session *session, struct outgoing *outgoing, struct err *err)
{
	struct buffer body = { 0 };
	size_t length;
	int result;

	assert(session->signer != NULL);
	*outgoing->answer = (struct answer){ 0 };
	if (outgoing->writes && see_head(session, err) != 0)
		return -1;
	write_body(session, &body, outgoing);
	length = body.length + FRAME_OVERHEAD;
	if (length > session->limit) {
		/* The ping uses up an id, so the body is written anew with a
		 * higher one. */
		buffer_free(&body);
		if (check_size(session, length, err) != 0)
			return -1;
		write_body(session, &body, outgoing);
	}
	result = exchange(session, outgoing, &body, err);
	buffer_free(&body);
	return result;
}

int session_request(struct session *session, const char *method, json_t *params,
    bool writes, struct answer *answer, struct err *err)
{
	struct outgoing outgoing = {
		.method = method,
		.params = params,
		.writes = writes,
		.answer = answer,
	};

	return session_ask(session, &outgoing, err);
}

int session_request_page(struct session *session, const char *method,
    json_t *params, struct page *page, struct answer *answer, struct err *err)
{
	struct outgoing outgoing = {
		.method = method,
		.params = params,
		.answer = answer,
		.page = page,
	};

	return session_ask(session, &outgoing, err);
}

/* What is no event may be the daemon's reason for closing; then that is the
 * error. */
static int read_farewell(const char *body, size_t length, struct err *err)
{
	struct answer answer;
	struct err why;

	if (message_answer_read(&answer, body, length, &why) != 0)
		return -1;
	if (answer.id == 0 && answer.error.code != ERR_NONE)
		*err = answer.error;
	message_answer_release(&answer);
	return -1;
}

int session_event(
    struct session *session, struct event *event, int seconds, struct err *err)
{
	struct frame frame;

	if (session_receive(session, &frame, seconds, err) != 0)
		return -1;
	if (event_read(event, frame.body, frame.body_length, err) == 0)
		return 0;
	return read_farewell(frame.body, frame.body_length, err);
}
