#!/bin/sh
# SPDX-License-Identifier: ISC
# Two weeks of tests/haul, in which a daemon of a hundred users is stopped or
# killed every other day. `make check-haul` lives three years.
cd "${0%/*}/../.." || exit 1
exec tests/haul/run "${1:?usage: tests/cli/haul.sh BUILD_DIR}" --weeks 2 \
    --asks 12 --lives 0.4
