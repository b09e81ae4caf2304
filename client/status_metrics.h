/* SPDX-License-Identifier: ISC */
/* `planvakt status --metrics`: the same figures for Prometheus, by way of a
 * textfile of node_exporter. */
#ifndef CLIENT_STATUS_METRICS_H
#define CLIENT_STATUS_METRICS_H

#include "client/call.h"

int status_metrics_run(struct call *call, struct err *err);

#endif
