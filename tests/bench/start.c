/* SPDX-License-Identifier: ISC */
/* The least that a client can be: a program that links libsodium.
 *
 *   start                    ends at once
 *   start sign               signs once
 *   start write SOCKET [N]   asks the floor's server N times (once), on one
 *                            connection: signs, sends, waits, verifies
 */
#include "tests/bench/wire.h"

static void ask(int fd, const struct pair *pair, int number)
{
	struct wire wire = { 0 };

	snprintf((char *)wire.body, BODY, "%d", number);
	wire_sign(&wire, pair);
	must(wire_send(fd, &wire), "cannot send");
	must(wire_receive(fd, &wire), "no reply");
	must(wire_holds(&wire), "the reply's signature does not hold");
}

static void write_times(const char *path, int times)
{
	struct sockaddr_un address;
	struct pair pair;
	int fd = wire_socket(path, &address);

	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0)
		die(path);
	pair_make(&pair, 1);
	for (int i = 0; i < times; i++)
		ask(fd, &pair, i);
	close(fd);
}

static void sign_once(void)
{
	struct wire wire = { 0 };
	struct pair pair;

	pair_make(&pair, 1);
	wire_sign(&wire, &pair);
}

int main(int argc, char **argv)
{
	if (argc > 2)
		write_times(argv[2], argc > 3 ? atoi(argv[3]) : 1);
	else if (argc > 1)
		sign_once();
	return 0;
}
