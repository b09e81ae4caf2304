#!/bin/sh
# SPDX-License-Identifier: ISC
# The same plan in documents of many shapes that LibreOffice writes, in each of
# the kinds that are read, imports as its CSV does. Takes soffice and minutes,
# so it is a target of its own: make check-office.
. "${0%/*}/../cli/lib.sh"
here=${0%/*}

command -v soffice >/dev/null || bail "LibreOffice is not installed"
new_state 2026-01-12T09:00
start --at 2026-01-12T09:00
must planvakt ping
add_departments
must planvakt plan add vbe --title 'Plan'

understood()
{
	must planvakt plan add "$2" --title "Plan $2"
	plan=$2
	file_read=$1
	shift
	planvakt import "$file_read" --plan "$@"
	[ "$status" -eq 0 ] || cat "$work/err"
	must planvakt_json activity list --plan "$plan"
	ask_json "select json_remove(value, '$.id', '$.plan')
	    from said, json_each(doc) order by value ->> 'id'"
}

# Everything in the folder as documents of a kind.
convert()
{
	mkdir -p "$work/$1"
	HOME=$work soffice --headless --convert-to "$2" \
	    --outdir "$work/$1" "$work"/docs/*."$3" >/dev/null 2>&1
}

mkdir "$work/docs"
write_plan >"$work/docs/plan.csv"
{
	write_plan | head -n 1
	for i in 1 2 3 4 5 6 7; do
		write_plan | tail -n +2 | sed "s/^[^;]*/&, del $i/"
	done
} >"$work/docs/long.csv"
python3 "$here/shapes.py" "$work/docs" || bail "no documents"
convert odt odt fodt
convert docx 'docx:MS Word 2007 XML' fodt
convert pdf pdf fodt
# On paper stands what was taken out, struck through.
rm "$work/pdf/changed.pdf"
convert ods ods fods
convert xlsx xlsx fods
understood "$work/docs/plan.csv" plan-csv >"$work/plan"
understood "$work/docs/long.csv" long-csv >"$work/long"

for file in "$work"/odt/* "$work"/docx/* "$work"/ods/* "$work"/xlsx/* \
    "$work"/pdf/*; do
	name=$(basename "$file")
	case $name in
	long*) wanted=$work/long ;;
	*) wanted=$work/plan ;;
	esac
	of=$(echo "$name" | tr . -)
	case $name in
	# Nothing on the page says over which rows a cell reaches.
	merged.pdf) understood "$file" "$of" --fill-down >"$work/got" ;;
	# What stands below the table may be its last row; rows that touch may
	# be others.
	noted.pdf | boxes.pdf | tight.pdf)
		planvakt import "$file" --plan vbe
		case $name in
		tight.pdf) asked='line 2–10 .*--as-shown' ;;
		boxes.pdf) asked='line 1[12]-1[23] .*--as-shown' ;;
		*) asked='line 11 .*--as-shown' ;;
		esac
		it "$name is asked about" refuses "$asked"
		understood "$file" "$of" --as-shown >"$work/got"
		;;
	*) understood "$file" "$of" >"$work/got" ;;
	esac
	it "$name" diff "$wanted" "$work/got"
done
it "as many as were made" is "$(find "$work"/odt "$work"/docx "$work"/pdf \
    "$work"/ods "$work"/xlsx -type f | wc -l)" 39
for kind in ods xlsx; do
	planvakt import "$work/$kind/hidden.$kind" --plan vbe --dry-run
	it "what is hidden in the .$kind is told" grep -q \
	    'hidden in the document, read all the same: line 3' "$work/out"
	it "a column too" grep -q 'read all the same: column B' "$work/out"
done

finish
