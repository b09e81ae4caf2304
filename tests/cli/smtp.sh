#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# planvakt-deliver by way of Debian's msmtp to a mail server that takes the
# message, refuses it for now or for ever, or breaks off.
. "${0%/*}/lib.sh"

server=$work/server
token=00112233445566778899aabbccddeeff
token=$token$token

serve()
{
	mkdir "$server"
	mkfifo "$server/in"
	echo accept >"$server/scenario"
	/usr/bin/python3 "${0%/*}/smtp_server.py" "$server" \
	    <"$server/in" >"$server/port" 2>"$server/errors" &
	exec 9>"$server/in"
	eventually has_port || bail "no server: $(cat "$server/errors")"
	port=$(cat "$server/port")
}

has_port()
{
	[ -s "$server/port" ]
}

write_dispatch()
{
	cat >"$work/json" <<-END
		{"dispatch":17,"token":"$token","date":1656655200,
		"offset":7200,"from":"noreply@kommunen.example",
		"from_name":"Aktivitetsplanen","to":"ks@kommunen.example",
		"reply_to":"samordnare@kommunen.example",
		"subject":"Försenad: åtgärd 3","language":"sv",
		"text":"Hej!\n\n.\n..\nFrom här\n","rehearsal":${1-false}}
	END
}

deliver()
{
	said="planvakt-deliver $*"
	(become "$programs/planvakt-deliver" "$work/box" "$@") \
	    <"$work/json" >"$work/out" 2>"$work/err"
	status=$?
}

# Sends it by a server that does this.
try()
{
	echo "$*" >"$server/scenario"
	: >"$server/commands"
	deliver sendmail /usr/bin/msmtp --host=127.0.0.1 --port="$port" \
	    --from=noreply@kommunen.example --tls=off --auth=off --timeout=1
}

arrived()
{
	is "$(find "$server" -name '*.eml' | wc -l) messages" "$1 messages"
}

# The server came to this step.
came_to()
{
	is "$(tail -n 1 "$server/commands")" "$1"
}

write_dispatch
deliver maildir
mail=$(find "$work/box" -type f)
serve

# SCENARIO;EXIT STATUS;WORDS: the server's reply is passed on, and decides
# (RFC 5321, section 4.2.1: 4yz may pass, 5yz does not).
while IFS=';' read -r scenario wanted words; do
	# shellcheck disable=SC2086 # a scenario is words
	try $scenario
	it "$scenario: $wanted, in words" refuses "$words" "$wanted"
	it 'the server came so far' came_to "${scenario%% *}"
done <<'END'
greeting 421 4.3.2 Try later;75;msmtp: .*\(421 4\.3\.2 Try later\)$
greeting 554 5.3.2 No service here;76;\(554 5\.3\.2 No service here\)$
mail 452 4.3.1 Full;75;\(452 4\.3\.1 Full\)$
mail 550 5.7.1 Not you;65;\(550 5\.7\.1 Not you\)$
rcpt 451 4.7.1 Greylisted;75;recipient .*\(451 4\.7\.1 Greylisted\)$
rcpt 421 4.7.0 Closing;75;\(421 4\.7\.0 Closing\)$
rcpt 550 5.1.1 Nobody;65;recipient .*\(550 5\.1\.1 Nobody\)$
data 451 4.3.0 Later;75;\(451 4\.3\.0 Later\)$
data 554 5.5.1 No;65;\(554 5\.5\.1 No\)$
end 452 4.3.1 Full;75;\(452 4\.3\.1 Full\)$
end 550 5.7.1 Spam;69;\(550 5\.7\.1 Spam\)$
greeting hang;75;timed out
rcpt hang;75;timed out
end hang;75;timed out
greeting close;75;msmtp: .*empty reply
rcpt close;75;empty reply
data close;75;empty reply
end close;75;empty reply
END
it 'nothing was taken' arrived 0

try accept
it 'once the server takes it, it is delivered' succeeds
it 'once' arrived 1
it 'from whom msmtp was told, to whom the dispatch names' \
    is "$(cat "$server/1.envelope")" \
    'noreply@kommunen.example ks@kommunen.example'
tr -d '\r' <"$server/1.eml" >"$work/arrived"
it 'it is the message of the Maildir' cmp "$work/arrived" "$mail"
it 'on the wire each line ends in CR LF' \
    is "$(grep -c "$(printf '\r')\$" "$server/1.eml")" "$(wc -l <"$mail")"
try accept
it 'a repeat has the same Message-ID' \
    is "$(mail_header "$server/2.eml" Message-ID)" \
    "$(mail_header "$mail" Message-ID)"

write_dispatch true
rm -r "$work/box"
try accept
it 'a rehearsal is delivered' succeeds
it 'to the Maildir' is "$(find "$work/box" -path '*/new/*' | wc -l)" 1
it 'and the server hears nothing of it' is "$(cat "$server/commands")" ''

write_dispatch
exec 9>&-
wait
it 'the server had no error' is "$(cat "$server/errors")" ''
try accept
it 'no server' refuses 'refused' 75
deliver sendmail /usr/bin/msmtp --file="$work/nothing"
it 'no configuration: an administrator may see to it' \
    refuses 'No such file' 75
finish
