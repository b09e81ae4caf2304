/* SPDX-License-Identifier: ISC */
#include "protocol/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define ALIGNMENT _Alignof(max_align_t)
#define LIMIT     (1024 * 1024)

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
	static const size_t sizes[] = { 1, 0, 7, 16, 17, 16 * 1024, 3, 40000, 5,
		16 * 1024 + 1, 16 * 1024 - 1, 2 };
	enum { COUNT = sizeof(sizes) / sizeof(*sizes) };
	struct arena *arena = arena_new(LIMIT);
	char *pieces[COUNT];

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		pieces[i] = arena_alloc(arena, sizes[i]);
		assert_non_null(pieces[i]);
		assert_int_equal((uintptr_t)pieces[i] % ALIGNMENT, 0);
		for (size_t at = 0; at < sizes[i]; at++)
			assert_int_equal(pieces[i][at], 0);
		memset(pieces[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < COUNT; i++)
		for (size_t at = 0; at < sizes[i]; at++)
			assert_int_equal(pieces[i][at], i + 1);
	arena_free(arena);
}

static void reset_gives_back_and_zeroes_again(void **state)
{
	struct arena *arena = arena_new(4096);
	unsigned char *first = NULL;

	(void)state;
	for (int round = 0; round < 100; round++) {
		unsigned char *piece = arena_alloc(arena, 4096);

		assert_int_equal(piece[0] | piece[4095], 0);
		if (first == NULL)
			first = piece;
		assert_ptr_equal(piece, first); /* the block was kept */
		memset(piece, 0xff, 4096);
		arena_reset(arena);
	}
	arena_reset(arena);
	arena_free(arena);
}

static void reset_after_large_pieces(void **state)
{
	struct arena *arena = arena_new(LIMIT);

	(void)state;
	for (int round = 0; round < 10; round++) {
		memset(arena_alloc(arena, 100000), 1, 100000);
		memset(arena_alloc(arena, 10), 1, 10);
		memset(arena_alloc(arena, 200000), 1, 200000);
		memset(arena_alloc(arena, 10), 1, 10);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void free_takes_null(void **state)
{
	(void)state;
	arena_free(NULL);
	arena_free(arena_new(1));
}

static void copies(void **state)
{
	struct arena *arena = arena_new(LIMIT);
	char *copy = arena_copy(arena, "lägesbild och mer", 10);

	(void)state;
	assert_string_equal(copy, "lägesbild");
	assert_string_equal(arena_copy(arena, "", 0), "");
	assert_string_equal(arena_copy(arena, NULL, 0), "");
	assert_string_equal(arena_printf(arena, "%s-%03d", "ks", 7), "ks-007");
	assert_string_equal(arena_printf(arena, "%s", ""), "");
	assert_int_equal(strlen(arena_printf(arena, "%*d", 20000, 1)), 20000);
	arena_free(arena);
}

/* All of the limit can be had, whatever the pieces' sizes. */
static void limit_counts_pieces(void **state)
{
	struct arena *arena = arena_new(64 * ALIGNMENT);

	(void)state;
	for (int i = 0; i < 64; i++)
		arena_alloc(arena, 1);
	arena_free(arena);
	arena = arena_new(10 * 10000 * ALIGNMENT);
	for (int i = 0; i < 10; i++)
		arena_alloc(arena, 10000 * ALIGNMENT);
	arena_free(arena);
}

static void ask_for_more(size_t first, size_t second)
{
	static const struct rlimit no_core;
	struct arena *arena = arena_new(100 * ALIGNMENT);

	setrlimit(RLIMIT_CORE, &no_core);
	signal(SIGABRT, SIG_DFL);
	close(STDERR_FILENO);
	arena_alloc(arena, first);
	arena_alloc(arena, second);
	_exit(0);
}

static void over_the_limit_ends_the_process(void **state)
{
	static const size_t asked[][2] = { { 100 * ALIGNMENT, 1 },
		{ 50 * ALIGNMENT, 51 * ALIGNMENT }, { 0, SIZE_MAX },
		{ 1, SIZE_MAX - ALIGNMENT }, { 101 * ALIGNMENT, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		pid_t child = fork();
		int status;

		assert_true(child >= 0);
		if (child == 0)
			ask_for_more(asked[i][0], asked[i][1]);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), SIGABRT);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
		cmocka_unit_test(reset_gives_back_and_zeroes_again),
		cmocka_unit_test(reset_after_large_pieces),
		cmocka_unit_test(free_takes_null),
		cmocka_unit_test(copies),
		cmocka_unit_test(limit_counts_pieces),
		cmocka_unit_test(over_the_limit_ends_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
