/* SPDX-License-Identifier: ISC */
#include "client/status_metrics.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* A family of figures; names and forms are those of Prometheus' text format,
 * version 0.0.4. */
static void family(const char *name, const char *type, const char *help)
{
	printf("# HELP planvakt_%s %s\n# TYPE planvakt_%s %s\n", name, help,
	    name, type);
}

static void gauge(const char *name, int64_t value, const char *help)
{
	family(name, "gauge", help);
	printf("planvakt_%s %" PRId64 "\n", name, value);
}

static int64_t figure(const json_t *of, const char *name)
{
	return json_integer_value(json_object_get(of, name));
}

/* One for each of the members, which the label names. */
static void figures(const char *name, const char *label, const json_t *of,
    const char *const *members, const char *help)
{
	family(name, "gauge", help);
	for (; *members != NULL; members++)
		printf("planvakt_%s{%s=\"%s\"} %" PRId64 "\n", name, label,
		    *members, figure(of, *members));
}

static void metrics_alarms(const json_t *alarms)
{
	static const char *const levels[] = { "warning", "critical" };

	family("alarms", "gauge", "What planvakt status warns of.");
	for (size_t i = 0; i < 2; i++) {
		const json_t *alarm;
		int64_t count = 0;
		size_t at;

		json_array_foreach (alarms, at, alarm)
			count += strcmp(json_string_value(
					    json_object_get(alarm, "level")),
				     levels[i]) == 0;
		printf("planvakt_alarms{level=\"%s\"} %" PRId64 "\n", levels[i],
		    count);
	}
}

/* Seconds since 1970 of "2026-07-01T06:00:00Z"; 0 where it is none. */
static int64_t metrics_seconds(const char *instant)
{
	struct tm tm = { 0 };

	if (instant == NULL ||
	    sscanf(instant, "%4d-%2d-%2dT%2d:%2d:%2dZ", &tm.tm_year, &tm.tm_mon,
		&tm.tm_mday, &tm.tm_hour, &tm.tm_min, &tm.tm_sec) != 6)
		return 0;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	return timegm(&tm);
}

static void metrics_checked(const json_t *checked)
{
	if (!json_is_object(checked))
		return;
	gauge("checked_ok", json_is_true(json_object_get(checked, "ok")),
	    "Whether the last planvaktd check found nothing.");
	gauge("checked_timestamp_seconds",
	    metrics_seconds(json_string_value(json_object_get(checked, "at"))),
	    "When the last planvaktd check was.");
}

static void metrics_print(const json_t *status)
{
	static const char *const states[] = { "planned", "started", "done",
		"dropped", NULL };
	static const char *const outcomes[] = { "waiting", "accepted", "failed",
		"withdrawn", NULL };
	const json_t *activities = json_object_get(status, "activities");

	gauge("up", 1, "Whether planvaktd answers.");
	metrics_alarms(json_object_get(status, "alarms"));
	gauge("plans", figure(status, "plans"), "Plans.");
	gauge("departments", figure(status, "departments"), "Departments.");
	figures("activities", "status", activities, states,
	    "Activities of open plans.");
	gauge("activities_overdue", figure(activities, "overdue"),
	    "Activities whose due date has passed.");
	gauge("activities_unclear", figure(activities, "unclear"),
	    "Activities that a person has to look at.");
	figures("dispatches", "state", json_object_get(status, "dispatches"),
	    outcomes, "Letters, by what became of them.");
	gauge("log_entries", figure(json_object_get(status, "head"), "seq"),
	    "Entries of the signed log.");
	gauge("paused", json_is_object(json_object_get(status, "paused")),
	    "Whether notices are paused.");
	gauge("runs_held",
	    json_is_true(
		json_object_get(json_object_get(status, "runs"), "held")),
	    "Whether runs wait for the clock.");
	metrics_checked(json_object_get(status, "checked"));
	family("denied_total", "counter", "Requests denied since the start.");
	printf("planvakt_denied_total %" PRId64 "\n", figure(status, "denied"));
}

int status_metrics_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	struct answer answer;

	json_object_del(params, "metrics");
	if (call_open(call, err) != 0 ||
	    call_request(call, "status", params, false, &answer, err) != 0)
		return -1;
	metrics_print(answer.result);
	message_answer_release(&answer);
	return 0;
}
