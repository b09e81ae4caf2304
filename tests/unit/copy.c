/* SPDX-License-Identifier: ISC */
#include "protocol/copy.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_text(void **state)
{
	const char *text = "Kommunstyrelsen";
	char *copy = copy_text(text);

	(void)state;
	assert_string_equal(copy, text);
	assert_ptr_not_equal(copy, text);
	free(copy);
	assert_null(copy_text(NULL));
	copy = copy_text("");
	assert_string_equal(copy, "");
	free(copy);
}

/* strndup(3): no byte beyond `length` is looked at. */
static void test_part(void **state)
{
	const char unended[3] = { 'a', 'b', 'c' };
	char *copy = copy_part(unended, 3);

	(void)state;
	assert_string_equal(copy, "abc");
	free(copy);
	copy = copy_part("ab", 0);
	assert_string_equal(copy, "");
	free(copy);
	copy = copy_part("ab", SIZE_MAX);
	assert_string_equal(copy, "ab");
	free(copy);
}

/* A sanitizer's own memory is over any limit. */
#if !defined(__SANITIZE_ADDRESS__)
static void huge(char **text)
{
	const struct rlimit none = { 0, 0 }, some = { 64 << 20, 64 << 20 };
	size_t length = 32 << 20;

	*text = malloc(length + 1);
	if (*text == NULL)
		_exit(2);
	memset(*text, 'x', length);
	(*text)[length] = '\0';
	if (setrlimit(RLIMIT_CORE, &none) != 0 ||
	    setrlimit(RLIMIT_AS, &some) != 0)
		_exit(3);
}

static void test_no_memory_ends_the_process(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		char *text;

		signal(SIGABRT, SIG_DFL);
		huge(&text);
		_exit(copy_text(text) != NULL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_part),
#if !defined(__SANITIZE_ADDRESS__)
		cmocka_unit_test(test_no_memory_ends_the_process),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
