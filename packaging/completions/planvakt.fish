# SPDX-License-Identifier: ISC
# How fish completes planvakt, which it asks itself; where that knows nothing, a
# file's name is completed.
function __planvakt
    set -l words (commandline -opc)
    set -l said ($words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if test (count $said) -gt 0
        printf '%s\n' $said
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c planvakt -f -a '(__planvakt)'
