/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/worker_message.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "protocol/utf8.h"

#define CONTROL_SIZE CMSG_SPACE(sizeof(int))

/* One packet, which goes whole or not at all. */
static bool packet_send(int socket, const void *bytes, size_t size, int file)
{
	char control[CONTROL_SIZE]
	    __attribute__((aligned(_Alignof(struct cmsghdr)))) = { 0 };
	struct iovec part = { (void *)(uintptr_t)bytes, size };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	struct cmsghdr *head;
	ssize_t sent;

	if (file >= 0) {
		message.msg_control = control;
		message.msg_controllen = sizeof(control);
		head = CMSG_FIRSTHDR(&message);
		head->cmsg_level = SOL_SOCKET;
		head->cmsg_type = SCM_RIGHTS;
		head->cmsg_len = CMSG_LEN(sizeof(file));
		memcpy(CMSG_DATA(head), &file, sizeof(file));
	}
	do
		sent = sendmsg(socket, &message, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)size;
}

bool worker_order_send(int socket, const struct worker_order *order, int file)
{
	return packet_send(socket, order, sizeof(*order), file);
}

bool worker_answer_send(int socket, const struct worker_answer *answer)
{
	return packet_send(socket, answer, sizeof(*answer), -1);
}

/* As worker_order_receive(). */
static int packet_receive(int socket, void *bytes, size_t size, int *file)
{
	char control[CONTROL_SIZE]
	    __attribute__((aligned(_Alignof(struct cmsghdr)))) = { 0 };
	struct iovec part = { bytes, size };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = CMSG_LEN(sizeof(int)) };
	struct cmsghdr *head;
	ssize_t got;

	do
		got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	*file = -1;
	if (got < 0)
		return -1;
	head = CMSG_FIRSTHDR(&message);
	if (head != NULL && head->cmsg_type == SCM_RIGHTS &&
	    head->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(file, CMSG_DATA(head), sizeof(*file));
	if (got == (ssize_t)size && (message.msg_flags & MSG_TRUNC) == 0)
		return 1;
	if (*file >= 0)
		close(*file);
	*file = -1;
	return 0;
}

int worker_order_receive(int socket, struct worker_order *order, int *file)
{
	return packet_receive(socket, order, sizeof(*order), file);
}

int worker_answer_receive(int socket, struct worker_answer *answer)
{
	int file;
	int result = packet_receive(socket, answer, sizeof(*answer), &file);

	if (file >= 0)
		close(file);
	answer->text[WORKER_TEXT_MAX] = '\0';
	return result;
}

/* Whatever the program wrote, it can be shown on one line. A text that fills
 * its place may have been cut within its last character. */
void worker_text_read(
    char text[WORKER_TEXT_MAX + 1], const void *bytes, size_t length)
{
	const unsigned char *from = bytes;
	size_t to = 0;

	if (length == WORKER_TEXT_MAX)
		length = utf8_cut((const char *)from, length);
	for (size_t at = 0, size; at < length; at += size) {
		size = utf8_character((const char *)from + at, length - at);
		if (size == 0) {
			text[to++] = '?';
			size = 1;
		} else if (utf8_printable((const char *)from + at, size) == 0) {
			text[to++] = ' ';
		} else {
			memcpy(text + to, from + at, size);
			to += size;
		}
	}
	text[to] = '\0';
}
