/* SPDX-License-Identifier: ISC */
/* Carries bytes for the tests of the wire, knowing of it only where a frame
 * ends: standard input goes to the socket as it is; each frame that comes is
 * printed as one line, "KEY SIGNATURE BODY", the first two in hexadecimal. The
 * line "closed" is the last. */
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static uint8_t received[4 << 20];
static size_t filled;

static _Noreturn void die(const char *what)
{
	perror(what);
	exit(1);
}

static int connect_to(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (strlen(path) >= sizeof(address.sun_path))
		die("the path is too long");
	strcpy(address.sun_path, path);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0)
		die(path);
	return fd;
}

static void print_frame(const uint8_t *rest, size_t size)
{
	for (size_t i = 0; i < 96; i++)
		printf("%s%02x", i == 32 ? " " : "", rest[i]);
	printf(" %.*s\n", (int)(size - 96), (const char *)rest + 96);
	fflush(stdout);
}

static void print_frames(void)
{
	size_t size;

	while (filled >= 4) {
		size = (size_t)received[0] << 24 | received[1] << 16 |
		    received[2] << 8 | received[3];
		if (size < 96 || size > sizeof(received) - 4)
			die("no frame");
		if (filled < 4 + size)
			return;
		print_frame(received + 4, size);
		filled -= 4 + size;
		memmove(received, received + 4 + size, filled);
	}
}

static bool receive(int fd)
{
	ssize_t n = read(fd, received + filled, sizeof(received) - filled);

	if (n <= 0)
		return false;
	filled += (size_t)n;
	print_frames();
	return true;
}

static bool pass_on(int to)
{
	uint8_t bytes[65536];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	for (ssize_t sent = 0, part; sent < n; sent += part) {
		part = send(to, bytes + sent, (size_t)(n - sent), MSG_NOSIGNAL);
		if (part < 0)
			return false;
	}
	return n > 0;
}

int main(int argc, char **argv)
{
	struct pollfd fds[2] = { { .events = POLLIN }, { .events = POLLIN } };

	if (argc != 2)
		return 2;
	fds[0].fd = connect_to(argv[1]);
	fds[1].fd = STDIN_FILENO;
	while (poll(fds, 2, -1) >= 0) {
		if (fds[0].revents && !receive(fds[0].fd))
			break;
		if (fds[1].revents && !pass_on(fds[0].fd))
			fds[1].fd = -1;
	}
	puts("closed");
	return 0;
}
