#!/bin/sh
# SPDX-License-Identifier: ISC
# The words of a plan as dates. The values are those of the calendar and of
# the table in the design: terms are half-years, a range runs from the start
# of its first part to the end of its last, and no date is invented.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
before=$(head_seq)

reads()
{
	planvakt_json timeframe "$1"
	it "$1" json_query_is "select (doc ->> '\$[0].text') = '$1',
	    ifnull(doc ->> '\$[0].start', '-'),
	    ifnull(doc ->> '\$[0].end', '-'), json_array_length(doc)
	    from said" "1|$2|$3|1"
}

# How often, where it is written.
planvakt_json timeframe 'kvartalsvis' 'årligen i maj' '2022'
it 'tells how often' json_query_is "select doc ->> '\$[0].interval_months',
    ifnull(doc ->> '\$[0].month', '-'), doc ->> '\$[1].interval_months',
    doc ->> '\$[1].month', ifnull(doc ->> '\$[2].interval_months', '-')
    from said" '3|-|12|5|-'

reads 'Vt 2022' 2022-01-01 2022-06-30
reads 'vårterminen 2024' 2024-01-01 2024-06-30
reads 'HT 2022' 2022-07-01 2022-12-31
reads 'hösten 2025' 2025-07-01 2025-12-31
reads '2022' 2022-01-01 2022-12-31
reads 'under 2023' 2023-01-01 2023-12-31
reads 'Ht 2022 – Vt 2023' 2022-07-01 2023-06-30
reads 'Ht 2022 - Vt 2023' 2022-07-01 2023-06-30
reads 'Ht 2022—Vt 2023' 2022-07-01 2023-06-30
reads 'Ht 2022 −Vt 2023' 2022-07-01 2023-06-30
reads 'ht25-vt26' 2025-07-01 2026-06-30
reads '2022-2024' 2022-01-01 2024-12-31
reads '2022–2024' 2022-01-01 2024-12-31
reads 'kvartal 3 2026' 2026-07-01 2026-09-30
reads 'Q1 2024' 2024-01-01 2024-03-31
reads 'kvartal 2–4 2026' 2026-04-01 2026-12-31
reads 'februari 2024' 2024-02-01 2024-02-29
reads 'februari 2100' 2100-02-01 2100-02-28
reads 'september–december 2024' 2024-09-01 2024-12-31
reads '2026-04-30' 2026-04-30 2026-04-30
reads '31 maj 2026' 2026-05-31 2026-05-31
reads 'senast 31 mars 2022' - 2022-03-31
reads 'senast vt 2022' - 2022-06-30
reads 'senast den 30 juni 2026' - 2026-06-30
reads 'senast 2026-11-30' - 2026-11-30
reads 'löpande' - -
reads 'vid behov' - -
reads 'våren' - -

planvakt_json timeframe 'Vt 2022' 'senast 31 mars 2022' löpande \
    våren '31 februari 2022' 'Ht 2022 – Vt 2022'
it "each text has a row, in order" json_query_is \
    "select group_concat(value ->> 'kind', ' ') from said, json_each(doc)" \
    'fixed deadline ongoing undated invalid invalid'
it "what is undated or invalid says why" json_query_is \
    "select count(*) from said, json_each(doc)
     where value ->> 'kind' in ('undated', 'invalid')
     and length(value ->> 'reason') > 5" 3
it "what is dated has no reason" json_query_is \
    "select json_type(doc, '\$[0].reason') from said" null
it "and the client is content" succeeds
it "a row has its members" json_has '$[0]' text kind start end reason

planvakt timeframe 'Vt 2022'
it "there is a table, too" grep -q '2022-06-30' "$work/out"
planvakt timeframe
it "a text is needed" is "$status" 2
it "nothing of this is in the log" is "$(head_seq)" "$before"

finish
