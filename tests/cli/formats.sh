#!/bin/sh
# SPDX-License-Identifier: ISC
# What every command answers: JSON of the shape that docs/json.md gives it, and
# a table and a CSV that tell the same (formats.py). A command that is not in
# the document, or that is not tried, fails.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
for name in department next; do
	new_key "$name"
done
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt key add revisor "$work/keys/next.pub" --role auditor
must planvakt plan add hrv-2022 --title 'Plan mot hedersförtryck' \
    --adopted 2022-01-10 --follow-up 4m --steering kf@kommun.example
must planvakt quiet add 2022-07-20 2022-07-31 --reason 'Semester; "åäö"'
must planvakt update 2 --status started --progress 40 --expected 2022-09-01 \
    --note 'Utkast; "remiss", =1+1
och mer'
must planvakt activity move 3 2022-09-30 --decision 'KSAU § 12'
stop
start --at 2022-07-01T07:59:59
heard 'run 2022-07-01: ' || bail "no run"
messages=$(sed -n 's/.*run 2022-07-01: \([0-9]*\) .*/\1/p' "$log")
heard 'delivered dispatch' "$messages" || bail "not all was delivered"
write_plan >"$work/plan.csv"
printf 'Organ;Datum;Tid\nKS;2022-09-05;13:00\nKSAU;2022-08-23;\n' \
    >"$work/meetings.csv"
cat >"$work/departments.csv" <<-END
	Kod;Namn;E-post
	tek;Tekniska förvaltningen;tek@kommun.example
END
cat >"$work/observations.csv" <<-END
	Datum;Område;Slag;Stadsdel;Antal;Text
	2022-05-16;vbe;Klistermärken;Norr;4;"På stolpar; '=1"
END
# shellcheck disable=SC2046 # names without blanks
set -- $(mail_files ks@kommun.example)
cat >"$work/answer.eml" <<-END
	From: ks@kommun.example
	Date: Fri, 1 Jul 2022 08:30:00 +0200
	In-Reply-To: $(mail_header "$1" Message-ID)
	Content-Type: text/plain; charset=utf-8

	1 klar 15 juli
	Fråga gärna igen
END
(become python3 -B "${0%/*}/formats.py" "$programs/planvakt" "$socket" \
    "$work" "${0%/*}/../..")
failed=$?
stop
exit "$failed"
