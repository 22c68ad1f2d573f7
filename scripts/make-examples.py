#!/usr/bin/env python3
"""Writes examples/: the files of a demo company, the same bytes at every run. Python's own library is enough."""
import sys
from datetime import date
from pathlib import Path

from demo_company import mistakes
from demo_company.bank import statements
from demo_company.books import books
from demo_company.customers import customers
from demo_company.dice import Dice
from demo_company.fec import HEADER, years
from demo_company.files import amount, french_day, table, workbook, write

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SEED = 20261123
WORKBOOK_FROM = date(2026, 10, 1)

INVOICE_COLUMNS = ["numero_facture", "numero_client", "date_facture", "date_echeance", "montant_ttc", "devise", "reference_commande"]


def customer_files(known):
    columns = ["numero_client", "raison_sociale", "courriel", "telephone", "adresse", "code_postal", "ville", "pays",
               "siren", "segment", "langue"]
    rows = [columns] + [
        [c.number, c.name, c.email, c.phone, c.address, c.postcode, c.city, c.country, c.siren, c.segment.replace("_", " "), c.language]
        for c in known]
    write(EXAMPLES / "clients.csv", table(rows, encoding="cp1252"))
    rows = [["numero_client", "role", "nom", "courriel", "telephone"]]
    rows += [[c.number, p.role, p.name, p.email, p.phone] for c in known for p in c.contacts]
    write(EXAMPLES / "contacts.csv", table(rows))


def domestic_files(kept):
    parts = [(invoice, due, part) for invoice in kept.invoices for due, part in invoice.parts]
    rows = [INVOICE_COLUMNS] + [
        [i.number, i.customer.number, french_day(i.issued_on), french_day(due), amount(part), "EUR", i.order_reference]
        for i, due, part in parts]
    write(EXAMPLES / "factures.csv", table(rows, encoding="utf-8-sig"))
    rows = [INVOICE_COLUMNS] + [
        [i.number, i.customer.number, i.issued_on, due, part, "EUR", i.order_reference]
        for i, due, part in parts if i.issued_on >= WORKBOOK_FROM]
    write(EXAMPLES / "factures.xlsx", workbook(rows))
    rows = [["numero_avoir", "numero_client", "date_avoir", "montant_ttc", "devise", "facture_origine"]] + [
        [n.number, n.customer.number, french_day(n.issued_on), amount(n.total), "EUR", n.invoice.number if n.invoice else ""]
        for n in kept.credit_notes]
    write(EXAMPLES / "avoirs.csv", table(rows, separator="\t"))
    rows = [["reference_reglement", "numero_client", "date_reglement", "montant", "devise", "numero_facture"]] + [
        [line.reference, r.customer.number, french_day(r.received_on), amount(line.amount), "EUR",
         line.invoice.number if line.invoice else ""]
        for r in kept.receipts for line in r.lines]
    write(EXAMPLES / "reglements.csv", table(rows))


def export_files(kept):
    """The export desk bills in the customers' currencies, with another program: English, points, ISO days."""
    rows = [["invoice_number", "customer_number", "issued_on", "due_on", "amount", "currency", "order_reference"]]
    for i in kept.invoices:
        currency = i.customer.currency
        rows += [[f"X{i.number}", i.customer.number, i.issued_on, due, amount(part, currency, "."), currency, i.order_reference]
                 for due, part in i.parts]
    write(EXAMPLES / "export-invoices.csv", table(rows, separator=",", line_end="\n"))
    rows = [["payment_reference", "customer_number", "received_on", "amount", "currency", "invoice_number"]]
    for r in kept.receipts:
        currency = r.customer.currency
        rows += [[f"X{line.reference}", r.customer.number, r.received_on, amount(line.amount, currency, "."), currency,
                  f"X{line.invoice.number}" if line.invoice else ""] for line in r.lines]
    write(EXAMPLES / "export-payments.csv", table(rows, separator=",", line_end="\n"))


def fec_bytes(rows, encoding, separator):
    return "".join(separator.join(row) + "\r\n" for row in [HEADER] + rows).encode(encoding)


def main():
    known = customers(Dice(SEED))
    domestic = books(Dice(SEED + 1), [c for c in known if c.currency == "EUR"])
    abroad = books(Dice(SEED + 2), [c for c in known if c.currency != "EUR"], with_credit_notes=False)
    customer_files(known)
    domestic_files(domestic)
    export_files(abroad)
    for name, encoding, separator, rows in years(Dice(SEED + 3), domestic):
        write(EXAMPLES / name, fec_bytes(rows, encoding, separator))
    write(EXAMPLES / "releve-2026-11-20.txt", statements(Dice(SEED + 4), domestic))
    mistakes.write_all(EXAMPLES / "mistakes")
    print(f"{len(known)} customers, {len(domestic.invoices)} invoices and {len(domestic.credit_notes)} credit notes in EUR, "
          f"{len(domestic.receipts)} receipts, {len(abroad.invoices)} invoices in other currencies")


if __name__ == "__main__":
    sys.exit(main())
