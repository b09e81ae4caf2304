/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever is put back as a backup. */
#include "tests/fuzz/archive_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(archive_check)
