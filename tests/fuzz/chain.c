/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever a chain of entries holds. */
#include "tests/fuzz/chain_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(chain_check)
