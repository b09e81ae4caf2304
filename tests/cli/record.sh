#!/bin/sh
# SPDX-License-Identifier: ISC
# Forged exports: both programs that verify one refuse each and agree, and
# accept every honest one. (tests/record/run; `make check-long` tries more.)
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
for name in department next; do
	new_key "$name"
done
start --at 2022-06-13T09:00
must planvakt ping
must planvakt department add sf Socialförvaltningen --mail sf@kommun.example
must planvakt plan add vbe-2022 --title 'Plan 2022' --adopted 2022-01-10
must planvakt key add 'Åsa på Socialförvaltningen' \
    "$work/keys/department.pub" --role department --department sf
must planvakt plan edit vbe-2022 --title 'Plan för Nisse i 7 B'
must planvakt log redact --yes "$(head_seq)" --field title --reason 'Namn'
who=department
must planvakt key replace --yes 'Åsa på Socialförvaltningen' "$work/keys/next.pub"
who=coordinator
must planvakt log export "$work/good"
stop
if [ -n "${PLANVAKT_FIGURES-}" ]; then
	# shellcheck disable=SC2086 # numbers
	python3 "${0%/*}/../record/figures" "$work/good" $PLANVAKT_FIGURES
	exit
fi
# shellcheck disable=SC2086 # numbers, or none
TMPDIR=$work python3 "${0%/*}/../record/run" "$work/good" \
    ${PLANVAKT_FORGED:-300 4 1}
