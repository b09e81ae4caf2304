/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=2048
/* Whatever an entry of the log is told by. */
#include "tests/fuzz/sentence_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(sentence_check)
