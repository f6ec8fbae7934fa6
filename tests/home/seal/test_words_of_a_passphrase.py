import re
from collections import Counter
from pathlib import Path

from smartcli.authoring.wording import to_avoid
from smartcli.home.seal.words import listed, passphrase

LIST = Path(__file__).parents[3] / "data" / "en" / "passphrase-words.txt"
WORDS = listed(LIST.read_text("utf-8"))

# Beginnings that have no place in a word somebody types on a bad evening.
UNKIND = (
    # what people here may be leaving behind, and what goes with it
    "alcoh|ale$|bar$|beer|booz|bott|bourb|brew|cask|cider|cocktail|drank|drink|drunk|gin$|hops?$|hangov|keg|lager|liqu|malt"
    "|mead$|pint|port$|pub$|punch|rum$|rye|sherry|sip$|sober|spirit|stout|tavern|toast|tonic|vintag|vodka|whisk|wine"
    "|acid|addict|blow$|bong|cocain|coke|crack|crystal|deal|dope|dose|drug|fix|grass|hash|herb$|heroin|high$|hit$|hook$"
    "|joint|junk|line$|need|opi|pill$|pipe|poppy|pot$|powder|puff|rush|shot|smack|snort|snow$|speed|spice|stone|syring"
    "|trip$|vape|vapor|weed|ash$|cigar|nicot|smok|tobac"
    "|ace$|ante$|bet$|bets|bingo|bluff|card$|casino|chip|deck|dice|gambl|game|jack$|jackp|lott|luck|odds?$|poker|pool"
    "|prize|race|roll|roul|slot|spin|stake|wager|win$|winn"
    "|binge|cake|candy|chocol|cookie|diet|donut|fat$|feast|fudge|hungry|pie$|scale|skinny|slim|snack|sugar|thin$|weigh"
    "|bargain|buy|cash$|credit|debt|loan|money|price|sale$|shop|spend"
    # sex and bodies
    "|anal|anus|ass$|bare|belly|body|bottom|breast|bum$|bust|butt$|chest|cock$|erect|escort|flesh|kinky|kiss|lust|moist"
    "|naked|nude|oral|orgasm|pants|pantie|penis|porn|rape|sex|strip|suck|tease|thigh|tit$|vagin|virgin|waist"
    # death, illness, violence
    "|abus|ache|ambush|axe|batt?le|beat|blade|blaze|bleed|blood|bomb|bruise|bull|bury|cancer|coffin|corpse|crash|cruel"
    "|cut$|dead|death|destro|die$|dying|drown|enem|fatal|fight|fist|force|fury|ghost|grave$|grief|gun|hang$|harm$|hate"
    "|horror|hurt|ill$|injur|jump|kill|knife|ledge|lonel|murder|needle|noose|overdo|pain$|panic|poison|rage|razor|rope"
    "|scar$|scream|shoot|sick|slap|slash|slave|stab$|suicid|sword|threat|tomb|tortur|victim|violen|virus|war$|weapon"
    "|wound"
    # shame, insults, prison, religion, politics
    "|ashame|blame|cheat|coward|crazy|crime|damn|dirty|disgu|dull|dumb|evil|fail|fake|fault|fool|gross|guilt|idiot|jail"
    "|lame|lazy|liar|loser|lost|mad$|mess$|pathet|pig$|pity|police|prison|punish|regret|relaps|scum|secret|shame|silly"
    "|sin$|slow|stupid|ugly|useless|weak|worthless|wreck"
    "|angel|bible|bless|church|cross|devil|faith|god|heaven|hell$|holy|hymn|pray|preach|priest|saint|soul$|temple"
    "|elect|govern|liber|nation|party|polit|senat|vote"
)


def test_there_are_2048_words_and_each_is_there_once():
    assert len(WORDS) == 2048
    assert len(set(WORDS)) == 2048


def test_words_are_short_lower_case_and_plain():
    assert [word for word in WORDS if not re.fullmatch("[a-z]{3,7}", word)] == []


def test_four_letters_tell_every_word_from_all_others():
    assert [start for start, count in Counter(word[:4] for word in WORDS).items() if count > 1] == []


def test_no_word_could_hurt_or_tempt():
    assert [word for word in WORDS if re.match(UNKIND, word) or to_avoid(word)] == []


def test_a_word_that_could_would_be_found():
    assert [word for word in ("whiskey", "bet", "knife", "always") if re.match(UNKIND, word) or to_avoid(word)] == [
        "whiskey",
        "bet",
        "knife",
        "always",
    ]


def test_the_list_says_what_it_is_and_is_sorted():
    first, *others = LIST.read_text("utf-8").splitlines()
    assert first.startswith("# Words for a passphrase")
    assert others == sorted(others)


def test_a_passphrase_is_six_words_of_the_list():
    words = passphrase(WORDS).split("-")
    assert len(words) == 6
    assert set(words) <= set(WORDS)


def test_every_word_can_come_and_no_two_passphrases_are_alike():
    made = [passphrase(WORDS) for _again in range(10_000)]
    assert len(set(made)) == 10_000
    assert len({word for one in made for word in one.split("-")}) == 2048
