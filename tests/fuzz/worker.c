/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=600
/* Whatever passes between daemon and worker. */
#include "tests/fuzz/worker_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(worker_check)
