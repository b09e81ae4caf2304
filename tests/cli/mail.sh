#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# planvakt-deliver's messages as another's mail reader understands them:
# without a defect, and the same words as went in.
. "${0%/*}/lib.sh"

mail_cases()
{
	run /usr/bin/python3 "$cases" "$@"
}

deliver()
{
	rm -rf "$work/box"
	(become "$programs/planvakt-deliver" "$work/box" maildir) \
	    <"$work/mails/$1.json" 2>>"$work/refused" &&
	    mv "$work"/box/*/new/* "$work/mails/$1.eml"
}

faults()
{
	grep -F -e "$1: " "$work/faults"
}

cases=${0%/*}/mail_cases.py
mkdir "$work/mails"
: >"$work/refused"
must mail_cases names
mv "$work/out" "$work/names"
must mail_cases write "$work/mails"
while read -r name; do
	deliver "$name" || echo "$name" >>"$work/refused"
done <"$work/names"
it 'every dispatch becomes a message' is "$(cat "$work/refused")" ''
mail_cases read "$work/mails"
it 'every message is read' succeeds
mv "$work/out" "$work/faults"
while read -r name; do
	it "comes back whole: $name" is "$(faults "$name")" ''
done <"$work/names"
finish
