/* SPDX-License-Identifier: ISC */
#include "daemon/machine/clock.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#define BILLION INT64_C(1000000000)

/* 1 July 2022, 08:00 in Stockholm. */
static const struct instant morning = { 1656655200 };

static int64_t real(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * BILLION + now.tv_nsec;
}

static int64_t nanoseconds(struct timespec time)
{
	return time.tv_sec * BILLION + time.tv_nsec;
}

static void the_usual_clock_is_the_machines(void **state)
{
	struct clock clock = { 0 };
	int64_t before = real() / BILLION;
	struct instant now = clock_now(&clock);

	(void)state;
	assert_true(before <= now.seconds);
	assert_true(now.seconds <= real() / BILLION);
	assert_int_equal(nanoseconds(clock_real(&clock, morning)),
	    morning.seconds * BILLION);
}

/* Whatever the machine did meanwhile is in both bounds. */
static void a_rehearsals_clock_goes_on_from_its_moment(void **state)
{
	int64_t before = real(), passed;
	struct clock clock = clock_from(morning);
	int64_t after = real();
	struct instant now = clock_now(&clock);

	(void)state;
	passed = (real() - before) / BILLION;
	assert_true(now.seconds >= morning.seconds);
	assert_true(now.seconds <= morning.seconds + passed + 1);
	assert_true(clock.offset <= morning.seconds * BILLION - before);
	assert_true(clock.offset >= morning.seconds * BILLION - after);
}

/* Ten seconds later there is ten seconds later here. */
static void its_future_is_as_far_away_as_it_says(void **state)
{
	int64_t before = real();
	struct clock clock = clock_from(morning);
	int64_t after = real();
	struct instant later = { morning.seconds + 10 };
	int64_t at = nanoseconds(clock_real(&clock, later));

	(void)state;
	assert_true(at >= before + 10 * BILLION);
	assert_true(at <= after + 10 * BILLION);
	assert_true(clock_real(&clock, later).tv_nsec >= 0);
	assert_true(clock_real(&clock, later).tv_nsec < BILLION);
}

static void a_rehearsal_may_lie_in_the_future(void **state)
{
	struct instant then = { 7258118399 }; /* the end of 2199 */
	struct clock clock = clock_from(then);

	(void)state;
	assert_true(clock_now(&clock).seconds >= then.seconds);
	assert_true(clock_now(&clock).seconds < then.seconds + 60);
}

static void a_still_clock_stands(void **state)
{
	struct clock clock = { .still = true, .at = morning };

	(void)state;
	assert_int_equal(clock_now(&clock).seconds, morning.seconds);
	clock.at.seconds += 86400;
	assert_int_equal(clock_now(&clock).seconds, morning.seconds + 86400);
}

/* Two delays of a clock that stands are as far apart as its times; the
 * machine's only grows. */
static void moments_only_grow(void **state)
{
	struct clock clock = { .still = true, .at = morning }, real_one = { 0 };
	int64_t before = clock_moment(&clock).milliseconds;
	int64_t moment = clock_moment(&real_one).milliseconds;

	(void)state;
	clock.at.seconds += 90;
	assert_int_equal(clock_moment(&clock).milliseconds - before, 90000);
	assert_true(moment > 0);
	assert_true(clock_moment(&real_one).milliseconds >= moment);
}

/* adjtimex(2): TIME_OK 0, TIME_INS 1, TIME_DEL 2, TIME_OOP 3, TIME_WAIT 4,
 * TIME_ERROR 5; -1 where a sandbox forbids to ask. */
static void one_that_may_not_be_asked_is_not_synchronised(void **state)
{
	(void)state;
	for (int status = 0; status <= 4; status++)
		assert_true(clock_status_is_synchronised(status));
	assert_false(clock_status_is_synchronised(5));
	assert_false(clock_status_is_synchronised(-1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_usual_clock_is_the_machines),
		cmocka_unit_test(a_rehearsals_clock_goes_on_from_its_moment),
		cmocka_unit_test(its_future_is_as_far_away_as_it_says),
		cmocka_unit_test(a_rehearsal_may_lie_in_the_future),
		cmocka_unit_test(a_still_clock_stands),
		cmocka_unit_test(moments_only_grow),
		cmocka_unit_test(one_that_may_not_be_asked_is_not_synchronised),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
