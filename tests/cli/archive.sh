#!/bin/sh
# SPDX-License-Identifier: ISC
# `planvakt archive`: a folder that a person reads, with a word on each file and
# each column, beside a record that verifies; whole or not there.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
new_key auditor
start --at 2022-06-13T09:00
must planvakt ping
planvakt archive "$work/tomt arkiv"
it "before there is a plan there is an archive" succeeds
it "which says so" grep -q 'There are no plans' "$work/tomt arkiv/README.html"
import_plan
must planvakt plan add hrv-å --title 'Plan <mot> heder & våld'
must planvakt plan edit vbe-2022 --case-number 'KS 2022/00117'
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor
must planvakt update 2 --note 'Utkast <b>klart</b> & sänt'
stop
start --at 2022-07-01T07:59:59
heard 'delivered dispatch [0-9]+ to sf@' || bail "nothing was delivered"
must planvakt report "$work/report.html" --plan vbe-2022 --final
must planvakt update 2 --status "done"
stop
start --at 2022-07-11T10:00:00
must planvakt plan close vbe-2022 --reason 'Ersatt & klar' --yes

# Each file that is there, with what changes from one to the next taken out.
names()
{
	(cd "$1" && find . -type f ! -path './record/*' | LC_ALL=C sort)
}

who=auditor
settled()
{
	planvakt_json status
	json_is '$.dispatches.waiting' 0 >/dev/null
}
heard 'run 2022-07-11' || bail "no run"
eventually settled || bail "the messages are not settled"
planvakt_json archive "$work/arkiv åäö/"
it "an auditor may" succeeds
it "its plans" json_is '$.plans' 2
entries=$(json '$.entries')
sent=$(json '$.letters')
it "all of the log" is "$entries" "$(head_seq)"
archive="$work/arkiv åäö"
it "its files" is "$(names "$archive" | grep -v letters/)" \
    './README.html
./history.csv
./history.html
./plans/hrv-å/plan.csv
./plans/hrv-å/plan.html
./plans/hrv-å/report.html
./plans/vbe-2022/plan.csv
./plans/vbe-2022/plan.html
./plans/vbe-2022/report-2022-07-01.html
./plans/vbe-2022/report.html
./register.csv
./register.html'
it "and a letter each" is "$(names "$archive" | grep -c letters/)" "$sent"
it "nothing lies beside it" is \
    "$(find "$work" -maxdepth 1 -name 'arkiv*' | wc -l)" 1
it "its plan has names where people read" grep -q '>Kommunstaben<' \
    "$archive/plans/vbe-2022/plan.html"
it "and no codes" is "$(grep -c '>ks<' "$archive/plans/vbe-2022/plan.html")" 0
it "its record verifies" sh "$archive/record/verify" "$archive/record"
it "the readme has its end" grep -q "$(sed -n 's/^head //p' \
    "$archive/record/checkpoint")" "$archive/README.html"

# Each column of a table is in the readme.
described()
{
	head -n 1 "$archive/$1" | tr ',' '\n' | sed 's/^other\..*/other.NAME/' |
	    while read -r column; do
		grep -q "\">$column</th>" "$archive/README.html" || {
			echo "not described: $column"
			return 1
		}
	done
}
for file in README.html plans/vbe-2022/plan.html plans/vbe-2022/report.html
do
	it "$file says that it is a rehearsal" \
	    grep -q 'This is a rehearsal: none of it is real' "$archive/$file"
done
it "each column of the plan is described" described plans/vbe-2022/plan.csv
it "of the register" described register.csv
it "of the history" described history.csv
it "words are escaped" grep -q 'Plan &lt;mot&gt; heder &amp; våld' \
    "$archive/plans/hrv-å/plan.html"
it "a closed plan says why" grep -q 'Ersatt &amp; klar' \
    "$archive/plans/vbe-2022/plan.html"
it "the history has what was said" grep -q \
    'Utkast &lt;b&gt;klart&lt;/b&gt; &amp; sänt' "$archive/history.html"
letter=$(grep -l '^To: ks@kommun.example' "$archive"/letters/*_2022-07-01.txt)
it "a letter tells its case" grep -q '^Case: KS 2022/00117' "$letter"
it "and says what was sent" grep -q '^Till Kommunstaben' "$letter"
it "a page is of one language" grep -q '<html lang="en">' \
    "$archive/register.html"

planvakt archive "$archive"
it "an archive is not written over" refuses 'never written over'
mkdir "$work/mapp"
planvakt archive "$work/mapp"
it "an empty folder is one" succeeds
it "the same archive again is the same" diff -r -x record -x letters \
    "$archive" "$work/mapp"
echo mitt >"$work/fil"
planvakt archive "$work/fil"
it "a file is not replaced" refuses 'never written over'
it "and stays" is "$(cat "$work/fil")" mitt
planvakt archive "$work/ingen/mapp"
it "a folder in none" refuses "cannot write $work/ingen/mapp"
spoken=sv_SE.UTF-8
planvakt archive "$work/svenska"
unset spoken
it "in Swedish" grep -q '<html lang="sv">' "$work/svenska/README.html"
it "what a program reads has its own name" is \
    "$(grep -c 'timeframe\.kind' "$work/svenska/README.html")" 1
it "its columns too" is "$(head -n 1 "$work/svenska/register.csv" |
    tr -d '\357\273\277' | cut -d ';' -f 1-3)" 'Nr;Datum;Tid'

# An end in the middle: planvakt-office waits for ever.
mkdir "$work/programs"
cp "$programs/planvakt" "$work/programs"
cat >"$work/programs/planvakt-office" <<-END
	#!/bin/sh
	echo \$\$ >"$work/began"
	exec sleep 60
END
chmod +x "$work/programs/planvakt-office"
become "$work/programs/planvakt" --socket "$socket" \
    --key "$work/keys/auditor" archive "$work/avbrutet" \
    >"$work/out" 2>"$work/err" </dev/null &
archiving=$!
eventually test -s "$work/began"
kill -TERM "$archiving" "$(cat "$work/began")"
wait "$archiving"
status=$?
it "an archive that is interrupted says so" refuses 'interrupted'
it "and leaves nothing" is \
    "$(find "$work" -maxdepth 1 -name 'avbrutet*')" ''
finish
