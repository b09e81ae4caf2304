# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# How bash completes planvakt, which it asks itself; where that knows nothing,
# a file's name is completed.
_planvakt()
{
	local line
	COMPREPLY=()
	while IFS= read -r line; do
		COMPREPLY+=("${line%%$'\t'*}")
	done < <("${COMP_WORDS[0]}" complete -- \
	    "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _planvakt planvakt
