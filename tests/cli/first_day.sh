#!/bin/sh
# SPDX-License-Identifier: ISC
# The first day works word for word as README.md tells it, and each step says
# which is next.
. "${0%/*}/lib.sh"

cd "${0%/*}/../.." || exit 1
new_key first
mkdir "$work/home/.ssh"
cp "$work/keys/first" "$work/home/.ssh/id_ed25519"
cp "$work/keys/first.pub" "$work/home/.ssh/id_ed25519.pub"

# README's commands, from init on. The daemon is ours to start, wait for and
# end.
awk '/^planvaktd init/ { on = 1 } /^```/ { on = 0 } on && NF' README.md |
    awk 'NR == 1, /^planvakt$/ && seen++' |
    sed 's/^planvaktd run .*/started/; s/^planvakt/said/
    s/^saidd/planvaktd/' >"$work/day"
it "README has a first day" grep -q '^said import .*--dry-run' "$work/day"
cat >"$work/script" <<END
set -eu
started()
{
	planvaktd run --state ~/planvakt >/dev/null 2>&1 &
	echo \$! >"$work/pid"
	until [ -S ~/planvakt/planvaktd.sock ]; do :; done
}
said()
{
	echo "== \$*"
	planvakt "\$@"
}
END
cat "$work/day" >>"$work/script"
(become PATH="$programs:/usr/bin:/bin" sh "$work/script") >"$work/out" \
    2>"$work/err" </dev/null
status=$?
supervisor=$(cat "$work/pid")
it "all of it works" is "$status" 0
it "init says what is next" grep -q '^  planvaktd run --state' "$work/out"
it "and whose key is to be given" \
    grep -qx "  export PLANVAKT_KEY=$work/home/.ssh/id_ed25519" "$work/out"
day()
{
	awk -v n="$1" '/^==/ { at++ } at == n' "$work/out"
}
it "the first screen says what is next" is "$(day 1 | sed -n '/^next$/,$p' |
    awk 'NR > 1 { print $1, $2, $3 }')" 'planvakt department import
planvakt plan add
planvakt import FILE'
it "the last one has nothing to begin with" is \
    "$(day 6 | grep -c '^next$')" 0
it "no line is wider than a terminal" test "$(day 1 |
    sed -n '/^next$/,$p' | wc -L)" -le 80
it "one owner is no department, as docs say" is \
    "$(day 5 | grep -c 'names no department')" 1
it "the plan is there" test -n "$(day 6 |
    grep '^1 plan, 6 departments; 12 planned')"
kill "$supervisor"

finish
