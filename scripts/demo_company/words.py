"""The words that names and addresses are made of. No real firm is meant: domains end in .example, telephone
numbers come from the ranges kept for fiction, and SIREN numbers from a block given to nobody."""

FAMILY_NAMES = [
    "Martin", "Bernard", "Lefèvre", "Moreau", "Gérard", "Béranger", "Chevalier", "Dubois", "Fabre", "Garnier",
    "Hébert", "Jacquet", "Lacroix", "Maréchal", "Noël", "Ollivier", "Pélissier", "Quéméner", "Rousseau", "Sénéchal",
    "Thévenot", "Urbain", "Vallée", "Weiss", "Yvon", "Zeller", "Barthélémy", "Crépin", "Delaunay", "Étienne",
    "Façonnier", "Guérin", "Héliot", "Josué", "Kléber", "Le Goff", "Mélanchon-Roy", "Nuñez", "D'Estaing", "L'Hermitte",
]
GIVEN_NAMES = [
    "Amélie", "Benoît", "Camille", "Désiré", "Élodie", "François", "Geneviève", "Hélène", "Inès", "Jérôme",
    "Loïc", "Maïté", "Noémie", "Océane", "Pascal", "Raphaël", "Solène", "Théo", "Véronique", "Zoé",
]
TRADES = [
    "Menuiserie", "Ébénisterie", "Agencement", "Serrurerie", "Métallerie", "Plâtrerie", "Électricité", "Plomberie",
    "Charpente", "Vérandas", "Cuisines", "Parquets", "Miroiterie", "Tapisserie", "Peinture", "Étanchéité",
]
FIRMS = [
    "Cœur de Bois", "Atelier des Trois Chênes", "Les Compagnons du Rhône", "Bâti-Confort", "L'Art du Comptoir",
    "Habitat & Lumière", "Alpes Rénovation", "Maison Évasion", "Hôtel du Théâtre", "Brasserie Saint-Éloi",
    "Clinique Bel-Air", "Pharmacie de l'Église", "Le Fournil d'Anaïs", "École de Danse Arabesque", "Optique Vérité",
    "Garage de la Côte", "Imprimerie Gutenberg", "Librairie L'Écume", "Boulangerie Pétrin d'Or", "Fleurs d'Été",
    "Traiteur Délices & Saveurs", "Crèche Les P'tits Loups", "Auberge du Cheval Noir", "Domaine de la Forêt",
    "Scierie du Pré-Long", "Piscines Azuréa", "Jardins Secrets", "Studio Œil Neuf", "Résidence Les Tilleuls", "Ambulances Secours+",
]
GROUPS = [
    "Hôtels Grandval", "Groupe Sérénis Santé", "Bricosud Distribution", "Compagnie Foncière Léman", "Enseignes Réunies",
    "Novalys Promotion", "Rhodania Immobilier", "Groupe Scolaire Pasteur", "Logistique Transalpine", "Cuisines Élégance France",
    "Mutuelle du Sud-Est", "Résidences Séniors Âge d'Or", "Parcs & Loisirs Europe", "Magasins Primevère", "Cliniques Aesculape",
    "Banque des Territoires Alpins", "Énergies du Rhône", "Sodexia Restauration", "Travaux Publics Jourdan", "Voyages Horizon",
]
PUBLIC_BODIES = [
    "Mairie de {city}", "Centre hospitalier de {city}", "Lycée Jean-Moulin de {city}", "Communauté de communes de {city}",
    "Collège Marie-Curie de {city}", "Office de l'habitat de {city}", "École élémentaire de {city}", "SDIS de {city}",
]
LEGAL_FORMS = ["SARL", "SAS", "SASU", "EURL", "SA", "SCOP"]
CITIES = [
    ("69003", "Lyon"), ("69100", "Villeurbanne"), ("38000", "Grenoble"), ("42000", "Saint-Étienne"), ("73000", "Chambéry"),
    ("74000", "Annecy"), ("01000", "Bourg-en-Bresse"), ("26000", "Valence"), ("07000", "Privas"), ("71000", "Mâcon"),
    ("21000", "Dijon"), ("63000", "Clermont-Ferrand"), ("13002", "Marseille"), ("34000", "Montpellier"), ("30000", "Nîmes"),
    ("06000", "Nice"), ("75011", "Paris"), ("59000", "Lille"), ("67000", "Strasbourg"), ("44000", "Nantes"),
    ("33000", "Bordeaux"), ("31000", "Toulouse"), ("35000", "Rennes"), ("97400", "Saint-Denis"), ("61200", "Argentan"),
]
STREETS = [
    "rue de la République", "avenue Jean-Jaurès", "place de l'Église", "rue des Frères-Lumière", "chemin du Pré-Fleuri",
    "zone artisanale des Bûcherons", "boulevard Gambetta", "allée des Érables", "quai Saint-Antoine", "impasse du Four",
]
FOREIGN = {
    "BE": (["Ateliers Wallons", "Brabant Intérieur", "Liège Décor", "Mobilier Ardenne"], ["SRL", "SA"],
           [("1000", "Bruxelles"), ("4000", "Liège"), ("5000", "Namur")], "rue Haute", "fr"),
    "CH": (["Léman Agencement", "Cuisines du Jura", "Valais Bois", "Zürich Innenausbau"], ["SA", "Sàrl"],
           [("1200", "Genève"), ("1003", "Lausanne"), ("8001", "Zürich")], "rue du Lac", "fr"),
    "DE": (["Möbelhaus Schäfer", "Küchen Müller", "Innenausbau Weiß", "Holzwerk Grünwald"], ["GmbH", "AG"],
           [("80331", "München"), ("50667", "Köln"), ("70173", "Stuttgart")], "Hauptstraße", "en"),
    "GB": (["Harrington Fittings", "Oak & Brass", "Thames Interiors", "Lowland Joinery"], ["Ltd", "PLC"],
           [("EC1A 1BB", "London"), ("M1 1AE", "Manchester"), ("EH1 1YZ", "Edinburgh")], "High Street", "en"),
    "US": (["Brooklyn Hardware", "Pacific Cabinetry"], ["Inc.", "LLC"], [("10001", "New York"), ("94105", "San Francisco")],
           "Main Street", "en"),
    "JP": (["Kanazawa Interior", "Osaka Woodworks"], ["K.K."], [("530-0001", "Osaka")], "Umeda", "en"),
    "KW": (["Al Salam Furnishing"], ["W.L.L."], [("13001", "Kuwait City")], "Fahad Al Salem Street", "en"),
}
