# What Tab offers behind smartcli, in fish. The program is asked for names; nothing it says is run.
function __smartcli_offers
    set -l program (commandline -opc)[1]
    set -l typed (commandline -opc)[2..-1] (commandline -ct)
    set -lx _SMARTCLI_COMPLETE fish
    set -lx _SMARTCLI_WORDS (string join \x1f -- $typed)
    set -l answer ($program 2>/dev/null </dev/null)
    if test "$answer" = :files
        __fish_complete_path (commandline -ct)
    else if set -q answer[1]
        printf '%s\n' $answer
    end
end
complete --command smartcli --no-files --keep-order --arguments '(__smartcli_offers)'
