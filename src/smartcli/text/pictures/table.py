"""Any picture as a table for other programs: points, a grid or rows, by its shape."""

from __future__ import annotations

from typing import Any

from smartcli.text.pictures.shapes import Bars, Calendar, Counts, Pairs, Picture, Weeks


def as_table(picture: Picture) -> dict[str, Any]:
    """One key: `points`, of days; `grid`, of counts in two directions; or `rows`. A gap is not there, or null."""
    match picture:
        case Weeks():
            return {"points": [{"day": day.isoformat(), "value": value} for day, value in sorted(picture.days.items())]}
        case Calendar():
            points = [
                {
                    "day": day.isoformat(),
                    "amount": cell.amount,
                    "more_than_wanted": cell.is_more,
                    "said": cell.is_said,
                }
                for day, cell in sorted(picture.days.items())
            ]
            return {"points": points}
        case Counts():
            rows = [*zip(picture.rows, picture.counts, strict=True)]
            named = [{"row": name, "counts": [*row]} for name, row in rows]
            beneath = [{"row": name, "counts": [*row]} for name, row in picture.beneath]
            return {"grid": {"columns": [*picture.columns], "rows": named, "beneath": beneath}}
        case Bars():
            bars = [
                {"label": bar.label, "counts": dict(zip(picture.parts, bar.counts, strict=True)), "words": bar.words}
                for bar in picture.bars
            ]
            return {"rows": bars}
        case Pairs():
            pairs = [
                {
                    "label": pair.label,
                    "earlier": pair.earlier,
                    "later": pair.later,
                    "n": [*pair.n],
                    "low": pair.low,
                    "high": pair.high,
                    "moved": pair.moved.value,
                }
                for pair in picture.pairs
            ]
            return {"rows": pairs}
