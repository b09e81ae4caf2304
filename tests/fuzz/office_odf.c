/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever the content of an OpenDocument holds. */
#include "tests/fuzz/office_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(office_odf_check)
