/* SPDX-License-Identifier: ISC */
/* Attacks the daemon in one of the ways below, while another process asks it
 * honestly, again and again; then says how that one fared and what memory the
 * daemon took:
 *
 *   hostile SOCKET KEY PID ATTACK
 *   asked N failed F median M p99 P max X (ms) rss B most A end E (KiB)
 *       closed C others O
 *
 *   hostile SOCKET KEY PID write:N
 *
 * B is before, A the most and E at the end of the attack; closed is how many
 * of the attacker's connections the daemon closed; O is how much of the
 * processors, in percent, was somebody else's than these three's. The second is no attack,
 * but N entries in the log: new names for the department ks. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "protocol/frame.h"
#include "protocol/message.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"

#define ASKED_MAX 100000

/* Between two honest questions, in milliseconds. */
#define PAUSE 5

/* What the honest process found out, in memory that both see. */
struct honest {
	volatile bool stop;
	volatile int asked, failed;
	int64_t microseconds[ASKED_MAX];
};

/* One connection of the attacker's. */
struct enemy {
	int fd; /* -1: is to connect (again) */
	int64_t next;
	int64_t id; /* of the last request */
	struct hello hello;
	int times; /* that it connected */
};

struct attack {
	const char *name;
	int enemies, period, duration; /* the times in milliseconds */
	void (*begin)(struct enemy *enemy);
	void (*again)(struct enemy *enemy); /* every period */
};

static struct sockaddr_un address = { .sun_family = AF_UNIX };
static struct sign_key *key;
static int events;

static _Noreturn void die(const char *what)
{
	perror(what);
	exit(1);
}

static int64_t now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return at.tv_sec * INT64_C(1000000) + at.tv_nsec / 1000;
}

/* --- the wire --- */

/* A whole frame, waited for; its size, 0 where there was none. */
static size_t receive(int fd, uint8_t *bytes, size_t room, struct frame *frame)
{
	size_t length = 0, used;
	struct err err;

	for (;;) {
		ssize_t got = recv(fd, bytes + length, room - length, 0);

		if (got <= 0)
			return 0;
		length += (size_t)got;
		if (frame_read(bytes, length, room, frame, &used, &err) == 1)
			return used;
	}
}

static bool receive_hello(int fd, struct hello *hello)
{
	uint8_t bytes[4096];
	struct frame frame;
	struct err err;

	return receive(fd, bytes, sizeof(bytes), &frame) > 0 &&
	    sign_verify(frame.public, SIGN_DAEMON, frame.body,
		frame.body_length, frame.signature) &&
	    message_hello_read(hello, frame.body, frame.body_length, &err) == 0;
}

static void write_frame(
    struct buffer *frame, const struct hello *hello, struct request *request)
{
	struct buffer body = { 0 };

	request->has_session = true;
	request->daemon = hello->daemon;
	memcpy(request->session, hello->session, MESSAGE_SESSION);
	message_request_write(&body, request);
	frame_write(frame, key, SIGN_REQUEST, body.bytes, body.length);
	buffer_free(&body);
}

static void write_request(struct buffer *frame, const struct hello *hello,
    int64_t id, const char *method)
{
	struct request request = { .id = id, .method = method };

	write_frame(frame, hello, &request);
}

static bool receive_answer(int fd)
{
	static uint8_t bytes[FRAME_MAX];
	struct answer answer;
	struct frame frame;
	struct err err;
	bool good;

	if (receive(fd, bytes, sizeof(bytes), &frame) == 0 ||
	    message_answer_read(&answer, frame.body, frame.body_length, &err) !=
		0)
		return false;
	good = answer.result != NULL;
	message_answer_release(&answer);
	return good;
}

static bool ping(int fd, const struct hello *hello, int64_t id)
{
	struct buffer frame = { 0 };
	bool sent;

	write_request(&frame, hello, id, "ping");
	sent = send(fd, frame.bytes, frame.length, MSG_NOSIGNAL) ==
	    (ssize_t)frame.length;
	buffer_free(&frame);
	return sent && receive_answer(fd);
}

/* --- the honest process --- */

static bool ask(void)
{
	struct timeval patience = { .tv_sec = 5 };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	struct hello hello;
	bool good;

	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	good = connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0 &&
	    receive_hello(fd, &hello) && ping(fd, &hello, 1);
	close(fd);
	return good;
}

static _Noreturn void be_honest(struct honest *honest)
{
	while (!honest->stop && honest->asked < ASKED_MAX) {
		int64_t began = now();

		if (ask())
			honest->microseconds[honest->asked++] = now() - began;
		else
			honest->failed++;
		poll(NULL, 0, PAUSE);
	}
	_exit(0);
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void print_honest(struct honest *honest)
{
	const int64_t *all = honest->microseconds;
	int n = honest->asked;

	qsort(honest->microseconds, (size_t)n, sizeof(*all), by_size);
	printf("asked %d failed %d median %.1f p99 %.1f max %.1f", n,
	    honest->failed, n > 0 ? (double)all[n / 2] / 1e3 : 0,
	    n > 0 ? (double)all[n * 99 / 100] / 1e3 : 0,
	    n > 0 ? (double)all[n - 1] / 1e3 : 0);
}

/* --- attacks --- */

static void say(struct enemy *enemy, const void *bytes, size_t length)
{
	ssize_t sent =
	    send(enemy->fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);

	(void)sent; /* what the daemon does not take is what is tested */
}

/* The head of a frame of so many bytes, by a key that the daemon knows. */
static void say_head(struct enemy *enemy, uint32_t rest)
{
	uint8_t head[FRAME_OVERHEAD] = { (uint8_t)(rest >> 24),
		(uint8_t)(rest >> 16), (uint8_t)(rest >> 8), (uint8_t)rest };

	memcpy(head + FRAME_LENGTH_SIZE, sign_key_public(key), SIGN_PUBLIC);
	say(enemy, head, sizeof(head));
}

static void begin_half(struct enemy *enemy)
{
	say_head(enemy, 60000);
}

static void say_half(struct enemy *enemy)
{
	static const uint8_t half[100];

	say(enemy, half, sizeof(half));
}

static void begin_hoard(struct enemy *enemy)
{
	static const uint8_t most[60000];

	say_head(enemy, FRAME_FIRST_MAX - FRAME_LENGTH_SIZE);
	say(enemy, most, sizeof(most));
}

static void begin_churn(struct enemy *enemy)
{
	close(enemy->fd);
	enemy->fd = -1;
}

static void begin_noise(struct enemy *enemy)
{
	static const uint32_t lengths[] = { 0, 95, 65533, 0x80000000,
		0xffffffff, 300, 96 };
	uint8_t rest[400];

	say_head(enemy, lengths[enemy->times % 7]);
	sign_random(rest, sizeof(rest));
	say(enemy, rest, (size_t)(rest[0] % 4) * 100);
	if (rest[1] % 2 == 0)
		shutdown(enemy->fd, SHUT_WR);
}

/* One that has the key, and misuses it. */
static void begin_known(struct enemy *enemy)
{
	fcntl(enemy->fd, F_SETFL, 0);
	enemy->id = 1;
	if (!receive_hello(enemy->fd, &enemy->hello) ||
	    !ping(enemy->fd, &enemy->hello, enemy->id))
		die("no answer to an attacker that is known");
}

static void say_and_never_read(struct enemy *enemy)
{
	struct buffer frames = { 0 };

	for (int i = 0; i < 4; i++)
		write_request(&frames, &enemy->hello, ++enemy->id, "log.list");
	say(enemy, frames.bytes, frames.length);
	buffer_free(&frames);
}

static void begin_large(struct enemy *enemy)
{
	begin_known(enemy);
	say_head(enemy, FRAME_COORDINATOR_MAX - FRAME_LENGTH_SIZE);
}

static void say_large(struct enemy *enemy)
{
	static const uint8_t much[128 << 10];

	say(enemy, much, sizeof(much));
}

static const struct attack attacks[] = {
	{ "quiet", 0, 100, 1500, NULL, NULL },
	{ "half", 500, 1000, 12000, begin_half, say_half },
	{ "flood", 10000, 1000, 4000, NULL, NULL },
	{ "churn", 200, 1000, 3000, begin_churn, NULL },
	{ "noise", 200, 1000, 3000, begin_noise, NULL },
	{ "hoard", 500, 1000, 2000, begin_hoard, NULL },
	{ "mute", 100, 50, 4000, begin_known, say_and_never_read },
	{ "large", 8, 2, 4000, begin_large, say_large },
};

/* --- the attacker --- */

static void enemy_connect(const struct attack *attack, struct enemy *enemy)
{
	struct epoll_event event = { .events = EPOLLRDHUP, .data.ptr = enemy };

	enemy->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (enemy->fd < 0)
		die("socket");
	if (connect(enemy->fd, (struct sockaddr *)&address, sizeof(address)) !=
	    0) {
		if (errno != EAGAIN)
			die("connect");
		close(enemy->fd);
		enemy->fd = -1;
		return;
	}
	enemy->times++;
	enemy->next = now() + attack->period * INT64_C(1000);
	if (attack->begin != NULL)
		attack->begin(enemy);
	if (enemy->fd >= 0)
		epoll_ctl(events, EPOLL_CTL_ADD, enemy->fd, &event);
}

/* Those that the daemon closed; they come back. */
static int take_closed(int wait)
{
	struct epoll_event closed[512];
	int count = epoll_wait(events, closed, 512, wait);

	for (int i = 0; i < count; i++) {
		struct enemy *enemy = closed[i].data.ptr;

		close(enemy->fd);
		enemy->fd = -1;
	}
	return count > 0 ? count : 0;
}

static void enemies_act(const struct attack *attack, struct enemy *enemies)
{
	for (int i = 0; i < attack->enemies; i++) {
		struct enemy *enemy = &enemies[i];

		if (enemy->fd < 0) {
			enemy_connect(attack, enemy);
		} else if (attack->again != NULL && now() >= enemy->next) {
			attack->again(enemy);
			enemy->next += attack->period * INT64_C(1000);
		}
	}
}

static int64_t memory_of(const char *pid)
{
	char path[64], line[256];
	long long kibibytes = 0;
	FILE *status;

	snprintf(path, sizeof(path), "/proc/%s/status", pid);
	status = fopen(path, "r");
	if (status == NULL)
		die(path);
	while (fgets(line, sizeof(line), status) != NULL)
		if (sscanf(line, "VmRSS: %lld", &kibibytes) == 1)
			break;
	fclose(status);
	return kibibytes;
}

/* The sum of some numbers of a line of /proc, from the word `first` on. */
static int64_t sum_of(const char *path, int first, int last)
{
	int64_t sum = 0;
	char word[256];
	FILE *file = fopen(path, "r");

	if (file == NULL)
		die(path);
	for (int i = 1; i <= last && fscanf(file, "%255s", word) == 1; i++)
		if (i >= first)
			sum += atoll(word);
	fclose(file);
	return sum;
}

/* Ticks that the processors worked for others than us; proc(5). */
static int64_t others_worked(const char *pid)
{
	struct rusage all[2];
	int64_t ours = 0;
	char path[64];

	getrusage(RUSAGE_SELF, &all[0]);
	getrusage(RUSAGE_CHILDREN, &all[1]);
	for (int i = 0; i < 2; i++)
		ours +=
		    (all[i].ru_utime.tv_sec + all[i].ru_stime.tv_sec) * 1000 +
		    (all[i].ru_utime.tv_usec + all[i].ru_stime.tv_usec) / 1000;
	snprintf(path, sizeof(path), "/proc/%s/stat", pid);
	return sum_of("/proc/stat", 2, 4) + sum_of("/proc/stat", 7, 9) -
	    sum_of(path, 14, 15) - ours * sysconf(_SC_CLK_TCK) / 1000;
}

static int64_t percent_of(int64_t ticks, int64_t microseconds)
{
	return ticks * 100000000 / sysconf(_SC_CLK_TCK) / microseconds /
	    sysconf(_SC_NPROCESSORS_ONLN);
}

static void run(const struct attack *attack, const char *pid)
{
	struct enemy *enemies =
	    calloc((size_t)attack->enemies + 1, sizeof(*enemies));
	int64_t end = now() + attack->duration * INT64_C(1000);
	int64_t before = memory_of(pid), most = before, measured = now();
	int64_t closed = 0, at_end = before;

	if (enemies == NULL)
		abort();
	for (int i = 0; i < attack->enemies; i++)
		enemies[i].fd = -1;
	while (now() < end) {
		enemies_act(attack, enemies);
		closed += take_closed(1);
		if (now() - measured < 20000)
			continue;
		measured = now();
		at_end = memory_of(pid);
		most = at_end > most ? at_end : most;
	}
	for (int i = 0; i < attack->enemies; i++)
		if (enemies[i].fd >= 0)
			close(enemies[i].fd);
	free(enemies);
	printf(" rss %lld most %lld end %lld closed %lld\n", (long long)before,
	    (long long)most, (long long)at_end, (long long)closed);
}

/* --- entries --- */

#define AT_ONCE 10

static void write_name(
    struct buffer *frames, const struct hello *hello, int64_t id)
{
	struct request request = {
		.id = id,
		.method = "department.edit",
		.params = json_object(),
		.has_seen = true,
		.has_blind = true,
	};
	char name[32];

	snprintf(name, sizeof(name), "Stab %lld", (long long)id);
	json_object_set_new(request.params, "code", json_string("ks"));
	json_object_set_new(request.params, "name", json_string(name));
	sign_random(request.blind, sizeof(request.blind));
	write_frame(frames, hello, &request);
	json_decref(request.params);
}

/* So many answers, each with a receipt. */
static void receive_receipts(int fd, int count)
{
	static uint8_t bytes[FRAME_MAX];
	size_t length = 0, used;
	struct frame frame;
	struct err err;

	while (count > 0) {
		ssize_t got =
		    recv(fd, bytes + length, sizeof(bytes) - length, 0);

		if (got <= 0)
			die("no answer");
		length += (size_t)got;
		while (frame_read(bytes, length, sizeof(bytes), &frame, &used,
			   &err) == 1) {
			if (memmem(frame.body, frame.body_length, "\"receipt\"",
				9) == NULL)
				die("no receipt");
			memmove(bytes, bytes + used, length -= used);
			count--;
		}
	}
}

static void write_entries(int count)
{
	struct enemy writer = { .fd = socket(AF_UNIX, SOCK_STREAM, 0) };

	if (connect(writer.fd, (struct sockaddr *)&address, sizeof(address)) !=
	    0)
		die("connect");
	begin_known(&writer);
	for (int i = 0; i < count; i += AT_ONCE) {
		struct buffer frames = { 0 };

		for (int j = 0; j < AT_ONCE; j++)
			write_name(&frames, &writer.hello, ++writer.id);
		if (send(writer.fd, frames.bytes, frames.length,
			MSG_NOSIGNAL) != (ssize_t)frames.length)
			die("send");
		buffer_free(&frames);
		receive_receipts(writer.fd, AT_ONCE);
	}
	close(writer.fd);
}

static void raise_files(void)
{
	struct rlimit files;

	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	if (files.rlim_max < 10100)
		die("the limit of open files is too low for the attack");
	setrlimit(RLIMIT_NOFILE, &files);
}

static const struct attack *find_attack(const char *name)
{
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++)
		if (strcmp(attacks[i].name, name) == 0)
			return &attacks[i];
	fprintf(stderr, "hostile: no such attack: %s\n", name);
	exit(2);
}

int main(int argc, char **argv)
{
	const struct attack *attack;
	struct honest *honest;
	struct err err;
	int64_t began, others;
	pid_t child;

	if (argc != 5 || strlen(argv[1]) >= sizeof(address.sun_path))
		return 2;
	strcpy(address.sun_path, argv[1]);
	sign_init();
	if (sign_key_read(&key, argv[2], &err) != 0)
		return 2;
	if (strncmp(argv[4], "write:", 6) == 0) {
		write_entries(atoi(argv[4] + 6));
		return 0;
	}
	attack = find_attack(argv[4]);
	raise_files();
	events = epoll_create1(0);
	honest = mmap(NULL, sizeof(*honest), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (honest == MAP_FAILED)
		die("mmap");
	began = now();
	others = others_worked(argv[3]);
	child = fork();
	if (child == 0)
		be_honest(honest);
	run(attack, argv[3]);
	honest->stop = true;
	waitpid(child, NULL, 0);
	print_honest(honest);
	printf(" others %lld\n",
	    (long long)percent_of(
		others_worked(argv[3]) - others, now() - began));
	return 0;
}
