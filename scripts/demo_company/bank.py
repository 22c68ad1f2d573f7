"""What the bank tells on the morning of 23 November: the movements of the last two days, in CFONB 120.

Most receipts of these days stand in the books already and are recognised; the others are new, and written the way
banks and payers write: cut at 31 characters, upper case, numbers without their marks or not at all.
"""
import unicodedata
from dataclasses import dataclass, field
from datetime import date

_BANK, _BRANCH, _ACCOUNT = "30006", "00001", "12345678901"
_DAYS = [date(2026, 11, 19), date(2026, 11, 20)]
_EVE = date(2026, 11, 18)
_OPENING = 18_452_107
_TRANSFER, _CHEQUES, _DEBIT, _CHARGES, _RETURN = "05", "02", "08", "62", "05"


@dataclass
class Movement:
    day: date
    amount: int
    label: str
    code: str = _TRANSFER
    # [(qualifier, text)]
    complements: list = field(default_factory=list)
    # Why it went back, in the bank's two digits.
    reject: str = ""


def statements(dice, kept):
    """The bytes of the file: one statement a day, each begins where the other ended."""
    movements = _recorded(dice, kept) + _new(dice, kept) + _others()
    records, balance, eve = [], _OPENING, _EVE
    for day in _DAYS:
        records.append(_balance("01", eve, balance))
        for movement in (m for m in movements if m.day == day):
            records += _records(movement)
            balance += movement.amount
        records.append(_balance("07", day, balance))
        eve = day
    return "".join(record + "\r\n" for record in records).encode("ascii")


def _recorded(dice, kept):
    """The receipts that the books hold already: one transfer each, whatever the number of invoices."""
    found = []
    for receipt in kept.receipts:
        if receipt.received_on not in _DAYS:
            continue
        numbers = [line.invoice.number for line in receipt.lines if line.invoice]
        found.append(_transfer(dice, receipt.received_on, receipt.total, receipt.customer.name, " ".join(numbers)))
    return found


def _new(dice, kept):
    """Transfers of the last day that nobody has entered yet."""
    late = {}
    for invoice in kept.invoices:
        if invoice.open > 0 and invoice.open == invoice.total and len(invoice.parts) == 1 and invoice.parts[0][0] < _EVE:
            late.setdefault(invoice.customer.number, []).append(invoice)
    others = dice.shuffled(sorted(late))
    single = [late[number] for number in others if len(late[number]) == 1]
    many = [late[number] for number in others if len(late[number]) >= 3]
    day, found = _DAYS[1], []
    for one, in single[:9]:
        found.append(_transfer(dice, day, one.open, one.customer.name, dice.pick(_SPELLINGS)(one.number)))
    for invoices in many[:3]:
        oldest = invoices[:dice.between(2, 3)]
        found.append(_transfer(dice, day, sum(i.open for i in oldest), oldest[0].customer.name, ""))
    part, odd, twice = single[9][0], single[10][0], many[3][0]
    found.append(_transfer(dice, day, part.open * 40 // 100, part.customer.name, "ACOMPTE " + part.number))
    found.append(_transfer(dice, day, odd.open - 1850, odd.customer.name, odd.number))
    found.append(_transfer(dice, day, twice.open, "HOLDING MERIDIEN PARTICIPATIONS", twice.number.replace("-", "")))
    found.append(_transfer(dice, day, single[11][0].open, "", "REGLEMENT FACTURE"))
    parts = [single[place][0].open for place in (12, 13, 14)]
    found.append(Movement(day, sum(parts), "REMISE DE 3 CHEQUES BORD 0000417", _CHEQUES))
    # One that came yesterday and goes back today.
    first = next(receipt for receipt in kept.receipts if receipt.received_on == _DAYS[0] and len(receipt.lines) == 1)
    found.append(
        Movement(day, -first.total, _plain("RETOUR VIR " + first.customer.name), _RETURN, [("LIB", "COMPTE CLOTURE")], "04"))
    return found


def _others():
    """What every account knows besides customers."""
    return [
        Movement(_DAYS[0], -418_732, "PRLV SEPA URSSAF RHONE ALPES", _DEBIT, [("NBE", "URSSAF RHONE ALPES")]),
        Movement(_DAYS[0], -2_350, "COMMISSION DE MOUVEMENT", _CHARGES),
        Movement(_DAYS[1], -1_264_400, "VIR SALAIRES NOVEMBRE 2026", _DEBIT),
        Movement(_DAYS[1], 312_800, "VIR DGFIP REMBOURSEMENT TVA", _TRANSFER, [("NPY", "DRFIP AUVERGNE RHONE ALPES")]),
    ]


_SPELLINGS = [
    lambda number: number, lambda number: number.replace("-", ""), lambda number: number.replace("-", " "),
    lambda number: "FACT " + number[-5:].lstrip("0"), lambda number: "F/" + number[3:],
]


def _transfer(dice, day, amount, payer, text):
    """Half of them with the payer and the text in full behind the label, as banks give that are asked for it."""
    payer, text = _plain(payer), _plain(text)
    start = dice.weighted([("VIR SEPA ", 5), ("VIR INST ", 2), ("VIR ", 2)])
    complements = []
    if payer and dice.percent(50):
        complements = [("NPY", payer)] + ([("LCC", text)] if text else [])
    return Movement(day, amount, f"{start}{payer} {text}".replace("  ", " "), _TRANSFER, complements)


def _plain(text):
    kept = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(c if c.isascii() else " " for c in kept if not unicodedata.combining(c)).upper()


def _records(movement):
    day = f"{movement.day:%d%m%y}"
    head = f"{_BANK}0000{_BRANCH}EUR2 {_ACCOUNT}{movement.code}{day}"
    first = f"04{head}{movement.reject:2}{day}{movement.label[:31]:31}  0000000  {_overpunched(movement.amount)}"
    return [f"{first:120}"] + [f"{'05' + head}     {qualifier}{text[:70]:70}"[:120].ljust(120) for qualifier, text in movement.complements]


def _balance(kind, day, amount):
    return f"{kind}{_BANK}    {_BRANCH}EUR2 {_ACCOUNT}  {day:%d%m%y}{'':50}{_overpunched(amount)}".ljust(120)


def _overpunched(amount):
    """Fourteen digits, the last of which carries the sign as well."""
    digits = f"{abs(amount):014d}"
    return digits[:-1] + ("}JKLMNOPQR" if amount < 0 else "{ABCDEFGHI")[int(digits[-1])]
