/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/delivery.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/setting.h"
#include "daemon/diag.h"
#include "daemon/reminders/sibling.h"

/* What failed for now is tried again after a minute, then twice as long each
 * time, at most four hours. */
#define RETRY_FIRST 60
#define RETRY_MAX   (4 * 60 * 60)

/* Where the coordinator has no address there is still a sender. */
#define NOBODY "planvakt@localhost"

enum { NEXT };

static const char *const delivery_sql[] = {
	[NEXT] = "SELECT id, token, sent_at, address, subject, text, language"
		 " FROM dispatch WHERE state = 'planned' AND id > ?1"
		 " ORDER BY id LIMIT 1",
	NULL,
};

struct delivery {
	struct event_base *base;
	struct requests *requests;
	struct bufferevent *sibling; /* owned */
	struct event *retry;         /* owned */
	bool *failed;
	int64_t current; /* the dispatch under way, 0 for none */
	char address[256];
	int64_t passed; /* dispatches up to here had their try */
	bool put_off;   /* one of them is to be tried again */
	int delay;      /* seconds until then */
	bool settled;   /* an answer waits for this turn's commit */
	struct sibling_answer answer;
};

static json_t *job_json(
    const struct rows *rows, const struct settings *settings)
{
	struct instant sent = { rows_integer(rows, 2) };
	bool english = strcmp(rows_text(rows, 6), "en") == 0;
	const char *from =
	    settings->coordinator[0] != '\0' ? settings->coordinator : NOBODY;

	return json_pack(
	    "{s:I, s:s, s:I, s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:s}",
	    "dispatch", (json_int_t)rows_integer(rows, 0), "token",
	    rows_text(rows, 1), "date", (json_int_t)sent.seconds, "offset",
	    zone_local(sent).offset, "from", from, "from_name",
	    english ? "The activity plan" : "Aktivitetsplanen", "reply_to",
	    from, "to", rows_text(rows, 3), "subject", rows_text(rows, 4),
	    "text", rows_text(rows, 5), "language", rows_text(rows, 6));
}

static int send_job(
    struct delivery *delivery, const struct rows *rows, struct err *err)
{
	struct settings settings;
	struct buffer job = { 0 };
	char *text = NULL;
	json_t *json;
	int result = -1;

	if (setting_load(&settings, requests_store(delivery->requests), err) !=
	    0)
		return -1;
	json = job_json(rows, &settings);
	if (json != NULL)
		text = json_dumps(json, JSON_COMPACT);
	if (text == NULL)
		abort();
	if (sibling_job_write(
		&job, rows_integer(rows, 0), text, strlen(text), err) == 0)
		result =
		    bufferevent_write(delivery->sibling, job.bytes, job.length);
	free(text);
	json_decref(json);
	buffer_free(&job);
	return result;
}

static void on_retry(evutil_socket_t fd, short what, void *argument)
{
	struct delivery *delivery = argument;

	(void)fd;
	(void)what;
	delivery->passed = 0;
	delivery->put_off = false;
	delivery->delay =
	    delivery->delay * 2 < RETRY_MAX ? delivery->delay * 2 : RETRY_MAX;
}

/* --- answers --- */

/* The transport's words are told where they may stand in the log. */
static int settle_as(
    struct delivery *delivery, const char *text, struct err *err)
{
	const struct sibling_answer *answer = &delivery->answer;
	json_t *params = json_pack("{s:I, s:s, s:s*}", "dispatch",
	    (json_int_t)answer->id, "state",
	    answer->status == EX_OK ? "accepted" : "failed", "answer", text);
	int result =
	    request_own(delivery->requests, "notice.settle", params, NULL, err);

	json_decref(params);
	return result;
}

static void settle(struct delivery *delivery)
{
	const struct sibling_answer *answer = &delivery->answer;
	bool words = answer->status != EX_OK && answer->text[0] != '\0';
	struct err err;

	delivery->settled =
	    (words && settle_as(delivery, answer->text, &err) == 0) ||
	    settle_as(delivery, NULL, &err) == 0;
	if (delivery->settled)
		return;
	diag("delivery: %s", err.text);
	delivery->put_off = true;
	delivery->current = 0;
}

static void take_answer(struct delivery *delivery)
{
	const struct sibling_answer *answer = &delivery->answer;

	delivery->passed = answer->id;
	if (answer->status == EX_TEMPFAIL) {
		diag("dispatch %" PRId64 " to %s is put off: %s", answer->id,
		    delivery->address, answer->text);
		delivery->put_off = true;
		delivery->current = 0;
		return;
	}
	settle(delivery);
}

/* What cannot be handed over is settled as failed where it is too large, and
 * put off where the reason may pass. */
static void give_up(struct delivery *delivery, const struct err *err)
{
	delivery->answer = (struct sibling_answer){
		.id = delivery->current,
		.status = err->code == ERR_TOO_LARGE ? EX_DATAERR : EX_TEMPFAIL,
	};
	snprintf(delivery->answer.text, sizeof(delivery->answer.text), "%.190s",
	    err->text);
	take_answer(delivery);
}

/* 1 where a dispatch was taken in hand, 0 where none waits, -1. */
static int begin_one(struct delivery *delivery, struct err *err)
{
	struct err why;
	struct rows rows;
	int result;

	if (store_query(&rows, requests_store(delivery->requests), delivery_sql,
		NEXT, BIND(INTEGER(delivery->passed)), err) != 0)
		return -1;
	result = rows_next(&rows, err);
	if (result == 1) {
		delivery->current = rows_integer(&rows, 0);
		snprintf(delivery->address, sizeof(delivery->address), "%s",
		    rows_text(&rows, 3));
		if (send_job(delivery, &rows, &why) != 0)
			give_up(delivery, &why);
	}
	rows_end(&rows);
	return result;
}

/* Begins the next that waits; the end of a pass arms the retry. */
static void begin_next(struct delivery *delivery)
{
	struct timeval delay = { .tv_sec = delivery->delay };
	struct err err;
	int begun;

	do
		begun = begin_one(delivery, &err);
	while (begun == 1 && delivery->current == 0);
	if (begun < 0)
		diag("delivery: %s", err.text);
	if (begun != 1 && delivery->put_off &&
	    !event_pending(delivery->retry, EV_TIMEOUT, NULL))
		event_add(delivery->retry, &delay);
}

static void on_answer(struct bufferevent *sibling, void *argument)
{
	struct delivery *delivery = argument;
	struct evbuffer *input = bufferevent_get_input(sibling);
	struct sibling_answer answer;
	struct err err;
	size_t used;
	int whole;

	while ((whole = sibling_answer_read(evbuffer_pullup(input, -1),
		    evbuffer_get_length(input), &answer, &used, &err)) == 1) {
		evbuffer_drain(input, used);
		if (answer.id != delivery->current || delivery->settled)
			continue;
		delivery->answer = answer;
		take_answer(delivery);
	}
	if (whole < 0) {
		diag("delivery: %s", err.text);
		*delivery->failed = true;
		event_base_loopbreak(delivery->base);
	}
}

static void on_gone(struct bufferevent *sibling, short what, void *argument)
{
	struct delivery *delivery = argument;

	(void)sibling;
	(void)what;
	diag("the delivery process is gone: stopping, so that both are started"
	     " again");
	*delivery->failed = true;
	event_base_loopbreak(delivery->base);
}

void delivery_turn(struct delivery *delivery, bool committed)
{
	const struct sibling_answer *answer = &delivery->answer;

	if (delivery->settled) {
		delivery->settled = false;
		delivery->current = 0;
		if (!committed)
			delivery->put_off = true;
		else if (answer->status == EX_OK)
			diag("delivered dispatch %" PRId64 " to %s", answer->id,
			    delivery->address);
		else
			diag("dispatch %" PRId64 " to %s failed: %s",
			    answer->id, delivery->address, answer->text);
		if (committed && !delivery->put_off)
			delivery->delay = RETRY_FIRST;
	}
	if (delivery->current == 0)
		begin_next(delivery);
}

int delivery_new(struct delivery **created, struct event_base *base,
    struct requests *requests, int fd, bool *failed, struct err *err)
{
	static const char *const *const tables[] = { delivery_sql, NULL };
	struct delivery *delivery = calloc(1, sizeof(*delivery));

	if (delivery == NULL)
		abort();
	delivery->base = base;
	delivery->requests = requests;
	delivery->failed = failed;
	delivery->delay = RETRY_FIRST;
	delivery->sibling =
	    bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE);
	delivery->retry = evtimer_new(base, on_retry, delivery);
	if (delivery->sibling == NULL || delivery->retry == NULL)
		abort();
	bufferevent_setcb(
	    delivery->sibling, on_answer, NULL, on_gone, delivery);
	bufferevent_enable(delivery->sibling, EV_READ | EV_WRITE);
	*created = delivery;
	return store_prepare(requests_store(requests), tables, err);
}

void delivery_free(struct delivery *delivery)
{
	if (delivery == NULL)
		return;
	bufferevent_free(delivery->sibling);
	event_free(delivery->retry);
	free(delivery);
}
