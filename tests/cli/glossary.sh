#!/bin/sh
# SPDX-License-Identifier: ISC
# The catalogue and the letters say one word for one thing: packaging/po/glossary.
. "$(dirname "$0")/lib.sh"

root=$(dirname "$0")/../..
po=$root/packaging/po
glossary()
{
	python3 "$(dirname "$0")/glossary.py" "$po/glossary" "$@" \
	    "$root"/daemon/letter/*_swedish.c
}

it "catalogue and letters keep to the glossary" \
    is "$(glossary "$po/sv.po" 2>&1)" ""
changed()
{
	sed "$1" "$po/sv.po" >"$work/sv.po"
	glossary "$work/sv.po" | grep -c ': '
}
it "a word that is nowhere right is found" \
    test "$(changed '/^msgstr/s/förvaltning/avdelning/')" -gt 50
it "and one that is right for another thing" \
    test "$(changed '/^msgstr/s/[Kk]vitter/bekräft/')" -gt 0
finish
