/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/forecast.h"

enum { SENT, LAST_OVERDUE };

static const char *const forecast_sql[] = {
	[SENT] = "SELECT d.run, d.address,"
		 " coalesce(n.plan, iif(n.activity IS NULL, '-',"
		 "  printf('%03d', n.activity))), n.stage, n.n"
		 " FROM notice n JOIN dispatch d ON d.id = n.dispatch"
		 " WHERE d.run >= ?1 AND NOT n.skipped",
	[LAST_OVERDUE] = "SELECT max(a.id) FROM notice n JOIN activity a"
			 " ON a.id = n.activity AND a.due_version ="
			 " n.due_version WHERE n.stage = 'overdue'"
			 " AND n.role = 'lead' AND NOT n.skipped"
			 " AND a.status = 'planned'",
	NULL,
};

void prepare_forecast(void)
{
	rig_prepare(&town, forecast_sql);
}

int64_t last_overdue(void)
{
	int64_t id = rig_number(&town, forecast_sql, LAST_OVERDUE, BIND_NONE);

	assert_true(id > 0);
	return id;
}

void load(struct due_items *due_items, struct day last)
{
	struct err err;

	must(due_items_open(due_items, town.store, &err), &err);
	must(due_items_add_due(due_items, town.store, last, &err), &err);
}

void load_digest(
    struct digest *digest, const struct due_items *due_items, struct day first)
{
	struct day told_until;
	struct err err;

	must(due_items_told_until(
		 due_items, town.store, first, &told_until, &err),
	    &err);
	must(
	    digest_load(digest, due_items, town.store, told_until, &err), &err);
}

/* --- notices as lines: day, address, activity, stage, n --- */

void add_line(struct lines *lines, const char *day, const char *address,
    const char *what, const char *stage, int64_t n)
{
	char *line = lines->list[lines->count++];

	assert_true(lines->count < LINES);
	snprintf(line, LINE_MAX, "%s %s %s %s %" PRId64, day, address, what,
	    stage, n);
	for (; *line != '\0'; line++)
		*line = (char)tolower((unsigned char)*line);
}

static int compare_lines(const void *left, const void *right)
{
	return strcmp(left, right);
}

void sort(struct lines *lines)
{
	qsort(lines->list, lines->count, LINE_MAX, compare_lines);
}

void make_forecast(struct forecast *forecast, struct due_items *due_items,
    struct digest *digest, struct day first, struct day last)
{
	for (size_t i = 0; i < due_items->count; i++)
		forecast_add_item(forecast, due_items, i, first, last);
	forecast_end(forecast, due_items, digest, first, last);
}

void rehearse(struct lines *lines, struct day first, struct day last)
{
	struct forecast forecast = { 0 };
	struct due_items due_items;
	struct digest digest;
	char day[DAY_TEXT];

	lines->count = 0;
	load(&due_items, last);
	load_digest(&digest, &due_items, first);
	make_forecast(&forecast, &due_items, &digest, first, last);
	for (size_t i = 0; i < forecast.count; i++) {
		const struct due_notice *notice = &forecast.list[i].notice;
		char number[24];

		assert_false(notice->skipped);
		if (notice->item != NULL)
			snprintf(number, sizeof(number), "%03" PRId64,
			    notice->item->words.id);
		add_line(lines, day_write(forecast.list[i].day, day),
		    notice->reader->mail,
		    notice->item != NULL       ? number
			: notice->plan != NULL ? notice->plan->words.code
					       : "-",
		    stage_word(notice->stage), notice->n);
	}
	forecast_release(&forecast);
	due_items_release(&due_items);
	sort(lines);
}

void read_sent(struct lines *lines, struct day first)
{
	char day[DAY_TEXT];
	struct rows rows;
	struct err err;

	lines->count = 0;
	rows = store_query(
	    town.store, forecast_sql, SENT, BIND(TEXT(day_write(first, day))));
	while (rows_next(&rows, &err) == 1)
		add_line(lines, rows_text(&rows, 0), rows_text(&rows, 1),
		    rows_text(&rows, 2), rows_text(&rows, 3),
		    rows_integer(&rows, 4));
	sort(lines);
}

void assert_same(const struct lines *rehearsed, const struct lines *sent)
{
	size_t i = 0, j = 0, differ = 0;

	while (i < rehearsed->count || j < sent->count) {
		int order = i == rehearsed->count ? 1
		    : j == sent->count
		    ? -1
		    : strcmp(rehearsed->list[i], sent->list[j]);

		if (order != 0 && differ++ < 10)
			print_error("only %s: %s\n",
			    order < 0 ? "rehearsed" : "sent",
			    order < 0 ? rehearsed->list[i] : sent->list[j]);
		i += order <= 0;
		j += order >= 0;
	}
	assert_int_equal(differ, 0);
}

void assert_year_as_rehearsed(struct day last, size_t at_least)
{
	static struct lines rehearsed, sent;
	struct day first = next_run();
	char text[DAY_TEXT];

	rehearse(&rehearsed, first, last);
	read_sent(&sent, first);
	assert_int_equal(sent.count, 0);
	run_until(day_write(last, text));
	read_sent(&sent, first);
	assert_same(&rehearsed, &sent);
	assert_true(sent.count >= at_least);
}
