"""Files of other programs, made anew in their forms: no word of them is anybody's."""

import io
import json
import zipfile
from collections.abc import Mapping

JRNL_JSON = json.dumps(
    {
        "tags": {"@ana": 1},
        "entries": [
            {
                "title": "Slept well.",
                "body": "Walked with @ana.\nNo urge until noon.",
                "date": "2026-02-01",
                "time": "09:00",
                "tags": ["@ana"],
                "starred": False,
            },
            {"title": "A short one", "body": "", "date": "2026-02-02", "time": "22:15", "tags": [], "starred": True},
        ],
    }
)
JRNL_TEXT = """[2026-02-01 09:00] Slept well.
Walked with @ana.
No urge until noon.

[2026-02-02 22:15] A short one *

"""


def dayone_row(**changed: object) -> dict[str, object]:
    row: dict[str, object] = {
        "uuid": "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
        "creationDate": "2026-01-31T23:30:00Z",
        "modifiedDate": "2026-02-01T00:10:00Z",
        "timeZone": "Europe/Berlin",
        "text": "# A quiet night\n\n![](dayone-moment://ABC)\nTea, then bed.",
        "starred": True,
        "tags": ["night"],
        "richText": "{}",
        "photos": [{"identifier": "ABC"}],
        "location": {"localityName": "Somewhere"},
        "duration": 0,
    }
    return row | changed


def dayone(*rows: object) -> str:
    return json.dumps({"metadata": {"version": "1.0"}, "entries": [*rows]}).replace("/", "\\/")


DAYONE_JSON = dayone(dayone_row(), {"uuid": "F1", "creationDate": "2026-02-03T08:00:00Z", "photos": [{}, {}]})

DAYLIO = """full_date,date,weekday,time,mood,activities,note_title,note
2026-02-04,4 February,Wednesday,10:00 pm,sad ,"clean | music","","Two lines
of a note"
2026-02-03,3 February,Tuesday,09:05,calm,"",A title,""
"""


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return held.getvalue()


HABITS = """Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,\
Unit,Target Type,Target Value,Archived?
001,"No drink, today",YES_NO,Did you?,,1,1,#FF8F00,,,,false
002,Walk,NUMERICAL,How far?,,1,1,#00897B,km,AT_LEAST,3.0,false
"""
LOOP_WORDS = {
    "Habits.csv": HABITS,
    "Checkmarks.csv": (
        'Date,"No drink, today",Walk,\n'
        "2026-02-05,YES_MANUAL,2500,\n"
        "2026-02-04,YES_MANUAL,UNKNOWN,\n"
        "2026-02-03,YES_AUTO,UNKNOWN,\n"
        "2026-02-02,SKIP,0,\n"
    ),
    "001 No drink, today/Checkmarks.csv": (
        "Date,Value,Notes\n2026-02-05,YES_MANUAL,it was easy\n2026-02-04,NO,\n2026-02-03,YES_AUTO,\n2026-02-02,SKIP,\n"
    ),
    "001 No drink, today/Scores.csv": "2026-02-05,0.5\n",
    "002 Walk/Checkmarks.csv": "2026-02-05,2500\n2026-02-04,UNKNOWN\n2026-02-03,UNKNOWN\n2026-02-02,0\n",
}
LOOP_NUMBERS = {
    "Habits.csv": "Position,Name,Question,Description,NumRepetitions,Interval,Color\n001,Read,,,1,1,#000000\n",
    "Checkmarks.csv": "Date,Read,\n2026-02-04,2,\n2026-02-03,0,\n2026-02-02,1,\n2026-02-01,-1,\n",
    "001 Read/Checkmarks.csv": "2026-02-04,2\n2026-02-03,0\n2026-02-02,1\n2026-02-01,-1\n",
}
TABLE = "Date;Score;Note\n13/02/2026;7;a walk, at last\n14/02/2026;8,5;\n"
EITHER = "Date,Note\n03/02/2026,one\n04/02/2026,two\n"
