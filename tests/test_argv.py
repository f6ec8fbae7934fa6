import pytest

from smartcli.argv import Globals, split_globals
from smartcli.errors import Usage


def _globals(**given):
    options = Globals()
    for name, value in given.items():
        setattr(options, name, value)
    return options


@pytest.mark.parametrize(
    ("argv", "options", "rest"),
    [
        ("", {}, ""),
        ("urge", {}, "urge"),
        ("--plain urge", {"plain": True}, "urge"),
        ("journal list --no-input --last 3", {"no_input": True}, "journal list --last 3"),
        ("--home a urge --plain", {"home": "a", "plain": True}, "urge"),
        ("urge --home=a=b", {"home": "a=b"}, "urge"),
        ("urge --home a --home b", {"home": "b"}, "urge"),
        ("urge --home=--plain", {"home": "--plain"}, "urge"),
        ("do - --plain", {"plain": True}, "do -"),
        ("journal search -- --plain --home", {}, "journal search -- --plain --home"),
        ("--plain -- --plain", {"plain": True}, "-- --plain"),
        ("do --plain=yes --homely -h", {}, "do --plain=yes --homely -h"),
    ],
)
def test_the_options_for_every_command_are_found_wherever_they_stand(argv, options, rest):
    assert split_globals(argv.split()) == (_globals(**options), rest.split())


@pytest.mark.parametrize("argv", ["urge --home", "--home --plain urge", "--home=", "urge --home --"])
def test_a_missing_folder_is_said_in_one_sentence(argv):
    with pytest.raises(Usage) as said:
        split_globals(argv.split())
    assert str(said.value) == "After --home the name of a folder is missing."
    assert said.value.code == 2
