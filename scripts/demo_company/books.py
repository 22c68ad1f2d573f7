"""Eighteen months of invoices, credit notes and receipts, played in the order of the days.

Amounts are whole minor units of the customer's currency. An invoice never owes less than nothing: what a
receipt brings beyond it stays unallocated.
"""
from dataclasses import dataclass, field
from datetime import date, timedelta

from .customers import HABITS
from .days import FIRST_DAY, LAST_DAY, due_on, working_days, working_on_or_after

_INVOICES_OF = {"grand_compte": 60, "pme": 20, "artisan": 11, "public": 15, "particulier": 2, "export": 11}
# The net price in euros: (low, high).
_PRICES_OF = {
    "grand_compte": (800, 14000), "pme": (120, 2600), "artisan": (60, 1200),
    "public": (200, 5000), "particulier": (50, 800), "export": (500, 9000),
}
# Minor units of each currency for one euro of price, roughly.
_SCALES = {"EUR": 100, "CHF": 95, "GBP": 86, "USD": 110, "JPY": 160, "KWD": 340}
_BROKE_FROM = [date(2026, 3, 1), date(2026, 5, 1), date(2026, 7, 1)]


@dataclass
class Invoice:
    customer: object
    issued_on: date
    net: int
    vat: int
    order_reference: str
    is_service: bool
    number: str = ""
    parts: list = field(default_factory=list)
    open: int = 0

    @property
    def total(self):
        return self.net + self.vat


@dataclass
class CreditNote:
    customer: object
    issued_on: date
    net: int
    vat: int
    invoice: object
    number: str = ""

    @property
    def total(self):
        return self.net + self.vat


@dataclass
class ReceiptLine:
    amount: int
    invoice: object
    allocated: int
    reference: str = ""


@dataclass
class Receipt:
    customer: object
    received_on: date
    lines: list
    is_deposit: bool = False
    reference: str = ""

    @property
    def total(self):
        return sum(line.amount for line in self.lines)


@dataclass
class Books:
    invoices: list
    credit_notes: list
    receipts: list


def books(dice, known, with_credit_notes=True):
    """The books of `known` customers; numbers run through them in the order of the days."""
    invoices = _invoices(dice, known)
    events = _payment_events(dice, invoices) + _surplus_events(dice, known)
    if with_credit_notes:
        events += _credit_events(dice, invoices)
    credit_notes, receipts = _played(events)
    _number(invoices, "FA", lambda invoice: invoice.issued_on)
    _number(credit_notes, "AV", lambda note: note.issued_on)
    for receipt in _number(receipts, "RG", lambda receipt: receipt.received_on):
        single = len(receipt.lines) == 1
        for index, line in enumerate(receipt.lines):
            line.reference = receipt.reference if single else f"{receipt.reference}/{index + 1}"
    return Books(invoices, credit_notes, receipts)


def _number(documents, prefix, day_of):
    documents.sort(key=lambda document: (day_of(document), document.customer.number))
    counts = {}
    for document in documents:
        year = day_of(document).year
        counts[year] = counts.get(year, 0) + 1
        number = f"{prefix}-{year}-{counts[year]:05d}"
        if prefix == "RG":
            document.reference = number
        else:
            document.number = number
    return documents


def _invoices(dice, known):
    days = working_days(FIRST_DAY, LAST_DAY)
    days = [day for day in days if day.month != 8 or day.day % 3 == 0]
    result = []
    for customer in known:
        usual = _INVOICES_OF[customer.segment]
        count = dice.between(max(1, usual * 7 // 10), usual * 13 // 10 + 1)
        first = 0 if dice.percent(80) else dice.below(len(days) * 2 // 3)
        chosen = sorted(days[dice.between(first, len(days) - 1)] for _ in range(count))
        result.extend(_invoice(dice, customer, day) for day in chosen)
    return result


def _invoice(dice, customer, day):
    low, high = _PRICES_OF[customer.segment]
    price = low + (high - low) * dice.below(100) * dice.below(100) // 9801
    net = price * _SCALES[customer.currency] + (dice.below(100) if customer.currency != "JPY" else 0)
    rate = 0 if customer.country != "FR" else 100 if dice.percent(8) else 200
    vat = (net * rate + 500) // 1000
    invoice = Invoice(customer, day, net, vat, _order_reference(dice, customer, day), dice.percent(15))
    invoice.parts = _parts(dice, invoice)
    invoice.open = invoice.total
    return invoice


def _order_reference(dice, customer, day):
    if customer.segment == "grand_compte":
        return f"45{dice.between(0, 99999999):08d}"
    if customer.segment == "public":
        return f"ENG{day:%y}-{dice.between(1, 9999):04d}"
    if customer.segment in ("pme", "export") and dice.percent(35):
        return f"CDE {dice.between(100, 9999)}"
    return ""


def _parts(dice, invoice):
    """[(due date, amount)]: one due date, or two or three for some of the larger invoices."""
    terms = invoice.customer.terms
    large = invoice.net > 2000 * _SCALES[invoice.customer.currency]
    if not large or invoice.customer.segment not in ("pme", "grand_compte", "export") or not dice.percent(15):
        return [(due_on(terms, invoice.issued_on), invoice.total)]
    if dice.percent(50):
        half = invoice.total // 2
        return [(invoice.issued_on + timedelta(30), half), (invoice.issued_on + timedelta(60), invoice.total - half)]
    third = invoice.total * 30 // 100
    return [(invoice.issued_on + timedelta(30), third), (invoice.issued_on + timedelta(60), third),
            (invoice.issued_on + timedelta(90), invoice.total - 2 * third)]


def _credit_events(dice, invoices):
    """[(day, rank, what to play)]; a credit note goes before the receipts of its day."""
    events = []
    for invoice in invoices:
        if not dice.percent(3):
            continue
        day = working_on_or_after(invoice.issued_on + timedelta(dice.between(3, 30)))
        share = dice.weighted([(100, 2), (50, 2), (20, 4), (10, 4), (5, 2)])
        named = not dice.percent(12)
        if day <= LAST_DAY and (named or day.year == 2026):
            events.append((day, 0, ("credit", invoice, share, named)))
    return events


def _payment_events(dice, invoices):
    events = []
    for invoice in invoices:
        for due, amount in invoice.parts:
            for day, part in _payments_of(dice, invoice, due, amount):
                if day <= LAST_DAY:
                    events.append((day, 1, ("pay", invoice, part, _surplus(dice, part))))
    return events


def _payments_of(dice, invoice, due, amount):
    """[(day, amount)] in which the customer pays what is due; empty when it never does."""
    habit = invoice.customer.habit
    low, high, _ = dice.weighted([(row, row[2]) for row in HABITS[habit]])
    day = max(due + timedelta(dice.between(low, high)), invoice.issued_on + timedelta(1))
    if habit == "payment_runs":
        day = _next_run(day)
    day = working_on_or_after(day)
    if habit == "broke" and day >= _BROKE_FROM[int(invoice.customer.number[1:]) % 3]:
        return []
    if dice.percent(1):
        return []
    scale = _SCALES[invoice.customer.currency]
    if dice.percent(3) and amount > 200 * scale:
        first = amount * dice.between(30, 70) // 100
        return [(day, first), (working_on_or_after(day + timedelta(dice.between(20, 70))), amount - first)]
    if dice.percent(1) and amount > 100 * scale:
        return [(day, amount - dice.between(1, 9 * scale))]
    return [(day, amount)]


def _next_run(day):
    while day.day not in (10, 25):
        day += timedelta(1)
    return day


def _surplus(dice, amount):
    """What the customer pays too much: nothing, a rounding up, or everything a second time."""
    return dice.weighted([(0, 1200), (dice.between(1, 900), 2), (amount, 1)])


def _surplus_events(dice, known):
    """Receipts that name no invoice, the first of them deposits."""
    days = working_days(date(2026, 6, 1), LAST_DAY) + working_days(date(2025, 11, 3), date(2025, 12, 19))
    buyers = [customer for customer in known if customer.segment in ("pme", "artisan", "export")]
    result = []
    for index in range(36 if len(known) > 100 else 4):
        customer = dice.pick(buyers)
        amount = dice.between(2, 30) * 100 * _SCALES[customer.currency]
        result.append((dice.pick(days), 1, ("receive", customer, amount, index < 6 and customer.currency == "EUR")))
    return result


def _played(events):
    credit_notes, by_day = [], {}
    ordered = sorted(enumerate(events), key=lambda pair: (pair[1][0], pair[1][1], pair[0]))
    for _, (day, _, (what, subject, amount, extra)) in ordered:
        if what == "credit":
            note = _credited(day, subject, amount, extra)
            if note:
                credit_notes.append(note)
        elif what == "pay":
            line = _paid(subject, amount, extra)
            if line:
                by_day.setdefault((day, subject.customer.number), Receipt(subject.customer, day, [])).lines.append(line)
        else:
            by_day[(day, subject.number, len(by_day))] = Receipt(subject, day, [ReceiptLine(amount, None, 0)], extra)
    return credit_notes, list(by_day.values())


def _credited(day, invoice, share, named):
    net, vat = invoice.net * share // 100, invoice.vat * share // 100
    if net + vat == 0 or (named and net + vat > invoice.open):
        return None
    if named:
        invoice.open -= net + vat
    return CreditNote(invoice.customer, day, net, vat, invoice if named else None)


def _paid(invoice, wanted, surplus):
    allocated = min(wanted, invoice.open)
    if allocated == 0:
        return None
    # A surplus is only a surplus once nothing is owed any more.
    extra = surplus if allocated == invoice.open else 0
    invoice.open -= allocated
    return ReceiptLine(allocated + extra, invoice, allocated)
