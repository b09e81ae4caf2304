/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever a file holds where a reply should be. */
#include "tests/fuzz/mail_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(mail_check)
