"""Anything that an entry can hold, also what nobody would think of."""

from hypothesis import strategies as st

TEXTS = st.text(st.characters())  # every character there is, half ones too
SCALARS = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
ANSWERS = SCALARS | TEXTS | st.lists(TEXTS) | st.lists(st.dictionaries(TEXTS, SCALARS | TEXTS | st.lists(TEXTS)))
MORE = st.dictionaries(TEXTS.map("x-{}".format), ANSWERS)
