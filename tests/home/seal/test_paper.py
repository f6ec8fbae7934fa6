import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage.x25519 import Identity

from smartcli.errors import InvalidAnswer
from smartcli.home.seal.paper import HEAD, LENGTH, SIGNS, last, paper, typed

SECRET = "AGE-SECRET-KEY-1DL6NDAD2DZ0U3GEX7Y08X9GD0ZNUFLRDYXSS27ZW059PFCY7FT0QE3U4WR"
BODY = SECRET.removeprefix(HEAD)
GROUPS = """
    AGE-SECRET-KEY-1
    DL6N DAD2 DZ0U 3GEX 7Y08
    X9GD 0ZNU FLRD YXSS 27ZW
    059P FCY7 FT0Q E3U4 WR
"""
SLIP = "There is a slip in group {}. That is line {} below AGE-SECRET-KEY-1, place {}."
SLIPS = "There is more than one slip in it. Please compare it with the paper, group by group."


def refused(text: str) -> str:
    with pytest.raises(InvalidAnswer) as error:
        typed(text)
    return str(error.value)


def changed(place: int, signs: str) -> str:
    return HEAD + BODY[:place] + signs + BODY[place + len(signs) :]


# The page


def test_the_page_is_ascii_and_70_columns_at_most():
    page = paper(SECRET, "2026-11-22")
    assert page.isascii()
    assert max(len(line) for line in page.splitlines()) <= 70
    assert page.splitlines()[-4] == "    AGE-SECRET-KEY-1"  # the key comes last: its end is asked for


def test_e6_the_page_says_what_it_is_who_can_use_it_and_how():
    words = " ".join(paper(SECRET, "2026-11-22").split())
    for sentence in (
        "PAPER COPY OF THE KEY TO YOUR JOURNAL Made with smartcli on 2026-11-22.",
        "Whoever has this page and the files of your journal can read everything in it.",
        "If you forget your passphrase, this page opens your journal. Without both, nobody can open it.",
        "With smartcli: smartcli lock --from-paper",
        "age -d -i key.txt 000001.jsonl.age",
    ):
        assert sentence in words


def test_the_key_stands_in_groups_of_four():
    assert GROUPS in paper(SECRET, "2026-11-22")


def test_the_last_six_signs_can_be_asked_back_however_they_are_typed():
    assert last(SECRET) == "E3U4WR"
    assert last("e3u4 wr\n") == last(SECRET)
    assert last(" E3-U4-WR ") == last(SECRET)
    assert last("E3U4WP") != last(SECRET)
    assert last("U4WR") != last(SECRET)


# Typing it back


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        SECRET.lower(),
        GROUPS,
        GROUPS.replace(" ", "").replace("\n", ""),
        " ".join(SECRET),
        BODY,
        BODY.lower() + "\r\n",
        SECRET.replace("-", "–"),
        SECRET.replace("KEY-1", "KEY-l"),
        SECRET.replace("KEY-1", "KEY 1 "),
        "-".join(re.findall(".{1,4}", SECRET)),
        SECRET.replace("0", "O"),
        SECRET.replace("8", "b").replace("L", "1"),
        SECRET.replace("L", "i"),
    ],
)
def test_the_key_is_read_back_however_it_was_typed(text):
    assert typed(text) == SECRET


def test_an_l_at_the_beginning_of_the_key_is_kept_when_the_1_before_it_was_left_out_or_misread():
    secret = "AGE-SECRET-KEY-1LY5NPTPE3CKCPEUJ59WN6L3E4Q55MX62M2U9U9AAXVZVVEDV3QLSNQ2PLG"
    for head in (HEAD, "AGE-SECRET-KEY-", "AGE-SECRET-KEY-L", "AGE-SECRET-KEY-i", ""):
        assert typed(head + secret.removeprefix(HEAD)) == secret


def test_every_identity_comes_back_from_its_page():
    for _again in range(50):
        secret = str(Identity.generate())
        page = paper(secret, "2026-11-22")
        assert typed(page[page.index("    AGE") :]) == secret
        assert typed(secret.removeprefix(HEAD)) == secret
        assert str(Identity.from_str(typed(secret.lower()))) == secret


@pytest.mark.parametrize(
    ("place", "group", "line", "within"),
    [(0, 1, 1, 1), (3, 1, 1, 1), (4, 2, 1, 2), (19, 5, 1, 5), (20, 6, 2, 1), (43, 11, 3, 1), (57, 15, 3, 5)],
)
def test_one_wrong_sign_is_found_wherever_it_is(place, group, line, within):
    other = SIGNS[(SIGNS.index(BODY[place]) + 7) % len(SIGNS)]
    assert refused(changed(place, other)) == SLIP.format(group, line, within)


def test_two_neighbours_that_changed_places_are_found():
    assert refused(changed(22, BODY[23] + BODY[22])) == SLIP.format(6, 2, 1)


def test_a_sign_that_is_in_no_key_is_found():
    assert refused(changed(30, "?")) == SLIP.format(8, 2, 3)
    assert refused(changed(30, "é")) == SLIP.format(8, 2, 3)


def test_several_slips_are_said_to_be_several():
    assert refused(changed(25, "QPZ")) == SLIPS


@pytest.mark.parametrize(("text", "count"), [("", 0), ("\n", 0), (SECRET[:-1], 57), (SECRET + "Q", 59), ("what?", 5)])
def test_too_much_or_too_little_is_counted_and_not_repeated(text, count):
    said = f"The key has 58 letters and numbers after AGE-SECRET-KEY-1. What you typed has {count}."
    assert refused(text) == said


@given(st.lists(st.tuples(st.integers(0, LENGTH - 1), st.sampled_from(SIGNS)), min_size=1, max_size=3))
def test_up_to_three_slips_are_never_taken_for_the_key(slips):
    body = list(BODY)
    for place, sign in slips:
        body[place] = sign
    if "".join(body) == BODY:
        assert typed("".join(body)) == SECRET
    else:
        refused("".join(body))


@given(st.text(max_size=200))
def test_nothing_that_could_be_typed_breaks_it(text):
    for one in (text, HEAD + text, text + BODY):
        with suppress(InvalidAnswer):
            assert typed(one) == SECRET
