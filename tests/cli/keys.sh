#!/bin/sh
# SPDX-License-Identifier: ISC
# Who may do what: coordinators, departments, auditors, keys that are unknown
# or revoked, and the daemon's own.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
for name in department auditor stranger second; do
	new_key "$name"
done
start --at 2022-06-13T09:00
must planvakt ping
must planvakt department add ks Kommunstaben --mail ks@kommun.example
must planvakt department add sf Socialförvaltningen --mail sf@kommun.example
must planvakt plan add p --title 'En plan'
must planvakt activity add --plan p --activity 'Skriv rutinen' \
    --purpose Klarhet --timeframe 2022 --lead sf --cooperating ks
must planvakt activity add --plan p --activity 'Håll kursen' \
    --purpose Kunskap --timeframe 2022 --lead ks --cooperating sf

planvakt_json key add soc "$work/keys/department.pub" \
    --role department --department sf
it "a department gets a key" succeeds
it "with its fingerprint, as ssh-keygen has it" json_is '$.fingerprint' \
    "$(ssh-keygen -lf "$work/keys/department.pub" | cut -d ' ' -f 2)"
planvakt key add revisor "$work/keys/auditor.pub" --role auditor
it "so does an auditor" succeeds

before=$(head_seq)
planvakt key add soc "$work/keys/stranger.pub" --role auditor
it "a name is given once" refuses 'soc'
planvakt key add annan "$work/keys/department.pub" --role auditor
it "a key has one name" refuses 'key'
planvakt key add annan "$work/keys/stranger.pub" --role king
it "a role is one of three" refuses 'king|role'
planvakt key add annan "$work/keys/stranger.pub" --role daemon
it "the daemon's role is not to be had" refuses 'daemon|role'
planvakt key add annan "$work/keys/stranger.pub" --role department
it "a department's key names it" refuses 'department'
planvakt key add annan "$work/keys/stranger.pub" --role auditor \
    --department sf
it "another's does not" refuses 'department'
planvakt key add annan "$work/keys/stranger.pub" --role department \
    --department none
it "and the department is there" refuses 'none'
ssh-keygen -q -t ecdsa -N '' -f "$work/keys/ecdsa"
planvakt key add annan "$work/keys/ecdsa.pub" --role auditor
it "a key is an Ed25519 key" refuses 'ed25519'
it "what was refused is not in the log" is "$(head_seq)" "$before"

# --- a department -----------------------------------------------------------

who=department
planvakt_json ping
it "the department is known" json_is '$.department' sf
planvakt update 1 --status started --progress 30 --note 'Utkastet finns.'
it "it updates what it leads" succeeds
before=$(head_seq)
planvakt update 2 --status started
it "but not what another leads" refuses '.'
planvakt activity move 1 2023 --decision 'KS 2022/17'
it "nor moves its own" refuses '.'
planvakt plan add q --title 'Min plan'
it "nor adds a plan" refuses '.'
planvakt department edit sf --mail annan@kommun.example
it "nor changes itself" refuses '.'
planvakt key add annan "$work/keys/stranger.pub" --role coordinator
it "nor adds a key" refuses '.'
planvakt update 99 --status started
it "nor finds what is not there" refuses '.'
it "none of which is in the log" is "$(head_seq)" "$before"
planvakt_json activity list
it "it reads what all may read" json_query_is \
    "select json_array_length(doc) from said" 2

# --- an auditor -------------------------------------------------------------

who=auditor
planvakt activity show 1
it "an auditor reads" is "$status" 0
planvakt update 1 --status started --progress 40
it "and writes nothing" refuses '.'

# --- strangers --------------------------------------------------------------

who=stranger
planvakt ping
it "an unknown key is refused" refuses 'key'
planvakt status
it "whatever it asks" refuses 'key'

own=$(grep -rl 'PRIVATE KEY' "$state")
cp "$own" "$work/keys/daemon"
who=daemon
planvakt ping
it "the daemon's own key is refused" refuses '.'
planvakt department add x Xyz --mail x@kommun.example
it "also for a write" refuses '.'
it "neither is in the log" is "$(head_seq)" "$before"

# --- revoked ----------------------------------------------------------------

who=coordinator
planvakt key revoke soc
it "a key is revoked for a reason" refuses 'reason' 2
planvakt key revoke none --reason 'Finns inte'
it "if it is there" refuses 'none'
planvakt_json key revoke soc --reason 'Byter tjänst'
it "and then it is revoked" succeeds
it "with the reason" json_is '$.reason' 'Byter tjänst'
who=department
planvakt ping
it "a revoked key is refused" refuses 'revoked'
planvakt update 1 --progress 50
it "also for what it could do before" refuses 'revoked'

who=coordinator
planvakt key add soc2 "$work/keys/department.pub" --role department \
    --department sf
it "it does not come back under another name" refuses '.'
planvakt_json key list
it "the list keeps it" json_query_is "select count(*) from said,
    json_each(doc) where value ->> 'revoked' is not null" 1
it "each has its members" json_has '$[0]' name fingerprint role department \
    added revoked reason

must planvakt key add andra "$work/keys/second.pub" --role coordinator
who=second
planvakt key revoke samordnare --reason 'Slutar'
it "a second coordinator may revoke the first" succeeds
planvakt key revoke andra --reason 'Slutar också'
it "but the last one stays" refuses 'coordinator'
who=second
planvakt status
it "and goes on" is "$status" 0
stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
