#!/bin/sh
# SPDX-License-Identifier: ISC
# A part of tests/crash, for every day: some of each kind of fault, as many as
# there is time for, and a disk that is full. `make check-crash` tries all.
cd "${0%/*}/../.." || exit 1
build=${1:?usage: tests/cli/faults.sh BUILD_DIR}
status=0
tests/crash/run --budget 12 "$build" || status=1
tests/crash/full "$build" || status=1
exit $status
