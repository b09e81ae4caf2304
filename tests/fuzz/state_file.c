/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=1024
/* Whatever the files hold that the programs keep for themselves. */
#include "tests/fuzz/state_file_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(state_file_check)
