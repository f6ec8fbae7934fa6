"""Files for launchd (macOS) and the Task Scheduler (Windows). Nobody has tried them: they are only printed."""

from __future__ import annotations

import subprocess
from functools import partial
from html import escape as html_escape

from smartcli.keeping.timers.reminder import Reminder
from smartcli.text import hours

escape = partial(html_escape, quote=False)  # of XML's own, which would load what reaches networks

LABEL = "evening-minute"

_TASK = """<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{at}:00</StartBoundary>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <StartWhenAvailable>true</StartWhenAvailable>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
  </Settings>
  <Actions>
    <Exec><Command>{command}</Command><Arguments>{arguments}</Arguments></Exec>
  </Actions>
</Task>
"""


def launchd(reminder: Reminder) -> bytes:
    """For ~/Library/LaunchAgents/evening-minute.plist."""
    import plistlib

    at = {"Hour": reminder.at.hour, "Minute": reminder.at.minute}
    return plistlib.dumps({"Label": LABEL, "ProgramArguments": [*reminder.argv], "StartCalendarInterval": at})


def task_scheduler(reminder: Reminder) -> bytes:
    """For `schtasks /Create /XML`."""
    arguments = subprocess.list2cmdline(reminder.argv[1:])
    text = _TASK.format(at=hours.said(reminder.at), command=escape(reminder.argv[0]), arguments=escape(arguments))
    return text.encode()
