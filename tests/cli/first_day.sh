#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# The first day works word for word as README.md and README.sv.md tell it, each
# step says which is next, and the pictures are what is seen. What make installs
# it takes away again.
. "${0%/*}/lib.sh"

cd "${0%/*}/../.." || exit 1
tree=$PWD
terminal=$tree/tests/cli/terminal.py
new_key first
mkdir "$work/home/.ssh"
cp "$work/keys/first" "$work/home/.ssh/id_ed25519"
cp "$work/keys/first.pub" "$work/home/.ssh/id_ed25519.pub"

# --- the day ----------------------------------------------------------------

# The blocks of a README of which a line fits the expression.
blocks()
{
	awk -v wanted="$2" '/^```/ {
	    if (on && found) printf "%s", text
	    on = !on; found = 0; text = ""; next }
	    on { text = text $0 "\n"; found = found || $0 ~ wanted }' "$1"
}

# A README's commands, from init on, and what comes after. The daemon is ours to
# start and end; nobody waits for it, for they are pasted at once.
commands()
{
	{
		blocks "$1" '^planvaktd init' | sed '/^packaging/d'
		blocks "$1" '^planvakt activity list --overdue'
	} | sed '/^$/d'
}

live()
{
	commands "$1" | sed 's/^planvaktd run .*/started/; s/^planvakt/said/
	    s/^saidd/planvaktd/' >"$work/day"
	cat - "$work/day" >"$work/script" <<-END
		set -eu
		started()
		{
			planvaktd run --state ~/plan >/dev/null 2>&1 &
			echo \$! >"$work/pid"
		}
		said()
		{
			echo "== \$*"
			planvakt "\$@"
		}
	END
	(become PATH="$programs:/usr/bin:/bin" EDITOR=true \
	    sh "$work/script") >"$work/out" 2>"$work/err" </dev/null
	status=$?
	said=$1
	supervisor=$(cat "$work/pid")
	daemon=$supervisor # to be ended, whatever comes
}

day()
{
	awk -v n="$1" '/^==/ { at++ } at == n' "$work/out"
}

commands README.sv.md >"$work/swedish"
commands README.md >"$work/english"
it "README has a first day" grep -q '^planvakt import .*--dry-run' \
    "$work/english"
it "it is the same in Swedish" cmp "$work/english" "$work/swedish"
it "planvaktd is in the reader's PATH" grep -q 'PATH:/usr/local/sbin$' \
    "$work/english"

live README.md
it "all of it works" is "$status" 0
it "init says what is next" grep -q '^  planvaktd run --state' "$work/out"
it "and whose key is to be given" \
    grep -qx "  export PLANVAKT_KEY=$work/home/.ssh/id_ed25519" "$work/out"
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
stop

mv "$work/home/plan" "$work/home/english"
rm -r "$work/client"
spoken=sv_SE.UTF-8
live README.sv.md
it "all of it works in Swedish" is "$status" 0
it "the first screen says the same three" is "$(day 1 |
    sed -n 's/^  planvakt \([a-z]*\) .*/\1/p')" 'department
plan
import'
it "what is late is there" test -n "$(day 7 | grep '^ *2  .*försenad')"
it "what was moved has its new date" test -n "$(day 10 | sed 1d |
    grep '31 december 2026')"
stop

# --- pictures ---------------------------------------------------------------

new_state 2026-06-01T09:00
start --at 2026-06-01T09:00:00
must planvakt department import examples/forvaltningar.csv
must planvakt plan add vbe-2026 --adopted 2026-01-19 \
    --title 'Plan mot våldsbejakande extremism'
must planvakt import examples/aktivitetsplan.csv --plan vbe-2026
seen()
{
	blocks "$1" '^[$] ' >"$work/picture"
	words=$(sed -n 's/^[$] planvakt //p' "$work/picture")
	# shellcheck disable=SC2086 # words
	run python3 "$terminal" "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/coordinator" --no-pager $words
	sed 1d "$work/picture" >"$work/said"
	tr -d '\r' <"$work/out" | sed 1d | diff "$work/said" -
}
it "the picture is what a terminal shows in Swedish" seen README.sv.md
spoken=
it "and in English" seen README.md
must planvakt rehearse --from 2026-07-01 --to 2026-07-01 --text
sed -n '/^Till Arbetsmarknadsförvaltningen/,/^-- $/p' "$work/out" |
    sed '/^-- $/d;s/kommun\.example/kommunen.example/' | sed '$d' >"$work/letter"
for readme in README.md README.sv.md; do
	blocks "$readme" '^Till Arbets' | sed '1,/^$/d' >"$work/shown"
	it "the letter is what is sent: $readme" \
	    diff "$work/letter" "$work/shown"
done
# shellcheck disable=SC2016 # backquotes of Markdown
plan=$(sed -n 's/.*`planvakt report [^ ]* --plan \([a-z0-9-]*\)`.*/\1/p' \
    README.md README.sv.md | sort -u)
it "the plan of the report is that of the first day" is "$plan" vbe-2026
planvakt report "$work/uppföljning.html" --plan "$plan"
it "which can be reported" test -s "$work/uppföljning.html"
stop

# --- install and uninstall --------------------------------------------------

made()
{
	run make -C "$tree" -s -o all O="$build" DESTDIR="$work/root" "$@"
}
made install
it "make install works" succeeds
run env LC_ALL=sv_SE.UTF-8 "$work/root/usr/local/bin/planvakt" activity nix
it "what is installed finds its catalogue" grep -q okänt "$work/err"
: >"$work/root/usr/local/share/locale/sv/LC_MESSAGES/other.mo"
made uninstall
it "make uninstall works" succeeds
it "and leaves what others put there" is "$(find "$work/root" ! -type d |
    sed 's,.*/,,')" other.mo

finish
