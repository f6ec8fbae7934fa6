"""What is said of a recipient that was missing, could not be used or was another key's, once it is written anew."""

from __future__ import annotations

from smartcli.home.seal.keys import FOREIGN, MISSING, UNUSABLE
from smartcli.text.language import Later

SAID = {
    MISSING: Later("A part of the key was missing: the file recipient in the folder key. It is there again."),
    UNUSABLE: Later("The file recipient in the folder key could not be used. It is mended."),
    FOREIGN: Later(
        "The file recipient in the folder key was another key's. It is mended. What was sealed with the other one, if "
        "anything was, opens with that one alone."
    ),
}
