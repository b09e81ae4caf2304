#!/bin/sh
# SPDX-License-Identifier: ISC
# What a municipality keeps beside its plan is a plan like others: the plan that
# was, internal control, private providers, a grant. Each from its example.
. "${0%/*}/lib.sh"

examples=$(cd "${0%/*}/../../examples" && pwd)
new_state 2025-09-01T08:30
start --at 2025-09-01T08:30:00
must planvakt ping
must planvakt department import "$examples/forvaltningar.csv"

# The last list's rows: of each this value.
each()
{
	ask_json "select group_concat(coalesce(value ->> '$1', '-'), ' ')
	    from said, json_each(doc)"
}

# --- the plan of 2022 -------------------------------------------------------

must planvakt plan add vbe-2022 --title 'Plan mot våldsbejakande extremism' \
    --case-number 'KS 2022/41' --decision 'KS 2022-02-14 § 17' \
    --adopted 2022-02-14 --follow-up 24m
must planvakt import "$examples/aktivitetsplan-2022.csv" --plan vbe-2022
must planvakt_json activity list --plan vbe-2022
it "the plan of 2022 is read whole: terms, years and a term to a term" \
    is "$(each due)" "2022-06-30 2022-06-30 2022-06-30 2022-06-30 2022-12-31 \
2022-12-31 2022-12-31 2022-12-31 2023-06-30"
it "each has a department that leads" is "$(each lead)" \
    "ks ks ks ks ks sf sf ks ks"
must planvakt_json plan show vbe-2022
it "with its case number and its decision" \
    is "$(json '$.case_number'), $(json '$.decision')" \
    "KS 2022/41, KS 2022-02-14 § 17"
must planvakt activity move 5 'Ht 2025' --decision 'KSAU 2025-08-25 § 80'
must planvakt_json activity show 5
it "a date that moved has its decision" \
    json_is '$.history[1].decision' 'KSAU 2025-08-25 § 80'

# --- honour-related violence in the same plan, and an external party --------

must planvakt department add kt 'Kompetensteamet för fjorton kommuner' \
    --external --alias Kompetensteamet
must planvakt activity add --plan vbe-2022 --area hrv \
    --activity 'Boka handledning för dem som möter hot i en släkt' \
    --purpose 'Ingen handläggare står ensam' --timeframe 'Ht 2025' \
    --lead sf --cooperating kompetensteamet
must planvakt_json activity list --plan vbe-2022 --area hrv
it "honour-related violence stands in the same plan" is "$(each id)" 10
must planvakt_json activity list --department kt
it "fourteen municipalities' team takes part without an address" \
    is "$(each id)" 10
planvakt rehearse --from 2025-09-02 --to 2025-09-02 --text
it "what it would be told goes to the coordinator, marked" \
    grep -q 'Kompetensteamet' "$work/out"

# --- a grant's chain of dates -----------------------------------------------

must planvakt plan add bidrag-2026 --title 'Statsbidrag 2026' \
    --case-number 'KS 2025/310'
must planvakt import "$examples/statsbidrag.csv" --plan bidrag-2026
must planvakt_json activity list --plan bidrag-2026
it "a grant is a chain of dates: apply, use, report" is "$(each due)" \
    "2025-10-15 2026-03-31 2026-12-31 2027-02-15"
it "its case number stays with each" json_is \
    '$[0].other.Ärendenummer' 'KS 2025/310'
planvakt rehearse --from 2025-10-15 --to 2025-10-15
it "on the day of the application there is a letter" \
    grep -qE '11 due' "$work/out"
planvakt rehearse --from 2027-02-15 --to 2027-02-15
it "so is there on that of the report" grep -qE '14 due' "$work/out"

# --- internal control -------------------------------------------------------

must planvakt meeting import "$examples/sammantraden.csv"
must planvakt meeting body Utskottet --committee-of Bildningsnämnden
must planvakt plan add ik-2026 --title 'Internkontroll 2026' \
    --adopted 2025-08-20 --follow-up 12m --board bildningsnämnden
must planvakt import "$examples/internkontroll.csv" --plan ik-2026
stop
start --at 2026-09-08T08:30:00
while IFS=';' read -r number band comment; do
	must planvakt rating set "$((number + 14))" --band "$band" \
	    --period 'delår 2 2026' --comment "$comment"
done <"$examples/internkontroll-delar-2.csv"
must planvakt rating set 15 --period 'januari-april 2026' --band nearly
must planvakt_json rating list --plan ik-2026 --period 'januari-augusti 2026'
it "of twelve controls four are reached, five nearly, three not" \
    json_query_is "select group_concat(n || ' ' || band, ', ') from
    (select count(*) n, value ->> 'band' band from said, json_each(doc)
    group by band order by band desc)" \
    "5 uppnått nära målvärde, 4 uppnått målvärde, 3 ej uppnått accepterat värde"
must planvakt_json rating list --plan ik-2026 --period 'delår 1 2026'
it "January to April is an interim of its own" is "$(each period)" 2026-T1
must planvakt_json activity show 15
it "an activity shows both, as the periods end" json_query_is "select
    group_concat(value ->> 'period', ' ') from said,
    json_each(doc, '$.ratings')" "2026-T1 2026-01..08"

# The papers for 22 September were due on 25 August, with the committee's of 8
# September. The board meets again on 17 November, its committee on 3 November:
# 2 November, 30, 29, 28, 27, 26, 23, 22, 21, 20 October.
must planvakt_json status
it "the real day of its follow-up is that of the papers" json_query_is "select
    (value ->> 'meeting') || ' ' || (value ->> 'papers') from said,
    json_each(doc, '$.duties') where value ->> 'plan' = 'ik-2026'" \
    "2026-11-17 2026-10-20"
planvakt rehearse --from 2026-09-14 --to 2026-09-14 --text
it "and so the letter says" grep -q 'kan ta upp det den 17 november' "$work/out"

it "a control's letter comes" heard 'delivered dispatch .* samhallsbyggnad@'
it "and speaks of nothing else" is "$(grep -il extremism \
    "$(mail_files samhallsbyggnad@alvhamra.example | tail -n 1)")" ""

# --- private providers ------------------------------------------------------

must planvakt plan add utforare-2026 --title 'Enskilda utförare 2026'
must planvakt import "$examples/enskilda-utforare.csv" --plan utforare-2026
while IFS=';' read -r number band first second; do
	must planvakt rating set "$((number + 26))" --period 2026 \
	    --band "$band" --figure "$first" --figure "$second"
done <"$examples/enskilda-utforare-2026.csv"
must planvakt_json rating list --plan utforare-2026 --period 'helår 2026'
it "five points have their figures" is "$(each activity)" "27 28 29 30 31"
it "a cost is kept digit for digit, with its unit" json_is '$[1].figures' \
    '[{"name":"kostnad per dygn","value":"4875.50","unit":"kr"},{"name":"kostnad","value":"18412000","unit":"kr"}]'
it "a count is a number alone" json_is '$[0].figures[0]' \
    '{"name":"antal placerade","value":"31","unit":null}'
it "what nobody could judge says so" json_is '$[4].band' 'ej bedömt'
spoken=sv_SE.UTF-8
planvakt rating list --plan utforare-2026
it "and in Swedish a cost has its comma" \
    grep -q 'kostnad per dygn 4875,50 kr' "$work/out"
spoken=

# --- boards, for an auditor -------------------------------------------------

must planvakt department edit sf --board Socialnämnden
new_key revisor
must planvakt key add revisor "$work/keys/revisor.pub" --role auditor
who=revisor
must planvakt_json activity list --board socialnämnden --plan ik-2026
it "an auditor asks a board what was planned" is "$(each id)" "19 21 23 24 25"
must planvakt export "$work/namnd.csv" --plan ik-2026 --board Socialnämnden
it "and takes it along" is "$(wc -l <"$work/namnd.csv")" 6
who=coordinator

# --- the record -------------------------------------------------------------

must planvakt log export "$work/export"
must run sh "$work/export/verify" "$work/export"
it "what was exported is verified" succeeds
must run python3 "$work/export/verify.py" "$work/export"
it "by both programs" succeeds
stop
must planvaktd check --state "$state"
it "and replayed" succeeds
finish
