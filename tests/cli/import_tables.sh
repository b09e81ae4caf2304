#!/bin/sh
# SPDX-License-Identifier: ISC
# Tables as people make them: headings of other languages and orders, merged
# cells, marks, notes, damage. And over a year no activity that its file calls
# done is reminded of.
. "${0%/*}/lib.sh"

new_state 2026-01-12T09:00
start --at 2026-01-12T09:00
must planvakt ping
add_departments
made=0

# Reads standard input as a table into a plan of its own, with arguments.
table()
{
	made=$((made + 1))
	cat >"$work/table.csv"
	must planvakt plan add "p$made" --title "Plan $made" --adopted 2026-01-07
	planvakt_json import "$work/table.csv" --plan "p$made" "$@"
}

# What was read of it, a line an activity: NAME EXPECTED COLUMN...
read_as()
{
	it_says=$1 wanted=$2 members=
	shift 2
	for member; do
		members="$members${members:+, }coalesce(value ->> '\$.$member', '')"
	done
	planvakt_json activity list --plan "p$made"
	it "$it_says" is "$(ask_json "select $members
	    from said, json_each(doc) order by value ->> 'id'")" "$wanted"
}

table <<'END'
Handlingsplan för trygghet, reviderad 2026, version 2;;;;
;;;;
Tiltak;Formål;Ansvarlig;Frist;Status
Kurs;Kunskap;Kommunstaben;2026-03-01;Fullført
Møte;Dialog;Socialförvaltningen;2026-06-01;Ikke påbegynt
END
it "a Norwegian table below a title" json_is '$.added' 2
it "tells what it passed over" json_is '$.columns.passed' '[1]'
read_as "and reads it" 'ks|2026-03-01|done
sf|2026-06-01|planned' lead due status

table <<'END'
Objective,Action,Lead,Partners,Start date,End date,Status,RAG,Notes
Safety,Map places,Kommunstaben,Amf,2026-01-01,2026-05-31,In progress,Amber,Half of it
,Light them,Socialförvaltningen,,2026-02-01,2026-03-31,Completed,Green,
END
it "an English one" json_is '$.added' 2
it "keeps what it does not know" json_is '$.columns.kept' '["RAG"]'
it "and names what it reads" json_is '$.columns.read.Partners' cooperating
read_as "with start and end" 'Safety|["af"]|2026-05-31|started|Amber
Safety|[]|2026-03-31|done|Green' goal cooperating due status other.RAG

table <<'END'
"Vad ska
göras?";"Vem ansvarar?";"När ska det vara klart?";Genomförd
Lampor;Kommunstaben;2026-02-01;x
Staket;Kommunstaben;2026-02-01;
Målning;Kommunstaben;2026-02-01;2026-01-05
Bänkar;Kommunstaben;2026-02-01;2026-05-05
END
it "questions as headings" json_is '$.added' 4
it "a day to come is told" json_is '$.unread[0].line' 6
read_as "marks and days in a column" 'done
planned
done
planned' status

table <<'END'
Nr;Åtgärd;Ansvarig;Tidplan 2026;Ej påbörjad;Pågår;Klar
Skolan;;;;;;
1;Rastvärdar;Kommunstaben;kv 2;;x;
2;Kurs;Socialförvaltningen;kv 1;;;x
Sida 1 (2);;;;;;
Nr;Åtgärd;Ansvarig;Tidplan 2026;Ej påbörjad;Pågår;Klar
Torgen;;;;;;
1;Vandring;Kommunstaben;kv 3;x;;
* Se bilaga 2;;;;;;
END
it "a column a status, over pages" json_is '$.columns.passed' '[5,6,9]'
read_as "and goals by rows" 'Skolan|started|2026-06-30
Skolan|done|2026-03-31
Torgen|planned|2026-09-30' goal status due

table --column owner= <<'END'
Mål;Åtgärd;Tid;Läge
Trygg skola;Rutin;2026-01-31 ✅;
;Kurs;✅ Ingår i rutinen;
;Möte;2026-02-28;Delvis klart
END
it "what is not surely done is told" json_query_is \
    "select value ->> 'line', value ->> 'column' from said,
     json_each(doc, '$.unread')" '4|status'
read_as "marks in the time's column" 'done|Trygg skola
done|Trygg skola
planned|Trygg skola' status goal

table <<'END'
Aktivitet;Ansvarig;Tidplan;;Kommentar
;;Start;Slut;
Vandring;Kommunstaben;2026-01-15;2026-04-30;Två gjorda
END
read_as "a heading over two rows" '2026-01-15|2026-04-30' \
    timeframe.start timeframe.end
planvakt_json activity list --plan "p$made"
number=$(json '$[0].id')
planvakt_json activity show "$number"
it "a comment is the first note" json_is '$.notes[0].note' 'Två gjorda'

table --fill-down <<'END'
Område;Insats;Ansvarig;När
Skola;A;Kommunstaben;Vt 2026
;B;;
END
read_as "merged cells, filled down" 'ks|2026-06-30|Skola
ks|2026-06-30|Skola' lead due other.Område

table <<'END'
Nr;Åtgärd;Ansvarig;Q1 2026;Q2 2026;Läge
1;Gjord larm;Kommunstaben;x;;🟢 Klar
2;Ogjord grind;Kommunstaben;x;x;🔴 Försenad
3;Ogjord staket;Kommunstaben;;x;🟢
4;Ogjord port;Kommunstaben;;x;🟢 Delvis klar
Summa;4;;2;3;
END
it "a dot alone is told, and what is not wholly done" json_query_is \
    "select group_concat(value ->> 'line') from said,
     json_each(doc, '\$.unread')" 4,5
read_as "marks below quarters, dots beside words" '2026-01-01|2026-03-31|done
2026-01-01|2026-06-30|started
2026-04-01|2026-06-30|planned
2026-04-01|2026-06-30|planned' timeframe.start timeframe.end status

table <<'END'
Ref,Recommendation,Lead officer,Target date,Completed (y/n)
R1,Gjord policy,Kommunstaben,31 March 2026,Yes
R2,Ogjord training,Kommunstaben,30 June 2026,No
END
read_as "whether beside when" '2026-03-31|done
2026-06-30|planned' due status

printf 'Nr;\305tg\344rd;Ansvarig;Klart\n1;M\366te;Kommunstaben;46142\n' \
    >"$work/guessed.csv"
table <"$work/guessed.csv"
it "Windows-1252 is told to be a guess" json_is '$.encoding' Windows-1252
read_as "days as a spreadsheet counts them" 'Möte|2026-04-30|["vague"]' \
    activity due unclear

must planvakt plan add bad --title 'Plan bad'
before=$(head_seq)
printf 'Åtgärd;Ansvarig;Tid\nMöte på läktaren;x;2026\nM\366te;x;2026\n' \
    >"$work/bad.csv"
planvakt import "$work/bad.csv" --plan bad
it "UTF-8 that is damaged is refused by its line" refuses 'line 3'
printf 'Åtgärd;Syfte\nMöte;Dialog\n' >"$work/bad.csv"
planvakt import "$work/bad.csv" --plan bad
it "no column for time and owner is a question" refuses \
    'column timeframe=HEADING --column owner=HEADING, or'
planvakt import "$work/bad.csv" --plan bad --column timeframe= \
    --column owner=Färg
it "an answer that names nothing is refused" refuses 'Åtgärd, Syfte'
it "nothing of it is stored" is "$(head_seq)" "$before"

# As `planvakt import`, of standard input.
from_input()
{
	(become "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/coordinator" import - --plan bad) \
	    >"$work/out" 2>"$work/err"
}

printf 'Insats;Ansvarig;När\nA;Kommunstaben;Vt 2026\nBra möte;;Vt 2026\n' |
    from_input
it "standard input is a file too" grep -q '2 added' "$work/out"
printf '%s\n' 'Insats;Ansvarig;När' '  a ;Kommunstaben;Vt  2026' \
    'BRA  möte;;Vårterminen 2026' | from_input
it "white space and case are no new activity" grep -q '^activities: 0 added' "$work/out"

# --- a year -----------------------------------------------------------------

# By name, whatever became of them.
named()
{
	planvakt_json activity list
	ask_json "select group_concat(value ->> 'id') from said,
	    json_each(doc) where value ->> 'activity' like '$1 %'"
}
gjord=$(named Gjord)
ogjord=$(named Ogjord)
planvakt_json activity list --status 'done'
finished=$(ask_json "select group_concat(value ->> 'id') from said,
    json_each(doc)")
# --- words that a narrow column divided -------------------------------------

must planvakt plan add smal --title 'Smal'
printf 'Aktivitet;Tidplan;Ansvarig\n"Utbild-\nning för VBE-\narbetet i för-\noch grundskola";2022;"Kommun-\nstaben"\n' \
    >"$work/narrow.csv"
must planvakt import "$work/narrow.csv" --plan smal
planvakt_json activity list --plan smal
it "are whole, and hyphens of their own stay" is "$(json '$[0].activity')" \
    'Utbildning för VBE-arbetet i för- och grundskola'
it "also in what is written of an owner" is "$(json '$[0].owner_text')" \
    'Kommunstaben'
planvakt_json import "$work/narrow.csv" --plan smal
it "again it is the same" json_is '$.unchanged_rows' 1

stop
planvaktd rehearse --state "$state" --from 2026-01-12 --to 2027-01-12 \
    --format json
it "a year is rehearsed" succeeds
it "none that its file calls done is told" json_query_is \
    "select count(*) from said, json_each(doc) d,
     json_each(d.value, '\$.notices') n
     where n.value ->> 'activity' in ($finished)" 0
it "what is done by its name is not, and each that is not is" json_query_is \
    "select count(distinct iif(n.value ->> 'activity' in ($gjord),
     n.value ->> 'activity', NULL)), count(distinct
     iif(n.value ->> 'activity' in ($ogjord), n.value ->> 'activity', NULL))
     from said, json_each(doc) d, json_each(d.value, '\$.notices') n" '0|4'
it "the others are" json_query_is \
    "select count(*) > 20 from said, json_each(doc) d,
     json_each(d.value, '\$.notices') n" 1
planvaktd check --state "$state"
it "and the record checks" succeeds

finish
