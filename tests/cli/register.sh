#!/bin/sh
# SPDX-License-Identifier: ISC
# `planvakt register`: each message once, with its case number and its outcome,
# in the kinds that a registrar opens.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
planvakt register "$work/none.txt"
it "before anything was sent" is "$(cat "$work/out")" \
    "0 messages written to $work/none.txt"
it "the register says so" grep -q '^Nothing was sent' "$work/none.txt"
planvakt register "$work/none.csv"
it "a table has its heading" is "$(cat "$work/none.csv")" \
    'No.,Date,Time,To,Case,Plan,Subject,Outcome,Message-ID'
import_plan
must planvakt plan edit vbe-2022 --case-number 'KS 2022/00117 å'
stop

# A program that takes no letter for af@.
cat >"$work/program" <<-'END'
	#!/bin/sh
	cat >/dev/null
	for address; do
		[ "$address" != af@kommun.example ] || {
			echo 'okänd mottagare' >&2
			exit 67
		}
	done
END
chmod +x "$work/program"
cat >"$work/conf" <<-END
	[mail]
	transport = sendmail
	program = $work/program
	from = plan@kommun.example
END
start --config "$work/conf" --at 2022-07-01T07:59:59
heard 'run 2022-07-01: 7 messages' || bail "nothing was sent"
settled()
{
	planvakt_json status
	json_is '$.dispatches.waiting' 0 >/dev/null
}
eventually settled || bail "the messages are not settled"

planvakt register "$work/å ä.csv" --from 2022-07-01 --to 2022-07-01
it "what was sent" is "$(cat "$work/out")" \
    "7 messages written to $work/å ä.csv"
it "one line each" is "$(wc -l <"$work/å ä.csv")" 8
it "when, to whom, the case, the plan" grep -q \
    '^[0-9]*,2022-07-01,08:00,ks@kommun.example,KS 2022/00117 å,vbe-2022,' \
    "$work/å ä.csv"
it "a letter of no plan has no case" grep -q \
    '^[0-9]*,2022-07-01,08:00,samordnare@kommun.example,,,.*Veckobrev' \
    "$work/å ä.csv"
planvakt register "$work/none.csv" --to 2022-06-30
it "a period without any" is "$(wc -l <"$work/none.csv")" 1
for kind in xlsx ods html txt; do
	planvakt register "$work/sent.$kind"
	it "as $kind" succeeds
done
it "a page is in English" grep -q '<html lang="en">' "$work/sent.html"
it "and has the case" grep -q 'KS 2022/00117 å' "$work/sent.html"
spoken=sv_SE.UTF-8
planvakt register - --as html
it "or in Swedish, on standard output" grep -q '<html lang="sv">' "$work/out"
unset spoken
planvakt_json register "$work/x" --as txt
it "--as says the kind" json_is '$.messages' 7
planvakt register "$work/x.doc"
it "another kind is refused" refuses 'csv, xlsx, ods, html or txt'
planvakt register "$work/x.csv" --from 2022-07-02 --to 2022-07-01
it "days the wrong way round" refuses 'before from'
planvakt register "$work/x.csv" --from 2022-08-01
it "days to come" refuses 'in the future'
it "leave no file" test ! -e "$work/x.csv"
finish
