#!/bin/sh
# SPDX-License-Identifier: ISC
# `activity edit N` without options: the activity as a text in an editor. What
# is refused is given back.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan

# planvakt with an editor, which is a script of sed's, on activity 1.
edits()
{
	said="sed $1"
	# shellcheck disable=SC2016 # the editor's own words
	printf 'cp "$1" %s/shown\nsed -i -e "%s" "$1"\n' "$work" "$1" \
	    >"$work/editor"
	with EDITOR="sh $work/editor" activity edit "${2:-1}"
}

with()
{
	variable=$1
	shift
	(become "$variable" "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/coordinator" --format json "$@") \
	    >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

left()
{
	find "$work" -maxdepth 1 -name 'planvakt.*.txt'
}

before=$(head_seq)
edits 's/^purpose: .*/purpose: Alla vet/'
it "a changed text is an edit" succeeds
it "of what was changed" json_is '$.purpose' 'Alla vet'
it "in one entry" is "$(head_seq)" "$((before + 1))"
it "the text has the words" grep -q '^activity: Beskriv samord' "$work/shown"
it "and says what it is" grep -q '^# Activity 1 of plan vbe-2022' "$work/shown"
it "no file is left" is "$(left)" ''
planvakt_json log list --activity 1
it "the entry has the changed field only" json_query_is \
    "select count(*) from said, json_each(doc) where json_extract(value,
    '\$.command') = 'activity.edit' and json_extract(value, '\$.detail') =
    'purpose: Alla vet'" 1
edits '/^purpose/a\\  och kan' 1
it "a line that begins with a blank goes on" json_is '$.purpose' 'Alla vet
och kan'
edits 's/^areas:.*/areas: VBE, hrv/'
it "areas are words" json_is '$.areas' '["vbe","hrv"]'

before=$(head_seq)
edits 's/x/x/'
it "an unchanged text is no edit" json_is '$.unchanged' 1
with EDITOR=true --format table activity edit 1
it "which is all that is said" is "$(cat "$work/out")" 'nothing changed'
edits '/^[^#]/d'
it "an emptied one neither" refuses 'text was emptied'
with EDITOR=false activity edit 1
it "nor where the editor fails" refuses "nothing was done: the editor 'false'"
with EDITOR="$work/nowhere" activity edit 1
it "nor where none is there, as the shell says" \
    grep -q 'there is no editor' "$work/err"
with X=1 activity edit 1
it "nor without a terminal and a name" refuses 'no editor to run'
it "of all that no file is left" is "$(left)" ''
edits 's/x/x/' 99
it "an activity must be there" refuses 'no activity 99'

# --- what is refused is given back ------------------------------------------

# Refused with this, and the text kept, for its owner alone.
given_back()
{
	kept=$(left)
	refuses "$1.*kept in " && [ -n "$kept" ] &&
	    is "$(stat -c %a "$kept")" 600 && grep -qF "$kept" "$work/err"
	result=$?
	rm -f "$kept"
	return "$result"
}

edits 's/^purpose:/purpos:/'
it "a heading must be one" given_back "line 8: .*'purpos'.* mean 'purpose'"
edits 's/^goal:.*/Nu och då/'
it "words need a heading or a blank" given_back 'line 10 begins with none'
edits 's/^goal:/purpose:/'
it "a heading stands once" given_back "line 10: .*'purpose' stands twice"
edits 's/^areas:.*/areas: fred/'
it "the daemon's refusals have their line too" given_back 'line 11, areas'
edits 's/^purpose:.*/purpose: För 19121212-1212/'
it "the guard's too" given_back 'line 8, purpose: .*identity'
edits 's/^activity:.*/activity:/'
it "an activity has words" given_back 'line 7, activity'
it "all of that is no entry" is "$(head_seq)" "$before"

# --- which editor -----------------------------------------------------------

# shellcheck disable=SC2016 # the editor's own words
printf 'sed -i -e "s/^goal:.*/goal: Lugn/" "$1"\n' >"$work/editor"
with "VISUAL=sh $work/editor" activity edit 2
it "VISUAL is one" json_is '$.goal' Lugn
with "VISUAL=$work/nowhere -f" activity edit 2
it "which must be there" grep -q "there is no editor '$work/nowhere -f'" \
    "$work/err"
it "as we alone say, and no shell" is "$(grep -c . "$work/err")" 1
with "VISUAL='$work/nowhere'" activity edit 2
it "also in quotes" grep -q 'there is no editor' "$work/err"

finish
