"""Days, and the payment terms of the demo company."""
from datetime import date, timedelta

FIRST_DAY = date(2025, 6, 2)
LAST_DAY = date(2026, 11, 20)

_HOLIDAYS = {
    date(2025, 6, 9), date(2025, 7, 14), date(2025, 8, 15), date(2025, 11, 11), date(2025, 12, 25),
    date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14),
    date(2026, 5, 25), date(2026, 7, 14), date(2026, 11, 11),
}


def is_working(day):
    return day.weekday() < 5 and day not in _HOLIDAYS


def working_on_or_after(day):
    while not is_working(day):
        day += timedelta(1)
    return day


def working_days(first, last):
    return [day for n in range((last - first).days + 1) if is_working(day := first + timedelta(n))]


def end_of_month(day):
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def due_on(terms, issued_on):
    """The due date under `terms`; "fin de mois" is read as the days first, then the end of that month."""
    if terms in ("comptant", "à réception"):
        return issued_on
    shifted = issued_on + timedelta(int(terms.split()[0]))
    if "fin de mois" not in terms:
        return shifted
    last = end_of_month(shifted)
    return last + timedelta(10) if terms.endswith("le 10") else last
