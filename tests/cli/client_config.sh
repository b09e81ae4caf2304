#!/bin/sh
# SPDX-License-Identifier: ISC
# The client's own file: where the daemon is, who signs, whom to trust; and
# that an option and the environment win.
. "${0%/*}/lib.sh"

config=$work/home/.config/planvakt/config

# The client, told nothing but by its file and what stands here.
bare()
{
	run env "$@" "$programs/planvakt" --format json ping
}

# A file with these lines.
configure()
{
	printf '%s\n' "$@" >"$config"
}

new_state 2022-06-13T09:00
new_key other
mkdir -p "${config%/*}"
chmod 755 "$work/home/.config" "${config%/*}"
umask 022
start --at 2022-06-13T09:00
fingerprint=$(ssh-keygen -lf "$state/key" | cut -d ' ' -f 2)
wrong=SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA

mv "$work/keys/coordinator" "$work/home/min nyckel"
configure "# mine" "socket = $socket" 'key = ~/min nyckel' \
    "daemon = $wrong" "daemon = $fingerprint"
bare A=b
it "the file says where, and who signs" json_is '$.name' samordnare
it "the daemon that it names is trusted without a word" succeeds
it "and remembered" is "$(cat "$work/client/planvakt/known_daemons")" \
    "$socket $fingerprint"
bare PLANVAKT_SOCKET="$work/none"
it "the environment's socket wins" refuses "$work/none" 3
bare PLANVAKT_SOCKET=
it "where it is not empty" succeeds
bare PLANVAKT_KEY="$work/keys/other"
it "the environment's key wins" refuses 'is not known here'
run env PLANVAKT_SOCKET="$work/none" "$programs/planvakt" \
    --socket "$socket" --format json ping
it "an option wins over the environment" json_is '$.name' samordnare
configure "socket = $work/none" 'key = ~/none'
planvakt_json ping
it "and over the file" refuses 'keys/coordinator' 1
run "$programs/planvakt" --socket "$socket" ping
it "a key that is not there is told as --key is" refuses 'home/none' 1

configure "socket = $socket" 'key = ~/min nyckel' "daemon = $wrong"
run "$programs/planvakt" ping
it "the daemon that is known stays trusted" succeeds
echo "$socket $wrong" >"$work/client/planvakt/known_daemons"
configure "socket = $socket" 'key = ~/min nyckel' "daemon = $fingerprint"
run "$programs/planvakt" ping
it "another key than the one remembered is refused, named or not" \
    refuses "it was $wrong and is " 4

configure '' '# comment' 'nyckel = x'
run "$programs/planvakt" ping
it "an unknown line is told with file and number" \
    refuses "^planvakt: $config:3: unknown key \"nyckel\"" 1
run "$programs/planvakt" status --check
it "to a monitor too" is "$status $(cut -d : -f 1 "$work/out")" '3 unknown'
run "$programs/planvakt" help
it "help needs no file to be right" succeeds
finish
