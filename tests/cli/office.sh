#!/bin/sh
# SPDX-License-Identifier: ISC
# Documents as sources of a plan, by planvakt-office: which table is read, what
# is told of it, and what is refused in one line.
. "${0%/*}/lib.sh"

new_state 2026-01-12T09:00
start --at 2026-01-12T09:00
must planvakt ping
add_departments
must planvakt plan add vbe --title 'Plan' --adopted 2026-01-07
files=${0%/*}/office_files.py

# What is understood of a file, in a plan of its name, without numbers.
understood()
{
	of=$(basename "$1" | tr . -)
	must planvakt plan add "$of" --title "Plan av $1"
	must planvakt import "$1" --plan "$of"
	must planvakt_json activity list --plan "$of"
	ask_json "select json_remove(value, '$.id', '$.plan')
	    from said, json_each(doc) order by value ->> 'id'"
}

write_plan >"$work/plan.csv"
wanted=$(understood "$work/plan.csv")

python3 "$files" xlsx "$work/plan.xlsx" <"$work/plan.csv"
it "an .xlsx is the plan that its .csv is" is \
    "$(understood "$work/plan.xlsx")" "$wanted"

# --- several sheets ---------------------------------------------------------

{
	printf '# Förklaring\nOrd;Betyder\nVt;vår\n# Plan 2026\n'
	cat "$work/plan.csv"
	printf '# Gammalt\nAktivitet;Tidplan\nVandra;2024\n'
} | python3 "$files" xlsx "$work/sheets.xlsx"
planvakt_json import "$work/sheets.xlsx" --plan vbe --dry-run
it "the sheet with the most columns known is read" json_is '$.added' 9
it "which is told" json_is '$.document.sheet' 'Plan 2026'
it "and what is not" json_is '$.document.others[1].sheet' Gammalt
planvakt import "$work/sheets.xlsx" --plan vbe --dry-run
it "also to people" grep -q \
    '"Plan 2026" is read; --table or --sheet takes another: .*"Gammalt" (2 r' \
    "$work/out"
planvakt_json import "$work/sheets.xlsx" --plan vbe --dry-run \
    --sheet gammalt --column owner=
it "--sheet takes another" json_is '$.added' 1
planvakt_json import "$work/sheets.xlsx" --plan vbe --dry-run --table 3 \
    --column owner=
it "so does --table" json_is '$.document.sheet' Gammalt
planvakt import "$work/sheets.xlsx" --plan vbe --sheet Nytt
it "a sheet that is not there names those that are" refuses \
    'no sheet "Nytt".*"Förklaring", "Plan 2026", "Gammalt"'
planvakt import "$work/sheets.xlsx" --plan vbe --sheet Förklaring
it "a sheet without a heading is refused" refuses 'no heading'
planvakt import "$work/plan.csv" --plan vbe --table 2
it "a CSV has one table" refuses 'leave out --sheet'

printf 'Kod;Namn;E-post\nnb;Nya bolaget;nb@kommun.example\n' |
    python3 "$files" xlsx "$work/departments.xlsx"
planvakt department import "$work/departments.xlsx"
it "departments come from an .xlsx too" grep -q ': 1 added' "$work/out"

# Files of two libraries, whose words are "Öppna fritidsgården" by Vt 2026 and
# "Utbilda alla vikarier i skolan" by 1 October 2026.
for kind in docx xlsx; do
	must planvakt plan add "library-$kind" --title "Av ett bibliotek"
	must planvakt import "${0%/*}/../data/office/library.$kind" \
	    --plan "library-$kind"
	must planvakt_json activity list --plan "library-$kind"
	it "a .$kind of another library is read" json_query_is \
	    "select group_concat(value ->> 'due' || ' ' || (value ->> 'lead'))
	    from said, json_each(doc)" '2026-06-30 ks,2026-10-01 sf'
done

# --- PDF --------------------------------------------------------------------

python3 "$files" pdf "$work/plan.pdf" <"$work/plan.csv"
it "a .pdf is the plan that its .csv is" is \
    "$(understood "$work/plan.pdf")" "$wanted"
{
	cat "$work/plan.csv"
	printf 'Ett stycke för sig;;;\n'
} | python3 "$files" pdf "$work/open.pdf"
planvakt import "$work/open.pdf" --plan vbe
it "what its layout leaves open is asked about" refuses \
    'line 11 belong to: look at them with --dry-run.*give --as-shown'
planvakt import "$work/open.pdf" --plan vbe --dry-run
it "--dry-run shows the table as understood" grep -q \
    '^line 2 | Beskriv samordnarens uppdrag för chefer .* | Vt 2022 | Komm' \
    "$work/out"
it "below what it is" is \
    "$(grep -c '^the table as it was read:$' "$work/out")" 1
it "and says which line is open" grep -q 'compare with the document: line 11' \
    "$work/out"
planvakt import "$work/open.pdf" --plan vbe --dry-run --as-shown
it "--as-shown takes it" succeeds

must planvakt import "$work/plan.csv" --plan vbe --fill-down
must planvakt export "$work/own.xlsx" --plan vbe
planvakt import "$work/own.xlsx" --plan vbe --dry-run
it "of planvakt's own list no layout was read" is \
    "$status $(grep -c '^line .* | ' "$work/out")" '0 0'

# --- what is refused --------------------------------------------------------

head -c 900 "$work/plan.xlsx" >"$work/cut.xlsx"
planvakt import "$work/cut.xlsx" --plan vbe
it "half a file is refused" refuses 'cut.xlsx is damaged or not whole'
head -c 3 "$work/plan.xlsx" >"$work/stub.xlsx"
planvakt import "$work/stub.xlsx" --plan vbe
it "what is only called so too" refuses 'stub.xlsx is no document'
printf '\320\317\021\340\241\261\032\341 gammal' >"$work/old.xls"
planvakt import "$work/old.xls" --plan vbe
it "a file of old Office is refused" refuses 'old.xls is of Office 2003'
python3 - "$work/bomb.xlsx" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as out:
    out.writestr("_rels/.rels", b" " * (200 << 20))
END
planvakt import "$work/bomb.xlsx" --plan vbe
it "an archive that unpacks to 200 MB is refused" refuses 'over 96 MB'
# The plan's workbook with another sheet in it: once more, with empty cells
# without end, with a cell without end.
python3 - "$work" <<'END'
import sys, warnings, zipfile
warnings.simplefilter("ignore")
part = "xl/worksheets/sheet0.xml"
with zipfile.ZipFile(sys.argv[1] + "/plan.xlsx") as plan:
    parts = {name: plan.read(name) for name in plan.namelist()}
sheet = parts[part].decode()
head, tail = sheet.split("</sheetData>")
for name, added in [
        ("twice", [parts[part], parts[part]]),
        ("empty", [head + "<row>" + "</row><row>".join(
            ["<c/>" * 250] * 8001) + "</row></sheetData>" + tail]),
        ("wide", [head + '<row><c t="str"><v>' + "ö" * 600000
                  + "</v></c></row></sheetData>" + tail])]:
    with zipfile.ZipFile(f"{sys.argv[1]}/{name}.xlsx", "w",
                         zipfile.ZIP_DEFLATED) as out:
        for other in parts:
            if other != part:
                out.writestr(other, parts[other])
        for text in added:
            out.writestr(part, text)
END
planvakt import "$work/twice.xlsx" --plan vbe
it "a document that has a part twice is refused" refuses \
    'twice.xlsx is damaged: it has xl/worksheets/sheet0.xml twice'
planvakt import "$work/empty.xlsx" --plan vbe
it "so are empty cells without end" refuses 'over two million empty cells'
planvakt import "$work/wide.xlsx" --plan vbe
it "and a cell without end" refuses 'a cell of over 1 MB'
is_foreign() # WHAT TEXT
{
	printf '\357\273\277\n%s\n' "$2" >"$work/foreign"
	planvakt import "$work/foreign" --plan vbe
	it "what is text of another program is refused: $2" refuses \
	    "foreign is $1, which is not read: save it as .xlsx"
}
is_foreign XML '<?xml version="1.0"?><office:document/>'
is_foreign RTF '{\rtf1 Aktivitet}'
is_foreign 'a web page' '<!DOCTYPE html><html><table>'
is_foreign 'a web page' '<TABLE><tr><td>Aktivitet'
mkdir "$work/alone"
cp "$build/planvakt" "$work/alone"
run "$work/alone/planvakt" --socket "$socket" --key "$work/keys/coordinator" \
    import "$work/plan.xlsx" --plan vbe
it "without planvakt-office it is told what is missing" refuses \
    'take planvakt-office.*install it'

finish
