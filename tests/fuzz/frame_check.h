/* SPDX-License-Identifier: ISC */
/* Any bytes are read as the frames that docs/wire.md says they are, however
 * they are cut into pieces on their way; also by the client's stream. */
#ifndef TESTS_FUZZ_FRAME_CHECK_H
#define TESTS_FUZZ_FRAME_CHECK_H

#include <sys/socket.h>
#include <unistd.h>

#include "client/connection/stream.h"
#include "protocol/frame.h"
#include "tests/fuzz/exact.h"

/* An input: which limit, how long the pieces are, then what arrives. */
#define FRAME_INPUT_HEAD 2

struct frame_input {
	size_t limit, piece;
	const uint8_t *stream;
	size_t size;
};

/* What docs/wire.md, Frames, says of these bytes: the whole frame's size, 0
 * for not yet, or minus the code of the error. */
static inline int64_t frame_by_rule(
    const uint8_t *bytes, size_t size, size_t limit)
{
	int64_t rest = 0;

	if (size < 4)
		return 0;
	for (int i = 0; i < 4; i++)
		rest = rest * 256 + bytes[i];
	if (rest < 32 + 64)
		return -(int64_t)ERR_MALFORMED;
	if (4 + rest > (int64_t)limit)
		return -(int64_t)ERR_TOO_LARGE;
	return (int64_t)size >= 4 + rest ? 4 + rest : 0;
}

/* Whether a frame that was read is the `whole` bytes at `bytes`. */
static inline bool frame_is(
    const struct frame *frame, const uint8_t *bytes, size_t whole)
{
	return frame->body_length == whole - 100 &&
	    memcmp(frame->public, bytes + 4, 32) == 0 &&
	    memcmp(frame->signature, bytes + 36, 64) == 0 &&
	    memcmp(frame->body, bytes + 100, whole - 100) == 0;
}

static inline const char *frame_check_read(
    const uint8_t *bytes, size_t size, size_t limit)
{
	int64_t expected = frame_by_rule(bytes, size, limit);
	uint8_t *copy = exact_copy(bytes, size);
	const char *breach = NULL;
	struct err err = { 0 };
	struct frame frame;
	size_t used = 0;
	int found;

	found = frame_read(copy, size, limit, &frame, &used, &err);
	if (found != (expected > 0) - (expected < 0))
		breach = "a frame is found, missed or refused against the rule";
	else if (found < 0 &&
	    ((int64_t)err.code != -expected || err.text[0] == '\0'))
		breach = "it is refused for another reason";
	else if (found > 0 &&
	    (used != (size_t)expected || !frame_is(&frame, copy, used)))
		breach = "the frame has other parts";
	free(copy);
	return breach;
}

/* All frames of what has arrived; *at moves behind them. *ended: refused. */
static inline const char *frame_check_stream(struct stream *stream,
    const struct frame_input *input, size_t arrived, size_t *at, bool *ended)
{
	struct frame frame;
	struct err err;

	for (;;) {
		const uint8_t *bytes = input->stream + *at;
		int64_t whole =
		    frame_by_rule(bytes, arrived - *at, input->limit);
		const char *breach =
		    frame_check_read(bytes, arrived - *at, input->limit);
		int result =
		    stream_receive(stream, input->limit, &frame, 0, &err);

		if (breach != NULL)
			return breach;
		*ended = whole < 0;
		if ((result == 0) != (whole > 0))
			return "the stream and the rule differ";
		if (result != 0)
			return err.code !=
				(whole < 0 ? ERR_PROTOCOL : ERR_UNREACHABLE)
			    ? "the stream ends for another reason"
			    : NULL;
		if (!frame_is(&frame, bytes, (size_t)whole))
			return "the stream's frame has other parts";
		*at += (size_t)whole;
	}
}

static inline const char *frame_check_pieces(
    const struct frame_input *input, int from, struct stream *stream)
{
	const char *breach = NULL;
	size_t arrived = 0, at = 0;
	bool ended = false;

	while (breach == NULL && !ended && arrived < input->size) {
		size_t piece = input->size - arrived;

		piece = piece < input->piece ? piece : input->piece;
		if (send(from, input->stream + arrived, piece, MSG_NOSIGNAL) !=
		    (ssize_t)piece)
			abort();
		arrived += piece;
		breach =
		    frame_check_stream(stream, input, arrived, &at, &ended);
	}
	return breach;
}

static inline const char *frame_check(const uint8_t *bytes, size_t size)
{
	static const size_t limits[] = { FRAME_FIRST_MAX, 256, FRAME_MAX,
		FRAME_COORDINATOR_MAX };
	struct frame_input input;
	const char *breach;
	int ends[2];

	if (size < FRAME_INPUT_HEAD)
		return NULL;
	input = (struct frame_input){ limits[bytes[0] % 4], bytes[1] + 1u,
		bytes + FRAME_INPUT_HEAD, size - FRAME_INPUT_HEAD };
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		abort();
	struct stream stream = { .socket = ends[0] };
	breach = frame_check_pieces(&input, ends[1], &stream);
	stream_close(&stream);
	close(ends[1]);
	return breach;
}

#endif
