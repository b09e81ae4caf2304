#!/bin/sh
# SPDX-License-Identifier: ISC
# Reports, pages and an archive as a browser shows them, in Swedish and English,
# of a small plan and of one with a thousand activities: look.py says what is
# looked at.
# Takes Chromium, axe-core and half a minute, so it is a target of its own: make
# check-report. What it wrote, with pictures, stays in BUILD/report.
. "${0%/*}/../cli/lib.sh"
here=${0%/*}
kept=$1/report
axe=$kept/node_modules/axe-core/axe.min.js

command -v chromium >/dev/null || bail "Chromium is not installed"
mkdir -p "$kept"
[ -f "$axe" ] || npm install --silent --no-audit --no-fund --prefix "$kept" \
    axe-core >/dev/null 2>&1 || bail "npm cannot install axe-core"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt update 1 --status started --note 'Första träffen'
must planvakt activity drop 3 --reason 'Görs av regionen'
must planvakt meeting add KS 2022-09-13 13:00
must planvakt observation add --date 2022-05-14 --area vbe --kind klotter \
    --text 'Ett märke vid stationen' --count 20
stop
start --at 2022-07-05T09:00
must planvakt update 2 --status "done" --note 'Kartan är antagen'
must planvakt activity move 4 'Ht 2022' --decision 'SN § 7'
must planvakt plan add stor --title 'En stor plan'
{
	echo 'Aktivitet;Syfte;Tidplan;Ansvarig;Status'
	seq 1000 | awk '{ split("Pågår;Klar;Ej påbörjad;Utgår", s, ";")
		printf "Ett_långt_ord_utan_mellanrum_nummer_%d och fler ord;Syftet"\
		    ";2022-0%d-15;Socialförvaltningen;%s\n", $1, $1 % 8 + 1,
		    s[$1 % 4 + 1] }'
} >"$work/stor.csv"
must planvakt import "$work/stor.csv" --plan stor
for spoken in sv_SE.UTF-8 C.UTF-8; do
	to=$kept/${spoken%%[_.]*}
	must planvakt report "$to-report.html" --plan vbe-2022 \
	    --since 2022-06-12
	must planvakt report "$to-goal.html" --plan vbe-2022 --by goal
	must planvakt report "$to-past.html" --plan vbe-2022 \
	    --as-of 2022-06-13
	must planvakt report "$to-large.html" --plan stor
	must planvakt page "$work/page"
	cp "$work/page/index.html" "$to-page.html"
	must planvakt archive "$work/archive"
	for file in README history register plans/vbe-2022/plan; do
		cp "$work/archive/$file.html" "$to-archive-${file##*/}.html"
	done
	rm -r "$work/archive"
done
it "nothing is found in reports, pages and archives" \
    "$here/look.py" "$axe" "$kept"/*.html
finish
