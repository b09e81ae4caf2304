#!/bin/bash
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# planvakt complete, by which shells complete a line, and bash doing so. zsh and
# fish are asked where they are installed.
. "${0%/*}/lib.sh"

completions=$(cd "${0%/*}/../../packaging/completions" && pwd)

# The candidates for the last word, in one line.
offers()
{
	run "$programs/planvakt" complete -- "$@"
	is "$status $(cut -f 1 "$work/out" | tr '\n' ' ')" "0 $wanted"
}

# WANTED, then the line's words.
for_line()
{
	wanted=$1
	shift
	it "planvakt $*: ${wanted:-nothing}" offers "$@"
}

for_line 'activity ' activ
for_line 'snooze ' sno
for_line 'move ' activity m
for_line '--due-within ' activity list --du
for_line '--from --format ' log list --people --f
for_line 'planned started done dropped ' activity list --status ''
for_line 'planned started done ' update 3 --status ''
for_line 'started ' update 3 --status s
for_line 'table json csv ' --format ''
for_line 'json ' activity list --format j
for_line 'snooze ' --format json --socket /x sn
for_line 'coordinator department auditor ' key add anna a.pub --role ''
for_line 'förebygga förhindra ' activity add --strategy för
for_line '' import ''
for_line '' activity list --search ''
for_line '' activity list --search --o
for_line '' nonsense ''
for_line '' update -- --n
for_line '--timeframe ' activity add --plan p --ti
run "$programs/planvakt" complete --
it 'nothing typed: every first word' grep -q '^import	Read a plan' "$work/out"
it 'each once' is "$(cut -f 1 "$work/out" | sort | uniq -d)" ''
run env HOME=/nonexistent "$programs/planvakt" complete -- act
it 'no key and no daemon is needed' succeeds

# --- bash -------------------------------------------------------------------

cat >"$work/ask" <<'END'
. "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_planvakt
printf '%s\n' "${COMPREPLY[@]}"
END
by_bash()
{
	run bash "$work/ask" "$completions/planvakt.bash" \
	    "$programs/planvakt" "$@"
}
by_bash activity ''
it 'bash: the next word' is "$(grep -cx 'add\|list\|show' "$work/out")" 3
by_bash activity list --status d
it 'bash: a value' is "$(cat "$work/out")" 'done
dropped'
it 'bash: it is for planvakt' is "$(become bash -c ". '$completions/planvakt.bash'
    complete -p planvakt")" 'complete -o default -F _planvakt planvakt'
it 'bash: what completes is of this shell' \
    is "$(become bash -n "$completions/planvakt.bash" 2>&1)" ''

# --- zsh, fish --------------------------------------------------------------

if command -v zsh >/dev/null; then
	it 'zsh understands its file' \
	    is "$(zsh -n "$completions/_planvakt" 2>&1)" ''
fi
if command -v fish >/dev/null; then
	run env PATH="$programs:/usr/bin:/bin" fish --no-config -c \
	    ". $completions/planvakt.fish; complete -C 'planvakt update 3 --st'"
	it 'fish completes' is "$(cat "$work/out")" "$(printf \
	    '%s\t%s' --status 'planned, started or done')"
fi
finish
