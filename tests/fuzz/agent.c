/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=256
/* Whatever answers at SSH_AUTH_SOCK. */
#include "tests/fuzz/agent_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(agent_check)
