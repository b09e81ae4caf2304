/* SPDX-License-Identifier: ISC */
/* Every file of tests/fuzz/corpus/request, its log executed again. */
#include "tests/fuzz/request_check.h"
#include "tests/unit/corpus.h"

static const char *check(const uint8_t *bytes, size_t size)
{
	return request_check(bytes, size, true);
}

static const struct target request = { CORPUS "request", 20, check, true };

int main(void)
{
	const struct CMUnitTest tests[] = { CORPUS_TEST(request) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
