/// Help pages of the command line: what each command is for, and what may be added.
extension Catalogue {
    static let commandHelp: [Wording] = commandAbouts + commandMores + [
        Wording("commands.help.relance",
            fr: "Relance suit les créances d'une société : qui doit combien, quel message part aujourd'hui, et pourquoi.",
            en: "Relance follows a company's receivables: who owes what, which message leaves today, and why."),
        Wording("commands.help.relance.more",
            fr: """
                Pour commencer :
                  relance company create --id dupont --name "Dupont SARL"
                  relance import clients.csv factures.xlsx 123456789FEC20261231.txt
                  relance plan
                  relance run
                """,
            en: """
                To begin:
                  relance company create --id dupont --name "Dupont SARL"
                  relance import customers.csv invoices.xlsx 123456789FEC20261231.txt
                  relance plan
                  relance run
                """),
        Wording("commands.help.usage", fr: "Usage : {usage}", en: "Usage: {usage}"),
        Wording("commands.help.commands", fr: "Commandes :", en: "Commands:"),
        Wording("commands.help.options", fr: "Options de la commande :", en: "Options of the command:"),
        Wording("commands.help.common", fr: "Options communes :", en: "Common options:"),
        Wording("commands.help.default", fr: "[par défaut : {value}]", en: "[default: {value}]"),
        Wording("commands.help.each", fr: "Le détail d'une commande : {command} <command> --help", en: "A command in detail: {command} <command> --help"),
        Wording("commands.help.hint", fr: "Pour en savoir plus : {command} --help", en: "To know more: {command} --help"),
    ]

    private static let commandAbouts: [Wording] = [
        ("company", "Les sociétés qui relancent.", "The companies that send reminders."),
        ("company_create", "Crée une société, simulée tant qu'elle n'est pas rendue réelle.", "Creates a company, simulated until it is made live."),
        ("company_list", "Les sociétés.", "The companies."),
        ("company_show", "Tout ce qui est réglé pour une société.", "Everything that is set for a company."),
        ("company_set", "Change l'en-tête, l'expéditeur, les habitudes d'une société.", "Changes the letterhead, sender and habits of a company."),
        ("company_live", "Rend une société réelle : ses messages partent pour de bon.", "Makes a company live: its messages really leave."),
        ("import", "Lit des clients, contacts, factures, avoirs, règlements ou un FEC.", "Reads customers, contacts, invoices, credit notes, payments or a FEC."),
        ("scenario", "Les scénarios de relance.", "The reminder scenarios."),
        ("scenario_add", "Enregistre un scénario, ou une nouvelle version, et dit ce qui change.", "Records a scenario, or a new version, and says what changes."),
        ("scenario_check", "Relit un fichier de scénario et situe chaque erreur.", "Reads a scenario file and locates every mistake."),
        ("scenario_list", "Les scénarios de la société.", "The company's scenarios."),
        ("scenario_show", "Le texte d'un scénario de la société.", "The text of one of the company's scenarios."),
        ("scenario_assign", "Donne un scénario à un client.", "Gives a customer a scenario."),
        ("scenario_library", "Les scénarios fournis, à copier et à adapter.", "The scenarios that come with the program, to copy and adapt."),
        ("plan", "Ce qu'une exécution enverrait ce jour-là, et ce qu'elle laisserait de côté. N'écrit rien.", "What a run of that day would send, and what it would leave alone. Writes nothing."),
        ("run", "Joue le matin d'un jour : planifie, envoie ce qui n'attend pas d'approbation.", "Plays the morning of a day: plans, and sends what needs no approval."),
        ("messages", "Les messages et leur état.", "The messages and their state."),
        ("messages_list", "Les messages et leur état.", "The messages and their state."),
        ("messages_show", "Un message, avec les octets exacts qui partent.", "One message, with the exact bytes that leave."),
        ("approve", "Laisse partir des messages qui attendent une approbation.", "Lets messages leave that wait for approval."),
        ("withhold", "Retire des messages qui ne sont pas encore partis.", "Withdraws messages that have not left yet."),
        ("hold", "Suspend les relances d'un client ou d'une facture, d'un jour à un autre compris.", "Suspends the reminders of a customer or an invoice, from one day to another, both included."),
        ("mute", "Met un client ou une facture en sourdine, d'un jour à un autre compris.", "Mutes a customer or an invoice, from one day to another, both included."),
        ("promise", "Note une promesse de règlement.", "Notes a promise to pay."),
        ("dispute", "Note un litige : seule une levée y met fin.", "Notes a dispute: only a release ends it."),
        ("release", "Lève une suspension, une sourdine, une promesse, un litige ou une contradiction.", "Ends a hold, a mute, a promise, a dispute or a quarantine."),
        ("release_hold", "Lève une suspension à partir d'un jour.", "Ends a hold from a day on."),
        ("release_mute", "Lève une sourdine à partir d'un jour.", "Ends a mute from a day on."),
        ("release_promise", "Oublie une promesse à partir d'un jour.", "Ends a promise from a day on."),
        ("release_dispute", "Clôt un litige à partir d'un jour.", "Closes a dispute from a day on."),
        ("release_quarantine", "Dit que la facture enregistrée est la bonne, malgré un fichier qui la contredit.", "Says that the recorded invoice holds, against a file that contradicts it."),
        ("balance", "La balance âgée, par client et par devise, à n'importe quelle date.", "The aged balance, by customer and currency, as of any date."),
        ("explain", "Pourquoi une facture a été relancée ou non un jour donné.", "Why an invoice was or was not chased on a day."),
        ("tasks", "Ce qui attend une personne.", "What waits for a person."),
        ("tasks_list", "Ce qui attend une personne.", "What waits for a person."),
        ("tasks_close", "Marque une tâche comme faite.", "Marks a task as done."),
        ("customers", "Les clients, leur scénario, leur solde.", "The customers, their scenario, their balance."),
        ("customers_list", "Les clients, leur scénario, leur solde.", "The customers, their scenario, their balance."),
        ("resolve", "Dit si un message au sort inconnu est parti ou non.", "Says whether a message of unknown fate left or not."),
        ("receipt", "Note ce qu'est devenu un message : remis, refusé, plainte.", "Notes what became of a message: delivered, bounced, complained about."),
        ("address", "Les adresses des clients.", "The addresses of customers."),
        ("address_restore", "Écrit de nouveau à une adresse suspendue après un rejet ou une plainte.",
            "Writes again to an address suspended after a bounce or a complaint."),
        ("write_off", "Passe en perte tout ou partie d'une facture.", "Writes off an invoice or a part of it."),
        ("claims", "Les pénalités et indemnités réclamées, même sur des factures soldées, à n'importe quelle date.",
            "The interest and compensation claimed, even on settled invoices, as of any date."),
        ("waive", "Abandonne les pénalités et l'indemnité d'une facture.", "Waives interest and compensation on an invoice."),
        ("match", "Cherche quel client a payé quoi : lettre ce qui est sûr, propose le reste.",
            "Looks which customer paid what: allocates what is sure, suggests the rest."),
        ("allocate", "Dit ce que paie un mouvement bancaire, ou accepte une proposition ; le payeur est retenu.",
            "Says what a bank movement pays, or accepts a proposal; the payer is remembered."),
        ("reverse", "Défait ce qui a été décidé d'un mouvement bancaire : tout redevient comme avant.",
            "Undoes what was decided about a bank movement: everything is as it was before."),
        ("set_aside", "Écarte un mouvement bancaire qui ne paie aucune facture.", "Sets aside a bank movement that pays no invoice."),
        ("payers", "Ce qui a été appris : qui paie pour quel client.", "What was learned: who pays for which customer."),
        ("payers_list", "Ce qui a été appris : qui paie pour quel client.", "What was learned: who pays for which customer."),
        ("payers_forget", "Oublie ce qui a été appris d'un payeur.", "Forgets what was learned of a payer."),
        ("payment", "Les règlements.", "The payments."),
        ("payment_return", "Un règlement est revenu : ce qu'il soldait est de nouveau dû.", "A payment came back: what it had settled is owed again."),
        ("backtest", "Joue un scénario sur le passé de la société.", "Plays a scenario on the company's own past."),
        ("check", "Vérifie toutes les écritures et tout ce qui en découle.", "Checks every fact and everything that follows from them."),
        ("export", "Toutes les écritures avec leur chaîne, ou un tableau pour un tableur.", "Every fact with its chain, or a table for a spreadsheet."),
        ("migrate", "Met la base au schéma de ce programme.", "Brings the database to this program's schema."),
        ("simulate", "Joue des années de vie de sociétés avec toutes les pannes, et juge du dehors.", "Plays years of company life with every fault, and judges from outside."),
        ("bench", "Des mesures sur des données inventées dont la vérité est connue.", "Measures on made-up data whose truth is known."),
        ("bench_match", "Combien de mouvements bancaires trouvent leurs factures, combien de fois à tort, et à quelle vitesse.",
            "How many bank movements find their invoices, how often wrongly, and how fast."),
        ("serve", "La page web, et les matins de chaque société à leur heure.", "The web page, and each company's mornings at their hour."),
        ("backup", "Une copie de tout en un fichier, faite pendant que les autres travaillent, relue et vérifiée.",
            "A copy of everything in one file, made while others work, read again and checked."),
        ("restore", "Met une sauvegarde à la place de la base, lui dit ce qui est parti depuis, et ne laisse rien partir.",
            "Puts a backup in the place of the database, tells it what left since, and lets nothing leave."),
        ("work", "Joue les matins et envoie, sans page : un processus parmi d'autres, sur PostgreSQL.", "Plays the mornings and sends, without a page: one worker among others, on PostgreSQL."),
        ("instance", "Quelle installation c'est, et si l'envoi est permis d'ici.", "Which installation this is, and whether it may send."),
        ("instance_show", "Quelle installation c'est, et si l'envoi est permis d'ici.", "Which installation this is, and whether it may send."),
        ("instance_release", "Permet aux sociétés réelles d'envoyer d'ici, après une restauration, une copie ou un déménagement.",
            "Lets live companies send from here, after a restore, a copy or a move."),
        ("interest", "Intérêts de retard et indemnité sur un montant. Sans base de données.", "Late interest and compensation on an amount. Needs no database."),
        ("due", "La date d'échéance que donnent des conditions de paiement. Sans base de données.", "The due date that payment terms give. Needs no database."),
    ].map { Wording("commands.help.\($0.0).about", fr: $0.1, en: $0.2) }

    private static let commandMores: [Wording] = [
        ("company_live",
            """
            Donnez d'abord une adresse d'expéditeur (relance company set --email) et un serveur d'envoi (RELANCE_SMTP_URL) :
            sans eux, la commande est refusée. Elle dit ce qui manque à l'en-tête. Tant que rien n'est parti pour de bon,
            les messages attendent une approbation, sauf --approves-first-live-send no.
            """,
            """
            First give a sender address (relance company set --email) and a mail server (RELANCE_SMTP_URL): without them
            the command is refused. It tells what the letterhead lacks. Until something has really left, messages wait
            for approval, unless --approves-first-live-send no.
            """),
        ("import",
            """
            Le contenu de chaque fichier est reconnu à ses colonnes ; un FEC à son nom et à son en-tête.
            Un fichier s'applique en entier ou pas du tout, sauf --partial. Seules les lignes qui contredisent ce qui est enregistré
            (une facture ou un règlement d'un autre montant) sont laissées de côté, et le reste est pris.
            Les mêmes octets deux fois ne changent rien.
              relance import clients.csv factures.xlsx reglements.csv --company dupont
            """,
            """
            What each file holds is recognised from its columns; a FEC from its name and header.
            A file applies wholly or not at all, unless --partial. Only rows that contradict what is recorded (an invoice or a
            payment of another amount) are left aside, and the rest is taken. The same bytes twice change nothing.
              relance import customers.csv invoices.xlsx payments.csv --company dupont
            """),
        ("plan",
            """
              relance plan --on 2026-11-23
              relance plan --from 2026-12-01 --until 2026-12-31
            """,
            """
              relance plan --on 2026-11-23
              relance plan --from 2026-12-01 --until 2026-12-31
            """),
        ("run",
            "Rejouer un jour n'envoie rien de plus : ce qui est parti est parti.",
            "Playing a day again sends nothing more: what left has left."),
        ("interest",
            """
              relance interest --amount 10000.00 --due 2026-05-31 --paid 2026-07-31 --payment 2026-06-15:4000.00
            Régimes : FR_B2B_DEFAULT, FR_B2B_CONTRACT (--rate), FR_PUBLIC, FR_B2C (--notice-on), EU_B2B (--country),
            FR_LEGAL_RATE, FIXED (--rate), NONE.
            """,
            """
              relance interest --amount 10000.00 --due 2026-05-31 --paid 2026-07-31 --payment 2026-06-15:4000.00
            Regimes: FR_B2B_DEFAULT, FR_B2B_CONTRACT (--rate), FR_PUBLIC, FR_B2C (--notice-on), EU_B2B (--country),
            FR_LEGAL_RATE, FIXED (--rate), NONE.
            """),
        ("due",
            """
              relance due --terms "45 jours fin de mois" --from 2026-06-10
            """,
            """
              relance due --terms "45 days end of month" --from 2026-06-10
            """),
        ("serve",
            "Ctrl-C ou SIGTERM l'arrêtent proprement. Les autres commandes marchent pendant ce temps.",
            "Ctrl-C or SIGTERM stop it cleanly. The other commands work meanwhile."),
        ("restore",
            """
              relance restore backups/relance-20261122-201503.backup --replace
            La base qui est là est gardée de côté. Une sauvegarde va sur SQLite comme sur PostgreSQL, d'où qu'elle vienne.
            Ensuite, rien ne part avant relance instance release.
            """,
            """
              relance restore backups/relance-20261122-201503.backup --replace
            The database that is there is kept aside. A backup goes onto SQLite or PostgreSQL, wherever it comes from.
            Afterwards nothing leaves before relance instance release.
            """),
        ("work",
            """
            Sur PostgreSQL, autant de processus que voulu, sur autant de machines : chaque message part une fois. Ctrl-C ou
            SIGTERM : le message en cours est fini, le reste rendu aux autres. Si un processus meurt, les autres reprennent
            ses messages en moins de 30 secondes. Sur un fichier SQLite, « relance serve » fait ce travail ; --once est pour cron.
            """,
            """
            On PostgreSQL, as many workers as wanted, on as many machines: each message leaves once. Ctrl-C or SIGTERM: the
            message under way is finished, the rest handed back to the others. When one dies, its messages are taken over
            within 30 seconds. On an SQLite file, “relance serve” does this work; --once is for cron.
            """),
        ("instance_release",
            """
            La première machine qui ouvre une base neuve envoie sans rien demander. Ensuite, une base restaurée, une copie, un dossier
            déplacé ou une machine de plus n'envoient rien avant cette commande. Sans --yes, elle dit ce qui partirait et ne change rien.
            """,
            """
            The first machine that opens a new database sends without being asked anything. From then on a restored database, a copy,
            a moved folder or one more machine sends nothing before this command. Without --yes it tells what would leave and changes
            nothing.
            """),
        ("check",
            "Sort avec 0 seulement si tout est en ordre, avec 3 sinon.", "Exits with 0 only when everything holds, with 3 otherwise."),
        ("export",
            "Les écritures sortent en JSON, une par ligne ; docs/reference/json.md dit comment vérifier la chaîne sans relance.",
            "Facts come out as JSON, one a line; docs/reference/json.md says how to verify the chain without relance."),
    ].map { Wording("commands.help.\($0.0).about.more", fr: $0.1, en: $0.2) }
}
