"""The same books as the law wants them: one FEC for each fiscal year (LPF A47 A-1).

Customers stand on 411 with their number as CompAuxNum; allocations are lettering codes, in capitals when the
group balances and in small letters when it does not; the second year opens with what the first left.
"""
from dataclasses import dataclass
from datetime import date, timedelta

from .days import LAST_DAY, end_of_month

SIREN = "123456782"
FIRST_CLOSING = date(2025, 12, 31)
SECOND_CLOSING = date(2026, 12, 31)
HEADER = [
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
]
_JOURNALS = {"AN": "À-nouveaux", "AC": "Achats", "BQ": "Banque", "OD": "Opérations diverses", "VE": "Ventes"}
_ACCOUNTS = {
    "101000": "Capital", "120000": "Résultat de l'exercice (bénéfice)", "129000": "Résultat de l'exercice (perte)",
    "401000": "Fournisseurs", "411000": "Clients", "419100": "Clients - Avances et acomptes reçus",
    "421000": "Personnel - Rémunérations dues", "431000": "Sécurité sociale", "445660": "TVA sur autres biens et services",
    "445710": "TVA collectée", "512000": "Banque", "607000": "Achats de marchandises", "613200": "Locations immobilières",
    "627000": "Services bancaires", "641000": "Rémunérations du personnel", "645000": "Charges de sécurité sociale",
    "706000": "Prestations de services", "707000": "Ventes de marchandises", "707100": "Ventes de marchandises à l'export",
    "709700": "Rabais, remises et ristournes accordés",
}


@dataclass
class Line:
    account: str
    debit: int
    credit: int
    aux: str = ""
    aux_name: str = ""
    piece: str = ""
    piece_date: date = None
    label: str = ""
    # What the line is lettered with: lines of one group settle each other.
    group: str = ""


@dataclass
class Entry:
    journal: str
    day: date
    piece: str
    piece_date: date
    label: str
    lines: list


def years(dice, books):
    """[(file name, encoding, separator, rows)] of the two fiscal years."""
    entries = _sales(books) + _credits(books) + _receipts(books) + _rest_of_the_firm(dice)
    first = [entry for entry in entries if entry.day <= FIRST_CLOSING]
    second = [_opening(first)] + [entry for entry in entries if entry.day > FIRST_CLOSING]
    return [
        (f"{SIREN}FEC{FIRST_CLOSING:%Y%m%d}.txt", "iso-8859-15", "|", _rows(first)),
        (f"{SIREN}FEC{SECOND_CLOSING:%Y%m%d}.txt", "utf-8", "\t", _rows(second)),
    ]


def _customer_line(customer, debit, credit, group="", account="411000", piece=""):
    return Line(account, debit, credit, customer.number, customer.name, piece=piece, group=group)


def _sales(books):
    result = []
    for invoice in books.invoices:
        account = "706000" if invoice.is_service else "707000" if invoice.customer.country == "FR" else "707100"
        lines = [_customer_line(invoice.customer, invoice.total, 0, invoice.number), Line(account, 0, invoice.net)]
        if invoice.vat:
            lines.append(Line("445710", 0, invoice.vat))
        label = f"Facture {invoice.number} {invoice.customer.name}"
        result.append(Entry("VE", invoice.issued_on, invoice.number, invoice.issued_on, label, lines))
    return result


def _credits(books):
    result = []
    for note in books.credit_notes:
        group = note.invoice.number if note.invoice else ""
        lines = [Line("709700" if not note.invoice else "707000", note.net, 0)]
        if note.vat:
            lines.append(Line("445710", note.vat, 0))
        lines.append(_customer_line(note.customer, 0, note.total, group))
        label = f"Avoir {note.number} {note.customer.name}"
        result.append(Entry("VE", note.issued_on, note.number, note.issued_on, label, lines))
    return result


def _receipts(books):
    result = []
    for receipt in books.receipts:
        account = "419100" if receipt.is_deposit else "411000"
        lines = [Line("512000", receipt.total, 0)]
        for line in receipt.lines:
            if line.allocated:
                lines.append(_customer_line(receipt.customer, 0, line.allocated, line.invoice.number, piece=line.reference))
            if line.amount > line.allocated:
                lines.append(_customer_line(receipt.customer, 0, line.amount - line.allocated, account=account, piece=line.reference))
        kind = "Acompte" if receipt.is_deposit else "Virement"
        label = f"{kind} {receipt.customer.name}"
        result.append(Entry("BQ", receipt.received_on, receipt.reference, receipt.received_on, label, lines))
    return result


def _rest_of_the_firm(dice):
    """What else a ledger holds, so that customers have to be found in it: capital, purchases, wages, rent."""
    start = date(2025, 6, 2)
    result = [Entry("BQ", start, "STATUTS", start, "Apport en capital", [Line("512000", 20_000_000, 0), Line("101000", 0, 20_000_000)])]
    day, count = start, 0
    while day <= LAST_DAY:
        for _ in range(dice.between(1, 3)):
            count += 1
            result.append(_purchase(dice, day, count))
        day += timedelta(dice.between(1, 3))
    month = end_of_month(start)
    while month <= LAST_DAY:
        result.extend(_month(month))
        month = end_of_month(month + timedelta(1))
    return result


def _purchase(dice, day, count):
    supplier = dice.between(1, 25)
    net = dice.between(60_000, 1_900_000)
    vat = (net * 20 + 50) // 100
    lines = [Line("607000", net, 0), Line("445660", vat, 0),
             Line("401000", 0, net + vat, f"F{supplier:04d}", f"Fournisseur n° {supplier}")]
    piece = f"FF{count:05d}"
    return Entry("AC", day, piece, day, f"Achat {piece}", lines)


def _month(day):
    piece = f"{day:%Y-%m}"
    wages = [Line("641000", 3_250_000, 0), Line("645000", 1_340_000, 0), Line("421000", 0, 2_530_000), Line("431000", 0, 2_060_000)]
    paid = [Line("421000", 2_530_000, 0), Line("431000", 2_060_000, 0), Line("512000", 0, 4_590_000)]
    rent = [Line("613200", 420_000, 0), Line("627000", 6_500, 0), Line("512000", 0, 426_500)]
    return [Entry("OD", day, f"PAIE {piece}", day, f"Paie {piece}", wages),
            Entry("BQ", day, f"VIR PAIE {piece}", day, f"Virement des salaires {piece}", paid),
            Entry("BQ", day, f"LOYER {piece}", day, f"Loyer et frais {piece}", rent)]


def _opening(entries):
    """The entry that opens the second year: customers line by line where they are open, the rest in sums."""
    balances, groups, customer_lines = {}, {}, []
    for entry in entries:
        for line in entry.lines:
            if line.account in ("411000", "419100"):
                customer_lines.append((entry, line))
                groups[line.group] = groups.get(line.group, 0) + line.debit - line.credit
            else:
                key = (line.account, line.aux, line.aux_name) if line.account[0] < "6" else ("result", "", "")
                balances[key] = balances.get(key, 0) + line.debit - line.credit
    lines = []
    for entry, line in customer_lines:
        if not line.group or groups[line.group]:
            lines.append(Line(line.account, line.debit, line.credit, line.aux, line.aux_name,
                              line.piece or entry.piece, entry.piece_date, entry.label, line.group))
    for (account, aux, aux_name), balance in sorted(balances.items()):
        if account == "result":
            account = "129000" if balance > 0 else "120000"
        if balance:
            lines.append(Line(account, max(balance, 0), max(-balance, 0), aux, aux_name, "AN2026", date(2026, 1, 1)))
    lines.sort(key=lambda line: (line.account, line.aux))
    return Entry("AN", date(2026, 1, 1), "AN2026", date(2026, 1, 1), "À nouveau", lines)


def _rows(entries):
    ordered = sorted(entries, key=lambda entry: (entry.day, entry.journal, entry.piece))
    letters = _lettering(ordered)
    counts, rows = {}, []
    for entry in ordered:
        counts[entry.journal] = counts.get(entry.journal, 0) + 1
        number = f"{entry.journal}{counts[entry.journal]:06d}"
        valid = min(end_of_month(entry.day) + timedelta(8), LAST_DAY)
        for line in entry.lines:
            code, lettered_on = letters.get((line.aux, line.group), ("", None))
            rows.append([
                entry.journal, _JOURNALS[entry.journal], number, _day(entry.day), line.account, _ACCOUNTS[line.account],
                line.aux, line.aux_name, line.piece or entry.piece, _day(line.piece_date or entry.piece_date),
                line.label or entry.label, _amount(line.debit), _amount(line.credit), code, _day(lettered_on), _day(valid), "", "",
            ])
    return rows


def _lettering(entries):
    """(customer, group) → (code, day of the last line); codes start again for each customer and year."""
    groups = {}
    for entry in entries:
        for line in entry.lines:
            if line.group:
                group = groups.setdefault((line.aux, line.group), [0, 0, entry.day])
                group[0] += line.debit - line.credit
                group[1] += 1
                group[2] = max(group[2], entry.day)
    counts, result = {}, {}
    for (customer, name), (balance, size, last) in groups.items():
        if size > 1:
            index = counts.get(customer, 0)
            counts[customer] = index + 1
            code = "".join(chr(65 + index // 26**power % 26) for power in (2, 1, 0))
            result[(customer, name)] = (code.lower() if balance else code, last)
    return result


def _day(day):
    return day.strftime("%Y%m%d") if day else ""


def _amount(cents):
    return f"{cents // 100},{cents % 100:02d}"
