#!/bin/sh
# SPDX-License-Identifier: ISC
# The catalogue and the letters say one word for one thing: packaging/po/glossary.
. "$(dirname "$0")/lib.sh"

root=$(dirname "$0")/../..
po=$root/packaging/po
glossary()
{
	python3 "$(dirname "$0")/glossary.py" "$po/glossary" "$@" \
	    "$root"/daemon/letter/*_swedish.c "$root"/README.sv.md \
	    "$root"/docs/*.sv.md
}

it "catalogue, letters and documents keep to the glossary" \
    is "$(glossary "$po/sv.po" 2>&1)" ""
changed()
{
	sed "$1" "$po/sv.po" >"$work/sv.po"
	glossary "$work/sv.po" | grep -c ': '
}
it "a word that is nowhere right is found" \
    test "$(changed '/^msgstr/s/förvaltning/avdelning/')" -gt 50
it "so is one that a municipality does not say" \
    test "$(changed '/^msgstr/s/nästa utskick/nästa utskickstillfälle/')" -gt 3
it "so is a word of English that was left" \
    test "$(changed '/^msgstr/s/ och minst en till/ and en till/')" -gt 0
it "and one that is right for another thing" \
    test "$(changed '/^msgstr/s/[Kk]vitter/bekräft/')" -gt 0
finish
