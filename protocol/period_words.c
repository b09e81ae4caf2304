/* SPDX-License-Identifier: ISC */
#include "protocol/period_words.h"

#include "protocol/day_words.h"
#include "protocol/shape.h"
#include "protocol/translate.h"

static int period_month(const char *text)
{
	return 10 * (text[0] - '0') + text[1] - '0';
}

static void put_half(struct buffer *to, int half, const char *year)
{
	buffer_printf(to,
	    half == 1 ? _("first half of %.4s") : _("second half of %.4s"),
	    year);
}

/* Months from 1, both included; false where they are none. */
static bool put_months(struct buffer *to, int first, int last, const char *year)
{
	if (first < 1 || last > 12 || first > last)
		return false;
	if (first == last)
		buffer_printf(
		    to, "%s %.4s", translate(month_names[first - 1]), year);
	else if (last - first == 2 && last % 3 == 0)
		buffer_printf(to, _("quarter %d %.4s"), last / 3, year);
	else if (last - first == 5 && last % 6 == 0)
		put_half(to, last / 6, year);
	else
		buffer_printf(to, "%s–%s %.4s",
		    translate(month_names[first - 1]),
		    translate(month_names[last - 1]), year);
	return true;
}

void period_words(struct buffer *to, const char *period)
{
	bool said = false;

	if (shape_is(period, "dddd-dd..dd"))
		said = put_months(to, period_month(period + 5),
		    period_month(period + 9), period);
	else if (shape_is(period, "dddd-dd"))
		said = put_months(to, period_month(period + 5),
		    period_month(period + 5), period);
	if (said)
		return;
	if (shape_is(period, "dddd-Td"))
		buffer_printf(to, _("tertial %c %.4s"), period[6], period);
	else if (shape_is(period, "dddd-Qd"))
		buffer_printf(
		    to, _("quarter %d %.4s"), period[6] - '0', period);
	else if (shape_is(period, "dddd-H1") || shape_is(period, "dddd-H2"))
		put_half(to, period[6] - '0', period);
	else
		buffer_text(to, period);
}
