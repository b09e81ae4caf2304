#!/bin/sh
# SPDX-License-Identifier: ISC
# A plan goes out into a file and comes back, here and elsewhere.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
add_departments
must planvakt plan add vbe --title 'Plan' --adopted 2022-01-10
must planvakt plan add other --title 'En annan'

cat >"$work/plan.csv" <<'END'
Nr;Mål;Åtgärd;Syfte;Tidplan;Ansvarig;Status;Kommentar;Prioritet;Nästa.steg
1;Trygghet;"=Kartlägg platser, ""mörka"" och tomma";Fler ute;Vt 2022;Kommunstaben, i samverkan med Amf;Klar;Kartan antagen;Hög;
2;Trygghet;Vandra;Fler ute;Ht 2022;Ingen alls;Pågår;;Låg;Boka _x0041_  nu
3;;Möt föreningar;;början av 2023;Socialförvaltningen;Utgår;Annat gör det;;
4;Kunskap;"Utbilda	alla";;löpande;Kultur- och fritidsförvaltningen;;;Hög;
END
must planvakt import "$work/plan.csv" --plan vbe
must planvakt activity assign 2 sf --cooperating ks
must planvakt update 4 --status started --progress 30 --note 'Två kurser'
must planvakt activity add --plan other --activity 'Vandra' --purpose '' \
    --timeframe 2022 --lead ks

# Everything of a list but its numbers.
read_list()
{
	must planvakt_json activity list --plan vbe
	ask_json "select json_remove(value, '$.id') from said, json_each(doc)
	    order by value ->> 'activity'"
}

wanted=$(read_list)
for kind in csv json xlsx ods; do
	planvakt export "$work/plan-out.$kind" --plan vbe
	it "a plan is written as $kind" grep -q '4 activities' "$work/out"
	planvakt import "$work/plan-out.$kind" --plan vbe
	it "the same comes back from $kind" grep -q '^nothing changed' \
	    "$work/out"
done
it "without a Swedish locale CSV has commas" \
    grep -q '^id,plan,key,goal,activity,' "$work/plan-out.csv"
planvakt export "$work/plan.txt" --plan vbe
it "a file of another kind is refused" refuses 'csv, json, xlsx or ods'
planvakt export "$work/none/x.csv" --plan vbe
it "so is one that cannot be written" refuses 'cannot write'
planvakt export - --as json --plan vbe
it "a - is standard output" grep -q '"activities"' "$work/out"
planvakt export "$work/x.csv" --plan nowhere
it "a plan that is not there is refused" refuses 'nowhere'

spoken=sv_SE.UTF-8
planvakt export "$work/sv.csv" --plan vbe
spoken=
export_begin=$(head -c 3 "$work/sv.csv" | od -An -tx1 | tr -d ' \n')
it "where the locale is Swedish a byte-order mark" is "$export_begin" efbbbf
it "and semicolons" grep -q 'id;plan;key;goal' "$work/sv.csv"
planvakt import "$work/sv.csv" --plan vbe
it "which comes back too" grep -q '^nothing changed' "$work/out"

# --- a list, edited by a colleague ------------------------------------------

planvakt --format csv activity list
cp "$work/out" "$work/list.csv"
planvakt import "$work/list.csv" --plan vbe
it "a list of all plans changes nothing in one" grep -q '^nothing changed' \
    "$work/out"

# Columns the other way round, rows too.
python3 - "$work/list.csv" "$work/turned.csv" <<'END'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
with open(sys.argv[2], "w", newline="", encoding="utf-8") as out:
    writer = csv.writer(out, delimiter=";")
    for row in [rows[0]] + rows[:0:-1]:
        writer.writerow(row[::-1])
END
planvakt import "$work/turned.csv" --plan vbe
it "nor does one that was turned round" grep -q '^nothing changed' \
    "$work/out"

python3 - "$work/list.csv" "$work/edited.csv" <<'END'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
at = {name: i for i, name in enumerate(rows[0])}
for row in rows[1:]:
    if row[at["id"]] == "2":
        row[at["status"]] = "done"
    if row[at["id"]] == "4":
        row[at["activity"]] = "Något helt annat"
        row[at["status"]] = "done"
csv.writer(open(sys.argv[2], "w", newline="", encoding="utf-8")).writerows(rows)
END
planvakt_json import "$work/edited.csv" --plan vbe
it "a status that was edited is the activity's of that number" json_query_is \
    "select group_concat((value ->> 'id') || ' ' || (value ->> 'outcome'))
     from said, json_each(doc, '$.activities')" '2 changed'
it "a number with other words is told" json_is '$.unread[0].column' number
planvakt_json activity show 4
it "and not applied" json_is '$.status' started
wanted=$(read_list)

# --- in another daemon ------------------------------------------------------

must planvakt export "$work/plan-out.csv" --plan vbe
for kind in json xlsx ods; do
	must planvakt export "$work/plan-out.$kind" --plan vbe
	must planvakt export "$work/again.$kind" --plan vbe
	it "twice the same bytes of $kind" \
	    cmp "$work/plan-out.$kind" "$work/again.$kind"
done
stop
for kind in csv json xlsx ods; do
	state=$work/state-$kind socket=$work/state-$kind/planvaktd.sock
	new_state 2022-06-13T09:00
	start --at 2022-06-13T09:00
	must planvakt ping
	add_departments
	must planvakt plan add vbe --title 'Plan' --adopted 2022-01-10
	must planvakt import "$work/plan-out.$kind" --plan vbe
	it "another daemon reads the same from $kind" is "$(read_list)" \
	    "$wanted"
	planvaktd check --state "$state"
	it "and its record checks" succeeds
	stop
done

finish
