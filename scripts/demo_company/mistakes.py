"""Files with a mistake on purpose, one mistake each, and what the program must answer."""
from .fec import HEADER
from .files import table, write

_INVOICES = ["numero_facture", "numero_client", "date_facture", "date_echeance", "montant_ttc", "devise", "reference_commande"]
_CLIENTS = ["numero_client", "raison_sociale", "courriel", "telephone", "adresse", "code_postal", "ville", "pays"]


def _invoice(number, amount="1250,00", issued="14/10/2026", due="13/11/2026", currency="EUR"):
    return [number, "C00001", issued, due, amount, currency, ""]


def _invoices(*rows, **options):
    return table([_INVOICES, *rows], **options)


def _entry(number, piece, debit="1200,00", credit="1000,00", vat="200,00"):
    start = ["VE", "Ventes", number, "20260115"]
    end = [piece, "20260115", f"Facture {piece}"]
    return [
        start + ["411000", "Clients", "C00001", "Menuiserie Lefèvre"] + end + [debit, "0,00", "", "", "20260131", "", ""],
        start + ["707000", "Ventes de marchandises", "", ""] + end + ["0,00", credit, "", "", "20260131", "", ""],
        start + ["445710", "TVA collectée", "", ""] + end + ["0,00", vat, "", "", "20260131", "", ""],
    ]


def _fec(rows, header=HEADER):
    return "".join("\t".join(row) + "\r\n" for row in [header, *rows]).encode("iso-8859-15")


def _cases():
    """[(file, as, code, line, what must be answered, bytes)]; no line when the whole file is refused."""
    good = _invoice("FB-1")
    client = ["C00001", "Société Générale d'Étanchéité", "compta@etanche.example", "", "1 rue du Four", "69003", "Lyon", "FR"]
    both = _fec(_entry("VE1", "FB-1") + _entry("VE2", "FB-2"))
    no_debit = [name for name in HEADER if name != "Debit"]
    return [
        ("vide.csv", "invoices", "empty_file", "", "the file is empty: nothing to import", b""),
        ("encodage.csv", "customers", "encoding_invalid", "2", "the mark at the beginning says UTF-8, line 2 is not: export again in one encoding",
         b"\xef\xbb\xbf" + table([_CLIENTS, client], encoding="cp1252")),
        ("separateur.csv", "invoices", "not_a_table", "", "columns are parted by a sign that is none of ; , TAB", _invoices(_invoice("FB-1", "1250"), separator="#")),
        ("colonne-absente.csv", "invoices", "missing_column", "", "the column of the amount (montant_ttc) is missing",
         table([row[:4] + row[5:] for row in [_INVOICES, good]])),
        ("date-impossible.csv", "invoices", "date_impossible", "3", "there is no 30 February 2026",
         _invoices(good, _invoice("FB-2", issued="14/10/2026", due="30/02/2026"))),
        ("echeance-avant-facture.csv", "invoices", "due_before_issue", "2", "due on 1 October, issued on 14 October",
         _invoices(_invoice("FB-1", due="01/10/2026"))),
        ("montants-melanges.csv", "invoices", "profile_contradictory", "", "1.234,56 and 1,234.56 in one column: which is the decimal mark?",
         _invoices(_invoice("FB-1", "1.234,56"), _invoice("FB-2", "1,234.56"))),
        ("montants-indecidables.csv", "invoices", "decimal_mark_undecidable", "", "1.234 alone may be a thousand or one: the file has to say",
         _invoices(_invoice("FB-1", "1.234"), _invoice("FB-2", "5.678"))),
        ("dates-indecidables.csv", "invoices", "date_order_undecidable", "", "03/04 and 05/06 may be read both ways: the file has to say",
         _invoices(_invoice("FB-1", issued="03/04/2026", due="05/06/2026"))),
        ("montant-negatif.csv", "invoices", "amount_negative", "3", "an invoice of -120,00 is a credit note: import it as one",
         _invoices(good, _invoice("FB-2", "-120,00"))),
        ("montant-demesure.csv", "invoices", "amount_overflow", "3", "one cent more than can be counted",
         _invoices(good, _invoice("FB-2", "92233720368547758,08"))),
        ("montant-illisible.csv", "invoices", "amount_malformed", "3", "12abc is not an amount", _invoices(good, _invoice("FB-2", "12abc"))),
        ("devise-inconnue.csv", "invoices", "currency_unknown", "2", "EU is no currency: three letters of ISO 4217", _invoices(_invoice("FB-1", currency="EU"))),
        ("decimales-de-trop.csv", "invoices", "too_many_decimals", "3", "100,5 yen: the yen has no decimals",
         _invoices(good, _invoice("FB-2", "100,5", currency="JPY"))),
        ("guillemet-ouvert.csv", "invoices", "quote_unclosed", "", "a quote opened on line 2 is never closed",
         ";".join(_INVOICES).encode() + b'\r\n"FB-1;C00001;14/10/2026;13/11/2026;10,00;EUR;\r\n'),
        ("doublon-autre-montant.csv", "invoices", "conflict", "2", "FA-2026-00010 is known with another amount: set aside, never overwritten",
         _invoices(_invoice("FA-2026-00010", "99999,99"))),
        ("fec-desequilibre.txt", "fec", "fec_unbalanced", "", "entry VE2 has 1200,00 of debit and 1190,00 of credit",
         _fec(_entry("VE1", "FB-1") + _entry("VE2", "FB-2", credit="990,00"))),
        ("fec-tronque.txt", "fec", "truncated", "7", "the last line stops in its middle: the export was cut", both[: len(both) - 40]),
        ("fec-colonne-absente.txt", "fec", "missing_column", "", "a FEC needs Debit and Credit, or Montant and Sens",
         _fec([row[:11] + row[12:] for row in _entry("VE1", "FB-1")], no_debit)),
    ]


def write_all(folder):
    rows = [["file", "as", "code", "line", "answer"]]
    for name, kind, code, line, answer, content in _cases():
        write(folder / name, content)
        rows.append([name, kind, code, line, answer])
    write(folder / "EXPECTED.csv", table(rows, separator=",", line_end="\n"))
