/* SPDX-License-Identifier: ISC */
/* What the floors say to each other: a frame of a fixed length each way, the
 * request's signer, signature and body, and the receipt's. */
#ifndef TESTS_BENCH_WIRE_H
#define TESTS_BENCH_WIRE_H

#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define BODY 400 /* a write of planvakt's is as long */

struct wire {
	uint8_t public[crypto_sign_PUBLICKEYBYTES];
	uint8_t signature[crypto_sign_BYTES];
	uint8_t body[BODY];
};

struct pair {
	uint8_t public[crypto_sign_PUBLICKEYBYTES];
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
};

static inline _Noreturn void die(const char *what)
{
	perror(what);
	exit(1);
}

static inline void must(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "%s\n", what);
		exit(1);
	}
}

/* The pair that follows from one byte. */
static inline void pair_make(struct pair *pair, uint8_t which)
{
	uint8_t seed[crypto_sign_SEEDBYTES];

	must(sodium_init() >= 0, "libsodium does not start");
	memset(seed, which, sizeof(seed));
	crypto_sign_seed_keypair(pair->public, pair->secret, seed);
}

static inline void wire_sign(struct wire *wire, const struct pair *pair)
{
	memcpy(wire->public, pair->public, sizeof(wire->public));
	crypto_sign_detached(
	    wire->signature, NULL, wire->body, BODY, pair->secret);
}

static inline bool wire_holds(const struct wire *wire)
{
	return crypto_sign_verify_detached(
		   wire->signature, wire->body, BODY, wire->public) == 0;
}

static inline bool wire_send(int fd, const struct wire *wire)
{
	return send(fd, wire, sizeof(*wire), MSG_NOSIGNAL) == sizeof(*wire);
}

static inline bool wire_receive(int fd, struct wire *wire)
{
	return recv(fd, wire, sizeof(*wire), MSG_WAITALL) == sizeof(*wire);
}

static inline int wire_socket(const char *path, struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	must(strlen(path) < sizeof(address->sun_path), "the path is too long");
	*address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	memcpy(address->sun_path, path, strlen(path) + 1);
	return fd;
}

#endif
