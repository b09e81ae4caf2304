/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever a body says, to the daemon and to the client. */
#include "tests/fuzz/message_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(message_check)
