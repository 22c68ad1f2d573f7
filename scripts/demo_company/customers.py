"""The customers, with what is known of them and how each pays."""
import unicodedata
from dataclasses import dataclass, field

from . import words

COUNT = 350

# How late, in days after the due date, a customer of each habit pays: (from, to, weight).
HABITS = {
    "punctual": [(-3, 2, 9), (3, 8, 1)],
    "forgetful": [(0, 4, 5), (6, 16, 4), (17, 30, 1)],
    "organised": [(18, 32, 6), (33, 55, 3), (56, 80, 1)],
    "messy": [(-2, 5, 2), (6, 25, 4), (26, 75, 3)],
    "payment_runs": [(4, 14, 1)],
    "slow_but_sure": [(8, 25, 3), (26, 50, 2)],
    "broke": [(20, 40, 1)],
}
_PLAN = [("grand_compte", 20), ("pme", 150), ("artisan", 90), ("public", 25), ("particulier", 35), ("export", 30)]
_HABITS_OF = {
    "grand_compte": [("payment_runs", 6), ("organised", 2), ("punctual", 2)],
    "pme": [("punctual", 40), ("forgetful", 30), ("messy", 12), ("organised", 12), ("payment_runs", 3), ("broke", 3)],
    "artisan": [("punctual", 50), ("forgetful", 30), ("messy", 15), ("broke", 5)],
    "public": [("slow_but_sure", 10)],
    "particulier": [("punctual", 7), ("forgetful", 3)],
    "export": [("punctual", 6), ("organised", 2), ("forgetful", 2)],
}
_TERMS_OF = {
    "grand_compte": [("60 jours date de facture", 5), ("45 jours fin de mois", 5)],
    "pme": [("30 jours net", 5), ("30 jours fin de mois", 4), ("45 jours fin de mois", 2), ("30 jours fin de mois le 10", 1)],
    "artisan": [("30 jours net", 6), ("30 jours fin de mois", 2), ("à réception", 1)],
    "public": [("30 jours net", 1)],
    "particulier": [("comptant", 1)],
    "export": [("60 jours date de facture", 3), ("30 jours net", 2)],
}
_ROLES = ["comptabilité", "achats", "direction"]


@dataclass
class Contact:
    role: str
    name: str
    email: str
    phone: str


@dataclass
class Customer:
    number: str
    name: str
    email: str
    phone: str
    address: str
    postcode: str
    city: str
    country: str
    siren: str
    segment: str
    language: str
    habit: str
    terms: str
    currency: str = "EUR"
    contacts: list = field(default_factory=list)


def luhn_completed(stem):
    """`stem` followed by the digit that makes the whole pass the Luhn check."""
    total = 0
    for index, digit in enumerate(reversed(stem)):
        doubled = int(digit) * (2 if index % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return stem + str(-total % 10)


def slug(text):
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("ß", "ss"))
    kept = "".join(c if c.isalnum() and c.isascii() else "-" for c in plain if not unicodedata.combining(c))
    return "-".join(part for part in kept.lower().split("-") if part)


def customers(dice):
    segments = dice.shuffled([segment for segment, count in _PLAN for _ in range(count)])
    result, names = [], set()
    for index, segment in enumerate(segments):
        result.append(_customer(dice, f"C{index + 1:05d}", segment, names))
    _twins(result)
    return result


def _customer(dice, number, segment, names):
    country = "FR"
    if segment == "export":
        country = dice.weighted([("BE", 7), ("CH", 6), ("DE", 6), ("GB", 5), ("US", 3), ("JP", 2), ("KW", 1)])
    while True:
        postcode, city = dice.pick(words.FOREIGN[country][2] if country != "FR" else words.CITIES)
        name = _name(dice, segment, country, city)
        if name not in names:
            break
    names.add(name)
    street = dice.pick(words.STREETS) if country == "FR" else words.FOREIGN[country][3]
    customer = Customer(
        number=number, name=name, email=_email(dice, segment, name), phone=_phone(dice, country),
        address=f"{dice.between(1, 180)} {street}", postcode=postcode, city=city, country=country,
        siren=luhn_completed(f"1234{int(number[1:]) * 7:04d}") if _has_siren(dice, segment, country) else "",
        segment=segment, language=words.FOREIGN[country][4] if country != "FR" else "fr",
        habit=dice.weighted(_HABITS_OF[segment]), terms=dice.weighted(_TERMS_OF[segment]),
        currency=_currency(dice, country))
    if dice.percent(6):
        customer.email = ""
    if dice.percent(4):
        customer.address = customer.postcode = customer.city = ""
    _add_contacts(dice, customer)
    return customer


def _name(dice, segment, country, city):
    if country != "FR":
        firms, forms, *_ = words.FOREIGN[country]
        suffix = dice.weighted([("", 3), (" " + city, 2)])
        return f"{dice.pick(firms)}{suffix} {dice.pick(forms)}"
    family, given = dice.pick(words.FAMILY_NAMES), dice.pick(words.GIVEN_NAMES)
    if segment == "grand_compte":
        return f"{dice.pick(words.GROUPS)} {dice.pick(['SA', 'SAS', 'SE'])}"
    if segment == "public":
        return dice.pick(words.PUBLIC_BODIES).format(city=city)
    if segment == "particulier":
        return f"{given} {family}"
    if segment == "artisan":
        return dice.pick([f"{dice.pick(words.TRADES)} {family}", f"{given} {family} {dice.pick(words.TRADES)} EI"])
    form = dice.pick(words.LEGAL_FORMS)
    return dice.pick([f"{dice.pick(words.FIRMS)} {form}", f"{dice.pick(words.TRADES)} {family} & Fils {form}",
                      f"{form} {dice.pick(words.TRADES)} {family}"])


def _email(dice, segment, name):
    if segment == "particulier":
        return f"{slug(name).replace('-', '.')}@courrier.example"
    return f"{dice.pick(['compta', 'comptabilite', 'facturation', 'contact'])}@{slug(name)}.example"


def _phone(dice, country):
    if country == "FR":
        start = dice.pick(["01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98"])
        return f"{start} {dice.between(0, 99):02d} {dice.between(0, 99):02d}"
    return f"+44 20 7946 0{dice.between(0, 999):03d}" if country == "GB" else ""


def _has_siren(dice, segment, country):
    return country == "FR" and segment != "particulier" and dice.percent(85)


def _currency(dice, country):
    own = {"US": "USD", "JP": "JPY", "KW": "KWD", "GB": "GBP", "CH": "CHF"}
    if country in ("US", "JP", "KW"):
        return own[country]
    return own[country] if country in own and dice.percent(60) else "EUR"


def _add_contacts(dice, customer):
    share = {"grand_compte": 100, "public": 60, "pme": 45, "export": 30, "artisan": 0, "particulier": 0}[customer.segment]
    if not customer.email or not dice.percent(share):
        return
    domain = customer.email.split("@")[1]
    for role in _ROLES[: dice.between(1, 3 if customer.segment == "grand_compte" else 2)]:
        name = f"{dice.pick(words.GIVEN_NAMES)} {dice.pick(words.FAMILY_NAMES)}"
        customer.contacts.append(Contact(role, name, f"{slug(name).replace('-', '.')}@{domain}", _phone(dice, customer.country)))


def _twins(known):
    """Three firms that were entered twice, as happens: same firm, another number, another spelling."""
    small = [c for c in known if c.segment == "pme" and c.email and c.siren]
    for first, second in zip(small[:3], small[-3:]):
        second.name, second.siren, second.email = first.name.upper(), first.siren, first.email
        second.postcode, second.city = first.postcode, first.city
