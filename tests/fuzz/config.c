/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=2048
/* Whatever a configuration file holds. */
#include "tests/fuzz/config_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(config_check)
