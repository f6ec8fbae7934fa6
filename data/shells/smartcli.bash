# What Tab offers behind smartcli, in bash. The program is asked for names; nothing it says is run.
_smartcli() {
    local IFS=$'\x1f' line answer
    answer=$(_SMARTCLI_COMPLETE=bash _SMARTCLI_WORDS="${COMP_WORDS[*]:1:COMP_CWORD}" \
        "${1/#\~\//$HOME/}" 2>/dev/null </dev/null)
    COMPREPLY=()
    if [[ $answer == :files ]]; then
        compopt -o default 2>/dev/null
    else
        while IFS= read -r line; do
            [[ -n $line ]] && COMPREPLY+=("$line")
        done <<<"$answer"
    fi
    return 0
}
complete -F _smartcli smartcli
