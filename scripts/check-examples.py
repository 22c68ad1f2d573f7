#!/usr/bin/env python3
"""Recomputes what each customer of examples/ owes, once from the CSV files and once from the FEC, and compares.

Nothing is shared with the script that writes the files: they are read as any program would read them.
Exits with 1 when one cent differs, or when a file breaks its own rules.
"""
import csv
import io
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LATEST_FEC = "123456782FEC20261231.txt"
EARLIER_FEC = "123456782FEC20251231.txt"
problems = []


def expect(condition, problem):
    if not condition:
        problems.append(problem)


def rows_of(name, separator, encoding):
    text = (EXAMPLES / name).read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_MINIMAL))


def cents(text):
    whole, _, decimals = text.partition(",")
    return int(whole) * 100 + int(decimals.ljust(2, "0"))


def from_csv():
    """(open by customer and invoice, unallocated by customer), in cents."""
    customers = {row["numero_client"] for row in rows_of("clients.csv", ";", "cp1252")}
    owed, credits = Counter(), Counter()
    for row in rows_of("factures.csv", ";", "utf-8-sig"):
        expect(row["numero_client"] in customers, f"factures.csv: unknown customer {row['numero_client']}")
        owed[row["numero_client"], row["numero_facture"]] += cents(row["montant_ttc"])
    settled = [(row["numero_client"], row["facture_origine"], cents(row["montant_ttc"]))
               for row in rows_of("avoirs.csv", "\t", "utf-8")]
    settled += [(row["numero_client"], row["numero_facture"], cents(row["montant"]))
                for row in rows_of("reglements.csv", ";", "utf-8")]
    for customer, invoice, amount in settled:
        taken = 0
        if invoice:
            expect((customer, invoice) in owed, f"{invoice} of {customer} is settled but was never issued")
            taken = min(amount, owed[customer, invoice])
            owed[customer, invoice] -= taken
        credits[customer] += amount - taken
    return +owed, +credits


def fec_lines(name, separator, encoding):
    lines = (EXAMPLES / name).read_bytes().decode(encoding).split("\r\n")
    expect(lines.pop() == "", f"{name}: the last line is not ended")
    header = lines[0].split(separator)
    return [dict(zip(header, line.split(separator), strict=True)) for line in lines[1:]]


def check_fec(name, lines):
    entries, last = Counter(), {}
    for line in lines:
        entries[line["EcritureNum"]] += cents(line["Debit"]) - cents(line["Credit"])
        expect(bool(line["EcritureLet"]) == bool(line["DateLet"]), f"{name}: lettering without its day in {line['EcritureNum']}")
        expect(line["CompteNum"][:3] != "411" or line["CompAuxNum"], f"{name}: 411 without customer in {line['EcritureNum']}")
        expect(last.get(line["JournalCode"], "") <= line["EcritureNum"], f"{name}: {line['EcritureNum']} is out of order")
        last[line["JournalCode"]] = line["EcritureNum"]
    for (customer, code), members in groups_of(lines).items():
        if isinstance(code, str):
            balance = balance_of(members)
            expect((balance == 0) == code.isupper(), f"{name}: lettering {code} of {customer} is {balance} off")
    expect(not any(entries.values()), f"{name}: {sum(map(bool, entries.values()))} entries do not balance")
    for journal, number in last.items():
        count = len({entry for entry in entries if entry.startswith(journal)})
        expect(int(number[len(journal):]) == count, f"{name}: journal {journal} has gaps")


def groups_of(lines):
    """The lines of each customer by lettering code; a line without code is a group of its own."""
    groups = defaultdict(list)
    for index, line in enumerate(lines):
        if line["CompteNum"].startswith(("411", "4191")):
            groups[line["CompAuxNum"], line["EcritureLet"] or index].append(line)
    return groups


def balance_of(lines):
    return sum(cents(line["Debit"]) - cents(line["Credit"]) for line in lines)


def from_fec(lines):
    """The same as `from_csv`, from lettered and unlettered lines of one year."""
    owed, credits = Counter(), Counter()
    for (customer, code), members in groups_of(lines).items():
        balance = balance_of(members)
        invoices = {line["PieceRef"] for line in members if cents(line["Debit"])}
        if balance > 0:
            expect(len(invoices) == 1, f"lettering {code} of {customer} leaves several invoices open")
            owed[customer, invoices.pop()] += balance
        elif balance < 0:
            credits[customer] -= balance
    return +owed, +credits


def check_workbook():
    """The workbook repeats invoices of the CSV file: as many, and the same sum."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(EXAMPLES / "factures.xlsx") as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        texts = ["".join(item.itertext()) for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))]
    found = []
    for row in list(sheet.iter(f"{space}row"))[1:]:
        cells = {cell.get("r")[0]: cell.findtext(f"{space}v") for cell in row}
        found.append((texts[int(cells["A"])], round(float(cells["E"]) * 100)))
    known = Counter((row["numero_facture"], cents(row["montant_ttc"])) for row in rows_of("factures.csv", ";", "utf-8-sig"))
    expect(not Counter(found) - known, "factures.xlsx holds an invoice that factures.csv does not")
    print(f"factures.xlsx    {len(found)} amounts, all of them in factures.csv too")


def check_statement():
    """CFONB 120: every record is as wide as it must be, and each statement ends with its balance and begins with the last one."""
    signs = {**{sign: (digit, 1) for digit, sign in enumerate("{ABCDEFGHI")}, **{sign: (digit, -1) for digit, sign in enumerate("}JKLMNOPQR")}}

    def signed(record):
        digit, sign = signs[record[103]]
        return sign * (int(record[90:103]) * 10 + digit)

    records = (EXAMPLES / "releve-2026-11-20.txt").read_bytes().decode("ascii").split("\r\n")
    expect(records.pop() == "" and all(len(record) == 120 for record in records), "the statement has a record of another width")
    balance, movements = None, 0
    for record in records:
        if record[:2] == "04":
            balance += signed(record)
            movements += 1
        elif record[:2] in ("01", "07"):
            expect(balance in (None, signed(record)), f"the balance of {record[34:40]} does not come out")
            balance = signed(record)
    print(f"statement        {movements} movements, the balances come out")


def main():
    earlier = fec_lines(EARLIER_FEC, "|", "iso-8859-15")
    latest = fec_lines(LATEST_FEC, "\t", "utf-8")
    check_fec(EARLIER_FEC, earlier)
    check_fec(LATEST_FEC, latest)
    carried = from_fec(earlier)
    opened = from_fec([line for line in latest if line["JournalCode"] == "AN"])
    expect(sum(carried[0].values()) - sum(carried[1].values()) == sum(opened[0].values()) - sum(opened[1].values()),
           "the second year does not open with what the first left")
    for name, (owed, credits) in [("CSV", from_csv()), ("FEC", from_fec(latest))]:
        print(f"{name}: {len(owed)} open invoices, {show(sum(owed.values()))} EUR; "
              f"{len(credits)} customers with credits, {show(sum(credits.values()))} EUR; "
              f"net {show(sum(owed.values()) - sum(credits.values()))} EUR")
    expect(from_csv() == from_fec(latest), "the CSV files and the FEC do not leave the same items open")
    check_workbook()
    check_statement()
    for problem in problems[:20]:
        print(problem, file=sys.stderr)
    print("balanced" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


def show(amount):
    return f"{amount // 100:,}.{amount % 100:02d}"


if __name__ == "__main__":
    sys.exit(main())
